"""What everybody sees: the list, the map, the figures; and what it costs."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.models import Case, PublicMinimum
from chinar.domain.cases.tests.world import NOW, TOWN
from chinar.domain.reports import queries
from chinar.domain.reports.actions.tallying import count_courses
from chinar.domain.reports.rules import Outcome
from chinar.domain.reports.tests.world import TEXT, category, filed, published, settled
from chinar.domain.reports.views import public
from chinar.foundation.documents.tests.pdfs import text_of


def test_unpublished_ones_show_no_word_of_their_author(lamps: Any, georgi: Any, client: Client) -> None:
    report = filed(lamps, place="срещу читалището")
    for path in ("signals/", f"signals/{report.case.number}/"):
        seen = client.get(f"{TOWN}/{path}").text
        assert "Улично осветление, с. Орешак" in seen
        assert TEXT not in seen
        assert "читалището" not in seen
        assert "Радост" not in seen
    published(report, georgi, place="пред читалището")
    assert TEXT in client.get(f"{TOWN}/signals/").text


def test_of_an_anonymous_one_no_legal_term_is_told(lamps: Any, client: Client) -> None:
    seen = client.get(f"{TOWN}/signals/{filed(lamps).case.number}/").text
    assert "Срок по закон" in seen
    seen = client.get(f"{TOWN}/signals/{filed(lamps, name='').case.number}/").text
    assert "Срок по закон" not in seen
    assert "Ще бъде проверен до" in seen


def test_the_list_is_filtered(lamps: Any, registry: Any, georgi: Any, client: Client) -> None:
    roads = category(department=registry, code="roads", name="Пътища", name_en="Roads")
    lamp, hole = filed(lamps), filed(roads, text="Дупка")
    published(lamp, georgi)
    settled(hole, georgi, Outcome.REFUSED)
    for query, found in (
        ({"category": "roads"}, hole),
        ({"state": "open"}, lamp),
        ({"state": "settled"}, hole),
        ({"text": "ЛАМПАТА"}, lamp),
    ):
        seen = client.get(f"{TOWN}/signals/", query).text
        other = hole if found is lamp else lamp
        assert found.case.number in seen
        assert other.case.number not in seen
    for odd in ({"category": "' or 1=1"}, {"state": "x"}, {"page": "9999"}, {"settlement": "<i>x"}, {"text": "\x00%_"}):
        assert "<i>x" not in client.get(f"{TOWN}/signals/", odd).text
    for odd in ("x", "-1", "9" * 30, "<i>", "١"):
        assert lamp.case.number in client.get(f"{TOWN}/signals/", {"before": odd}).text
    assert Case.objects.count() == 2


def test_the_list_goes_on_after_the_last_signal_and_counts_only_the_newest(
    lamps: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "ON_A_PAGE", 2)
    monkeypatch.setattr(queries, "NEWEST", 2)
    numbers = [filed(lamps).case.number for _ in range(5)]
    address, read = f"{TOWN}/signals/", []
    while address:
        page = client.get(address).text
        read.append([number for number in reversed(numbers) if number in page])
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"{TOWN}/signals/{unescape(following[1])}" if following else ""
    assert read == [numbers[:2:-1], numbers[2:0:-1], numbers[:1]]
    rows = public._Known({}, {}).matching({"category": "", "settlement": "", "state": "", "text": ""}, newest=True)
    assert [row.case.number for row in rows] == numbers[:2:-1]


def test_pages_cost_the_same_however_many_there_are(
    lamps: Any, georgi: Any, client: Client, expert: Client, django_assert_max_num_queries: Any
) -> None:
    reports = [filed(lamps) for _ in range(6)]
    for report in reports[:3]:
        published(report, georgi)
    number = reports[0].case.number
    for path in ("signals/", "signals/figures/", f"signals/{number}/", "signals/new/"):
        with django_assert_max_num_queries(10):
            assert client.get(f"{TOWN}/{path}").status_code == 200
    for one, most in ((reports[0], 18), (reports[4], 17)):
        with django_assert_max_num_queries(most):
            assert expert.get(f"{TOWN}/desk/cases/{one.case.number}/").status_code == 200


def test_the_figures_follow_the_formula_and_hide_small_groups(
    lamps: Any, registry: Any, georgi: Any, client: Client
) -> None:
    PublicMinimum.objects.create(n=5)
    roads = category(department=registry, code="roads", name="Пътища", name_en="Roads")
    for _ in range(5):
        settled(filed(lamps), georgi)
    filed(roads)
    assert "Преброено" not in client.get(f"{TOWN}/signals/figures/").text
    for _ in range(2):
        count_courses(at=NOW)
    seen = client.get(f"{TOWN}/signals/figures/").text
    assert "Преброено" in seen
    assert "Улично осветление" in seen
    assert "Пътища" not in seen.split("Какво обещава общината")[0]
    assert "5 / 5" in seen


def test_a_poster_leads_to_the_form_of_its_settlement(lamps: Any, client: Client, expert: Client) -> None:
    assert "53707.pdf" in expert.get(f"{TOWN}/desk/signals/posters/").text
    made = expert.get(f"{TOWN}/desk/signals/posters/53707.pdf")
    assert made.content.startswith(b"%PDF")
    assert "settlement=53707" in text_of(made.content).replace("\n", "")
    assert expert.get(f"{TOWN}/desk/signals/posters/00000.pdf").status_code == 404
    begun = client.get(f"{TOWN}/signals/new/lamps/", {"settlement": "53707"}).text
    assert 'value="53707" selected' in begun


@pytest.mark.parametrize("language", ["bg", "en"])
def test_pages_speak_both_languages(lamps: Any, client: Client, language: str) -> None:
    filed(lamps)
    for path in ("signals/", "signals/new/", "signals/new/lamps/", "signals/figures/"):
        assert client.get(f"/troyan/{language}/{path}").status_code == 200
