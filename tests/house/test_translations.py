"""Every text on the screen has its Bulgarian, with the same places in it."""

import re
from functools import cache
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from chinar.foundation.journal import verbs
from tests.house.source import ROOT, python

PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2),
    "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


@cache
def catalogue() -> Catalog:
    path = ROOT / "locale" / "bg" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale="bg")


@cache
def messages() -> dict[tuple[Any, str | None], str]:
    """(English text or (singular, plural), context) -> where it stands."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    return {
        (tuple(message) if isinstance(message, list | tuple) else message, context): f"{file}:{line}"
        for file, line, message, _, context in found
        if message and "/tests/" not in file
    }


def test_every_text_has_its_bulgarian() -> None:
    missing = []
    for (text, context), place in messages().items():
        entry = catalogue().get(text[0] if isinstance(text, tuple) else text, context)
        strings = entry.string if entry and isinstance(entry.string, tuple) else (entry.string if entry else "",)
        if entry is None or entry.fuzzy or not all(strings):
            missing.append(f"{place}: {text!r}")
    assert missing == []


def test_a_translation_has_the_places_of_its_text() -> None:
    wrong = []
    for entry in catalogue():
        if not entry.id or not entry.string:
            continue
        texts = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        asked = set(PLACE.findall(texts[-1]))
        # The singular may say "one" instead of the number.
        optional = asked - set(PLACE.findall(texts[0]))
        for string in filter(None, strings):
            if not asked - optional <= set(PLACE.findall(string)) <= asked:
                wrong.append(f"{texts[0]!r} -> {string!r}")
    assert wrong == []


def test_a_bulgarian_sentence_that_ends_with_a_day_has_one_full_stop() -> None:
    """A day is written „16 ноември 2026 г.“, and that point ends the sentence too."""
    strings = [
        text for entry in catalogue() for text in (entry.string if isinstance(entry.string, tuple) else [entry.string])
    ]
    assert [text for text in strings if text and "%(day)s." in text] == []


@pytest.mark.parametrize("verb", verbs.registered().values(), ids=lambda verb: verb.code)
def test_a_journal_verb_is_told_in_both_languages(verb: verbs.Verb) -> None:
    module, dot, act = verb.code.partition(".")
    assert module.replace("_", "").isalpha()
    assert dot
    assert act.replace("_", "").isalpha()
    english = getattr(verb.sentence, "_args", None) or getattr(verb.sentence, "_proxy____args", None)
    assert english, "its sentence is a plain text: wrap it in gettext_lazy"
    entry = catalogue().get(english[0])
    assert entry is not None
    assert entry.string
    assert verbs.places(english[0]) == verbs.places(str(entry.string))


def test_no_text_is_marked_under_a_name_that_the_gathering_does_not_know() -> None:
    renamed = re.compile(r"\bimport .*\b[np]*gettext(?:_lazy)? as (?!_\b)\w+")
    assert [str(path) for path in python(product_only=True) if renamed.search(path.read_text())] == []
