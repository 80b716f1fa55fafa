"""Pure: what a decision on a request for information must say, and what the law does not let it say (ЗДОИ чл. 13,
34-38)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
    NOTHING_GIVEN = "nothing_given"
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
    """What the law asks about the request: whether a third person refused, whether the same was given within the
    period of the law, until when a preparatory document is restricted, and the shortest time for access in days."""

    third_person_refused: bool
    given_before: bool
    restricted_until: date | None
    shortest_access: int


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
    )
    return [(name, flaw) for is_wrong, name, flaw in checks if is_wrong]


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
