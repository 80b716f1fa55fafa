"""Legal periods as data, each with its article and the days between which this wording is in force.

Only wordings that law.md documents stand here: a matter received before the first day is refused, not guessed.
"""

from dataclasses import dataclass
from datetime import date

from chinar.foundation.time.rules import Period


class NoLegalPeriod(LookupError):
    """No version of the rule was in force on that day."""


@dataclass(frozen=True, slots=True)
class LegalPeriod:
    """`valid_until` is the last day, None while in force. `silence` says what no decision in time means."""

    code: str
    period: Period
    article: str
    article_en: str
    valid_from: date
    valid_until: date | None
    silence: str


# The wording after the reform of АПК in force since 2026-07-01 (ДВ 63/2025).
_REFORM = date(2026, 7, 1)

TABLE: tuple[LegalPeriod, ...] = (
    LegalPeriod(
        code="declaratory_act",
        period=Period.parse("7d"),
        article="АПК чл. 57, ал. 2",
        article_en="Administrative Procedure Code (АПК), art. 57, para. 2",
        valid_from=_REFORM,
        valid_until=None,
        silence="refusal",
    ),
    LegalPeriod(
        code="appeal_of_silence",
        period=Period.parse("2m"),
        article="АПК чл. 84, ал. 2",
        article_en="Administrative Procedure Code (АПК), art. 84, para. 2",
        valid_from=date(2025, 9, 3),
        valid_until=None,
        silence="",
    ),
    LegalPeriod(
        code="appeal_of_act",
        period=Period.parse("14d"),
        article="АПК чл. 84, ал. 1",
        article_en="Administrative Procedure Code (АПК), art. 84, para. 1",
        valid_from=_REFORM,
        valid_until=None,
        silence="",
    ),
)


def in_force(code: str, *, on: date) -> LegalPeriod:
    """The version of a rule in force on a day. Raises NoLegalPeriod."""
    for rule in TABLE:
        if rule.code == code and rule.valid_from <= on and (rule.valid_until is None or on <= rule.valid_until):
            return rule
    raise NoLegalPeriod(f"{code}: no version in force on {on:%Y-%m-%d}")
