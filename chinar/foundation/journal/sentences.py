"""Entries told as sentences in the reader's language."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from chinar.foundation.journal import verbs
from chinar.foundation.journal.actions import IN_PLACE_OF
from chinar.foundation.journal.models import Entry

ENGLISH = "_en"


def sentence(entry: Entry, language: str | None = None) -> str:
    """`Мария Петрова регистрира заявление ТРО-2026-1`; in the language of the page when none is named."""
    with translation.override(language or translation.get_language()):
        verb = verbs.get(entry.verb)
        facts = {name: str(verb.words.get(name, {}).get(value, value)) for name, value in told_in_language(entry)}
        told = {"actor": actor(entry), "subject": entry.subject, "count": len(entry.ids)}
        text = str(verb.sentence).format_map(_Told({**facts, **told}))
        absent = entry.facts.get(IN_PLACE_OF)
        return _("%(sentence)s (in place of %(name)s)") % {"sentence": text, "name": absent} if absent else text


class _Told(dict[str, Any]):
    """A place for which an entry of an earlier release has no fact stays open."""

    def __missing__(self, place: str) -> str:
        return "…"


def told_in_language(entry: Entry) -> Iterator[tuple[str, str]]:
    """Facts for the reader: a name that was told in English too, as `evidence_en` beside `evidence`, is in English."""
    english = translation.get_language() == "en"
    for name, value in entry.facts.items():
        yield name, (english and entry.facts.get(f"{name}{ENGLISH}")) or value


def actor(entry: Entry) -> str:
    if entry.actor_id is not None:
        return str(entry.actor)
    return {"system": _("The system"), "visitor": _("A visitor")}.get(entry.actor_kind, _("Somebody"))


def label(verb: verbs.Verb) -> str:
    """The sentence of a verb with its places left open, for lists of verbs."""
    open_places: dict[str, Any] = dict.fromkeys(verbs.places(str(verb.sentence)), "…")
    return str(verb.sentence).format(**open_places)
