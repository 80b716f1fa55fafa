"""Which officials have opened a matter, as whoever follows it reads it: from the journal, which forgets nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min

from chinar.domain.cases.models import Case
from chinar.foundation.journal.models import Entry

READ = "case.read"
MOST = 200


@dataclass(frozen=True, slots=True)
class Reader:
    """An official by name, when first and last, and how often."""

    name: str
    first: datetime
    last: datetime
    times: int


def readers_of(case: Case) -> list[Reader]:
    """Who opened it, the first one first; one query. Whoever follows it is not among them."""
    opened = Entry.objects.filter(subject=case.number, verb=READ, actor_kind="official").order_by()
    rows = opened.values("actor_id", "actor__name").annotate(first=Min("at"), last=Max("at"), times=Count("id"))
    columns = rows.order_by("first").values_list("actor__name", "first", "last", "times")
    return [Reader(*row) for row in columns[:MOST]]
