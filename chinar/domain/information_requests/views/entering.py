"""Officials enter a request that came by word of mouth, on paper or by e-mail."""

import secrets
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chinar.domain.cases.access import actor_on, get_case_for_official
from chinar.domain.cases.incoming_mail import papers_of
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.cases.views.taking_letters import take_letter
from chinar.domain.information_requests import queries
from chinar.domain.information_requests.access import request_of
from chinar.domain.information_requests.actions.registering import NewRequest, register_from_mail, register_request
from chinar.domain.information_requests.forms.filing import EnterForm, FromMailForm
from chinar.domain.information_requests.models import InformationRequest
from chinar.domain.information_requests.printing import oral_protocol_pdf
from chinar.foundation.documents.codes import draw, format_code
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.notifications.models import IncomingMail
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.time.rules import NoCalendar

NOT_NOW = (NoCalendar, NoLegalPeriod, queries.NobodyHandles)
ENTERED = "information_entered"
"""In the session: the id of the request that this official entered last, whose key they hand over."""


@never_cache
@require("information.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """By word of mouth or on paper, in one form."""
    posted = request.method == "POST"
    form = EnterForm(request.POST if posted else None, initial={"idempotency_key": uuid4()})
    if posted and form.is_valid():
        try:
            made = _enter(request, form)
        except NOT_NOW:
            form.add_error(None, _("Requests cannot be registered just now. What you wrote is here."))
        else:
            request.session[ENTERED] = made.case_id
            return redirect("information_requests:entered", number=made.case.number)
    return render(request, "information_requests/enter.html", {"form": form})


def _enter(request: HttpRequest, form: EnterForm) -> InformationRequest:
    """Raises NobodyHandles, NoLegalPeriod, NoCalendar."""
    key, at = form.cleaned_data["idempotency_key"], timezone.now()
    new = _new(form.facts(), idempotency_key=key, hours=receiving_hours(timezone.localdate(at)))
    try:
        with transaction.atomic():
            return register_request(new, by=actor_of(request.user), at=at, verb="entered")
    except IntegrityError:
        # The same form arrived twice at once: what the other one registered is the answer.
        known: InformationRequest = InformationRequest.objects.select_related("case").get(idempotency_key=key)
        return known


def _new(facts: dict[str, Any], **more: Any) -> NewRequest:
    return NewRequest(**facts, **more, department=queries.department_in_charge(), key=draw(secrets.token_bytes))


@never_cache
@require("information.enter")
@require_safe
def entered(request: HttpRequest, number: str) -> HttpResponse:
    """Number and key to be handed over, for whoever has just entered the request; nobody else sees the key here."""
    case = Case.objects.select_related("department").filter(number=number).first()
    if case is None or request.session.get(ENTERED) != case.pk:
        return redirect("cases:case", number=number)
    context = {"case": case, "key": format_code(case.key), "asked": request_of(case)}
    return render(request, "information_requests/entered.html", context)


@never_cache
@require("information.enter")
@require_safe
def protocol(request: HttpRequest, number: str) -> HttpResponse:
    """What was asked by word of mouth, to be signed."""
    case = get_case_for_official(request.user, number, on=timezone.localdate(), ability="information.enter")
    asked = request_of(case)
    by, at = actor_on(request.user, case, on=timezone.localdate()), timezone.now()
    record_read("case.read", by=by, at=at, subject=number, subject_kind="case")
    return pdf_response(oral_protocol_pdf(asked, by=request.user, at=at), filename=f"{number}.pdf")  # type: ignore[arg-type]


@never_cache
@require("mail.sort")
@require_http_methods(["GET", "HEAD", "POST"])
def from_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The form beside the letter; with it the letter leaves the list and its sender gets number and key."""
    return take_letter(
        request,
        pk,
        form_of=FromMailForm,
        first_words=_first_words,
        register=_register_mail,
        not_now=NOT_NOW,
        sorry=_("Requests cannot be registered just now. What you wrote is here."),
        template="information_requests/from_mail.html",
    )


def _first_words(mail: IncomingMail) -> dict[str, str]:
    text = "\n\n".join(part for part in (mail.subject, mail.text) if part)
    return {"description": text, "name": mail.sender_name, "email": mail.sender}


def _register_mail(request: HttpRequest, mail: IncomingMail, form: FromMailForm) -> Case:
    papers, left_out = papers_of(mail, mail.as_it_came())
    new = _new(
        form.facts(),
        idempotency_key=mail.key,
        channel=Case.Channel.EMAIL,
        hours=receiving_hours(timezone.localdate(mail.received_at)),
        received_at=mail.received_at,
    )
    by, at = actor_of(request.user), timezone.now()
    return register_from_mail(mail, new, papers=papers, left_out=left_out, by=by, at=at).case  # type: ignore[no-any-return]
