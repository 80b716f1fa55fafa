"""Somebody asks: the question, what we know already, check, number and key."""

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
from chinar.domain.enquiries import access, queries
from chinar.domain.enquiries.actions import NewEnquiry, register_enquiry
from chinar.domain.enquiries.forms import AskForm
from chinar.domain.enquiries.models import Enquiry
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.codes import draw, format_code
from chinar.foundation.moderation.rules import has_personal_number
from chinar.foundation.people.access import citizen_of, person_of
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Account, Person
from chinar.foundation.time.rules import NoCalendar

logger = logging.getLogger(__name__)
LONGEST_LOOKED_UP = 300


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The empty form; its address holds the key that makes a second sending harmless."""
    user = request.user
    known = {"name": user.name, "email": user.email} if isinstance(user, Account) else {}
    about = {"service": request.GET.get("service", "")}
    return _form_page(request, AskForm(initial={**known, **about}), uuid4())


@never_cache
@require_safe
def known(request: HttpRequest) -> HttpResponse:
    """What is answered and described already of what somebody is writing: a piece of a page, for the script of the
    form. Without script the step before sending shows the same."""
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_LOOKED_UP].strip()
    if not text:
        return HttpResponse()
    if is_ratelimited(request, group="enquiries.known", key="ip", rate="60/m", increment=True):
        return HttpResponse(status=429)
    return render(request, "enquiries/known.html", queries.known(text))


@never_cache
def ask(request: HttpRequest, key: UUID) -> HttpResponse:
    """First shows what we know already and what was written; then, with "send", registers it."""
    if request.method != "POST":
        return _form_page(request, AskForm(), key)
    form = AskForm(request.POST)
    if not form.is_valid() or "change" in request.POST:
        return _form_page(request, form, key)
    if "send" not in request.POST:
        return _check_page(request, form, key)
    if is_ratelimited(request, group="enquiries.ask", key="ip", rate="20/h", increment=True):
        form.add_error(None, _("Many questions came from here within the hour. Wait a little; nothing was lost."))
        return _form_page(request, form, key, status=429)
    return _send(request, form, key)


def _form_page(request: HttpRequest, form: AskForm, key: UUID, *, status: int = 200) -> HttpResponse:
    return render(request, "enquiries/ask.html", {"form": form, "key": key}, status=status)


def _check_page(request: HttpRequest, form: AskForm, key: UUID) -> HttpResponse:
    question = form.cleaned_data["question"]
    context = {
        "form": form,
        "key": key,
        "rows": form.rows(),
        "warn": has_personal_number(question),
        **queries.known(question),
    }
    return render(request, "enquiries/check.html", context)


def _send(request: HttpRequest, form: AskForm, key: UUID) -> HttpResponse:
    question, email = form.cleaned_data["question"], form.cleaned_data["email"]
    try:
        with transaction.atomic():
            enquiry = access.find_registered(key, question=question, email=email) or _register(request, form, key)
    except IntegrityError:
        # The same form arrived twice at once, or its address was used for another question.
        known = access.find_registered(key, question=question, email=email)
        if known is None:
            return _sent_before(request, form)
        enquiry = known
    except (NoCalendar, NoLegalPeriod, queries.NobodyAnswers):
        logger.exception("a question cannot be registered")
        form.add_error(None, _("Questions cannot be registered just now, so nothing was sent. What you wrote is here."))
        return _form_page(request, form, key, status=503)
    if (enquiry.question, enquiry.asker_email) != (question, email):
        return _sent_before(request, form)
    remember_opened(request, enquiry.case)
    return redirect("enquiries:asked", number=enquiry.case.number)


def _sent_before(request: HttpRequest, form: AskForm) -> HttpResponse:
    form.add_error(None, _("This form was already sent with another question. Send once more to ask this one too."))
    return _form_page(request, form, uuid4())


def _register(request: HttpRequest, form: AskForm, key: UUID) -> Enquiry:
    by, at, data = citizen_of(request.user), timezone.now(), form.cleaned_data
    today = timezone.localdate(at)
    account = request.user if isinstance(request.user, Account) else None
    new = NewEnquiry(
        idempotency_key=key,
        topic=data["topic"],
        question=data["question"],
        service=data["service"],
        department=queries.department_for(data["service"]),
        channel=Case.Channel.ONLINE,
        key=draw(secrets.token_bytes),
        hours=receiving_hours(today),
        asker_name=data["name"],
        asker_email=data["email"],
        language=get_language() or "bg",
        asker=_person(account, data["name"], by) if account else None,
        account=account,
    )
    return register_enquiry(new, by=by, at=at)


def _person(account: Account, name: str, by: Actor) -> Person:
    """The account's own person here; entered by the stated name when it is not known yet."""
    given, _space, family = name.partition(" ")
    return person_of(account) or remember_person(
        given_name=given, family_name=family.strip(), account=account, by=by, at=timezone.now()
    )


@never_cache
@require_safe
def asked(request: HttpRequest, number: str) -> HttpResponse:
    """Confirmation: number, key, until when."""
    case = matter_for(request, number)
    if case.kind != "enquiry":
        raise Http404
    context = {
        "case": case,
        "key": format_code(case.key),
        "explanation": explain(case),
        "enquiry": access.enquiry_of(case),
    }
    return render(request, "enquiries/asked.html", context)
