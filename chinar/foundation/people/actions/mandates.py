"""One may act for another, and no longer."""

from datetime import date, datetime

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.people.models import Mandate, Organisation, Person
from chinar.foundation.people.models.mandate import Ground


@transaction.atomic
def grant_mandate(
    *,
    holder: Person,
    person: Person | None = None,
    organisation: Organisation | None = None,
    ground: str,
    document: str = "",
    valid_from: date,
    valid_until: date | None = None,
    by: Actor,
    at: datetime,
) -> Mandate:
    """Lets the holder act for exactly one other person or organisation; anything else is refused by the database.

    `document` refers to the proof (number and date of the power of attorney). Raises ValueError for another ground.
    """
    mandate: Mandate = Mandate.objects.create(
        holder=holder,
        person=person,
        organisation=organisation,
        ground=Ground(ground),
        document=document,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    facts = {"ground": mandate.ground}
    record("mandate.granted", subject=str(mandate.pk), subject_kind="mandate", facts=facts, by=by, at=at)
    return mandate


@transaction.atomic
def revoke_mandate(mandate: Mandate, *, by: Actor, at: datetime) -> None:
    """It no longer holds from this day on. A mandate revoked before stays as it was."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if mandate.revoked_at is not None:
        return
    mandate.revoked_at, mandate.revoked_by_id = at, by.account_id
    mandate.save(update_fields=["revoked_at", "revoked_by"])
    record("mandate.revoked", subject=str(mandate.pk), subject_kind="mandate", by=by, at=at)
