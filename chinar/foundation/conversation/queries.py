"""Reads of the conversation."""

from collections.abc import Collection

from django.db.models import Count, Exists
from django.db.models.expressions import Combinable

from chinar.foundation.conversation.models import Support


def supporters_of(kind: str, keys: Collection[str]) -> dict[str, int]:
    """How many said "me too" of each; those that nobody supports are left out. One query at most."""
    if not keys:
        return {}
    rows = Support.objects.filter(subject_kind=kind, subject__in=keys).order_by()
    return dict(rows.values_list("subject").annotate(n=Count("id")))


def is_supported(kind: str, key: str | Combinable) -> Exists:
    """Whether anybody said "me too", as part of another query."""
    return Exists(Support.objects.filter(subject_kind=kind, subject=key))
