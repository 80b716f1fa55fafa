"""An official keeps what they often look at, and lets it go. The journal is not told names: they may name anybody."""

from datetime import datetime

from django.db import transaction

from chinar.domain.cases.filters import Filter
from chinar.domain.cases.models import SavedFilter
from chinar.domain.cases.models.saved_filter import MOST
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


class TooManyFilters(Exception):
    """The official keeps as many as there may be; nothing was changed."""


@transaction.atomic
def save_filter(chosen: Filter, *, name: str, by: Actor, at: datetime) -> SavedFilter:
    """A name that the official has used before means this filter from now on. Raises TooManyFilters."""
    own = SavedFilter.objects.filter(account_id=by.account_id)
    if own.exclude(name=name).count() >= MOST:
        raise TooManyFilters
    kept: SavedFilter
    kept, _ = own.update_or_create(account_id=by.account_id, name=name, defaults={"query": chosen.query()})
    record("worklist.filter_saved", by=by, at=at)
    return kept


class NameTaken(Exception):
    """The official keeps another filter under this name; nothing was changed."""


@transaction.atomic
def rename_filter(pk: int, *, name: str, by: Actor, at: datetime) -> bool:
    """False when they keep none of this id. Raises NameTaken."""
    own = SavedFilter.objects.filter(account_id=by.account_id)
    if own.filter(name=name).exclude(pk=pk).exists():
        raise NameTaken
    if not own.filter(pk=pk).update(name=name):
        return False
    record("worklist.filter_renamed", by=by, at=at)
    return True


@transaction.atomic
def drop_filter(pk: int, *, by: Actor, at: datetime) -> bool:
    """False when they keep none of this id."""
    gone, _ = SavedFilter.objects.filter(account_id=by.account_id, pk=pk).delete()
    if gone:
        record("worklist.filter_dropped", by=by, at=at)
    return bool(gone)
