"""Who files, whom it concerns, on what mandate: separate facts (АПК чл. 15, 18), written when a journey is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from chinar.domain.cases.models import Party
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.actions import grant_mandate, remember_organisation, remember_person
from chinar.foundation.people.models import Account, Organisation, Person
from chinar.foundation.people.models.person import IdentifierKind

Stated = Mapping[str, Any]
Role = Party.PartyRole


@dataclass(frozen=True, slots=True)
class Acting:
    """Unsaved parties with the names as they were stated; `filer_name` is empty when somebody files for themselves."""

    parties: tuple[Party, ...]
    applicant_name: str
    filer_name: str = ""


def acting(filer: Person, account: Account, answers: Mapping[str, Stated], *, by: Actor, at: datetime) -> Acting:
    """From the pages "for whom", "which person" and "which organisation"; a journey without them is one's own."""
    own_name = name_of(answers["applicant"]) if "applicant" in answers else filer.full_name
    if concerned := answers.get("concerned"):
        person = remember(concerned, by=by, at=at)
        mandated = _mandated(filer, account, concerned, person=person, by=by, at=at)
        return Acting((Party(role=Role.APPLICANT, person=person), mandated), name_of(concerned), own_name)
    if stated := answers.get("organisation"):
        organisation = remember_organisation(name=stated["name"], eik=stated["eik"], by=by, at=at)
        mandated = _mandated(filer, account, stated, organisation=organisation, by=by, at=at)
        parties = (Party(role=Role.APPLICANT, organisation=organisation), mandated)
        return Acting(parties, stated["name"], own_name)
    return Acting((Party(role=Role.APPLICANT, person=filer, account=account),), own_name)


def _mandated(
    filer: Person,
    account: Account,
    stated: Stated,
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
    by: Actor,
    at: datetime,
) -> Party:
    """The mandate as the filer states it: for this matter, until an official has seen its document."""
    mandate = grant_mandate(
        holder=filer,
        person=person,
        organisation=organisation,
        ground=stated["ground"],
        document=stated["document"],
        valid_from=localtime(at).date(),
        by=by,
        at=at,
    )
    return Party(role=Role.FILER, person=filer, account=account, mandate=mandate)


def remember(
    stated: Stated,
    *,
    address: str = "",
    phone: str = "",
    account: Account | None = None,
    by: Actor,
    at: datetime,
) -> Person:
    return remember_person(
        given_name=stated["given_name"],
        middle_name=stated["middle_name"],
        family_name=stated["family_name"],
        identifier_kind=IdentifierKind(stated.get("identifier_kind", IdentifierKind.NONE)),
        identifier=stated.get("identifier", ""),
        address=address,
        phone=phone,
        account=account,
        by=by,
        at=at,
    )


def name_of(stated: Stated) -> str:
    return " ".join(filter(None, (stated["given_name"], stated["middle_name"], stated["family_name"])))
