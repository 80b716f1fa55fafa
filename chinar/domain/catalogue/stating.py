"""Verb: the municipality says what the pages that the law asks of it need."""

from datetime import date, datetime

from django.db import transaction

from chinar.domain.catalogue.models import TownStatement
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.territory.models import Municipality


@transaction.atomic
def state(
    municipality: Municipality,
    *,
    charter_act: str,
    complaints: str,
    accessible: str,
    gaps: str,
    assessed_on: date | None,
    assessed_how: str,
    data_officer: str,
    by: Actor,
    at: datetime,
) -> TownStatement:
    """Holds from now on; the former words are kept."""
    Municipality.objects.select_for_update(of=("self",)).get(pk=municipality.pk)  # one after the other
    TownStatement.objects.published_rows().update(superseded_at=at)
    made: TownStatement = TownStatement.objects.create(
        charter_act=charter_act,
        complaints=complaints,
        accessible=accessible,
        gaps=gaps,
        assessed_on=assessed_on,
        assessed_how=assessed_how,
        data_officer=data_officer,
        at=at,
        by_id=by.account_id,
    )
    record("service.town_stated", by=by, at=at)
    return made
