"""Pure: what a decision on a request for information must say, and what the law does not let it say (ЗДОИ чл. 13,
34-38)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s/.]+\.\S", re.IGNORECASE)

OFTEN = 3
"""What was given more often than this is published for everybody (ЗДОИ чл. 15 ал. 1 т. 16)."""


class Outcome(StrEnum):
    GRANTED = "granted"
    PARTIAL = "partial"
    REFUSED = "refused"


class Ground(StrEnum):
    """Why access is refused; the law knows no others (ЗДОИ чл. 37)."""

    SECRET = "secret"  # noqa: S105
    PREPARATORY = "preparatory"
    THIRD_PERSON = "third_person"
    GIVEN_BEFORE = "given_before"


class Form(StrEnum):
    """How access is given (ЗДОИ чл. 26)."""

    ELECTRONIC = "electronic"
    COPY = "copy"
    VIEW = "view"
    ORAL = "oral"


class Flaw(StrEnum):
    """What a decision lacks, or must not say."""

    NO_GROUND = "no_ground"
    NO_REASONS = "no_reasons"
    NO_INTEREST = "no_interest"
    NOTHING_GIVEN = "nothing_given"
    NOTHING_SENT = "nothing_sent"
    NO_PLACE = "no_place"
    SHORT_ACCESS = "short_access"
    COSTS = "costs"
    NO_DAY = "no_day"
    NOT_RESTRICTED = "not_restricted"
    NOBODY_REFUSED = "nobody_refused"
    NOT_GIVEN_BEFORE = "not_given_before"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a decision says. `about` is what it is about in words for everybody, by which requests are counted;
    `earlier` the number of the matter in which the same was given; `document_on` the day of a preparatory document;
    `appeal` where, until when and through whom it may be appealed."""

    outcome: Outcome
    about: str
    appeal: str
    given: str = ""
    ground: str = ""
    reasons: str = ""
    document_on: date | None = None
    earlier: str = ""
    form: str = ""
    place: str = ""
    access_days: int = 0
    cost_cents: int = 0

    @property
    def gives(self) -> bool:
        return self.outcome is not Outcome.REFUSED


@dataclass(frozen=True, slots=True)
class Facts:
    """What the law asks about the request: whether a third person refused, or can still answer; whether the same was
    given to the applicant within the period of the law; until when a preparatory document is restricted; the shortest
    time for access in days; and whether files are given."""

    third_person_refused: bool
    third_person_may_answer: bool
    given_before: bool
    restricted_until: date | None
    shortest_access: int
    has_files: bool


def flaws(terms: Terms, facts: Facts, *, on: date) -> list[tuple[str, Flaw]]:
    """Each as the name of what is to be mended and what is wrong with it; none when the decision may be issued."""
    wrong = _of_giving(terms, facts) if terms.gives else []
    return wrong + ([] if terms.outcome is Outcome.GRANTED else _of_refusing(terms, facts, on=on))


def without_idle(terms: Terms) -> dict[str, object]:
    """The same without what does not belong to its outcome, ground or form: nothing is kept that says nothing."""
    refuses, by_post = terms.outcome is not Outcome.GRANTED, terms.gives and terms.form != Form.ELECTRONIC
    ground = terms.ground if refuses else ""
    return {
        "outcome": terms.outcome.value,
        "about": terms.about,
        "appeal": terms.appeal,
        "given": terms.given if terms.gives else "",
        "ground": ground,
        "reasons": terms.reasons,
        "document_on": terms.document_on if ground == Ground.PREPARATORY else None,
        "earlier": terms.earlier if ground == Ground.GIVEN_BEFORE else "",
        "form": terms.form if terms.gives else "",
        "place": terms.place if by_post else "",
        "access_days": terms.access_days if terms.gives else 0,
        "cost_cents": terms.cost_cents if by_post else 0,
    }


def _of_giving(terms: Terms, facts: Facts) -> list[tuple[str, Flaw]]:
    electronic = terms.form == Form.ELECTRONIC
    checks = (
        (not terms.given, "given", Flaw.NOTHING_GIVEN),
        (terms.access_days < facts.shortest_access, "access_days", Flaw.SHORT_ACCESS),
        (not electronic and not terms.place, "place", Flaw.NO_PLACE),
        (electronic and terms.cost_cents > 0, "cost", Flaw.COSTS),
        (bool(terms.given) and electronic and not _sends(terms, facts), "given", Flaw.NOTHING_SENT),
        (_overrules(terms, facts) and not terms.reasons, "reasons", Flaw.NO_INTEREST),
    )
    return [(name, flaw) for is_wrong, name, flaw in checks if is_wrong]


def _sends(terms: Terms, facts: Facts) -> bool:
    """Such a decision closes the matter: what is given must be there, as a file or at an address in the text."""
    return facts.has_files or _ADDRESS.search(terms.given) is not None


def _overrules(terms: Terms, facts: Facts) -> bool:
    """Whether all is given without the consent of a third person who was asked for it (ЗДОИ чл. 31, 37)."""
    lacks_consent = facts.third_person_refused or facts.third_person_may_answer
    return terms.outcome is Outcome.GRANTED and lacks_consent


def _of_refusing(terms: Terms, facts: Facts, *, on: date) -> list[tuple[str, Flaw]]:
    preparatory, until = terms.ground == Ground.PREPARATORY, facts.restricted_until
    checks = (
        (not terms.ground, "ground", Flaw.NO_GROUND),
        (not terms.reasons, "reasons", Flaw.NO_REASONS),
        (preparatory and until is None, "document_on", Flaw.NO_DAY),
        (preparatory and until is not None and on > until, "document_on", Flaw.NOT_RESTRICTED),
        (terms.ground == Ground.THIRD_PERSON and not facts.third_person_refused, "ground", Flaw.NOBODY_REFUSED),
        (terms.ground == Ground.GIVEN_BEFORE and not facts.given_before, "earlier", Flaw.NOT_GIVEN_BEFORE),
    )
    return [(name, flaw) for is_wrong, name, flaw in checks if is_wrong]


def may_be_waived(form: str, *, by_wire: bool) -> bool:
    """Whether not coming for it counts as waiving: never where it was asked for or is given electronically (чл. 36)."""
    return not by_wire and form != Form.ELECTRONIC


def is_same_asker(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Of two requests, each as name and addresses: the same name, and one of the addresses, but for spaces and
    capitals. A name alone is borne by many."""
    (name, *ways), (other_name, *other_ways) = (
        [" ".join(text.casefold().split()) for text in asker] for asker in (one, other)
    )
    return bool(name) and name == other_name and any(a and a == b for a, b in zip(ways, other_ways, strict=True))
