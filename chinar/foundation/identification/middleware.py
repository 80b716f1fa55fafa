"""The account of a request knows how strongly its holder was identified, and a municipality knows them again."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from chinar.foundation.core import scope
from chinar.foundation.identification import sessions
from chinar.foundation.people.models import Account


class IdentificationMiddleware:
    """Stands after Django's own, whose account it completes when somebody asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.user = SimpleLazyObject(lambda: _with_level(request))  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Once in each municipality that a session visits: whoever was proven there before is linked to the account."""
        here = scope.current_or_none()
        if here is None or settings.SESSION_COOKIE_NAME not in request.COOKIES or sessions.TOWNS not in request.session:
            return
        sessions.become_known(request, at=timezone.now())


def _with_level(request: HttpRequest) -> Any:
    account = get_user(request)
    if isinstance(account, Account):
        account.proven_level = sessions.proven_level(request, account)
    return account
