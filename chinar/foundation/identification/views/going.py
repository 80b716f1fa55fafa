"""To the provider: from the page of sign-in, or from that of one's own account, by a press of a button."""

import secrets
from logging import getLogger
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.decorators import ratelimit

from chinar.foundation.identification import access, actions
from chinar.foundation.identification.providers import Provider, WrongProviders, find_provider, reaching
from chinar.foundation.identification.rules import LEVELS, Reason, Refused, reaches
from chinar.foundation.identification.speaking import Asking, Way, way
from chinar.foundation.identification.views.refusing import refused_page
from chinar.foundation.identification.wording import LEVELS as LEVEL_WORDS
from chinar.foundation.people.access import sign_in_required

logger = getLogger(__name__)


@never_cache
@ratelimit(key="ip", rate="30/m", method="POST", block=False)  # type: ignore[untyped-decorator]
@require_POST
def go(request: HttpRequest, code: str) -> HttpResponse:
    """Remembers who asked and leads to the provider: a page with one button, which script presses by itself."""
    if getattr(request, "limited", False):
        return render(request, "429.html", status=429)
    provider = find_provider(code)
    if provider is None:
        raise Http404
    needed = request.POST.get("level", "")
    attempt = actions.begin(
        provider=provider.code,
        base=f"{request.scheme}://{request.get_host()}",
        state=secrets.token_urlsafe(32),
        request_id=f"_{secrets.token_hex(20)}",
        verifier=secrets.token_urlsafe(48),
        wanted=wanted_page(request),
        needed=needed if needed in LEVELS and reaches(provider.highest, needed) else "",
        language=get_language() or settings.LANGUAGE_CODE,
        at=timezone.now(),
    )
    asking = asking_of(attempt, provider)
    try:
        there = way(asking, at=timezone.now())
    except (Refused, WrongProviders) as error:
        return refused_page(request, provider.code, _reason(error, provider), attempt=attempt)
    access.remember_attempt(request, attempt)
    return _leaving(request, provider, there)


def asking_of(attempt: Any, provider: Provider) -> Asking:
    return Asking(
        provider,
        attempt.base,
        state=attempt.state,
        request_id=attempt.request_id,
        verifier=attempt.verifier,
        level=provider.asked_level(attempt.needed),
    )


def _reason(error: Refused | WrongProviders, provider: Provider) -> Reason:
    if isinstance(error, Refused):
        logger.warning("The identity provider %s: %s, %s", provider.code, error.reason, error.detail)
        return error.reason
    logger.error("The identity provider %s cannot be used: %s", provider.code, error)
    return Reason.SILENT


def _leaving(request: HttpRequest, provider: Provider, there: Way) -> HttpResponse:
    context = {"name": provider.name(get_language() or ""), "way": there, "simulated": provider.simulated}
    response = render(request, "identification/leaving.html", context)
    origin = urlsplit(there.address)
    # This form leaves the house, and the provider may send the browser on to another host of its own.
    further = [f"{origin.scheme}://{origin.netloc}", "https:"]
    response._csp_update = {"form-action": further}  # type: ignore[attr-defined]
    return response


def wanted_page(request: HttpRequest) -> str:
    """The page for which somebody signs in, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = {request.get_host()}
    return wanted if url_has_allowed_host_and_scheme(wanted, here, require_https=request.is_secure()) else ""


@never_cache
@sign_in_required
@require_safe
def prove(request: HttpRequest) -> HttpResponse:
    """One's own proven identity, and the ways to prove it now, for a service that asks for more than the sign-in."""
    level = request.GET.get("level", "")
    needed = level if level in LEVELS else ""
    context = {
        "identity": access.identity_of(request.user),
        "needed": needed,
        "needed_words": LEVEL_WORDS.get(needed, ""),
        "enough": bool(needed) and reaches(request.user.proven_level, needed),  # type: ignore[union-attr]
        "providers": reaching(needed),
        "next": wanted_page(request),
    }
    return render(request, "identification/prove.html", context)
