"""A visit is begun, filled in and dropped."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from chinar.domain.applications.general import general_for
from chinar.domain.applications.models import Draft
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.visits.asking import stated_in
from chinar.domain.visits.models import Paper, Visit, VisitItem
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.identifiers import clean
from chinar.foundation.journal.actions import record, record_read
from chinar.foundation.offices.models import Office
from chinar.foundation.people.actions import change_contact
from chinar.foundation.people.models import Organisation, Person
from chinar.foundation.people.models.person import IdentifierKind

MOST_ITEMS = 20


class AlreadyFinished(Exception):
    """The visit was registered or dropped meanwhile; nothing was changed."""


class BasketFull(Exception):
    """More services than one visit holds."""


def open_visit(key: UUID, *, office: Office, by: Actor, at: datetime) -> Visit:
    """Begins a visit; the same key again gives the one that was begun. Raises ValueError without an account."""
    if by.account_id is None:
        raise ValueError("A visit is served by an official.")
    known: Visit | None = Visit.objects.filter(key=key).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            visit: Visit = Visit.objects.create(
                key=key, office=office, clerk_id=by.account_id, opened_at=at, changed_at=at
            )
            facts = {"office": office.code}
            record("visit.opened", by=by, at=at, subject=str(visit.pk), subject_kind="visit", facts=facts)
    except IntegrityError:
        # The same form arrived twice at once: the other one's visit is this one.
        return Visit.objects.get(key=key)  # type: ignore[no-any-return]
    return visit


def lock_open(visit: Visit) -> Visit:
    """The visit's row, locked until the transaction ends. Raises AlreadyFinished."""
    locked: Visit | None = Visit.objects.select_for_update().filter(pk=visit.pk).first()
    if locked is None or locked.finished_at is not None:
        raise AlreadyFinished
    return locked


@transaction.atomic
def say_who(visit: Visit, party: Person | Organisation, *, by: Actor, at: datetime) -> None:
    """The first person is who stands at the counter; another person, or an organisation, is whom it concerns.

    Whoever files for themselves is not named twice. Raises AlreadyFinished.
    """
    locked = lock_open(visit)
    if isinstance(party, Organisation):
        locked.organisation, locked.concerned = party, None
    elif locked.person_id is None:
        locked.person = party
    elif locked.person_id != party.pk:
        locked.concerned, locked.organisation = party, None
    _save(locked, visit, by=by, at=at)


@transaction.atomic
def forget_who(visit: Visit, *, filer: bool, by: Actor, at: datetime) -> None:
    """Somebody else stands at the counter, or they file for themselves after all. Raises AlreadyFinished."""
    locked = lock_open(visit)
    if filer:
        locked.person = None
    else:
        locked.concerned = locked.organisation = None
        locked.ground = locked.document = ""
    _save(locked, visit, by=by, at=at)


@transaction.atomic
def state_mandate(visit: Visit, *, ground: str, document: str, by: Actor, at: datetime) -> None:
    """Raises AlreadyFinished."""
    locked = lock_open(visit)
    locked.ground, locked.document = ground, document
    _save(locked, visit, by=by, at=at)


@transaction.atomic
def state_contact(visit: Visit, *, address: str, phone: str, email: str, by: Actor, at: datetime) -> None:
    """How to reach who stands at the counter: known to the municipality from now on. Raises AlreadyFinished."""
    locked = lock_open(visit)
    if locked.person is not None:
        locked.person = change_contact(locked.person, address=address, phone=phone, email=email, by=by, at=at)
    _save(locked, visit, by=by, at=at)


def _save(locked: Visit, visit: Visit, *, by: Actor, at: datetime) -> None:
    """Writes the row, and lets the page's own copy of it know. Whoever changes a visit serves it from now on."""
    if by.account_id is None:
        raise ValueError("A visit is served by an official.")
    locked.changed_at, locked.clerk_id = at, by.account_id
    locked.save(update_fields=[*_KEPT, "clerk"])
    for name in _KEPT:
        setattr(visit, name, getattr(locked, name))
    visit.clerk_id = locked.clerk_id


_KEPT = ("person", "concerned", "organisation", "ground", "document", "changed_at")


@transaction.atomic
def add_service(visit: Visit, version: ServiceVersion, *, key: UUID, by: Actor, at: datetime) -> VisitItem:
    """One more service in the basket; the same key again adds nothing. Raises AlreadyFinished, BasketFull."""
    locked = lock_open(visit)
    known: VisitItem | None = locked.items.filter(key=key).first()
    if known is not None:
        return known
    if locked.items.count() >= MOST_ITEMS:
        raise BasketFull
    Draft.objects.create(key=key, service_version=version, general_version=general_for(version, at=at), changed_at=at)
    item: VisitItem = VisitItem.objects.create(visit=locked, key=key)
    _save(locked, visit, by=by, at=at)
    return item


@transaction.atomic
def take_draft(visit: Visit, draft: Draft, *, by: Actor, at: datetime) -> VisitItem:
    """A draft that somebody began elsewhere is finished here; it stays theirs until it is registered.

    Raises AlreadyFinished, BasketFull.
    """
    locked = lock_open(visit)
    known: VisitItem | None = VisitItem.objects.filter(key=draft.key).select_related("visit").first()
    if known is not None and known.visit_id != locked.pk:
        known.delete()  # it was begun in a visit that nobody finished
        known = None
    if locked.items.count() >= MOST_ITEMS:
        raise BasketFull
    item: VisitItem = known or VisitItem.objects.create(visit=locked, key=draft.key)
    record_read("visit.draft_opened", by=by, at=at, subject=str(visit.pk), subject_kind="visit")
    _save(locked, visit, by=by, at=at)
    return item


def say_who_wrote(visit: Visit, draft: Draft, *, by: Actor, at: datetime) -> None:
    """Whom a draft from elsewhere names, where an official has seen their document before: nothing is typed again.

    Whoever is not known stays to be entered. Raises AlreadyFinished.
    """
    stated = stated_in(draft)
    filer = _known(stated.applicant) or _proven_of(draft)
    if visit.person_id is None and filer is not None:
        say_who(visit, filer, by=by, at=at)
        if not filer.address:
            contact = stated.contact
            change_contact(
                filer, address=contact.get("address", ""), phone=contact.get("phone", ""), email="", by=by, at=at
            )
    other = (
        _known(stated.concerned) or Organisation.objects.filter(eik=clean(stated.organisation.get("eik", "-"))).first()
    )
    if visit.person_id is None or visit.is_for_another or other is None:
        return
    say_who(visit, other, by=by, at=at)
    terms = stated.concerned or stated.organisation
    state_mandate(visit, ground=terms.get("ground", ""), document=terms.get("document", "")[:200], by=by, at=at)


def _known(stated: Mapping[str, str]) -> Person | None:
    """By a number that was typed somewhere, the one of whom an official knows it."""
    kind, number = stated.get("identifier_kind", ""), clean(stated.get("identifier", ""))
    if not number or kind not in (IdentifierKind.EGN, IdentifierKind.LNCH):
        return None
    return Person.objects.with_identifier(kind, number).first()  # type: ignore[no-any-return]


def _proven_of(draft: Draft) -> Person | None:
    """Of an account that the journey did not ask for a number, as it knew the person."""
    own = Person.objects.filter(account=draft.account_id).first() if draft.account_id else None
    if own is None or not own.identifier:
        return None
    return Person.objects.with_identifier(own.identifier_kind, own.identifier.reveal()).first()  # type: ignore[no-any-return]


@transaction.atomic
def keep_sheet(
    visit: Visit,
    item: VisitItem,
    draft: Draft,
    *,
    typed: Mapping[str, dict[str, Any]],
    papers: Collection[str],
    by: Actor,
    at: datetime,
) -> None:
    """Whatever stands in the sheet of a service, right or wrong, and which papers were brought.

    Raises AlreadyFinished.
    """
    locked = lock_open(visit)
    draft.answer_pages(dict(typed), at=at)
    names = {row.code: row.name for row in draft.service_version.brought()}
    had = {paper.requirement for paper in item.papers.all()}
    now = {code for code in papers if code in names}
    if had - now:
        item.papers.filter(requirement__in=had - now).delete()
    if fresh := sorted(now - had):
        Paper.objects.bulk_create([Paper(item=item, requirement=code, name=names[code]) for code in fresh])
    if had != now:
        item.__dict__.pop("_prefetched_objects_cache", None)
    _save(locked, visit, by=by, at=at)


def mark_complete(items: Sequence[tuple[VisitItem, bool]]) -> None:
    """Keeps whether everything is answered, where that has changed: the basket need not ask every sheet."""
    for item, is_complete in items:
        if item.is_complete != is_complete:
            item.is_complete = is_complete
            item.save(update_fields=["is_complete"])


@transaction.atomic
def remove_item(visit: Visit, item: VisitItem, *, by: Actor, at: datetime) -> None:
    """Out of the basket. A draft that somebody began elsewhere stays theirs. Raises AlreadyFinished."""
    locked = lock_open(visit)
    if item.application_id is None:
        Draft.objects.filter(key=item.key, account=None, code_hash="").delete()
        item.delete()
    _save(locked, visit, by=by, at=at)


@transaction.atomic
def drop_visit(visit: Visit, *, by: Actor, at: datetime) -> None:
    """They went away: nothing is registered, and what was written down for them here is erased.

    Raises AlreadyFinished.
    """
    locked = lock_open(visit)
    record("visit.dropped", by=by, at=at, subject=str(locked.pk), subject_kind="visit")
    erase([locked.pk])


def erase(visits: Sequence[int]) -> None:
    """Unfinished visits with what was written down in them."""
    keys = VisitItem.objects.filter(visit__in=visits, application=None).values("key")
    Draft.objects.filter(key__in=keys, account=None, code_hash="").delete()
    Visit.objects.open().filter(pk__in=visits).delete()
