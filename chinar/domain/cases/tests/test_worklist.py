"""The list of work: sections, what waits and why, filters in the address, kept filters, days, tables, many at once."""

import csv
import random
import re
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.cases import queries
from chinar.domain.cases.access import Reader
from chinar.domain.cases.actions import assigning, substituting
from chinar.domain.cases.actions.moving import note, take_case
from chinar.domain.cases.exports import no_formula
from chinar.domain.cases.filters import Filter, Selection
from chinar.domain.cases.models import Assignment, Case, SavedFilter
from chinar.domain.cases.models.saved_filter import MOST
from chinar.domain.cases.rules import Phase, Section, Step, section_of, week_ends
from chinar.domain.cases.standing_in import Theirs
from chinar.domain.cases.tests.pages import choices, hidden
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, decide, official, open_department, registered, sofia
from chinar.domain.cases.worklists import Place, page
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import OutOfScope, scoped
from chinar.foundation.journal.models import Entry

BY = {"by": SYSTEM, "at": NOW}
LIST, EN = f"{TOWN}/desk/cases/", "/troyan/en/desk/cases/"
SHAPES = (
    *("", "?show=mine", "?show=department", "?show=free", "?show=decided", "?due=overdue"),
    *("?handler=1&department=1", "?service=application.certificate-of-heirs&handler=1", "?after=r.2026-11-01.1"),
)
NUMBER = re.compile(r">(99-\d+-[\d.]+)</a>")


NOT_COUNTED = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "select set_config", 'SELECT "territory_municipality"')


def shown(client: Client, query: str = "", at: str = LIST) -> list[str]:
    return NUMBER.findall(client.get(f"{at}{query}").text)


def headings(client: Client, query: str = "") -> list[str]:
    return re.findall(r'<h2 class="govuk-heading-s">([^<]+)</h2>', client.get(f"{EN}{query}").text)


def test_sections_by_the_day(monday: list[Case], head: Client) -> None:
    page = head.get(EN).text
    assert headings(head) == ["Overdue", "Due today", "Due this week", "Later", "Waiting: the clock stands"]
    assert NUMBER.findall(page) == [case.number for case in monday]
    assert "waits for the applicant until 16.11.2026" in page
    assert "waits since 13.11.2026: another case is pending, without which this one cannot be decided" in page
    assert "in 0 days" not in page


@pytest.mark.parametrize(
    ("due", "section"),
    [(15, Section.OVERDUE), (16, Section.TODAY), (17, Section.WEEK), (22, Section.WEEK), (23, Section.LATER)],
)
def test_the_week_ends_on_its_sunday(due: int, section: Section) -> None:
    assert section_of(Phase.RECEIVED, date(2026, 11, due), today=date(2026, 11, 16)) is section
    assert section_of(Phase.WAITING, date(2026, 11, due), today=date(2026, 11, 16)) is Section.WAITING


def test_a_term_to_mend_that_is_over_calls_for_somebody(monday: list[Case], nadezhda: Any, clock: Any) -> None:
    clock.moment = sofia(2026, 11, 18)
    page = client_of(nadezhda, is_official=True).get(EN).text
    assert re.search(r"ch-state--late.{0,400}waits for the applicant until 16.11.2026", page, re.S)


def test_silence_is_said_until_the_matter_is_opened_again(registry: Any, head: Client) -> None:
    case = registered(registry, received_at=sofia(2026, 10, 20), legal_period="individual_act")
    note(case, Step.SILENCE, on=date(2026, 10, 28), **BY)
    assert "silent refusal" in head.get(EN).text
    note(case, Step.REOPENED, on=date(2026, 11, 1), **BY)
    assert "silent refusal" not in head.get(EN).text


def test_filters_stand_in_the_address_and_are_said_in_words(monday: list[Case], head: Client, georgi: Any) -> None:
    numbers = [case.number for case in monday]
    for query, found in (
        ("?due=overdue", numbers[:2]),
        ("?due=today", numbers[2:3]),
        ("?due=week", numbers[3:5]),
        ("?since=2026-11-16&until=2026-11-17", numbers[2:4]),
        ("?state=sample.waiting", numbers[6:]),
        (f"?handler={georgi.pk}", numbers[6:7]),
        ("?channel=counter", []),
        ("?kind=sample", numbers),
        ("?kind=other&state=x.y&service=sample.x&handler=²&since=yesterday&due=soon&channel=owl", numbers),
    ):
        assert shown(head, query) == found, query
    page = head.get(f"{EN}?handler={georgi.pk}&channel=online").text
    assert "Георги Николов <a" in page
    assert f'href="{EN}?handler={georgi.pk}"' in page, "each filter can be taken away by itself"


def test_an_account_of_nobody_here_is_not_named(monday: list[Case], head: Client, elena: Any) -> None:
    assert "Елена" not in head.get(f"{EN}?handler={elena.pk}").text


def test_narrowing_leads_to_the_list_and_mistakes_stand_beside_the_field(monday: list[Case], head: Client) -> None:
    typed = "?apply=1&show=all&state=sample.waiting&since-day=&since-month=&since-year="
    assert head.get(f"{EN}narrow/{typed}")["Location"] == f"{EN}?state=sample.waiting"
    wrong = "?apply=1&since-day=30&since-month=2&since-year=2026&until-day=1&until-month=1&until-year=2026"
    answer = head.get(f"{EN}narrow/{wrong}").text
    assert "There is no such date: 30.2.2026" in answer
    assert 'value="30"' in answer
    backwards = wrong.replace("since-day=30", "since-day=3")
    assert "The end stands before the beginning" in head.get(f"{EN}narrow/{backwards}").text


def test_a_filter_is_kept_by_its_owner_alone(monday: list[Case], head: Client, georgi: Any, nadezhda: Any) -> None:
    keep = {"query": "due=overdue&nonsense=1", "name": "Закъсняват"}
    for _press in range(2):
        assert head.post(f"{EN}filters/", keep)["Location"] == f"{EN}?due=overdue"
    kept = SavedFilter.objects.get()
    assert (kept.account_id, kept.query) == (nadezhda.pk, "due=overdue")
    assert "Закъсняват" in head.get(LIST).text
    colleague = client_of(georgi, is_official=True)
    assert "Закъсняват" not in colleague.get(LIST).text
    colleague.post(f"{EN}filters/{kept.pk}/drop/")
    assert SavedFilter.objects.exists()
    assert "Write the name" in head.post(f"{EN}filters/", {"query": "", "name": " "}).text
    head.post(f"{EN}filters/{kept.pk}/drop/")
    assert not SavedFilter.objects.exists()
    told = Entry.objects.filter(verb__startswith="worklist").order_by("id").values_list("verb", flat=True)
    assert list(told) == ["worklist.filter_saved"] * 2 + ["worklist.filter_dropped"]
    SavedFilter.objects.bulk_create([SavedFilter(account=nadezhda, name=f"{n}", query="") for n in range(MOST)])
    assert "Remove one first" in head.post(f"{EN}filters/", keep).text


def test_the_middle_of_a_number_finds_it(monday: list[Case], head: Client) -> None:
    assert head.get(f"{EN}?number={monday[3].sequence}")["Location"].endswith(f"/{monday[3].number}/")
    for nothing in ("999", "²", "x" * 500, "9" * 40, "<owl>"):
        answer = head.get(EN, {"number": nothing})
        assert "There is no matter with the number" in answer.text
        assert "<owl>" not in answer.text


def test_the_substitute_finds_a_sick_colleagues_matters_among_their_own(
    monday: list[Case], georgi: Any, nadezhda: Any, head: Client
) -> None:
    assert shown(head, "?show=mine") == []
    days = {"first_on": date(2026, 11, 16), "last_on": date(2026, 11, 20)}
    substituting.enter_absence(official=georgi, substitute=nadezhda, **days, **BY)
    assert shown(head, "?show=mine") == [monday[6].number]
    assert "You stand in for Георги Николов until 20 November 2026" in head.get(f"{EN}?show=mine").text


def test_pages_follow_each_other_through_all_sections_without_gap_or_double(monday: list[Case]) -> None:
    met, after = [], None
    who = Selection(Reader(0, None), None, (), date(2026, 11, 16), date(2026, 11, 22))
    for _ in range(10):
        cases, after = page(Filter(), who, after=after, size=3)
        met += [case.number for case in cases]
        if after is None:
            break
        assert Place.read(str(after)) == after
    assert met == [case.number for case in monday]


@pytest.mark.parametrize("rows", [1, 8])
def test_the_list_costs_the_same_for_more_rows(monday: list[Case], head: Client, rows: int) -> None:
    for _ in range(rows):
        registered(monday[0].department, received_at=sofia(2026, 11, 3))
    head.get(LIST)
    for shape in SHAPES:
        with CaptureQueriesContext(connection) as asked:
            assert head.get(f"{LIST}{shape}").status_code == 200
        about_rows = [one["sql"] for one in asked if not one["sql"].startswith(NOT_COUNTED)]
        assert len(about_rows) <= 12, "\n".join([shape, *about_rows])


def test_the_table_that_leaves_is_the_list_and_the_journal_knows(
    monday: list[Case], head: Client, nadezhda: Any, monkeypatch: Any
) -> None:
    Case.objects.filter(pk=monday[0].pk).update(handler=nadezhda)
    type(nadezhda).objects.filter(pk=nadezhda.pk).update(name="=1+1")
    answer = head.get(f"{EN}worklist.csv")
    lines = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == [case.number for case in monday]
    assert lines[1][7] == "'=1+1"
    assert lines[7][4:6] == ["", "waits for the applicant until 16.11.2026"]
    entry = Entry.objects.get(verb="worklist.exported")
    assert (entry.actor_id, entry.facts) == (nadezhda.pk, {"n": "8"})
    with ZipFile(BytesIO(head.get(f"{EN}worklist.xlsx?due=overdue").content)) as book:
        cells = book.read("xl/sharedStrings.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert monday[1].number in cells
    assert monday[2].number not in cells
    assert "<f>" not in sheet
    monkeypatch.setattr("chinar.domain.cases.exports.MOST_ROWS", 7)
    assert head.get(f"{EN}worklist.csv")["Location"] == EN
    assert Entry.objects.filter(verb="worklist.exported").count() == 2


def test_what_a_spreadsheet_would_run_is_text() -> None:
    assert [no_formula(text) for text in ("=1", "@x", "-1", "Петров")] == ["'=1", "'@x", "'-1", "Петров"]


# Many at once


@pytest.fixture
def rada(registry: Any) -> Any:
    return official("rada", "Рада Василева", "expert", registry)


def test_many_are_given_at_once_each_with_its_row_and_in_whose_place(
    monday: list[Case], head: Client, rada: Any, nadezhda: Any, georgi: Any
) -> None:
    chosen = [case.number for case in monday[:3]]
    take_case(monday[0], handler=georgi, **BY)
    days = {"first_on": date(2026, 11, 16), "last_on": date(2026, 11, 20)}
    substituting.enter_absence(official=georgi, substitute=nadezhda, act="Заповед № 12", **days, **BY)
    page = head.get(f"{EN}give/", {"case": chosen, "back": "due=overdue"}).text
    assert "Георги Николов, absent until 20 November 2026; Надежда Илиева stands in" in page
    assert [one.split(" ")[0] for one in choices(page)] == chosen
    typed = {"to": rada.pk, "reason": "Докато Георги е в болничен", **hidden(page), "case": choices(page)}
    for _press in range(2):
        answer = head.post(f"{EN}give/", typed)
        assert answer["Location"] == f"{EN}?due=overdue"
    assert set(Case.objects.filter(handler=rada).values_list("number", flat=True)) == set(chosen)
    given = Entry.objects.filter(verb="case.given", actor_id=nadezhda.pk).order_by("id")
    in_place = {entry.subject: entry.facts.get("in_place_of") for entry in given}
    assert in_place == {number: georgi.name if number == chosen[0] else None for number in chosen}
    assert set(Assignment.objects.standing().filter(official=rada).values_list("reason", flat=True)) == {
        typed["reason"]
    }


def test_what_changed_meanwhile_is_told_at_once_and_untouched_the_others_are_done(
    monday: list[Case], head: Client, rada: Any, georgi: Any
) -> None:
    page = head.get(f"{EN}give/", {"case": [case.number for case in monday[:4]]}).text
    assigning.give(monday[0], to=georgi, **BY)
    decide(monday[1])
    typed = {"to": rada.pk, "reason": "Моят дълъг текст", "case": choices(page)}
    answer = head.post(f"{EN}give/", typed)
    assert answer.status_code == 200
    assert "1 matter given" not in answer.text
    assert "2 matters given to Рада Василева." in answer.text
    assert "2 matters were not given; they stay as they were." not in answer.text, (
        "one is decided and not open any more"
    )
    assert "1 matter was not given; it stays as it was." in answer.text
    assert f"{monday[1].number} is not given: it was decided or closed meanwhile" in answer.text
    assert "changed meanwhile: the state of the matter, who is responsible" in answer.text
    assert "Моят дълъг текст" in answer.text
    handlers = dict(Case.objects.values_list("number", "handler"))
    assert [handlers[case.number] for case in monday[:4]] == [georgi.pk, None, rada.pk, rada.pk]
    again = head.post(f"{EN}give/", {**typed, "case": choices(answer.text)})
    assert again.status_code == 302
    assert Case.objects.get(pk=monday[0].pk).handler == rada


def test_a_mistake_in_the_form_hides_no_change(monday: list[Case], head: Client, rada: Any, georgi: Any) -> None:
    page = head.get(f"{EN}give/", {"case": [monday[0].number]}).text
    assigning.give(monday[0], to=georgi, **BY)
    wrong = head.post(f"{EN}give/", {"to": "", "reason": "Мое", "case": choices(page)})
    assert "Мое" in wrong.text
    answer = head.post(f"{EN}give/", {"to": rada.pk, "reason": "Мое", "case": choices(wrong.text)})
    assert "changed meanwhile" in answer.text
    assert Case.objects.get(pk=monday[0].pk).handler == georgi


def test_only_what_one_may_give_to_whom_one_may(monday: list[Case], head: Client, georgi: Any, nadezhda: Any) -> None:
    roads = open_department("roads", "Пътища")
    stranger = official("todor", "Тодор Илиев", "expert", roads)
    elsewhere = registered(roads)
    own = registered(monday[0].department, account=nadezhda)
    for numbers in ([], [elsewhere.number], [own.number], ["x" * 999], ["99-1"]):
        answer = head.get(f"{EN}give/", {"case": numbers}, follow=True)
        assert "Choose at least one open matter that you may give." in answer.text
    page = head.get(f"{EN}give/", {"case": [monday[0].number, elsewhere.number]}).text
    assert "Тодор" not in page
    answer = head.post(f"{EN}give/", {"to": stranger.pk, "reason": "x", "case": choices(page)})
    assert answer.status_code == 200
    assert Case.objects.get(pk=monday[0].pk).handler is None
    expert = client_of(georgi, is_official=True)
    assert expert.get(f"{EN}give/", {"case": [monday[0].number]}).status_code == 404
    assert 'name="case"' not in expert.get(EN).text


def test_a_party_is_given_nothing_of_their_own(registry: Any, head: Client, georgi: Any) -> None:
    case = registered(registry, account=georgi)
    page = head.get(f"{EN}give/", {"case": [case.number]}).text
    answer = head.post(f"{EN}give/", {"to": georgi.pk, "reason": "Мое", "case": choices(page)})
    assert "this official may not handle it" in answer.text
    assert Case.objects.get().handler is None


def test_a_filter_says_itself_in_an_address() -> None:
    full = Filter(show="mine", kind="sample", due="week", handler=3, since=date(2026, 11, 1))
    assert full.query() == "show=mine&kind=sample&due=week&handler=3&since=2026-11-01"
    assert Filter().query() == ""


def test_the_ledgers_of_a_page_are_found_by_their_matters_and_not_by_walking_the_towns(registry: Any) -> None:
    """With a million matters the walk took half a second as soon as some of a page waited and others were late."""
    waiting, late = registered(registry), registered(registry)
    with CaptureQueriesContext(connection) as captured:
        queries.read_ledgers([waiting], late=[late])
    if connection.vendor == "sqlite":  # PostgreSQL walks a table of some rows whatever stands beside it
        with connection.cursor() as cursor:
            cursor.execute(f"explain query plan {captured[-1]['sql']}")
            plan = " ".join(row[3] for row in cursor.fetchall())
        assert "case_id=?" in plan
    assert len(captured) == 1


def test_every_list_for_every_reader_is_asked_as_django_would_say_it(registry: Any) -> None:
    """The statements of lists are kept; conftest.py compares each question with what Django says at that moment."""
    chance, shown = random.Random(5), registered(registry)
    for _ in range(80):
        long = (1, 2, chance.randrange(3), chance.randrange(3))
        one, two, few, more = (tuple(sorted(chance.sample(range(1, 10**6), n))) for n in long)
        address = {
            "show": chance.choice(["all", "mine", "department", "free", "decided"]),
            "state": chance.choice(["", "sample.waiting", "sample.new"]),
            "channel": chance.choice(["", "online"]),
            "due": chance.choice(["", "overdue", "today", "week"]),
            "handler": chance.choice(["", one[0]]),
            "department": chance.choice(["", two[0]]),
            "since": chance.choice(["", "2026-11-01"]),
            "until": chance.choice(["", "2999-12-31"]),
        }
        reader = Reader(one[0], chance.choice([None, two]), few, more)
        theirs = Theirs(one, few, chance.choice([None, two]))
        today = date(2026, 11, chance.randrange(1, 30))
        who = Selection(reader, theirs, two, today, week_ends(today))
        after = chance.choice([None, Place(chance.choice([True, False]), today, 10 ** chance.randrange(18))])
        page(Filter.read(address), who, after=after, size=chance.choice([25, 500]))
    everybody = Selection(Reader(0, None), None, (), date(2026, 11, 16), date(2026, 11, 22))
    assert page(Filter(), everybody, after=None, size=25) == ([shown], None)
    with scoped(None), pytest.raises(OutOfScope):
        page(Filter(), everybody, after=None, size=25)
