"""How many appeals were decided, and how: for the officials, and folded for everybody.

An appeal counts in the day on which it ended. Not counted beside the outcome: what was withdrawn, ended as late or
without a decision; it stands under "ended without a decision".
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from chinar.domain.appeals.models import HigherDecision
from chinar.domain.cases.anonymity import Cell, folded, shown_groups
from chinar.domain.cases.figure_tables import Period, public_minimum
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Phase

WITHOUT = "without"
OTHERS = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome: how many appeals ended so, and per cent of all that are shown, rounded down."""

    name: str
    n: int
    share: int


@dataclass(frozen=True, slots=True)
class Found:
    """Appeals of a period by outcome; `total` is None when there are too few to be shown."""

    total: int | None
    lines: tuple[Line, ...]


def of(period: Period, *, departments: Iterable[int] | None) -> Found:
    """Everything, of the departments that a role reaches; None for all. One query."""
    return _found(_by_group(_ended(period, departments)))


def public(period: Period) -> tuple[Found, int]:
    """Small outcomes stand under "others", and nothing is shown of too few; with the smallest group."""
    minimum = public_minimum()
    cells = _cells(period)
    shown = shown_groups(cells, minimum=minimum)
    if shown is None:
        return Found(None, ()), minimum
    counted: Counter[str] = Counter()
    for cell in cells:
        counted[folded(cell.groups[0], shown[0])] += cell.n
    return _found(counted), minimum


def _ended(period: Period, departments: Iterable[int] | None) -> Any:
    first, after = (make_aware(datetime.combine(day, time())) for day in (period.since, period.until))
    rows = Case.objects.filter(kind="appeal", phase=Phase.CLOSED, closed_at__gte=first, closed_at__lt=after)
    rows = rows.exclude(state="voided")
    return rows if departments is None else rows.filter(department__in=list(departments))


def _by_group(rows: Any) -> Counter[str]:
    counted: Counter[str] = Counter()
    for outcome, n in rows.values_list("outcome").annotate(n=Count("id")).order_by():
        counted[_group(outcome)] += n
    return counted


def _cells(period: Period) -> list[Cell]:
    """By outcome and quarter: each quarter that is ever published must be safe by itself."""
    counted: Counter[tuple[str, str]] = Counter()
    rows = _ended(period, None).annotate(month=TruncMonth("closed_at")).values_list("outcome", "month")
    for outcome, month, n in rows.annotate(n=Count("id")).order_by():
        counted[_group(outcome), f"{month.year}-{(month.month - 1) // 3}"] += n
    return [Cell((group,), quarter, n) for (group, quarter), n in counted.items()]


def _group(outcome: str) -> str:
    return outcome if outcome == "reconsidered" or outcome in HigherDecision.Outcome.values else WITHOUT


def _found(counted: Counter[str]) -> Found:
    total = sum(counted.values())
    names = _names()
    order = [*names, OTHERS]
    lines = (Line(names.get(group, _("others")), n, 100 * n // total) for group, n in _sorted(counted, order) if n)
    return Found(total, tuple(lines))


def _sorted(counted: Counter[str], order: list[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: order.index(pair[0]))


def _names() -> dict[str, str]:
    return {
        "reconsidered": _("The act was taken back after reconsideration"),
        **{code: str(name) for code, name in HigherDecision.Outcome.choices},
        WITHOUT: _("Withdrawn, late, or ended without a decision"),
    }
