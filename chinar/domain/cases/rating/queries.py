"""What ratings say together to everybody; what officials read stands in tables.py."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from chinar.domain.cases.models import Rating
from chinar.domain.cases.rating.rules import Distribution, shown_of


@dataclass(frozen=True, slots=True)
class Public:
    """What everybody reads of a service: None for those of whom there are too few."""

    citizens: Distribution | None
    companies: Distribution | None


def public_ratings(service: str) -> Public:
    """Of a service, citizens and companies apart, in whole groups of five answers; one query while there are fewer
    than five of each, three at most."""
    rows = Rating.objects.filter(service=service)
    n = dict(rows.values_list("by_company").annotate(n=Count("id")).order_by())
    return Public(_oldest(rows, False, n.get(False, 0)), _oldest(rows, True, n.get(True, 0)))


def _oldest(rows: QuerySet[Rating], by_company: bool, n: int) -> Distribution | None:
    shown = shown_of(n)
    if not shown:
        return None
    first = rows.filter(by_company=by_company).order_by("id").values("pk")[:shown]
    counted = Rating.objects.filter(pk__in=first).values_list("score").annotate(n=Count("id")).order_by()
    return Distribution(dict(counted))
