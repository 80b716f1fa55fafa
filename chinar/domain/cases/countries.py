"""Under the law of which countries a municipality can count, and what each of them would bring."""

import copy
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import law_here, legal_periods
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import clock_of
from chinar.foundation.core.identifiers import COUNTRIES as IDENTIFIERS
from chinar.foundation.people.models.person import IdentifierKind
from chinar.foundation.territory.towns import as_if_in
from chinar.foundation.time.calendar_file import shipped_calendar
from chinar.foundation.time.rules import NoCalendar

NAMES: dict[str, str | Promise] = {"BG": _("Bulgaria"), "RO": _("Romania")}
"""Each has its file in law/, its days off in foundation/time/data and its numbers in core.identifiers."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a country brings: how many rules by group of the law and how many of them no lawyer has confirmed, the years
    whose days off are known, and the kinds of number that are checked."""

    code: str
    rules: dict[str, int]
    unconfirmed: int
    years: tuple[int, int]
    identifiers: tuple[str | Promise, ...]

    @property
    def name(self) -> str | Promise:
        return NAMES[self.code]


def brought_by(code: str) -> Brought:
    """Reads the shipped files only."""
    table, years = legal_periods.table(code), shipped_calendar(code).years
    kinds: dict[str, str | Promise] = {**dict(IdentifierKind.choices), "eik": _("EIK")}
    return Brought(
        code,
        {group: sum(rule.group == group for rule in table) for group in legal_periods.GROUPS},
        sum(not rule.confirmed for rule in table),
        (min(years), max(years)),
        tuple(kinds[one.code] for one in IDENTIFIERS[code]),
    )


def first_that_would_change(country: str) -> Case | None:
    """The first matter, closed ones too, whose told date would be another under the law of that country, or none at
    all. Closed ones count: their date and its explanation stay to be read."""
    for case in Case.objects.order_by("id").prefetch_related("ledger").iterator(chunk_size=500):
        now = _counted(case)
        with as_if_in(country):
            if _counted(case) != now:
                return case  # type: ignore[no-any-return]
    return None


def _counted(case: Case) -> tuple[date, str] | None:
    """The date and the article behind it; None where the law of the country tells neither."""
    fresh = copy.copy(case)
    try:
        rule = law_here.in_force(case.legal_period, on=case.received_at.date())
        return clock_of(fresh).due_on, rule.article
    except (NoLegalPeriod, NoCalendar):
        return None
