"""The only door by which a view gets an attempt or an identity."""

from datetime import datetime

from django.http import HttpRequest

from chinar.foundation.identification.models import Attempt, ProvenIdentity
from chinar.foundation.people.access import User
from chinar.foundation.people.models import Account

UNDER_WAY = "identification_under_way"
MOST_UNDER_WAY = 5
"""Pages of a provider that one browser may have open."""


def remember_attempt(request: HttpRequest, attempt: Attempt) -> None:
    """This browser asked, and no other may come back with the answer."""
    known = [state for state in request.session.get(UNDER_WAY, []) if state != attempt.state]
    request.session[UNDER_WAY] = [*known, attempt.state][-MOST_UNDER_WAY:]


def forget_attempt(request: HttpRequest, state: str) -> None:
    request.session[UNDER_WAY] = [known for known in request.session.get(UNDER_WAY, []) if known != state]


def is_of_this_browser(request: HttpRequest, state: str) -> bool:
    return state in request.session.get(UNDER_WAY, [])


def find_attempt(request: HttpRequest, state: str, *, at: datetime) -> Attempt | None:
    """The attempt that this browser began, while it lasts."""
    if not is_of_this_browser(request, state):
        return None
    return Attempt.objects.fresh(at).filter(state=state).first()


def identity_proven_by(attempt: Attempt) -> ProvenIdentity | None:
    """Whose identity it is, if it is anybody's here."""
    found = ProvenIdentity.objects.select_related("account").of(attempt.kind, attempt.number.reveal())
    return found.first()


def identity_of(user: User) -> ProvenIdentity | None:
    return ProvenIdentity.objects.filter(account=user).first() if isinstance(user, Account) else None
