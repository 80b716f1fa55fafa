"""Around the list of work: a month and a week of it, the empty list, kept filters."""

import re
from typing import Any

from django.test import Client

from chinar.domain.cases.models import Case, SavedFilter
from chinar.domain.cases.tests.world import client_of
from chinar.foundation.journal.models import Entry

EN = "/troyan/en/desk/cases/"
NUMBER = re.compile(r">(99-\d+-[\d.]+)</a>")


def test_a_kept_filter_gets_another_name_from_its_owner_alone(
    monday: list[Case], head: Client, georgi: Any, nadezhda: Any
) -> None:
    kept, other = (SavedFilter.objects.create(account=nadezhda, name=name, query="due=today") for name in "ВД")
    page, name = f"{EN}filters/{kept.pk}/rename/", f"kept-{kept.pk}-name"
    for wrong, why in (("Д", "You keep another filter under this name."), (" ", "Write the name")):
        assert why in head.post(page, {name: wrong}).text
    assert client_of(georgi, is_official=True).post(page, {name: "Мое"}).status_code == 404
    assert head.post(page, {name: "За днес"}).status_code == 302
    assert list(SavedFilter.objects.order_by("id").values_list("name", flat=True)) == ["За днес", other.name]
    assert Entry.objects.filter(verb="worklist.filter_renamed").count() == 1


def test_an_empty_list_says_why_and_where_to_look(registry: Any, head: Client) -> None:
    said = {
        "": "No matter is open.",
        "?show=mine": "No open matter lies with you.",
        "?show=free": "Every open matter has somebody who answers for it.",
        "?show=decided": "Every result was received or sent.",
        "?due=overdue": "No matter of this list fits what was chosen.",
        "?after=r.2026-11-01.1": "From the beginning",
    }
    assert {query: words in head.get(f"{EN}{query}").text for query, words in said.items()} == dict.fromkeys(said, True)


def test_a_week_shows_day_by_day_what_is_due(
    monday: list[Case], head: Client, django_assert_max_num_queries: Any
) -> None:
    """Of eight on a Monday: one is due today, two by Friday; what waits is due on no day, what is late before."""
    page = head.get(f"{EN}week/").text
    days = [NUMBER.findall(part) for part in page.split("<section")[1:]]
    assert [len(day) for day in days] == [1, 1, 0, 1, 0, 0, 0]
    assert days[0] == [monday[2].number]
    assert NUMBER.findall(head.get(f"{EN}week/?week=2026-11-10").text) == [monday[0].number, monday[1].number]
    for strange in ("2026-13-01", "x", "9999-12-31", "1900-01-01"):
        assert head.get(f"{EN}week/", {"week": strange}).status_code == 200
    with django_assert_max_num_queries(12):
        assert head.get(f"{EN}week/?show=mine&service=nonsense").status_code == 200


def test_a_month_shows_how_many_are_due_each_day(monday: list[Case], head: Client) -> None:
    answer = head.get(f"{EN}days/?month=2026-11").text
    assert "6 matters are due" not in answer, "one of them is due in December"
    assert "5 matters are due in this month." in answer
    assert f'href="{EN}?since=2026-11-16&amp;until=2026-11-16"' in answer
    assert NUMBER.findall(head.get(f"{EN}?since=2026-11-16&until=2026-11-16").text) == [monday[2].number]
    for strange in ("2026-13", "x", "9999-12", "0000-00", "2026-11-01"):
        assert head.get(f"{EN}days/", {"month": strange}).status_code == 200
