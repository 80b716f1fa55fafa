"""A signal for another municipality of the installation: the whole way, on both sides."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.cases.actions.ending import NotOfThisKind, is_reopenable
from chinar.domain.cases.actions.handing_over import receive, send, take_back_refused
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import KEY, NOW, TOWN, client_of, official, sofia
from chinar.domain.reports.actions.filing import add_photo
from chinar.domain.reports.models import Category, CitizenReport, Photo
from chinar.domain.reports.tests.world import TEXT, category, filed, picture, town_hall
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.territory.doors import AlreadyAnswered, inbox, refuse
from chinar.foundation.territory.models import HandOver, Municipality

THERE = "/razlog/bg"
LATER = sofia(2026, 11, 18)


@pytest.fixture
def razlog(town: Any, other_town: Municipality, lamps: Category) -> Municipality:
    """Another town, with a category of the same code."""
    with apart(other_town):
        category(department=town_hall())
    return other_town


def apart(town: Municipality) -> Any:
    """Inside another town than the test stands in, as another request would be."""
    return scoped(town.pk)


def sent(report: CitizenReport, to: Municipality, georgi: Any) -> Case:
    by = Actor(georgi.pk, "official")
    return send(report.case, to=to, reason="Лампата е в Разлог.", by=by, at=NOW)


def told(verb: str) -> bool:
    return bool(Entry.objects.filter(verb=verb).exists())


def test_it_leaves_by_the_page_of_the_act_and_its_author_reads_where_it_went(
    lamps: Category, razlog: Municipality, expert: Client, client: Client
) -> None:
    case = filed(lamps).case
    page = f"{TOWN}/desk/cases/{case.number}/hand_over/"
    assert "Разлог" in expert.get(page).content.decode()
    empty = expert.post(page, {"to": "", "reason": ""}).content.decode()
    assert "Изберете община" in empty
    assert expert.post(page, {"to": "999999", "reason": "x"}).status_code == 200
    assert expert.post(page, {"to": razlog.pk, "reason": "Лампата е в Разлог."}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("left", "forwarded")
    assert not is_reopenable(case)
    assert told("case.forwarded")
    assert told("handover.sent")
    assert Message.objects.filter(template="cases/notices/forwarded.txt").exists()
    client.post(f"{TOWN}/follow/", {"number": case.number, "key": KEY})
    assert "чака да бъде приета" in client.get(f"{TOWN}/follow/{case.number}/").content.decode()
    english = client.get(f"/troyan/en/follow/{case.number}/").content.decode()
    assert "It was sent to the municipality of Razlog" in english


def test_it_is_registered_there_once_under_a_number_and_clock_of_its_own(
    lamps: Category, razlog: Municipality, georgi: Any, client: Client, clock: Any
) -> None:
    report = filed(lamps)
    add_photo(report, picture().read(), moment=Photo.Moment.BEFORE, by=VISITOR, at=NOW)
    sent(report, razlog, georgi)
    clock.moment = LATER
    with apart(razlog):
        clerk = client_of(official("petar", "Петър Стоев", "secretary"), is_official=True)
        assert report.case.number in clerk.get(f"{THERE}/desk/received/").content.decode()
        message = inbox().get()
        page = f"{THERE}/desk/received/{message.pk}/"
        shown = clerk.get(page).content.decode()
        assert TEXT in shown
        assert "radost@chinar.example" not in shown
        assert "Изберете" in clerk.post(page, {"verb": "accept", "about": ""}).content.decode()
        assert clerk.post(page, {"verb": "accept", "about": "nothing"}).status_code == 200
        assert clerk.post(page, {"verb": "accept", "about": "lamps"}).status_code == 302
        assert clerk.post(page, {"verb": "accept", "about": "lamps"}).status_code == 302
        there = CitizenReport.objects.select_related("case").get()
        assert (there.text, there.author_name, there.place) == (report.text, report.author_name, report.place)
        assert (there.case.received_at, there.case.channel, there.case.key) == (NOW, "municipality", KEY)
        assert there.case.due_on == report.case.due_on
        assert there.photos.count() == 1
        assert told("case.received")
        assert told("handover.accepted")
        assert Message.objects.filter(template="cases/notices/registered.txt").count() == 1
        with pytest.raises(AlreadyAnswered):
            receive(message, about="lamps", by=Actor(georgi.pk, "official"), at=LATER)
        assert HandOver.objects.get().content == ""
        number = there.case.number
    assert not Case.objects.filter(number=number).exclude(pk=report.case.pk).exists()
    assert CitizenReport.objects.count() == 1
    client.post(f"{TOWN}/follow/", {"number": report.case.number, "key": KEY})
    assert f"заведе под номер {number}" in client.get(f"{TOWN}/follow/{report.case.number}/").content.decode()
    with apart(razlog):
        client.post(f"{THERE}/follow/", {"number": number, "key": KEY})
        first = client.get(f"{THERE}/follow/{number}/").content.decode()
    assert f"под номер {report.case.number}" in first


def test_what_is_refused_is_opened_again_where_it_came_from_once(
    lamps: Category, razlog: Municipality, georgi: Any, expert: Client
) -> None:
    report = filed(lamps)
    sent(report, razlog, georgi)
    assert take_back_refused(at=LATER) == 0
    with apart(razlog):
        refuse(hand_over=inbox().get(), reason="Пътят е ваш.", by=Actor(georgi.pk, "official"), at=LATER)
        assert not CitizenReport.objects.exists()
    assert take_back_refused(at=LATER) == 1
    assert take_back_refused(at=LATER) == 0
    case = Case.objects.get(pk=report.case.pk)
    assert (case.state, case.outcome, case.is_open) == ("in_progress", "", True)
    assert "Пътят е ваш." in expert.get(f"{TOWN}/desk/cases/{case.number}/").content.decode()
    assert told("case.reopened")


def test_what_travels_and_what_does_not(lamps: Category, razlog: Municipality, georgi: Any) -> None:
    against = filed(lamps, against="official", against_whom="Георги Николов")
    with pytest.raises(NotOfThisKind):
        sent(against, razlog, georgi)
    report = filed(lamps)
    report.draft = "Чернова на служителя"
    report.save(update_fields=["draft"])
    sent(report, razlog, georgi)
    with apart(razlog):
        message = inbox().get()
        assert "draft" not in message.facts
        assert "Чернова" not in message.content
        assert message.facts["filed_on"] == "2026-11-16"
        assert set(message.facts) <= {
            "about", "category", "text", "place", "settlement", "where", "point", "name", "email", "phone",
            "shows_name", "language", "happened_on", "filed_on", "key", "account", "photos", "reason",
        }  # fmt: skip
        there = receive(message, about="lamps", by=Actor(georgi.pk, "official"), at=LATER)
        troyan = Municipality.objects.get(slug="troyan")
        with pytest.raises(NotOfThisKind):
            send(there, to=troyan, reason="Ваша е.", by=Actor(georgi.pk, "official"), at=LATER)


def test_who_may_not_receive_finds_no_page(
    lamps: Category, razlog: Municipality, georgi: Any, expert: Client, head: Client
) -> None:
    sent(filed(lamps), razlog, georgi)
    with apart(razlog):
        pk = inbox().get().pk
    for way in ("", f"{pk}/"):
        assert expert.get(f"{TOWN}/desk/received/{way}").status_code == 404
    # The sender's own head sees none of what was sent to another town.
    assert head.get(f"{TOWN}/desk/received/{pk}/").status_code == 404
    assert "Няма нищо" in head.get(f"{TOWN}/desk/received/").content.decode()


def test_pages_of_what_was_received_cost_the_same_for_one_and_for_many(
    lamps: Category, razlog: Municipality, georgi: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        sent(filed(lamps), razlog, georgi)
    with apart(razlog):
        clerk = client_of(official("petar", "Петър Стоев", "secretary"), is_official=True)
        one = f"{THERE}/desk/received/{inbox()[0].pk}/"
        for page, most in ((f"{THERE}/desk/received/", 12), (one, 12)):
            clerk.get(page)
            with django_assert_max_num_queries(most):
                assert clerk.get(page).status_code == 200
        with CaptureQueriesContext(connection) as of_three:
            clerk.get(f"{THERE}/desk/received/")
    for _ in range(7):
        sent(filed(lamps), razlog, georgi)
    with apart(razlog), CaptureQueriesContext(connection) as of_ten:
        assert clerk.get(f"{THERE}/desk/received/").text.count('scope="row"') == 10
    assert len(of_ten) == len(of_three)
