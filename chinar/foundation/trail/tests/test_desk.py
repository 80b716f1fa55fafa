"""An official links what came of something, at the desk."""

from typing import Any

import pytest
from django.test import Client

from chinar.foundation.trail.models import Link
from chinar.foundation.trail.tests import world

DESK = "/troyan/bg/desk/trail/page/a/"
TYPED = {
    "q": "b",
    "other": "page:b",
    "side": "effect",
    "bond": "led",
    "on-day": "16",
    "on-month": "11",
    "on-year": "2026",
    "note": "Решено е така.",
}


def test_the_other_one_is_found_by_its_number_linked_and_removed_with_a_reason(editor: Client) -> None:
    assert "Страница b" in editor.get(DESK, {"q": "b"}).text
    assert editor.post(DESK, TYPED).status_code == 302
    seen = editor.get(DESK).text
    assert "Страница b" in seen
    assert "Редактор" in seen
    again = editor.post(DESK, TYPED).text
    assert "вече са свързани" in again
    assert "Решено е така." in again
    made = Link.objects.get()
    page = f"{DESK}{made.pk}/remove/"
    assert "govuk-error-summary" in editor.post(page, {"reason": ""}).text
    assert editor.post(page, {"reason": "По погрешка"}).status_code == 302
    assert editor.get(page).status_code == 404
    made.refresh_from_db()
    assert made.removal == "По погрешка"


@pytest.mark.parametrize(
    "wrong",
    [
        {"other": "page:c"},
        {"other": ""},
        {"side": "sideways"},
        {"bond": "x"},
        {"on-year": "2027"},
        {"on-day": "31"},
        {"note": "0888 123 456"},
        {"note": "я" * 301},
        {"q": "", "other": "page:b"},
        {"q": "\x00"},
    ],
)
def test_what_is_wrong_links_nothing_and_loses_nothing(editor: Client, wrong: dict[str, str]) -> None:
    answer = editor.post(DESK, {**TYPED, **wrong})
    assert answer.status_code == 200
    assert not Link.objects.exists()
    if "q" not in wrong:
        assert "govuk-error-summary" in answer.text


def test_markup_is_shown_as_text(editor: Client) -> None:
    attack = "<script>alert(1)</script>"
    assert attack not in editor.get(DESK, {"q": attack}).text
    editor.post(DESK, {**TYPED, "note": attack})
    assert attack not in editor.get(DESK).text


def test_nobody_without_the_ability_or_kept_away_finds_the_page(editor: Client) -> None:
    for path in ("page/foreign1/", "nothing/a/", "page/a/77/remove/"):
        assert editor.get(f"/troyan/bg/desk/trail/{path}").status_code == 404
    assert Client().get(DESK).status_code == 302
    world.KEPT.add("a")
    assert editor.get(DESK).status_code == 404
    assert editor.post(DESK, TYPED).status_code == 404


def test_from_what_an_official_is_kept_away_they_meet_neither_found_nor_linked(editor: Client) -> None:
    editor.post(DESK, TYPED)
    world.KEPT.add("b")
    assert "Страница b" not in editor.get(DESK, {"q": "b"}).text
    assert editor.get(f"{DESK}{Link.objects.get().pk}/remove/").status_code == 404


def test_what_is_no_longer_public_can_only_be_unlinked(editor: Client) -> None:
    editor.post(DESK, TYPED)
    world.HIDDEN.add("b")
    seen = editor.get(DESK).text
    assert "Страница b" not in seen
    assert "вече не е публично" in seen
    world.HIDDEN.add("a")
    assert 'type="search"' not in editor.get(DESK).text
    assert editor.post(DESK, {**TYPED, "q": "c", "other": "page:c"}).status_code == 200
    assert Link.objects.count() == 1


def test_the_page_costs_the_same_however_much_is_linked(editor: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        editor.post(DESK, {**TYPED, "q": f"x{number}", "other": f"page:x{number}"})
    with django_assert_max_num_queries(12):
        assert editor.get(DESK).text.count("trail/page/a/") >= 12
