"""Officials need a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from chinar.foundation.core.urls import root_url
from chinar.foundation.people.urls import OWN_PAGES

# Where a factor is asked for.
ASKED_AT = {Authenticator.Type.TOTP: "mfa_reauthenticate", Authenticator.Type.WEBAUTHN: "mfa_reauthenticate_webauthn"}
# Where the official wanted to go; the page that ends the set-up offers it.
WANTED = "second_factor_wanted"


class SecondFactorMiddleware:
    """Lets an official into the municipalities' pages only with a second factor passed in this very session.

    One who has none is led to set one up. One who has it was asked at sign-in, by allauth; a session older than the
    factor is asked now. A passkey is two factors in itself, because we demand that the device checks its owner
    (MFA_WEBAUTHN_USER_VERIFICATION).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        # Looking at the account of a visitor would mark every public page as private to one session.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or _is_open(request):
            return None
        if not request.user.is_authenticated or not is_official(request.user):
            return None
        factor = request.user.second_factor  # type: ignore[union-attr]
        if factor is None:
            return _to_set_up(request)
        if not any(record["method"] == "mfa" for record in get_authentication_records(request, request.user)):
            return redirect_to_login(request.get_full_path(), root_url(ASKED_AT[factor]))
        request.session.pop(WANTED, None)
        return None


def is_official(account: Any) -> bool:
    """Whether the account has a role in any municipality."""
    return bool(getattr(account, "is_official", False))


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (match.view_name in OWN_PAGES or match.view_name == "healthz")


def _to_set_up(request: HttpRequest) -> HttpResponseBase:
    if request.method == "GET":
        request.session[WANTED] = request.get_full_path()
    return HttpResponseRedirect(root_url("mfa_index"))
