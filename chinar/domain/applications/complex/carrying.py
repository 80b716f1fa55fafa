"""What of a complex request travels to the competent municipality here, and how it is registered there."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from chinar.domain.applications.actions import AttachedFile
from chinar.domain.applications.complex.access import complex_of, papers_of
from chinar.domain.applications.complex.registering import NewComplex, register_complex
from chinar.domain.applications.models import ComplexRequest
from chinar.domain.cases.kinds import Received, Words
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.content import words
from chinar.foundation.documents import files
from chinar.foundation.offices.queries import main_desk
from chinar.foundation.people.actions import remember_organisation, remember_person
from chinar.foundation.people.models.person import IdentifierKind
from chinar.foundation.territory.models import Department, HandOver

OTHER = "other"
"""A service that has no description here."""
COPIED = ("service_name", "applicant_name", "address", "phone", "email", "what", "evidence", "delivery", "language")


def why_not(case: Case) -> Words:
    if not complex_of(case).is_sent_on:
        return _("Another administration has sent it here already.")
    return ""


def pack(case: Case) -> dict[str, str]:
    asked = complex_of(case)
    party = case.parties.select_related("person", "organisation").get(role=Party.PartyRole.APPLICANT)
    facts = {name: str(getattr(asked, name)) for name in COPIED}
    facts |= {"about": asked.offered or OTHER, "key": case.key, **_who(party)}
    papers = [
        [one.document.title, one.document.media_type, one.document.sha256]
        for one in papers_of(case)
        if one.document.held != "infected"
    ]
    if papers:
        facts["files"] = json.dumps(papers, ensure_ascii=False)
    return {name: text for name, text in facts.items() if text}


def _who(party: Party) -> dict[str, str]:
    if party.organisation is not None:
        return {"organisation": party.organisation.name, "eik": party.organisation.eik}
    person = party.person
    if person is None:
        return {}
    number = str(person.identifier.reveal())
    return {
        "given_name": person.given_name,
        "middle_name": person.middle_name,
        "family_name": person.family_name,
        "identifier_kind": person.identifier_kind if number else "",
        "identifier": number,
    }


def unpack(received: Received, by: Actor, at: datetime) -> Case:
    """Registers it as the competent body: the clock runs from the moment when it came (НАО чл. 14г)."""
    facts = received.facts
    message = HandOver.objects.received().select_related("sender").get(pk=received.source.rpartition(":")[2])
    version = None if received.about == OTHER else _offered().get(pk=received.about)
    new = NewComplex(
        idempotency_key=uuid5(NAMESPACE_URL, received.source),
        is_sent_on=False,
        town=message.sender,
        body=_("Municipality of %(name)s") % {"name": message.sender.name},
        their_number=message.subject,
        department=version.service.department if version else department_here(),
        service_version=version,
        party=party_of(facts, by=by, at=at),
        channel=Case.Channel.COMPLEX,
        key=facts["key"],
        hours=receiving_hours(localdate(received.reached_at)),
        received_at=received.reached_at,
        files=[AttachedFile(title, kind, files.fetch(digest)) for title, kind, digest in _files(facts)],
        **{name: facts.get(name, "") for name in COPIED},
    )
    return register_complex(new, by=by, at=at).case  # type: ignore[no-any-return]


def _files(facts: Mapping[str, str]) -> list[list[str]]:
    """Title, media type and digest of each paper that the applicant brought."""
    found: list[list[str]] = json.loads(facts.get("files", "[]"))
    return found


def party_of(facts: Mapping[str, str], *, by: Actor, at: datetime) -> Party:
    """An unsaved row of whom it concerns, as stated."""
    if facts.get("organisation"):
        organisation = remember_organisation(name=facts["organisation"], eik=facts.get("eik", ""), by=by, at=at)
        return Party(role=Party.PartyRole.APPLICANT, organisation=organisation)
    person = remember_person(
        given_name=facts["given_name"],
        middle_name=facts.get("middle_name", ""),
        family_name=facts.get("family_name", ""),
        identifier_kind=IdentifierKind(facts.get("identifier_kind") or IdentifierKind.NONE),
        identifier=facts.get("identifier", ""),
        by=by,
        at=at,
    )
    return Party(role=Party.PartyRole.APPLICANT, person=person)


def department_here() -> Department:
    """Where a matter goes that belongs to no service: to the department of the one-stop desk."""
    desk = main_desk()
    department = desk.department if desk else None
    return department or Department.objects.order_by("id")[0]  # type: ignore[no-any-return]


def _offered() -> QuerySet[ServiceVersion]:
    rows: QuerySet[ServiceVersion] = ServiceVersion.objects.published_rows().select_related("service__department")
    return rows


def choices(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """The services of this municipality."""
    offered = [(str(one.pk), words(one, "name")) for one in _offered().order_by("name")]
    return [*offered, (OTHER, _("Another service"))]


def read(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is needed to know whose it is, and not who asks."""
    rows = [
        (_("Service"), facts["service_name"]),
        (_("What is asked for"), facts["what"]),
        (_("Evidence"), facts.get("evidence", "")),
        (_("Papers that came with it"), ", ".join(title for title, _kind, _digest in _files(facts))),
        (_("Way of receipt"), str(ComplexRequest.Delivery(facts["delivery"]).label)),
        (_("Why it was sent here"), facts["reason"]),
    ]
    return [(name, text) for name, text in rows if text]
