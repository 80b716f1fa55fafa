"""The pages and the command."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from chinar.foundation.search.actions import put
from chinar.foundation.search.describing import Document, Searchable, describe
from chinar.foundation.search.models import Miss
from chinar.foundation.search.normalising import stems
from chinar.foundation.search.rules import excerpt, masked


@pytest.fixture
def things(town: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    from chinar.foundation.search import describing

    monkeypatch.setattr(describing, "_kinds", {})
    describe(Searchable("test", "thing", "things", lambda key: f"/things/{key}/", lambda: ()))
    put("test", Document(key="one", title="Скица <b>на имот</b>", text="Общината издава скица. " * 40))
    return town


def get(path: str) -> Any:
    return Client().get(f"/troyan/bg/{path}")


def test_results_are_shown_with_what_was_sought_marked(things: Any) -> None:
    page = get("search/?q=скици").content.decode()
    assert "<mark>Скица</mark> &lt;b&gt;" in page
    assert "/things/one/" in page


def test_nothing_found_is_said_and_told_to_the_editor(things: Any) -> None:
    assert "Няма намерено" in get("search/?q=въртолет+8001010000").content.decode()
    get("search/?q=въртолет+8001010000")
    assert [(miss.words, miss.times) for miss in Miss.objects.all()] == [("въртолет …", 2)]


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?kind=nothing&q=скица", "?q=" + "я" * 3000])
def test_odd_questions_have_a_page(things: Any, query: str) -> None:
    assert get(f"search/{query}").status_code in (200, 400)


def test_the_command_answers_as_json(things: Any) -> None:
    out = StringIO()
    call_command("search", "скица", "--municipality", "troyan", "--json", stdout=out)
    assert [hit["key"] for hit in json.loads(out.getvalue())["hits"]] == ["one"]


@pytest.mark.parametrize("arguments", [[], ["скица"], ["скица", "--municipality", "nowhere"]])
def test_the_command_says_what_it_needs(things: Any, arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("search", *arguments)


def test_a_long_text_is_cut_around_what_was_sought() -> None:
    text = "дума " * 200 + "скица на имот " + "дума " * 200
    pieces = excerpt(text, stems("скица"))
    assert ("скица", True) in pieces
    assert len("".join(piece for piece, _ in pieces)) < 260
    assert pieces[0] == ("…", False)


def test_numbers_and_addresses_are_not_kept() -> None:
    assert masked("иван 8001010000 ivan@example.bg скица 12") == "иван … … скица 12"


def test_a_page_of_hits_takes_few_statements(things: Any, django_assert_max_num_queries: Any) -> None:
    """The count against floods is among them; those around a test are its savepoints."""
    get("search/?q=скица")
    with django_assert_max_num_queries(10):
        assert "<mark>" in get("search/?q=скица").text
