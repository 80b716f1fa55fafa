"""Pure decisions about appeals (АПК chapter six)."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from chinar.domain.cases.rules import Step


class Target(StrEnum):
    """Against what an appeal lies."""

    ACT = "act"
    SILENCE = "silence"


class Issuer(StrEnum):
    """Whose act it is, or whose silence: it decides who stands above, and how long a reconsideration may take."""

    MAYOR = "mayor"
    MAYORALTY = "mayoralty"
    COLLECTIVE = "collective"


class Superior(StrEnum):
    """Who decides above when the appellant does not go to the court (АПК чл. 93, ал. 2-4)."""

    MAYOR = "mayor"
    GOVERNOR = "governor"


class Above(StrEnum):
    """What a superior body or a court decided."""

    UPHELD = "upheld"
    ANNULLED = "annulled"
    CHANGED = "changed"
    RETURNED = "returned"
    VOID = "void"
    ENDED = "ended"


class Purpose(StrEnum):
    """Whom a notice on the board is for: the appellant who gave no address, or whoever the appealed act concerns."""

    DEFECTS = "defects"
    INTERESTED = "interested"


HANGING = {Purpose.DEFECTS: "defects_on_board", Purpose.INTERESTED: "notice_on_board"}
"""The rule by which a notice must hang at least so long."""

FELL = frozenset({Above.ANNULLED, Above.CHANGED, Above.RETURNED, Above.VOID})
"""The act does not stand as it was issued."""

TERMS: dict[Target, tuple[str, ...]] = {
    Target.ACT: ("appeal_of_act", "appeal_without_instruction", "appeal_wrong_instruction"),
    Target.SILENCE: ("appeal_of_silence", "appeal_of_silence_unnotified"),
}
"""The rules by which an appeal can be in time, the usual one first; the last two for acts hold before the court."""
ONLY_BEFORE_THE_COURT = frozenset({"appeal_without_instruction", "appeal_wrong_instruction"})


def target_of(steps: Sequence[Step], *, silent: bool) -> Target | None:
    """What of a matter can be appealed against now; None when it is neither decided nor late."""
    for step in reversed(steps):
        if step is Step.DECIDED:
            return Target.ACT
        if step is Step.REOPENED:
            break
    return Target.SILENCE if silent else None


def superior_of(issuer: Issuer) -> Superior | None:
    """None for a collective body: which body stands above it, our sources do not say."""
    return {Issuer.MAYORALTY: Superior.MAYOR, Issuer.MAYOR: Superior.GOVERNOR}.get(issuer)


def reconsideration_rule(issuer: Issuer) -> str:
    """Code of the period in which the body that issued the act may reconsider it, or else sends the file up."""
    return "reconsideration_collective" if issuer is Issuer.COLLECTIVE else "reconsideration"


def is_in_time(filed_on: date, until: date | None) -> bool:
    """Without a last day the term has not begun: the act was not served."""
    return until is None or filed_on <= until


def must_decide_anew(outcome: Above, wanted: bool) -> bool:
    """Whether the municipality owes a new decision: always when the matter was returned, never when the act stands or
    was replaced above; otherwise as the decision above says."""
    if outcome is Above.RETURNED:
        return True
    return wanted and outcome in (Above.ANNULLED, Above.VOID)


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike, but for spaces and capitals."""
    return one.casefold().split() == other.casefold().split()


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """The words of people's names that stand in a text that everybody reads; of four letters at least, and written
    with a capital one, as shorter and smaller ones are mostly other words."""
    words = {word for word in _WORD.findall(text) if word[0].isupper()}
    parts = {part for name in names for part in _WORD.findall(name) if len(part) >= 4}
    return sorted(words & parts)


_WORD = re.compile(r"[^\W\d_]+")
_COUNT = re.compile(rb"/Type\s*/Pages\b[^>]{0,200}?/Count\s+(\d{1,6})")


def pages_in(pdf: bytes) -> int | None:
    """How many pages a PDF has, where its tree of pages lies open; None where it is packed away."""
    return max((int(count) for count in _COUNT.findall(pdf)), default=None)
