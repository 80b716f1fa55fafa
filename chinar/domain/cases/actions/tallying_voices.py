"""Counting anew what came of voices."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate, localtime

from chinar.domain.cases import kinds
from chinar.domain.cases.models import Case, LedgerEntry, VoiceTally
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.voices import Voice, voice_of
from chinar.foundation.core import scope
from chinar.foundation.territory.models import Municipality

MEASURED = timedelta(days=365)


def count_voices(*, at: datetime) -> int:
    """Counts the voices of the last year. Answers how many rows there are.

    Derived data and no act of anybody, so the journal is not told; of two at once the later one stays.
    """
    today = localtime(at).date()
    counted: Counter[Voice] = Counter()
    for kind in kinds.registered():
        counted.update(_voices(kind, today))
    rows = [VoiceTally(**voice._asdict(), n=n, counted_at=at) for voice, n in counted.items()]
    with transaction.atomic():
        # Two that write at once would each add their rows; no_key, or every new row of the town would wait too.
        Municipality.objects.select_for_update(no_key=True).get(pk=scope.current())
        VoiceTally.objects.all().delete()
        VoiceTally.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _voices(kind: kinds.Kind, today: date) -> Iterator[Voice]:
    """One for each matter that is counted; streamed. The years of the register find them, which an index does."""
    if kind.came_of is None:
        return
    first = today - MEASURED
    came = kind.came_of(first)
    decisions = LedgerEntry.objects.filter(case=OuterRef("pk"), step__in=kind.answered_by).order_by("-id")
    years = list(range(first.year, today.year + 1))
    cases = Case.objects.filter(counter__register=kind.register, counter__year__in=years)
    rows = cases.annotate(decided_on=Subquery(decisions.values("on")[:1]))
    columns = ("pk", "phase", "received_at", "due_on", "decided_on")
    for pk, phase, received_at, due_on, decided_on in rows.values_list(*columns).iterator():
        received_on = localdate(received_at)
        voice = voice_of(
            kind=kind.code,
            phase=Phase(phase),
            received_on=received_on,
            due_on=due_on,
            decided_on=decided_on,
            came_on=came.get(pk),
            today=today,
        )
        if voice is not None and received_on >= first:
            yield voice
