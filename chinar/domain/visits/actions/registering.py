"""Everything asked for in a visit becomes matters, at once or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.applications.actions import submit_application
from chinar.domain.applications.filling import Came, assembled
from chinar.domain.applications.kinds import APPLICATION
from chinar.domain.applications.models import Draft
from chinar.domain.applications.parties import Acting
from chinar.domain.cases.models import Party, RatingRequest
from chinar.domain.cases.rating.asking import Contact, ask_after_visit
from chinar.domain.visits.actions.opening import lock_open
from chinar.domain.visits.asking import AtCounter, stated_in
from chinar.domain.visits.models import Paper, Visit, VisitItem
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.identifiers import clean
from chinar.foundation.journal.actions import record
from chinar.foundation.people.actions import grant_mandate
from chinar.foundation.people.models import Account, Mandate, Person

Role = Party.PartyRole


@dataclass(frozen=True, slots=True)
class Ready:
    """A service of the basket with all its answers; `key` is what its follower will type."""

    item: VisitItem
    journey: AtCounter
    key: str


@transaction.atomic
def register_visit(visit: Visit, ready: Sequence[Ready], *, language: str, by: Actor, at: datetime) -> None:
    """Each service gets its own number and clock; filer and mandate are written once for all.

    Call it with journeys without open pages, and with somebody at the counter whose address is known. Raises
    AlreadyFinished, NoLegalPeriod, NoCalendar.
    """
    locked = lock_open(visit)
    person = visit.person
    if person is None or locked.person_id != person.pk or by.account_id is None:
        raise ValueError("A visit is registered by an official for the person at the counter.")
    mandate = _mandate(visit, person, by=by, at=at)
    came = Came(visit.channel, person.address, person.phone, person.email, visit.office)
    for one in ready:
        parts = _parts(visit, person, mandate, _account_of(person, one.journey.draft))
        finished = list(one.journey.finished())
        new = assembled(one.journey, finished, parts, came, key=one.key, language=language, at=at)
        one.item.application = submit_application(new, by=by, at=at, verb="application.taken_down")
        one.item.save(update_fields=["application"])
    Paper.objects.bulk_create(Paper(item=one.item) for one in ready)
    locked.clerk_id, locked.finished_at, locked.changed_at = by.account_id, at, at
    locked.save(update_fields=["clerk", "finished_at", "changed_at"])
    _ask_how_it_went(visit, ready, at=at)
    record("visit.registered", by=by, at=at, subject=str(locked.pk), subject_kind="visit")


def _ask_how_it_went(visit: Visit, ready: Sequence[Ready], *, at: datetime) -> None:
    """Of the desk, not of the departments: how those decide is asked with each result. The code is on the receipt."""
    versions = [one.journey.draft.service_version for one in ready]
    contact = Contact(
        RatingRequest.Occasion.VISIT,
        visit.office.department or versions[0].service.department,
        visit.office,
        kind=APPLICATION.code if len(versions) == 1 else "",
        service=versions[0].service.code if len(versions) == 1 else "",
        by_company=visit.organisation_id is not None,
    )
    ask_after_visit(visit.pk, contact, at=at)


def _mandate(visit: Visit, holder: Person, *, by: Actor, at: datetime) -> Mandate | None:
    """On what the one at the counter acts for the other, as the official saw it."""
    if not visit.is_for_another:
        return None
    return grant_mandate(
        holder=holder,
        person=visit.concerned,
        organisation=visit.organisation,
        ground=visit.ground,
        document=visit.document,
        valid_from=localtime(at).date(),
        by=by,
        at=at,
    )


def _parts(visit: Visit, person: Person, mandate: Mandate | None, account: Account | None) -> Acting:
    if mandate is None:
        return Acting((Party(role=Role.APPLICANT, person=person, account=account),), person.full_name)
    concerned = Party(role=Role.APPLICANT, person=visit.concerned, organisation=visit.organisation)
    filer = Party(role=Role.FILER, person=person, account=account, mandate=mandate)
    name = visit.organisation.name if visit.organisation else visit.concerned.full_name  # type: ignore[union-attr]
    return Acting((concerned, filer), name, person.full_name)


def _account_of(person: Person, draft: Draft) -> Account | None:
    """Through which they go on seeing the matter: their own, which an official linked, or that of the draft which they
    began online, when it states the very number that the official has seen."""
    if person.account is not None and person.is_identifier_proven:
        return person.account
    stated = clean(stated_in(draft).applicant.get("identifier", ""))
    is_theirs = bool(stated) and person.is_identifier_proven and stated == person.identifier.reveal()
    return draft.account if is_theirs else None
