"""Accounts are opened, roles given and ended."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.people.abilities import ROLES
from chinar.foundation.people.appointing import announce
from chinar.foundation.people.models import Account, Posting, Role
from chinar.foundation.territory.models import Department


class UnknownRole(ValueError):
    """The code is not in abilities.ROLES."""


@transaction.atomic
def open_account(
    *, email: str, name: str, password: str | None, language: str = "bg", by: Actor, at: datetime
) -> Account:
    """Whoever opens an account for somebody knows their address: it counts as confirmed.

    Raises IntegrityError when the address has an account. Without a password only a reset or passkey leads in.
    """
    account = Account.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    record("account.opened", subject=str(account.pk), subject_kind="account", by=by, at=at)
    return account


@transaction.atomic
def give_role(
    *,
    account: Account,
    role: str,
    department: Department | None = None,
    office: str = "",
    valid_from: date,
    valid_until: date | None = None,
    by: Actor,
    at: datetime,
) -> Role:
    """In the municipality in scope, in one department or, without one, in all. `office` is a village office's code.

    The same role that still runs is given back as it is; one that ran out is ended and followed by the new one.
    From now on the account needs a second factor. Raises UnknownRole.
    """
    if role not in ROLES:
        raise UnknownRole(role)
    account = Account.objects.select_for_update().get(pk=account.pk)
    same = Role.objects.filter(account=account, role=role, department=department, office=office)
    held: Role | None = same.filter(ended_at=None).first()
    if held is not None and (held.valid_until is None or held.valid_until >= valid_from):
        return held
    if held is not None:
        _end(held, by=by, at=at)
    given: Role = Role.objects.create(
        account=account,
        role=role,
        department=department,
        office=office,
        valid_from=valid_from,
        valid_until=valid_until,
        given_by_id=by.account_id,
    )
    Posting.objects.get_or_create(account=account, municipality_id=given.municipality_id)
    facts = {"role": role, "department": department.code if department else "", "office": office}
    record("role.given", subject=str(account.pk), subject_kind="account", facts=facts, by=by, at=at)
    announce(given, by=by, at=at)
    return given


@transaction.atomic
def end_role(role: Role, *, by: Actor, at: datetime) -> None:
    """Over at once. With the last role in the municipality its desk is closed to the account."""
    # The account is locked first, as give_role does, so that the posting agrees with the roles.
    Account.objects.select_for_update().get(pk=role.account_id)
    role = Role.objects.get(pk=role.pk)
    if role.ended_at is None:
        _end(role, by=by, at=at)
    if not Role.objects.filter(account=role.account_id, ended_at=None).exists():
        Posting.objects.filter(account=role.account_id, municipality=role.municipality_id).delete()


def _end(role: Role, *, by: Actor, at: datetime) -> None:
    role.ended_at, role.ended_by_id = at, by.account_id
    role.save(update_fields=["ended_at", "ended_by"])
    record("role.ended", subject=str(role.account_id), subject_kind="account", facts={"role": role.role}, by=by, at=at)
