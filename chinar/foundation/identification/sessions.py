"""What this very session has proven: kept in the log of sign-in that allauth has of it, so that it ends with the
session and counts for one account alone."""

from datetime import datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from chinar.foundation.core import scope
from chinar.foundation.identification.access import identity_of
from chinar.foundation.identification.recognising import recognise
from chinar.foundation.identification.rules import strongest
from chinar.foundation.people.models import Account

METHOD = "identification"
TOWNS = "identification_towns"
"""Municipalities in which this session's identity was looked up already."""
ENTERED = "identification_entered"
"""Municipalities that know the person for certain."""


def remember_proof(request: HttpRequest, account: Account, *, provider: str, level: str) -> None:
    record_authentication(request, account, METHOD, provider=provider, level=level)
    request.session[TOWNS], request.session[ENTERED] = [], []


def proven_level(request: HttpRequest, account: Any) -> str:
    """The strongest level that was proven in this session for the account; "" for a password or a passkey alone."""
    records = get_authentication_records(request, account)
    return strongest([str(record.get("level", "")) for record in records if record.get("method") == METHOD])


def become_known(request: HttpRequest, *, at: datetime, enter: bool = False) -> None:
    """Links the account to its person in the municipality in scope, once in a session and only where a provider has
    proven who they are; `enter` when they begin something there, so that they are asked nothing that is proven."""
    account = request.user
    if not isinstance(account, Account) or not account.proven_level:
        return
    if not _is_first_time(request, ENTERED if enter else TOWNS, scope.current()):
        return
    identity = identity_of(account)
    if identity is not None:
        recognise(account, identity, at=at, enter=enter)


def _is_first_time(request: HttpRequest, key: str, municipality_id: int) -> bool:
    """From now on the session has done this in the municipality."""
    done = request.session.get(key, [])
    if municipality_id in done:
        return False
    request.session[key] = [*done, municipality_id]
    return True
