"""Organisations are remembered."""

from datetime import datetime
from typing import Any

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.core.identifiers import clean, is_eik
from chinar.foundation.journal.actions import record
from chinar.foundation.people.actions.trust import WrongIdentifier, assign, is_trusted
from chinar.foundation.people.models import Organisation
from chinar.foundation.territory.models import Settlement


@transaction.atomic
def remember_organisation(
    *,
    name: str,
    eik: str = "",
    kind: str = "",
    settlement: Settlement | None = None,
    address: str = "",
    phone: str = "",
    email: str = "",
    by: Actor,
    at: datetime,
) -> Organisation:
    """The organisation with that ЕИК in this municipality, found or entered now; changed as a person would be.

    Raises WrongIdentifier.
    """
    eik = clean(eik)
    if eik and not is_eik(eik):
        raise WrongIdentifier("not an EIK")
    known = {"kind": kind, "settlement": settlement, "address": address, "phone": phone, "email": email}
    facts: dict[str, Any] = {field: value for field, value in known.items() if value}
    facts["name"] = name
    organisation: Organisation
    if eik:
        organisation, is_new = Organisation.objects.get_or_create(eik=eik, defaults=facts)
    else:
        organisation, is_new = Organisation.objects.create(**facts), True
    subject = str(organisation.pk)
    if is_new:
        record("organisation.remembered", subject=subject, subject_kind="organisation", by=by, at=at)
    elif is_trusted(by) and (fields := assign(organisation, facts)):
        organisation.save(update_fields=fields)
        names = {"fields": ", ".join(fields)}
        record("organisation.updated", subject=subject, subject_kind="organisation", facts=names, by=by, at=at)
    return organisation
