"""The pages of ratings: without account and script, for whom they are, and what hostile hands get from them."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.models import Case, Rating, RatingPlan, RatingReply, RatingRequest
from chinar.domain.cases.rating.actions import Given, give
from chinar.domain.cases.rating.asking import ask_after_result
from chinar.domain.cases.rating.codes import own_key_for
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.tests.test_ratings import contact, rated
from chinar.domain.cases.tests.world import KEY, NOW, client_of, official, open_department, registered, sofia
from chinar.foundation.core.actor import SYSTEM, VISITOR
from chinar.foundation.documents.codes import format_code
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.journal.models import Entry

EN, BG = "/troyan/en", "/troyan/bg"
WORDS = 'Чаках <b>два</b> часа & "нищо"'


def page_of(asked: RatingRequest, language: str = EN) -> str:
    return f"{language}/rate/{format_code(asked.code)}/"


def own_page(asked: RatingRequest) -> str:
    return f"{page_of(asked)}{format_code(own_key_for(asked.subject))}/"


@pytest.fixture(autouse=True)
def _no_limit_is_left(db: None) -> None:
    cache.clear()


@pytest.fixture
def head(nadezhda: Any) -> Client:
    return client_of(nadezhda, is_official=True)


@pytest.fixture
def secretary(registry: Any) -> Client:
    return client_of(official("svetla", "Светла Маринова", "secretary"), is_official=True)


@pytest.fixture
def clerk(registry: Any) -> Client:
    return client_of(official("maria", "Мария Петрова", "clerk"), is_official=True)


def test_a_visitor_rates_by_link_and_only_they_read_it_again_with_the_answer(
    registry: Any, client: Client, head: Client
) -> None:
    asked = contact(registry, service="")
    page = client.get(page_of(asked))
    assert "no-store" in page["Cache-Control"] or "private" in page["Cache-Control"]
    assert "How were you served?" in page.text
    assert "municipality&#39;s own promise" in page.text or "municipality's own promise" in page.text
    empty = client.post(page_of(asked), {"text": WORDS})
    assert "Choose an answer: How were you served?" in empty.text
    assert WORDS in unescape(empty.text)
    sent = client.post(page_of(asked), {"score": "1", "text": WORDS, "reply_to": "me@example.org"})
    assert sent["Location"] == own_page(asked)
    mine = client.get(own_page(asked)).text
    assert WORDS in unescape(mine)
    assert "<b>два" not in mine
    assert "by 23 November 2026" in mine
    for anybody in (client, Client()):
        others = anybody.get(page_of(asked)).text
        assert "This contact has been rated." in others
        assert "Чаках" not in others
    again = client.post(page_of(asked), {"score": "5", "text": "Друго"})
    assert (again.status_code, again["Location"], Rating.objects.get().score) == (302, page_of(asked), 1)
    rating = Rating.objects.get()
    answered = head.post(f"{EN}/desk/ratings/{rating.pk}/", {"text": "Съжаляваме."})
    assert answered["Location"] == f"{EN}/desk/ratings/"
    assert "Съжаляваме." in client.get(own_page(asked)).text


def test_what_points_to_a_person_is_not_kept_and_everything_typed_is_still_there(registry: Any, client: Client) -> None:
    asked = contact(registry)
    typed = {"score": "2", "text": "Обадете се на 0888 123 456, ЕГН 8501011234", "reply_to": "не знам"}
    page = client.post(page_of(asked), typed).text
    assert "holds a telephone number" in page
    assert "ten-digit number" in page
    assert "Enter an e-mail address" in page
    assert all(value in unescape(page) for value in (typed["text"], typed["reply_to"]))
    assert not Rating.objects.exists()


def test_a_code_is_typed_from_paper_as_people_type(registry: Any, client: Client) -> None:
    asked = contact(registry)
    found = client.post(f"{EN}/rate/", {"code": f" {format_code(asked.code).lower()} "})
    assert found["Location"] == f"{page_of(asked)}?way=slip"
    client.post(found["Location"], {"score": "4"})
    assert Rating.objects.get().way == "slip"
    assert "We find no such code" in client.post(f"{EN}/rate/", {"code": "0000-0000-0000"}).text
    answers = [client.post(f"{EN}/rate/", {"code": "0000-0000-0000"}).status_code for _ in range(9)]
    assert answers[-1] == 429


HOSTILE = ["", "x", "\x00", "' or 1=1 --", "<script>", "9" * 5000, "Щ" * 12, "../../etc/passwd", "%s%n", "٣" * 12]


def test_hostile_input_gets_an_answer_and_nothing_else(registry: Any, client: Client, clerk: Client) -> None:
    asked = contact(registry)
    for bad in HOSTILE:
        cache.clear()
        assert client.post(f"{EN}/rate/", {"code": bad}).status_code == 200
        assert client.post(page_of(asked), {"score": bad, "text": bad, "reply_to": bad}).status_code == 200
        assert clerk.post(f"{EN}/desk/ratings/enter/", {"code": bad, "score": "3"}).status_code == 200
        assert clerk.get(f"{EN}/desk/ratings/enter/", {"code": bad}).status_code in (200, 400)
    for code in ("0000-0000-0000", "x", "-", "9" * 300):
        assert client.get(f"{EN}/rate/{code}/").status_code == 404
        assert client.get(f"{page_of(asked)}{code}/").status_code == 404
    assert client.post(page_of(asked), {"score": "3", "text": "а" * 2001}).status_code == 200
    assert client.get(own_page(asked)).status_code == 404  # nothing was given
    assert client.delete(page_of(asked)).status_code == 405
    assert not Rating.objects.exists()


def test_when_the_time_is_over_the_page_says_so_and_takes_nothing(registry: Any, client: Client, clock: Any) -> None:
    asked = contact(registry)
    clock.moment = sofia(2026, 12, 17)
    assert "The time to rate is over" in client.get(page_of(asked)).text
    assert client.post(page_of(asked), {"score": "1"}).status_code == 302
    assert not Rating.objects.exists()


def test_the_head_sees_what_is_owed_in_their_department_and_of_two_at_once_one_loses_no_text(
    registry: Any, head: Client, secretary: Client, georgi: Any
) -> None:
    rating = give(contact(registry), Given(2, WORDS), way="link", by=VISITOR, at=NOW)
    elsewhere = rated(open_department("roads", "Пътища"), 1, 2)
    rated(registry, 5, 3)
    for page in ("/desk/ratings/", "/desk/cases/", "/desk/"):
        assert f"/desk/ratings/{elsewhere.pk}/" not in head.get(EN + page).text
    assert "1 low rating waits for your answer" in head.get(f"{EN}/desk/").text
    assert "2 low ratings wait for your answer" in secretary.get(f"{EN}/desk/cases/").text
    assert "Owed an answer: 1" in head.get(f"{EN}/desk/ratings/").text
    assert "5, very well" in head.get(f"{EN}/desk/ratings/", {"show": "all"}).text
    assert head.get(f"{EN}/desk/ratings/{elsewhere.pk}/").status_code == 404
    expert = client_of(georgi, is_official=True)
    assert expert.get(f"{EN}/desk/ratings/{rating.pk}/").status_code == 404
    assert WORDS in unescape(head.get(f"{EN}/desk/ratings/{rating.pk}/").text)
    head.post(f"{EN}/desk/ratings/{rating.pk}/", {"text": "Първи отговор"})
    second = secretary.post(f"{EN}/desk/ratings/{rating.pk}/", {"text": "Втори отговор"}).text
    assert "A colleague has answered meanwhile" in second
    assert "Първи отговор" in second
    assert "Втори отговор" in second
    assert RatingReply.objects.count() == 1
    read = Entry.objects.filter(verb="rating.read", subject=str(rating.pk))
    assert read.count() == 2


def test_of_a_matter_kept_from_them_an_official_meets_no_rating_anywhere(
    registry: Any, nadezhda: Any, head: Client, clerk: Client, elena: Any
) -> None:
    case = registered(registry, account=elena)
    Case.objects.filter(pk=case.pk).update(phase=Phase.CLOSED, state="over")
    ask_after_result(case, refused=False, at=NOW)
    asked = RatingRequest.objects.get()
    maria = clerk.get(f"{EN}/desk/cases/{case.number}/")
    assert f"/desk/ratings/slips/{asked.pk}/" in maria.text
    rating = give(asked, Given(1, WORDS), way="link", by=VISITOR, at=NOW)
    assert f"/desk/ratings/{rating.pk}/" in head.get(f"{EN}/desk/cases/{case.number}/").text
    recuse(case, accounts={nadezhda.pk}, by=SYSTEM, at=NOW)
    assert head.get(f"{EN}/desk/ratings/{rating.pk}/").status_code == 404
    assert "waits for your answer" not in head.get(f"{EN}/desk/").text
    for query in ({}, {"show": "all"}):
        assert f"/ratings/{rating.pk}/" not in head.get(f"{EN}/desk/ratings/", query).text
    assert head.post(f"{EN}/desk/ratings/{rating.pk}/", {"text": "Не"}).status_code == 404


def test_whoever_follows_the_matter_finds_the_question_until_it_is_answered(
    registry: Any, client: Client, elena: Any
) -> None:
    case = registered(registry, account=elena)
    Case.objects.filter(pk=case.pk).update(phase=Phase.CLOSED, state="over")
    ask_after_result(case, refused=False, at=NOW)
    asked = RatingRequest.objects.get()
    client.post(f"{EN}/follow/", {"number": case.number, "key": KEY})
    assert page_of(asked) in client.get(f"{EN}/follow/{case.number}/").text
    client.post(page_of(asked), {"score": "1", "text": WORDS})
    followed = client.get(f"{EN}/follow/{case.number}/").text
    assert page_of(asked) not in followed
    assert "Чаках" not in followed


def test_a_clerk_prints_a_slip_hands_over_the_screen_or_writes_down_what_is_said(
    registry: Any, clerk: Client, client: Client
) -> None:
    asked = contact(registry)
    slip = clerk.get(f"{EN}/desk/ratings/slips/{asked.pk}/").text
    assert format_code(asked.code) in slip
    printed = text_of(clerk.get(f"{BG}/desk/ratings/slips/{asked.pk}/slip.pdf").content)
    assert format_code(asked.code) in printed
    assert "Как Ви обслужихме?" in printed
    screen = re.search(r'href="([^"]+)\?way=screen"', slip)
    assert screen is not None
    handed = client.post(f"{screen[1]}?way=screen", {"score": "1", "text": WORDS})
    assert handed["Location"] == page_of(asked)  # the words are not on the screen that goes back
    assert Rating.objects.get().way == "screen"
    entry = {"code": format_code(asked.code), "score": "4", "text": "Хубаво"}
    used = clerk.post(f"{EN}/desk/ratings/enter/", entry).text
    assert "This slip has been used" in used
    assert "Хубаво" in used
    assert "This slip has been used" in clerk.get(f"{EN}/desk/ratings/slips/{asked.pk}/").text
    other = contact(registry, 2)
    assert clerk.post(f"{EN}/desk/ratings/enter/", {**entry, "code": other.code}).status_code == 302
    written = Rating.objects.get(request=other)
    assert (written.way, written.entered_by.name if written.entered_by else "") == ("official", "Мария Петрова")


def test_a_deputy_finds_only_slips_of_their_own_place(registry: Any) -> None:
    village = open_department("oreshak", "Кметство Орешак")
    deputy = client_of(official("ivan", "Иван Колев", "deputy", village), is_official=True)
    here, there = contact(village), contact(registry, 2)
    assert deputy.get(f"{EN}/desk/ratings/slips/{here.pk}/").status_code == 200
    assert deputy.get(f"{EN}/desk/ratings/slips/{there.pk}/").status_code == 404
    typed = {"code": there.code, "score": "5"}
    assert "We find no such code" in deputy.post(f"{EN}/desk/ratings/enter/", typed).text


def test_the_secretary_sets_the_promise_and_the_page_says_that_it_is_no_law(secretary: Client, head: Client) -> None:
    address = f"{EN}/desk/ratings/promises/"
    page = secretary.get(address).text
    assert "own promise" in page
    wrong = secretary.post(address, {"answer_days": "0", "open_days": "x", "text_months": "61"}).text
    assert wrong.count("govuk-error-message") >= 3
    assert not RatingPlan.objects.exists()
    assert secretary.post(address, {"answer_days": "3", "open_days": "14", "text_months": "6"}).status_code == 302
    assert RatingPlan.objects.get().as_plan().answer_days == 3
    assert head.get(address).status_code == 404


def test_the_marks_of_a_year_leave_as_a_table_without_the_words(
    registry: Any, head: Client, secretary: Client, clerk: Client, georgi: Any
) -> None:
    give(contact(registry, service=""), Given(2, WORDS), way="link", by=VISITOR, at=NOW)
    rated(open_department("roads", "Пътища"), 5, 2, by_company=True)
    address = f"{EN}/desk/ratings/ratings-2026.csv"
    assert address in secretary.get(f"{EN}/desk/ratings/").text
    table = secretary.get(address).text.splitlines()
    assert table[0].startswith("\ufeffRated,")
    assert len(table) == 3
    assert "2026-11-16" in table[1]
    assert ",2,by the link of a message,2026-11-23," in table[1]
    assert "Department roads" in table[2]
    assert "a company or organisation" in table[2]
    assert "Чаках" not in "".join(table)
    assert len(head.get(address).text.splitlines()) == 2  # their own department
    assert len(secretary.get(address.replace("2026", "2025")).text.splitlines()) == 1
    for year in ("0000", "1999", "2027", "9999", "x"):
        assert secretary.get(address.replace("2026", year)).status_code == 404
    for other in (clerk, client_of(georgi, is_official=True)):
        assert other.get(address).status_code == 404
    told = Entry.objects.filter(verb="rating.exported").first()
    assert told is not None
    assert told.facts == {"year": "2026", "n": "2"}


def test_pages_cost_the_same_with_many_ratings(registry: Any, head: Client, secretary: Client, client: Client) -> None:
    from django.db import connection

    def costs() -> list[int]:
        found = []
        pages = [(head, "/desk/ratings/"), (head, "/desk/ratings/?show=all"), (secretary, "/desk/ratings/figures/")]
        for who, page in [*pages, (client, page_of(asked).removeprefix(EN)), (head, "/desk/")]:
            with CaptureQueriesContext(connection) as queries:
                assert who.get(EN + page).status_code == 200
            left_out = ("SAVEPOINT", "RELEASE", "select set_config", 'SELECT "territory_municipality"')
            found.append(len([one for one in queries if not one["sql"].startswith(left_out)]))
        return found

    asked = contact(registry, 1000, service="")
    for number in range(6):
        rated(registry, 1 + number % 2, number)
    few = costs()
    for number in range(6, 40):
        rated(registry, 1 + number % 5, number, by_company=number % 2 == 0)
    assert costs() == few
    assert max(few[:3]) <= 12
    assert few[3] <= 5
