"""Back from the provider. Its request comes from a foreign page and so without our cookies: the answer is only put down
there, and read by the browser's own next request, which shows that it is the browser that asked."""

from logging import getLogger
from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_ratelimit.decorators import ratelimit

from chinar.foundation.core.urls import root_url
from chinar.foundation.identification import access, actions
from chinar.foundation.identification.models import Attempt, ProvenIdentity
from chinar.foundation.identification.providers import Provider, WrongProviders, find_provider
from chinar.foundation.identification.rules import Reason, Refused
from chinar.foundation.identification.sessions import remember_proof
from chinar.foundation.identification.speaking import heard
from chinar.foundation.identification.views.going import asking_of
from chinar.foundation.identification.views.refusing import refused_page
from chinar.foundation.people.models import Account

logger = getLogger(__name__)
LARGEST_ANSWER = 200_000


@never_cache
@csrf_exempt
@ratelimit(key="ip", rate="60/m", block=False)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest, code: str) -> HttpResponse:
    """Puts the answer down. It is believed only after it was verified, in `finish`."""
    if getattr(request, "limited", False):
        return render(request, "429.html", status=429)
    provider = find_provider(code)
    if provider is None or (request.method == "POST") is not (provider.protocol == "saml"):
        raise Http404
    is_saml = provider.protocol == "saml"
    state = (request.POST if is_saml else request.GET).get("RelayState" if is_saml else "state", "")
    answer = request.POST.get("SAMLResponse", "") if is_saml else request.META.get("QUERY_STRING", "")
    try:
        if not 0 < len(answer) <= LARGEST_ANSWER:
            raise actions.Gone
        attempt = actions.keep_answer(provider=code, state=state, answer=answer, at=timezone.now())
    except actions.Gone:
        return refused_page(request, code, Reason.LATE)
    with translation.override(attempt.language):
        return redirect(root_url("identification:finish", state=attempt.state))


@never_cache
@require_safe
def finish(request: HttpRequest, state: str) -> HttpResponse:
    """Reads the answer, once, and signs in whoever it proves; a newcomer is asked one thing more."""
    attempt = access.find_attempt(request, state, at=timezone.now())
    if attempt is None:
        elsewhere = not access.is_of_this_browser(request, state) and Attempt.objects.filter(state=state).exists()
        return refused_page(request, "", Reason.ELSEWHERE if elsewhere else Reason.LATE)
    provider = find_provider(attempt.provider)
    if provider is None:
        raise Http404
    if attempt.proven_at is None:
        refusal = _read(request, attempt, provider)
        if refusal is not None:
            return refusal
    return _settle(request, attempt)


def _read(request: HttpRequest, attempt: Attempt, provider: Provider) -> HttpResponse | None:
    """None when the answer proved somebody."""
    try:
        proof = heard(asking_of(attempt, provider), actions.take_answer(attempt))
    except actions.Gone:
        return refused_page(request, provider.code, Reason.LATE, attempt=attempt)
    except Refused as refusal:
        logger.warning("The identity provider %s: %s, %s", provider.code, refusal.reason, refusal.detail)
        return refused_page(request, provider.code, refusal.reason, attempt=attempt)
    except WrongProviders as error:
        logger.error("The identity provider %s cannot be used: %s", provider.code, error)
        return refused_page(request, provider.code, Reason.SILENT, attempt=attempt)
    actions.prove(attempt, proof, at=timezone.now())
    return None


def _settle(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Whose account it is: known, or to be asked."""
    identity = access.identity_proven_by(attempt)
    if identity is not None and request.user.is_authenticated and identity.account_id != request.user.pk:
        return _not_theirs(request, attempt, mine=False)
    if identity is None:
        if request.user.is_authenticated and access.identity_of(request.user) is not None:
            return _not_theirs(request, attempt, mine=True)
        return _first_time(request, attempt)
    if not identity.account.is_active:
        return refused_page(request, attempt.provider, Reason.CLOSED, attempt=attempt)
    return _let_in(request, attempt, identity)


def _let_in(request: HttpRequest, attempt: Attempt, identity: ProvenIdentity) -> HttpResponse:
    try:
        actions.recognise_account(attempt, identity, at=timezone.now())
    except actions.Gone:
        return refused_page(request, attempt.provider, Reason.LATE)
    return _enter(request, identity.account, attempt)


def _enter(request: HttpRequest, account: Account, attempt: Attempt) -> HttpResponse:
    """Signed in, or more strongly than before; and back to what was wanted. An official is asked for the second factor
    as ever: allauth's stages come after this."""
    remember_proof(request, account, provider=attempt.provider, level=attempt.level)
    access.forget_attempt(request, attempt.state)
    if request.user.is_authenticated:
        return redirect(attempt.wanted or root_url("account_home"))
    answer: HttpResponse = perform_login(
        request, Login(account, email_verification="none", redirect_url=attempt.wanted or None)
    )
    return answer


def _first_time(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    context: dict[str, Any] = {
        "attempt": attempt,
        "here": root_url("identification:finish", state=attempt.state),
        "is_signed_in": request.user.is_authenticated,
        "demo": settings.DEMO,
    }
    return render(request, "identification/first_time.html", context)


def _not_theirs(request: HttpRequest, attempt: Attempt, *, mine: bool) -> HttpResponse:
    """`mine`: the account is already another person's; else the person already has another account."""
    wanted = attempt.wanted
    attempt.delete()
    return render(request, "identification/not_theirs.html", {"mine": mine, "next": wanted}, status=409)


@never_cache
@require_POST
def choose(request: HttpRequest, state: str) -> HttpResponse:
    """The first time: a new account for a visitor, a link to the account of whoever is signed in."""
    attempt = access.find_attempt(request, state, at=timezone.now())
    if attempt is None or attempt.proven_at is None:
        return refused_page(request, "", Reason.LATE)
    try:
        if request.user.is_authenticated:
            account = request.user
            actions.link(attempt, account, at=timezone.now())
        else:
            account = actions.open_account(attempt, at=timezone.now())
    except actions.Gone:
        return refused_page(request, attempt.provider, Reason.LATE)
    except actions.AnothersIdentity:
        return _settle(request, attempt)
    return _enter(request, account, attempt)
