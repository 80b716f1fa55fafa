"""Counting the figures anew, and deciding how small a group the public may see."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth
from django.utils.timezone import localtime

from chinar.domain.cases import kinds
from chinar.domain.cases.figures import outcome_of
from chinar.domain.cases.models import Case, LedgerEntry, PublicMinimum, Tally
from chinar.domain.cases.rules import Phase
from chinar.foundation.core import scope
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.territory.models import Municipality

YEARS_BACK = 2
"""Older months change only through matters that are still open; those are counted anew however old they are."""


def count_figures(*, at: datetime) -> int:
    """Counts the last two years anew, and every older month that holds or held an open matter. Answers how many rows.

    Derived data and no act of anybody, so the journal is not told. It reads outside a transaction, for seconds in a
    large town, and holds others up only while it writes; of two at once the later one stays.
    """
    today = localtime(at).date()
    recent = Q(due_on__gte=date(today.year - YEARS_BACK, 1, 1))
    older = _months_that_may_change(before=date(today.year - YEARS_BACK, 1, 1))
    due = recent
    for month in older:
        due |= Q(due_on__gte=month, due_on__lt=_next_month(month))
    counted: Counter[tuple[Any, ...]] = Counter()
    for kind in kinds.registered():
        counted.update(_counted(kind, due, today))
    rows = [
        Tally(
            month_on=month,
            kind=kind_code,
            subject=subject,
            department_id=department,
            channel=channel,
            office_id=office,
            standing=standing,
            taken=taken,
            late=late,
            n=n,
            counted_at=at,
        )
        for (month, kind_code, subject, department, channel, office, standing, taken, late), n in counted.items()
    ]
    with transaction.atomic():
        # Two that write at once would each add their rows; no_key, or every new row of the town would wait too.
        Municipality.objects.select_for_update(no_key=True).get(pk=scope.current())
        Tally.objects.filter(Q(month_on__gte=date(today.year - YEARS_BACK, 1, 1)) | Q(month_on__in=older)).delete()
        Tally.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _months_that_may_change(*, before: date) -> set[date]:
    open_now = Case.objects.open().filter(due_on__lt=before).annotate(month=TruncMonth("due_on"))
    open_then = Tally.objects.filter(month_on__lt=before, taken=None)
    return {*open_now.values_list("month", flat=True), *open_then.values_list("month_on", flat=True)}


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _counted(kind: kinds.Kind, due: Q, today: date) -> Iterator[tuple[Any, ...]]:
    """One row for each matter, as the formula counts it; streamed, so that a million needs no memory."""
    decisions = LedgerEntry.objects.filter(case=OuterRef("pk"), step__in=kind.answered_by).order_by("-id")
    columns = ["subject", "department_id", "channel", "office_id", "phase", "received_at", "due_on", "decided_on"]
    cases = Case.objects.filter(due, kind=kind.code).annotate(decided_on=Subquery(decisions.values("on")[:1]))
    found = cases.values_list(*columns).iterator()
    for subject, department, channel, office, phase, received_at, due_on, decided_on in found:
        outcome = outcome_of(
            phase=Phase(phase),
            received_on=localtime(received_at).date(),
            due_on=due_on,
            decided_on=decided_on,
            today=today,
        )
        if outcome:
            yield (
                due_on.replace(day=1),
                kind.code,
                subject,
                department,
                channel,
                office,
                outcome.standing,
                outcome.taken,
                outcome.late,
            )


@transaction.atomic
def set_public_minimum(*, n: int, by: Actor, at: datetime) -> None:
    """From now on the public sees groups of at least `n` matters by themselves. The database refuses fewer than 5."""
    PublicMinimum.objects.update_or_create(defaults={"n": n})
    record("figures.minimum_set", by=by, at=at, facts={"n": str(n)})
