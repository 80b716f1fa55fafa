"""Legal periods as data: law/<country>.toml, each with its article and the days between which we know it in force.

Only wordings that were read in their source stand there: a matter received before the first day is refused, not
guessed. Pure: reads the shipped files, no database, no clock.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from chinar.foundation.time.rules import Period, WrongPeriod

LAW = Path(__file__).parent / "law"
SILENCES = frozenset({"", "refusal", "consent"})
LENGTHENS = frozenset({"adds", "in_all"})
RESTARTS = frozenset({"restarts", "starts_anyway"})
FIRST_SESSION, STARTS_AT_RECEIPT = "first_session", "starts_at_receipt"
EFFECTS = LENGTHENS | RESTARTS | {FIRST_SESSION, STARTS_AT_RECEIPT, ""}
BOUNDS = frozenset({"at_most", "at_least"})
GROUPS = ("act", "service", "appeal", "proposal", "information", "consultation", "participation", "council", "notice")


class Event(StrEnum):
    """What a period may be counted from; words.EVENTS has each in words."""

    RECEIPT = "receipt"
    REQUEST_TO_OTHER_BODY = "request_to_other_body"
    ACCESS_TO_DATA = "access_to_data"
    NOTICE_OF_DEFECTS = "notice_of_defects"
    NOTICE = "notice"
    DECISION = "decision"
    POSTING = "posting"
    SENDING = "sending"
    EXPIRY_OF_RIGHT = "expiry_of_right"
    SERVICE_OF_ACT = "service_of_act"
    END_OF_TERM = "end_of_term"
    RECEIPT_OF_FILE = "receipt_of_file"
    VIOLATION = "violation"
    REGISTRATION = "registration"
    EVENT = "event"
    ADOPTION = "adoption"
    PUBLICATION = "publication"
    MEETING = "meeting"
    DECISION_TO_HOLD = "decision_to_hold"
    ANNOUNCEMENT = "announcement"
    ACT_OF_ASSEMBLY = "act_of_assembly"


class NoLegalPeriod(LookupError):
    """No version of the rule was in force on that day."""


class WrongLaw(ValueError):
    """The file cannot be used; the message names every mistake."""


@dataclass(frozen=True, slots=True)
class LegalPeriod:
    """One version of one rule.

    `starts` is the event from which it is counted (Event). `silence` says what no decision in time means: "refusal",
    "consent", or nothing. `effect` is what it does to the periods in `extends`: "adds" lengthens them, "in_all"
    lengthens them to this much, "restarts" lets them begin when the applicant has mended, "starts_anyway" also when
    this one ends, "starts_at_receipt" when what was asked within it has come, "first_session" gives instead of their
    end the first session of a collective body after it: such a rule has no `length` of its own. `bound` says whether
    to act within it or not before it, `clear` that neither first nor last day counts, `before` that it is counted back
    from the event. `by` is who may lengthen, `tells` who must be told at once, `notify` the rule by which the outcome
    is made known. `valid_from` is the first day on which the wording is known to be in force, `valid_until` the last,
    None while it is. What is not `confirmed` has a `question` for a lawyer.
    """

    code: str
    group: str
    name: str
    name_en: str
    length: Period | None
    article: str
    article_en: str
    starts: str
    source: str
    valid_from: date
    valid_until: date | None = None
    silence: str = ""
    effect: str = ""
    extends: tuple[str, ...] = ()
    bound: str = "at_most"
    clear: bool = False
    before: bool = False
    roll: bool = True
    by: str = ""
    tells: tuple[str, ...] = ()
    notify: str = ""
    confirmed: bool = True
    question: str = ""
    question_en: str = ""
    country: str = "BG"

    @property
    def period(self) -> Period:
        """How long it is. Raises NoLegalPeriod for a rule whose day is that of a session."""
        if self.length is None:
            raise NoLegalPeriod(f"{self.code}: the law gives no length, but the day of a session")
        return self.length

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


_REQUIRED = frozenset({"code", "group", "name", "name_en", "period", "article", "article_en", "starts", "source"})
_KNOWN = frozenset(one.name for one in fields(LegalPeriod)) - {"country", "length"} | {"period"}
_CHOICES = {
    "silence": SILENCES,
    "effect": EFFECTS,
    "bound": BOUNDS,
    "starts": frozenset(Event),
    "group": frozenset(GROUPS),
}


@cache
def table(country: str = "BG") -> tuple[LegalPeriod, ...]:
    """All rules of a country, in the order of its file. Raises NoLegalPeriod for a country without one, WrongLaw."""
    path = LAW / f"{country.lower()}.toml"
    if not path.is_file():
        raise NoLegalPeriod(f"no law of the country {country}")
    return read(path.read_text(encoding="utf-8"), country=country)


def in_force(code: str, *, on: date, country: str = "BG") -> LegalPeriod:
    """The version of a rule in force on a day. Raises NoLegalPeriod."""
    for rule in table(country):
        if rule.code == code and rule.holds(on):
            return rule
    raise NoLegalPeriod(f"{code}: no version in force on {on:%Y-%m-%d}")


def extensions_of(code: str, *, on: date, country: str = "BG") -> tuple[LegalPeriod, ...]:
    """The rules by which a period of this code may be lengthened on that day."""
    return _working_on(code, LENGTHENS, on, country)


def sessions_of(code: str, *, on: date, country: str = "BG") -> tuple[LegalPeriod, ...]:
    """The rules by which a collective body decides at a session, when the period is of this code."""
    return _working_on(code, frozenset({FIRST_SESSION}), on, country)


def receipts_of(code: str, *, on: date, country: str = "BG") -> tuple[LegalPeriod, ...]:
    """The rules by which a period of this code begins when something has come from another body."""
    return _working_on(code, frozenset({STARTS_AT_RECEIPT}), on, country)


def remedies_of(code: str, *, on: date, country: str = "BG") -> tuple[LegalPeriod, ...]:
    """The rules by which the applicant may be asked to mend a request whose period is of this code."""
    return _working_on(code, RESTARTS, on, country)


def _working_on(code: str, effects: frozenset[str], on: date, country: str) -> tuple[LegalPeriod, ...]:
    return tuple(rule for rule in table(country) if rule.effect in effects and code in rule.extends and rule.holds(on))


@dataclass(slots=True)
class _Reading:
    """Rules read so far, and everything that is wrong."""

    rules: list[LegalPeriod] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def read(text: str, *, country: str) -> tuple[LegalPeriod, ...]:
    """Raises WrongLaw, which names all mistakes at once."""
    try:
        rows = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise WrongLaw(f"not TOML: {error}") from error
    reading = _Reading()
    for position, row in enumerate(rows, start=1):
        name = f"rule {position} ({row.get('code', 'without code')})"
        faults = list(_faults(row))
        reading.wrong += [f"{name}: {fault}" for fault in faults]
        if not faults:
            reading.rules.append(_rule(row, country))
    reading.wrong += _contradictions(reading.rules)
    if reading.wrong:
        raise WrongLaw("; ".join(reading.wrong))
    return tuple(reading.rules)


def _rule(row: Mapping[str, Any], country: str) -> LegalPeriod:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    length = values.pop("period", None)
    return LegalPeriod(**values, length=Period.parse(length) if length else None, country=country)


def _faults(row: Mapping[str, Any]) -> Iterator[str]:
    at_session = row.get("effect") == FIRST_SESSION
    required = _REQUIRED - {"period"} if at_session else _REQUIRED
    yield from (f"{key} is missing" for key in sorted((required | {"valid_from"}) - row.keys()))
    yield from (f"{key} is not known" for key in sorted(row.keys() - _KNOWN))
    yield from (f"{key} is empty" for key in sorted(_REQUIRED & row.keys()) if row[key] == "")
    for key, allowed in _CHOICES.items():
        if key in row and row[key] not in allowed:
            yield f"{key} {row[key]!r} is none of {', '.join(sorted(filter(None, allowed)))}"
    for key in {"valid_from", "valid_until"} & row.keys():
        if type(row[key]) is not date:
            yield f"{key} is no date"
    try:
        Period.parse(str(row.get("period", "1d")))
    except WrongPeriod as error:
        yield str(error)
    if at_session and "period" in row:
        yield "its day is that of a session, so it has no period"
    if row.get("effect") and not row.get("extends"):
        yield "it works on nothing: extends is missing"
    if not row.get("confirmed", True) and not (row.get("question") and row.get("question_en")):
        yield "not confirmed, so question and question_en must ask what"


def _contradictions(rules: list[LegalPeriod]) -> Iterator[str]:
    codes = {rule.code for rule in rules}
    for rule in rules:
        named = {*rule.extends, *filter(None, [rule.notify])}
        yield from (f"{rule.code}: {code} is no rule" for code in sorted(named - codes))
        if rule.valid_until and rule.valid_until < rule.valid_from:
            yield f"{rule.code}: valid until a day before it begins"
    for position, rule in enumerate(rules):
        for other in rules[position + 1 :]:
            if other.code == rule.code and (other.holds(rule.valid_from) or rule.holds(other.valid_from)):
                yield f"{rule.code}: two versions are in force on one day"
