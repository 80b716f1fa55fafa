"""Worklists: open matters by due date, a page at a time, at the same price in a table of a thousand and of a million.

A page is merged from lanes, one for each phase: within a phase the index gives the matters by due date, so that the
database never sorts and never counts what it does not show. Pages follow each other by a key (`Place`), not by number.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import kinds, law_here, queries, words
from chinar.domain.cases.models import Case
from chinar.domain.cases.models.case import CaseQuerySet
from chinar.domain.cases.rules import Phase, Section, Step, section_of

HEADINGS: dict[str, str | Promise] = {
    Section.OVERDUE: _("Overdue"),
    Section.TODAY: _("Due today"),
    Section.WEEK: _("Due this week"),
    Section.LATER: _("Later"),
    Section.WAITING: _("Waiting: the clock stands"),
    Phase.DECIDED: _("Decided, to be handed over"),
}
LAST = (Phase.WAITING,)
"""Phases whose matters follow after all the others."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: the next one begins after it. Written `r.2026-11-16.17` in an address."""

    last: bool
    due_on: date
    pk: int

    def __str__(self) -> str:
        return f"{'w' if self.last else 'r'}.{self.due_on.isoformat()}.{self.pk}"

    @classmethod
    def read(cls, typed: str) -> "Place | None":
        lane, _, rest = typed.partition(".")
        day, _, pk = rest.partition(".")
        if lane not in ("r", "w") or not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
            return None
        try:
            return cls(lane == "w", date.fromisoformat(day), int(pk))
        except ValueError:
            return None

    @classmethod
    def of(cls, case: Case) -> "Place":
        return cls(case.phase in LAST, case.due_on, case.pk)


def page(
    cases: CaseQuerySet, phases: Iterable[Phase], *, after: Place | None, size: int
) -> tuple[list[Case], Place | None]:
    """So many matters after a place, and the place after which more follow; None when there are no more.

    One query for each phase, fewer when the first ones fill the page.
    """
    first = [phase for phase in phases if phase not in LAST]
    found: list[Case] = []
    if after is None or not after.last:
        lanes = [_lane(cases, phase, after)[: size + 1] for phase in first]
        found = list(islice(merge(*lanes, key=lambda case: (case.due_on, case.pk)), size + 1))
    for phase in (phase for phase in phases if phase in LAST):
        if len(found) <= size:
            begun = after if after and after.last else None
            found += _lane(cases, phase, begun)[: size + 1 - len(found)]
    return found[:size], Place.of(found[size - 1]) if len(found) > size else None


def _lane(cases: CaseQuerySet, phase: Phase, after: Place | None) -> CaseQuerySet:
    lane = cases.filter(phase=phase).select_related("department", "handler").defer("key").order_by("due_on", "id")
    if after:
        lane = lane.filter(Q(due_on__gt=after.due_on) | Q(id__gt=after.pk), due_on__gte=after.due_on)
    return lane


@dataclass(frozen=True, slots=True)
class Row:
    """One matter as a line of a list. `days` are those until it is due, negative when it is late; `waits` says for
    what and until when, `waits_over` that this day has passed; `silence` that the law's silence has set in.
    """

    case: Case
    title: str
    state: str
    section: str
    days: int
    waits: str = ""
    waits_over: bool = False
    silence: str = ""

    @property
    def due(self) -> str:
        return date_format(self.case.due_on, "d.m.Y")

    @property
    def received(self) -> str:
        return date_format(localtime(self.case.received_at), "d.m.Y")


def rows(cases: Sequence[Case], *, today: date) -> list[Row]:
    """One query per kind for what they are about; for those that wait or are late two for the calendar, one for all
    their ledgers."""
    titles = kinds.titles(cases)
    waiting = [case for case in cases if case.phase == Phase.WAITING]
    queries.read_ledgers([*waiting, *(case for case in cases if case.is_overdue(on=today))])
    queries.share_calendar(waiting)
    return [_row(case, titles[case.pk], today) for case in cases]


def _row(case: Case, title: str, today: date) -> Row:
    phase = Phase(case.phase)
    waits, until = _waiting(case) if phase is Phase.WAITING else ("", None)
    return Row(
        case=case,
        title=title,
        state=str(kinds.kind_of(case).state(case.state).for_official),
        section=section_of(phase, case.due_on, today=today) if case.is_open else phase,
        days=(case.due_on - today).days,
        waits=waits,
        waits_over=until is not None and until < today,
        silence=_silence(case) if case.is_overdue(on=today) else "",
    )


def _waiting(case: Case) -> tuple[str, date | None]:
    standing = queries.clock_of(case).standing
    if standing is None:
        return "", None
    row = next(row for row in reversed(queries.ledger_of(case)) if row.step == standing.step)
    return words.waits(standing, words.ground(row)), standing.until


def _silence(case: Case) -> str:
    """What the law makes of no decision, once the ledger notes that the period ended without one."""
    told = [row for row in queries.ledger_of(case) if row.step in (Step.SILENCE, Step.REOPENED)]
    if not told or told[-1].step != Step.SILENCE:
        return ""
    rule = law_here.in_force(case.legal_period, on=localtime(case.received_at).date())
    return str(words.SILENCES[rule.silence] or words.STEPS[Step.SILENCE])


def sections(listed: Sequence[Row]) -> Iterator[tuple[str, str | Promise, list[Row]]]:
    """The rows as they stand under their headings; an empty heading does not stand there."""
    for section, heading in HEADINGS.items():
        under = [row for row in listed if row.section == section]
        if under:
            yield section, heading, under
