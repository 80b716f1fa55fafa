"""The operator says in which country a municipality lies: its law, its days off and its numbers of people follow."""

from datetime import datetime

from django.db import transaction

from chinar.domain.cases.countries import NAMES, first_that_would_change
from chinar.foundation.core import scope
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.territory.models import Municipality


class DatesWereTold(Exception):
    """Somebody was told a date that would be another one; `number` is the first such matter, nothing was changed."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


@transaction.atomic
def choose_country(*, country: str, by: Actor, at: datetime) -> None:
    """For the municipality in scope. The same country again changes nothing. Raises DatesWereTold, KeyError for a
    country of which nothing was read."""
    NAMES[country]
    town = Municipality.objects.select_for_update().get(pk=scope.current())
    if town.country == country:
        return
    changed = first_that_would_change(country)
    if changed is not None:
        raise DatesWereTold(changed.number)
    was, town.country = town.country, country
    town.save(update_fields=["country"])
    facts = {"was": was, "country": country}
    record("municipality.country_set", by=by, at=at, subject=town.code, subject_kind="municipality", facts=facts)
