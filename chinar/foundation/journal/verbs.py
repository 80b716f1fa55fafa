"""What can be done, and the sentence that tells it. Each module registers its verbs in its journal.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import Any

from django.utils import translation

# Places that every sentence may name; all others come from the entry's facts.
GIVEN = frozenset({"actor", "subject", "count"})


@dataclass(frozen=True, slots=True)
class Verb:
    """`code` is module.verb; `sentence` is lazily translated, with the places {actor}, {subject}, {count} and facts.

    `words` says what the codes of a fact are called: {"role": {"expert": "Expert"}}.
    """

    code: str
    sentence: Any  # str or a lazy translation of one
    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


_verbs: dict[str, Verb] = {}


def register(*verbs: Verb) -> None:
    """Raises ValueError when two modules claim one code."""
    for verb in verbs:
        if _verbs.setdefault(verb.code, verb) is not verb:
            raise ValueError(f"The verb {verb.code} is registered twice.")


def registered() -> dict[str, Verb]:
    return dict(sorted(_verbs.items()))


def get(code: str) -> Verb:
    """Raises LookupError for a verb that has no sentence."""
    try:
        return _verbs[code]
    except KeyError:
        raise LookupError(
            f"No journal verb {code!r}: register it with its sentence in the module's journal.py."
        ) from None


@cache
def facts_named(code: str) -> frozenset[str]:
    """The facts without which the sentence of this verb cannot be told."""
    with translation.override(None, deactivate=False):
        return places(str(get(code).sentence)) - GIVEN


def places(sentence: str) -> frozenset[str]:
    """Names of the places in a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
