"""Somebody requests information: what it is and is not, the form, check, number and key."""

import logging
import secrets
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import explain, receiving_hours
from chinar.domain.cases.views.public import matter_for, remember_opened
from chinar.domain.information_requests import access, queries
from chinar.domain.information_requests.actions.registering import NewRequest, register_request
from chinar.domain.information_requests.forms.filing import RequestForm
from chinar.domain.information_requests.models import InformationRequest
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.codes import draw, format_code
from chinar.foundation.moderation.rules import has_personal_number
from chinar.foundation.people.access import citizen_of, person_of
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Account, Person
from chinar.foundation.time.rules import NoCalendar

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The empty form; its address holds the key that makes a second sending harmless."""
    user = request.user
    known = {"name": user.name, "email": user.email} if isinstance(user, Account) else {}
    return _form_page(request, RequestForm(initial=known), uuid4())


@never_cache
def ask(request: HttpRequest, key: UUID) -> HttpResponse:
    """First shows what was written; then, with "send", registers it."""
    if request.method != "POST":
        return _form_page(request, RequestForm(), key)
    form = RequestForm(request.POST)
    if not form.is_valid() or "change" in request.POST:
        return _form_page(request, form, key)
    if "send" not in request.POST:
        warn = has_personal_number(form.cleaned_data["description"])
        context = {"form": form, "key": key, "rows": form.rows(), "warn": warn}
        return render(request, "information_requests/check.html", context)
    if is_ratelimited(request, group="information.ask", key="ip", rate="20/h", increment=True):
        form.add_error(None, _("Many requests came from here within the hour. Wait a little; nothing was lost."))
        return _form_page(request, form, key, status=429)
    return _send(request, form, key)


def _form_page(request: HttpRequest, form: RequestForm, key: UUID, *, status: int = 200) -> HttpResponse:
    return render(request, "information_requests/ask.html", {"form": form, "key": key}, status=status)


def _send(request: HttpRequest, form: RequestForm, key: UUID) -> HttpResponse:
    words = {"description": form.cleaned_data["description"], "email": form.cleaned_data["email"]}
    try:
        with transaction.atomic():
            made = access.find_registered(key, **words) or _register(request, form, key)
    except IntegrityError:
        # The same form arrived twice at once, or its address was used for another request.
        known = access.find_registered(key, **words)
        if known is None:
            return _sent_before(request, form)
        made = known
    except (NoCalendar, NoLegalPeriod, queries.NobodyHandles):
        logger.exception("a request for information cannot be registered")
        form.add_error(None, _("Requests cannot be registered just now, so nothing was sent. What you wrote is here."))
        return _form_page(request, form, key, status=503)
    if (made.description, made.email) != (words["description"], words["email"]):
        return _sent_before(request, form)
    remember_opened(request, made.case)
    return redirect("information_requests:filed", number=made.case.number)


def _sent_before(request: HttpRequest, form: RequestForm) -> HttpResponse:
    form.add_error(None, _("This form was already sent with another request. Send once more to ask for this one too."))
    return _form_page(request, form, uuid4())


def _register(request: HttpRequest, form: RequestForm, key: UUID) -> InformationRequest:
    by, at = citizen_of(request.user), timezone.now()
    account = request.user if isinstance(request.user, Account) else None
    new = NewRequest(
        **form.facts(),
        idempotency_key=key,
        department=queries.department_in_charge(),
        channel=Case.Channel.ONLINE,
        key=draw(secrets.token_bytes),
        hours=receiving_hours(timezone.localdate(at)),
        language=get_language() or "bg",
        asker=_person(account, by) if account else None,
        account=account,
    )
    return register_request(new, by=by, at=at)


def _person(account: Account, by: Actor) -> Person:
    """The account's own person here; entered by the name of the account when it is not known yet."""
    given, _space, family = account.name.partition(" ")
    return person_of(account) or remember_person(
        given_name=given, family_name=family.strip(), account=account, by=by, at=timezone.now()
    )


@never_cache
@require_safe
def filed(request: HttpRequest, number: str) -> HttpResponse:
    """Confirmation: number, key, until when."""
    case = matter_for(request, number)
    if case.kind != "information_request":
        raise Http404
    context = {
        "case": case,
        "key": format_code(case.key),
        "explanation": explain(case),
        "asked": access.request_of(case),
    }
    return render(request, "information_requests/filed.html", context)
