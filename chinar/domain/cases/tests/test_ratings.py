"""Ratings: asked once for each contact, given once, a low one is owed an answer, words go and marks stay."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from chinar.domain.cases.actions.destroying import _empty_spine
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.models import Case, Party, Rating, RatingReply, RatingRequest
from chinar.domain.cases.rating import promises
from chinar.domain.cases.rating.actions import (
    AlreadyRated,
    AlreadyReplied,
    Given,
    TooLate,
    empty_old,
    give,
    reply,
)
from chinar.domain.cases.rating.asking import (
    Contact,
    ask_after_contact,
    ask_after_result,
    ask_after_results,
    ask_after_visit,
)
from chinar.domain.cases.rating.promises import set_plan
from chinar.domain.cases.rating.queries import public_ratings
from chinar.domain.cases.rating.rules import Plan
from chinar.domain.cases.rating.tables import ratings_of
from chinar.domain.cases.rating.watching import remind_of_ratings
from chinar.domain.cases.tests.world import NOW, account, official, open_department, registered, sofia
from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.documents.models import Erasure
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Organisation
from chinar.foundation.time.rules import NoCalendar

LINK = Rating.Way.LINK
BAD = Given(1, "Чаках два часа, а гишето затвори.", "me@example.org", "email")


def contact(department: Any, number: int = 1, **changes: Any) -> RatingRequest:
    of = Contact(**{"occasion": "visit", "department": department, "service": "cert", **changes})
    return ask_after_visit(number, of, at=NOW)


def rated(department: Any, score: int = 1, number: int = 1, **changes: Any) -> Rating:
    return give(contact(department, number, **changes), Given(score), way=LINK, by=VISITOR, at=NOW)


def told() -> list[str]:
    return [row.template.rpartition("/")[2].removesuffix(".txt") for row in Message.objects.order_by("id")]


@pytest.fixture
def svetla(registry: Any) -> Any:
    return official("svetla", "Светла Маринова", "secretary")


def test_after_a_result_everybody_in_the_matter_is_asked_once(registry: Any, elena: Any) -> None:
    case = registered(registry, account=elena)
    for _ in range(2):
        ask_after_result(case, refused=False, at=NOW)
    ask_after_result(case, refused=True, at=NOW)
    asked = RatingRequest.objects.get()
    assert (asked.occasion, asked.by_company, asked.until) == ("delivery", False, date(2026, 12, 16))
    assert (ask_after_results(at=NOW), ask_after_results(at=NOW)) == (1, 0)
    letter = Message.objects.get()
    assert f"/troyan/bg/rate/{asked.code[:4]}-{asked.code[4:8]}-{asked.code[8:]}/" in letter.text
    assert (letter.about, told()) == (case.number, ["rate"])


def test_who_files_decides_whether_a_company_is_asked(registry: Any, elena: Any) -> None:
    company = Organisation.objects.create(name="Чинар ООД", eik="175074752")
    role = Party.PartyRole.APPLICANT
    case = registered(registry, parties=[Party(role=role, organisation=company, account=elena)])
    ask_after_result(case, refused=False, at=NOW)
    assert RatingRequest.objects.get().by_company


def test_a_contact_is_rated_once_and_only_while_it_may_be(registry: Any) -> None:
    asked = contact(registry)
    rating = give(asked, Given(4, "Бързо.", "me@example.org", "email"), way=LINK, by=VISITOR, at=NOW)
    assert (rating.due_on, rating.address, rating.channel) == (None, "", "")  # nothing is owed: no address is kept
    with pytest.raises(AlreadyRated):
        give(asked, BAD, way=LINK, by=VISITOR, at=NOW)
    with pytest.raises(TooLate):
        give(contact(registry, 2), BAD, way=LINK, by=VISITOR, at=sofia(2026, 12, 17))
    assert Entry.objects.filter(verb="rating.given").values_list("actor_id", "facts").get() == (None, {})
    assert (told(), contact(registry).pk) == ([], asked.pk)


def test_the_database_itself_refuses_a_second_rating_another_mark_and_a_due_day_of_a_good_one(registry: Any) -> None:
    rating = rated(registry, 4)
    facts = {"by_company": False, "way": "link", "at": NOW}
    other = contact(registry, 2)
    refused: list[Any] = [
        lambda: Rating.objects.create(request=rating.request, score=3, **facts),
        lambda: Rating.objects.create(request=other, score=6, **facts),
        lambda: Rating.objects.create(request=other, score=0, **facts),
        lambda: Rating.objects.create(request=other, score=3, due_on=NOW.date(), **facts),
        lambda: Rating.objects.filter(pk=rating.pk).update(score=5),
        lambda: Rating.objects.filter(pk=rating.pk).update(text="друго"),
        lambda: RatingRequest.objects.filter(pk=other.pk).update(until=date(2030, 1, 1)),
        rating.delete,
    ]
    for act in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_a_low_one_is_owed_an_answer_that_the_rater_hears_of_without_its_words(
    registry: Any, nadezhda: Any, svetla: Any
) -> None:
    rating = give(contact(registry), BAD, way=LINK, by=VISITOR, at=NOW)
    assert rating.due_on == date(2026, 11, 23)  # five working days after Monday, 16 November
    letter = Message.objects.get()
    assert (letter.account, letter.audience) == (nadezhda, "official")
    assert "гишето" not in letter.text
    assert "Чаках" not in connection.cursor().execute("select text from cases_rating").fetchone()[0]  # type: ignore[union-attr]
    by = Actor(nadezhda.pk, "official")
    reply(rating, text="Съжаляваме. Гишето вече работи до края на опашката.", by=by, at=NOW)
    answer = Message.objects.latest("id")
    assert (answer.address, told()[-1]) == ("me@example.org", "rating_answered")
    assert "Съжаляваме" not in answer.text
    assert "/troyan/bg/rate/" in answer.text
    with pytest.raises(AlreadyReplied):
        reply(rating, text="И аз.", by=Actor(svetla.pk, "official"), at=NOW)
    assert (RatingReply.objects.count(), told().count("rating_answered")) == (1, 1)


def test_the_watch_reminds_the_unit_before_and_the_secretary_when_it_is_late(
    registry: Any, nadezhda: Any, svetla: Any
) -> None:
    rated(registry)
    days = [sofia(2026, 11, day) for day in (17, 19, 20, 23, 24, 26, 30)]
    for at in (*days, days[-1]):
        remind_of_ratings(at=at)
    names = [(row.template.rpartition("_")[2], row.account.name.split()[0]) for row in Message.objects.order_by("id")]
    assert names == [
        ("rating.txt", "Надежда"),  # when it came
        ("due.txt", "Надежда"),
        ("due.txt", "Светла"),
        ("late.txt", "Надежда"),
        ("late.txt", "Светла"),
    ]


def test_who_is_kept_away_or_a_party_hears_nothing_and_the_next_above_does(
    registry: Any, nadezhda: Any, svetla: Any, elena: Any
) -> None:
    case = registered(registry, account=elena)
    recuse(case, accounts={nadezhda.pk}, by=SYSTEM, at=NOW)
    ask_after_result(case, refused=False, at=NOW)
    give(RatingRequest.objects.get(), BAD, way=LINK, by=VISITOR, at=NOW)
    remind_of_ratings(at=sofia(2026, 11, 24))
    assert {row.account for row in Message.objects.all()} == {svetla}


def test_without_a_calendar_it_is_kept_without_a_day_and_gets_it_later(
    registry: Any, nadezhda: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(years: Any) -> None:
        raise NoCalendar(2026)

    with monkeypatch.context() as without:
        without.setattr(promises, "calendar_for", unknown)
        rating = rated(registry)
    assert rating.due_on is None
    assert "calendar" in Message.objects.get().text or "календар" in Message.objects.get().text
    remind_of_ratings(at=sofia(2026, 11, 17))
    rating.refresh_from_db()
    assert rating.due_on == date(2026, 11, 23)


def test_with_the_file_go_the_words_and_the_mark_stays(registry: Any, nadezhda: Any) -> None:
    case = registered(registry)
    ask_after_result(case, refused=True, at=NOW)
    rating = give(RatingRequest.objects.get(), BAD, way=LINK, by=VISITOR, at=NOW)
    reply(rating, text="Съжаляваме.", by=Actor(nadezhda.pk, "official"), at=NOW)
    other = give(contact(registry), BAD, way=LINK, by=VISITOR, at=NOW)
    two = {"first_by": nadezhda, "second_by": account("second", "Втори")}
    erasure = Erasure.objects.create(subject=case.number, ground="x", at=NOW, **two)
    _empty_spine(Case.objects.get(pk=case.pk), erasure)
    rating, other = Rating.objects.get(pk=rating.pk), Rating.objects.get(pk=other.pk)
    assert (rating.score, rating.text, rating.address, rating.reply.text) == (1, "", "", "")
    assert (other.text, Rating.objects.owed().get()) == (BAD.text, other)
    assert not Message.objects.filter(about_kind="rating", about=str(rating.pk)).exists()


def test_words_go_when_the_town_has_kept_them_long_enough_but_not_what_is_owed(registry: Any, nadezhda: Any) -> None:
    set_plan(Plan(answer_days=3, open_days=10, text_months=1), by=SYSTEM, at=NOW)
    good = give(contact(registry), Given(5, "Чудесно."), way=LINK, by=VISITOR, at=NOW)
    owed = give(contact(registry, 2), BAD, way=LINK, by=VISITOR, at=NOW)
    assert (contact(registry, 3).until, owed.due_on) == (date(2026, 11, 26), date(2026, 11, 19))
    assert [empty_old(at=sofia(2026, 12, day)) for day in (16, 17, 18)] == [0, 1, 0]
    good.refresh_from_db(), owed.refresh_from_db()
    assert (good.text, good.score, owed.text) == ("", 5, BAD.text)
    reply(owed, text="Съжаляваме.", by=Actor(nadezhda.pk, "official"), at=sofia(2026, 12, 18))
    assert empty_old(at=sofia(2026, 12, 18)) == 1


def test_the_public_sees_from_five_on_citizens_and_companies_apart_in_fives(registry: Any) -> None:
    for number, score in enumerate((5, 5, 4, 1)):
        rated(registry, score, number)
        rated(registry, 2, 100 + number, by_company=True)
    assert (public_ratings("cert").citizens, public_ratings("cert").companies) == (None, None)
    for number in range(5):  # the fifth, and four more that wait for a tenth
        rated(registry, 3, 10 + number)
        marks = public_ratings("cert").citizens
        assert marks is not None
        assert dict(marks.counts) == {5: 2, 4: 1, 1: 1, 3: 1}
    assert public_ratings("cert").companies is None
    rated(registry, 1, 20)
    assert (public_ratings("cert").citizens.n, public_ratings("other").citizens) == (10, None)  # type: ignore[union-attr]


def test_the_figures_of_officials_fold_small_groups_and_say_how_many_were_asked(registry: Any) -> None:
    roads = open_department("roads", "Пътища")
    for number in range(7):
        rated(registry, 5, number)
        rated(roads, 1 + number % 2, 10 + number)
    rated(registry, 2, 30, service="rare")
    contact(roads, 31)
    citizens, companies = ratings_of(2026, departments=None)
    assert (citizens.asked, citizens.n, citizens.by_officials, companies.n) == (16, 15, 0, 0)
    by_department = {line.name: line.marks.n for line in citizens.tables[1].lines}
    assert by_department == {"Гражданска регистрация": 8, "Пътища": 7}
    assert min(line.marks.n for table in citizens.tables for line in table.lines) >= 5
    only, _none = ratings_of(2026, departments={roads.pk})
    assert (only.n, only.asked) == (7, 8)
    assert ratings_of(2025, departments=None)[0] == ratings_of(2026, departments=set())[0]


def test_the_same_form_notes_a_contact_once(registry: Any, georgi: Any) -> None:
    of, by = Contact("call", registry, by_company=True), Actor(georgi.pk, "official")
    first = ask_after_contact(UUID(int=1), of, by=by, at=NOW)
    assert ask_after_contact(UUID(int=1), of, by=by, at=NOW) == first
    assert Entry.objects.filter(verb="rating.contact_noted").count() == 1
    assert account("x", "Х").pk not in Rating.objects.values_list("entered_by", flat=True)
