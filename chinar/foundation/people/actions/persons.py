"""Persons are remembered, linked to accounts, and their numbers shown on record."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.core.identifiers import clean, identifier
from chinar.foundation.journal.actions import record, record_read
from chinar.foundation.people.actions.trust import WrongIdentifier, assign, is_trusted
from chinar.foundation.people.models import Account, Person
from chinar.foundation.people.models.person import TELL_BIRTH, IdentifierKind
from chinar.foundation.people.models.presence import be_present
from chinar.foundation.territory.models import Settlement
from chinar.foundation.territory.towns import country_here


class AlreadyLinked(ValueError):
    """The person has another account, or the account is another person in this municipality."""


class NotProven(ValueError):
    """Typing a number proves nothing: only an official, or the system for a proven identity, links a known person."""


@transaction.atomic
def remember_person(
    *,
    given_name: str,
    middle_name: str = "",
    family_name: str = "",
    identifier_kind: str = IdentifierKind.NONE,
    identifier: str = "",
    birth_date: date | None = None,
    settlement: Settlement | None = None,
    address: str = "",
    phone: str = "",
    email: str = "",
    account: Account | None = None,
    by: Actor,
    at: datetime,
) -> Person:
    """The person with that number in this municipality, found or entered now; without a number, a new row.

    `account` says that it is the person of that account: a new row is linked to it, and their row without a number
    takes this one. Empty contact data leave what was known. Whoever types a number has not proved that it is theirs
    (ЗЗЛД чл. 25ж): by a citizen's or visitor's word it finds nobody but their account's own person, whose names stay.
    Raises WrongIdentifier.
    """
    number = clean(identifier)
    birth_date = _checked(identifier_kind, number, birth_date)
    names = {"given_name": given_name, "middle_name": middle_name, "family_name": family_name}
    known = {
        "birth_date": birth_date,
        "settlement": settlement,
        "address": address,
        "phone": phone,
        "email": email,
    }
    contact = {name: value for name, value in known.items() if value}
    own = _of_account(account)
    # Whoever types a number has not proved it, so it finds nobody but themselves.
    proven = _by_number(identifier_kind, number) if is_trusted(by) else None
    person = proven or _own(own, identifier_kind, number)
    if person is None:
        person = Person(**names, **contact, account=None if own else account)
        person.bears(identifier_kind, number)
        person.is_identifier_proven = bool(number) and is_trusted(by)
        return _enter(person, number, by=by, at=at)
    if is_trusted(by):
        contact |= {name: value for name, value in names.items() if value}
    elif by.account_id is None or by.account_id != person.account_id:
        return person
    return _change(person, contact, identifier_kind, number, by=by, at=at)


@transaction.atomic
def change_contact(person: Person, *, address: str, phone: str, email: str, by: Actor, at: datetime) -> Person:
    """What an official was told of how to reach somebody; an empty text leaves what was known. Raises NotProven for
    a citizen."""
    if not is_trusted(by):
        raise NotProven
    person = Person.objects.select_for_update().get(pk=person.pk)
    told = {"address": address, "phone": phone, "email": email}
    return _change(person, {name: text for name, text in told.items() if text}, "", "", by=by, at=at)


@transaction.atomic
def link_account(person: Person, account: Account, *, by: Actor, at: datetime) -> None:
    """From now on the account acts as this person here. Raises NotProven for a citizen, AlreadyLinked."""
    if not is_trusted(by):
        raise NotProven
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.account_id == account.pk:
        return
    if person.account_id is not None or Person.objects.filter(account=account).exists():
        raise AlreadyLinked
    person.account = account
    person.save(update_fields=["account"])
    be_present([account.pk], person.municipality_id)
    facts = {"account": str(account.pk)}
    record("person.linked", subject=str(person.pk), subject_kind="person", facts=facts, by=by, at=at)


@transaction.atomic
def change_account(old: Person, new: Person, *, by: Actor, at: datetime) -> None:
    """The account of the old person acts from now on as the new one: what it had typed gives way to what is proven.

    Raises NotProven for a citizen, or where the old person's number is proven; AlreadyLinked.
    """
    old, new = (Person.objects.select_for_update().get(pk=person.pk) for person in (old, new))
    if not is_trusted(by) or old.is_identifier_proven or not new.is_identifier_proven:
        raise NotProven
    account = old.account
    if new.account_id is not None or account is None:
        raise AlreadyLinked
    old.account = None
    old.save(update_fields=["account"])
    link_account(new, account, by=by, at=at)


@transaction.atomic
def unmask_identifier(person: Person, *, purpose: str, by: Actor, at: datetime) -> str:
    """The person's number, after the journal has been told who sees it and for what: a case number or an article.

    Raises ValueError without a purpose.
    """
    if not purpose.strip():
        raise ValueError("A number is not shown without a purpose.")
    facts = {"purpose": purpose.strip()}
    record_read("person.unmasked", subject=str(person.pk), subject_kind="person", facts=facts, by=by, at=at)
    return str(person.identifier.reveal())


def _checked(kind: str, number: str, birth_date: date | None) -> date | None:
    """The birth date to keep: none where the number tells it."""
    if (kind == IdentifierKind.NONE) != (not number):
        raise WrongIdentifier("a number without a kind, or a kind without a number")
    rule = identifier(IdentifierKind(kind), country_here())
    if rule is None:
        return birth_date
    if fault := rule.fault(number):
        raise WrongIdentifier(f"{kind}: {fault}")
    if rule.birth_date is None:
        return birth_date
    if birth_date not in (None, rule.birth_date(number)):
        raise WrongIdentifier(f"{kind}: another birth date")
    return None


def _own(own: Person | None, kind: str, number: str) -> Person | None:
    """The account's own row, unless it bears another number than the one that is typed now."""
    if own is None or not number or not own.identifier:
        return own
    return own if (own.identifier_kind, own.identifier.reveal()) == (kind, number) else None


def _by_number(kind: str, number: str) -> Person | None:
    return Person.objects.with_identifier(kind, number).select_for_update().first() if number else None


def _of_account(account: Account | None) -> Person | None:
    return Person.objects.select_for_update().filter(account=account).first() if account else None


def _enter(person: Person, number: str, *, by: Actor, at: datetime) -> Person:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        # The same number, or the same account, was entered in this very moment: then it is that row.
        same = _by_number(person.identifier_kind, number) or _of_account(person.account)
        if same is None:
            raise
        return same
    record("person.remembered", subject=str(person.pk), subject_kind="person", by=by, at=at)
    return person


def _change(person: Person, facts: dict[str, Any], kind: str, number: str, *, by: Actor, at: datetime) -> Person:
    if number and (not person.identifier or (is_trusted(by) and not person.is_identifier_proven)):
        person.bears(kind, number)
        person.is_identifier_proven = is_trusted(by)
        fields = ["identifier", "identifier_kind", "identifier_hash", "is_identifier_proven", "birth_date"]
    else:
        fields = []
    if person.identifier_kind in TELL_BIRTH:
        facts.pop("birth_date", None)
    fields += assign(person, facts)
    if fields:
        person.save(update_fields=fields)
        names = {"fields": ", ".join(fields)}
        record("person.updated", subject=str(person.pk), subject_kind="person", facts=names, by=by, at=at)
    return person
