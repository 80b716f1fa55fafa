"""From a proven identity to the person of a municipality: found by the keyed hash of their number, never by a name."""

from datetime import datetime

from django.db import transaction

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.identification.models import ProvenIdentity
from chinar.foundation.people.actions import AlreadyLinked, change_account, link_account, remember_person
from chinar.foundation.people.models import Account, Person


@transaction.atomic
def recognise(account: Account, identity: ProvenIdentity, *, at: datetime, enter: bool = False) -> Person | None:
    """The person of the municipality in scope whose number the account has proven, linked to it from now on.

    A row that the account made without proof gives way to the one that an official or a provider has proven; with
    `enter` a person whom the municipality does not know is entered, else there is None. Names that the municipality
    knows stay as they are: a provider may tell them in Latin letters. None also where the person has another account.
    """
    number = identity.number.reveal()
    known: Person | None = Person.objects.with_identifier(identity.kind, number).select_for_update().first()
    own: Person | None = Person.objects.select_for_update().filter(account=account).first()
    if own is not None and own.is_identifier_proven:
        return own
    if known is not None:
        return _linked(known, own, account, at=at)
    if own is None and not enter:
        return None
    if own is not None and own.identifier and own.identifier.reveal() != number:
        entered = _remember(identity, None, None, at=at)  # what was typed was another number than what is proven
        change_account(own, entered, by=SYSTEM, at=at)
        return entered
    return _remember(identity, own, account, at=at)


def _remember(identity: ProvenIdentity, own: Person | None, account: Account | None, *, at: datetime) -> Person:
    names = own if own is not None and identity.given_name.isascii() else identity
    return remember_person(
        given_name=names.given_name,
        middle_name=names.middle_name,
        family_name=names.family_name,
        identifier_kind=identity.kind,
        identifier=identity.number.reveal(),
        account=account,
        by=SYSTEM,
        at=at,
    )


def _linked(known: Person, own: Person | None, account: Account, *, at: datetime) -> Person | None:
    try:
        if own is not None and own.pk != known.pk and known.account_id is None:
            change_account(own, known, by=SYSTEM, at=at)
        else:
            link_account(known, account, by=SYSTEM, at=at)
    except AlreadyLinked:
        return None
    return known
