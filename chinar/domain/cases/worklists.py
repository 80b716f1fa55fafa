"""Worklists: open matters by due date, a page at a time, at the same price in a table of a thousand and of a million.

A page is merged from lanes, one for each phase: within a phase the index gives the matters by due date, so that the
database never sorts and never counts what it does not show. Pages follow each other by a key (`Place`), not by number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import kinds, law_here, queries, words
from chinar.domain.cases.filters import RUNNING, Filter, Selection, Typed
from chinar.domain.cases.models import Case
from chinar.domain.cases.models.case import CaseQuerySet
from chinar.domain.cases.rules import Phase, Section, Step, section_of
from chinar.foundation.core.statements import Statement

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


def page(chosen: Filter, who: Selection, *, after: Place | None, size: int) -> tuple[list[Case], Place | None]:
    """So many matters after a place, and the place after which more follow; None when there are no more.

    Two queries, whatever the phases and kinds: which they are, and all that a list shows of them. What stands last
    begins anew after all the others.
    """
    begun = tuple(phase for phase in chosen.phases if after is None or after.last == (phase in LAST))
    anew = tuple(phase for phase in chosen.phases if phase not in begun and phase in LAST)
    shape = (chosen.filled(NOTHING_TYPED), begun, anew, size + 1)
    read = _LANES.ask(shape, who, chosen.typed, (after.due_on, after.pk) if after else None) if begun or anew else []
    found = sorted((phase in LAST, due_on, pk, kind) for phase, due_on, pk, kind in read)
    listed = kinds.read({pk: kind for _, _, pk, kind in found[:size]})
    return listed, Place.of(listed[-1]) if len(found) > size else None


NOTHING_TYPED = Typed(None, None, None, None, None)
After = tuple[date, int] | None
Shape = tuple[Filter, tuple[Phase, ...], tuple[Phase, ...], int]


def _lanes(shape: Shape, who: Selection, typed: Typed, after: After) -> list[QuerySet[Any, Any]]:
    """One for each phase: those that go on after the place, and those that begin anew."""
    chosen, begun, anew, size = shape
    cases = chosen.filled(typed).matching(who)
    return [_lane(cases, phase, after if phase in begun else None, size) for phase in (*begun, *anew)]


def _lane(cases: CaseQuerySet, phase: Phase, after: After, size: int) -> QuerySet[Any, Any]:
    """The first so many of one phase after a place."""
    lane = cases.filter(phase=phase).order_by("due_on", "id")
    if after:
        due_on, pk = after
        lane = lane.filter(Q(due_on__gt=due_on) | Q(id__gt=pk), due_on__gte=due_on)
    found: QuerySet[Any, Any] = lane.values_list("phase", "due_on", "pk", "kind")[:size]
    return found


_LANES = Statement(_lanes)


def due_on_days(chosen: Filter, who: Selection, *, first: date, last: date) -> dict[date, int]:
    """How many of the matters are due on each day between two; a day on which none is does not stand there. What waits
    is due on no day. One query."""
    return dict(_DAYS.ask(chosen.filled(NOTHING_TYPED), who, chosen.typed, first, last))


def _days(shape: Filter, who: Selection, typed: Typed, first: date, last: date) -> QuerySet[Any, Any]:
    running = shape.filled(typed).matching(who).filter(phase__in=RUNNING, due_on__range=(first, last))
    counted: QuerySet[Any, Any] = running.order_by().values_list("due_on").annotate(n=Count("id"))
    return counted


_DAYS = Statement(_days)


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
        return f"{self.case.due_on:%d.%m.%Y}"

    @property
    def received(self) -> str:
        return f"{localtime(self.case.received_at):%d.%m.%Y}"


def rows(cases: Sequence[Case], *, today: date) -> list[Row]:
    """The cases as `kinds.read` has read them. Of those that wait or are late all ledgers are read at once, and the
    calendar and the reading by which the clock of those that wait is counted."""
    waiting = [case for case in cases if case.phase == Phase.WAITING]
    silent = queries.read_ledgers(waiting, late=[case for case in cases if case.is_overdue(on=today)])
    queries.share_calendar(waiting)
    return [_row(case, today, silent=case.pk in silent) for case in cases]


def _row(case: Case, today: date, *, silent: bool) -> Row:
    phase = Phase(case.phase)
    waits, until = _waiting(case) if phase is Phase.WAITING else ("", None)
    return Row(
        case=case,
        title=kinds.title_of(case),
        state=str(kinds.kind_of(case).state(case.state).for_official),
        section=section_of(phase, case.due_on, today=today) if case.is_open else phase,
        days=(case.due_on - today).days,
        waits=waits,
        waits_over=until is not None and until < today,
        silence=_silence(case) if silent else "",
    )


def _waiting(case: Case) -> tuple[str, date | None]:
    standing = queries.clock_of(case).standing
    if standing is None:
        return "", None
    row = next(row for row in reversed(queries.ledger_of(case)) if row.step == standing.step)
    return words.waits(standing, words.ground(row)), standing.until


def _silence(case: Case) -> str:
    """What the law makes of no decision in time."""
    rule = law_here.in_force(case.legal_period, on=localtime(case.received_at).date())
    return str(words.SILENCES[rule.silence] or words.STEPS[Step.SILENCE])


def sections(listed: Sequence[Row]) -> Iterator[tuple[str, str | Promise, list[Row]]]:
    """The rows as they stand under their headings; an empty heading does not stand there."""
    for section, heading in HEADINGS.items():
        under = [row for row in listed if row.section == section]
        if under:
            yield section, heading, under
