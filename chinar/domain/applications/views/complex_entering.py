"""The desk takes down complex requests: sent on to the competent body, or received from another administration."""

import secrets
from datetime import datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.applications.complex import access, carrying
from chinar.domain.applications.complex.forms import ComplexForm
from chinar.domain.applications.complex.printing import request_pdf
from chinar.domain.applications.complex.registering import NewComplex, register_complex
from chinar.domain.cases.access import actor_on, cases_for, get_case_for_official
from chinar.domain.cases.actions.handing_over import send
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.content import words
from chinar.foundation.documents.codes import draw, format_code
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import actor_of, require, roles_of
from chinar.foundation.territory.doors import public_across
from chinar.foundation.territory.models import Department, Municipality
from chinar.foundation.time.rules import NoCalendar

TOWN, BODY, RECEIVED = "town", "body", "received"


@never_cache
@require("complex.enter")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What was sent on and what came, newest first, and the ways to enter another one."""
    rows = access.listed_for(request.user, on=timezone.localdate())
    by, at = actor_of(request.user), timezone.now()
    record_read("complex.list_read", by=by, at=at, ids=[asked.pk for asked, _answer, _message in rows])
    context = {"rows": rows, "towns": _towns(request), "key": uuid4()}
    return render(request, "applications/complex_list.html", context)


def _towns(request: HttpRequest) -> list[tuple[str, str]]:
    here = request.municipality  # type: ignore[attr-defined]
    others = Municipality.objects.active().filter(country=here.country).exclude(pk=here.pk).order_by("name")
    return [(one.slug, words(one, "name")) for one in others]


@never_cache
@require("complex.enter")
def enter(request: HttpRequest, key: UUID) -> HttpResponse:
    """One page: for whom, which service, what is asked, how it is received. `?to=` a municipality of the installation,
    `?to=body` another administration, `?to=received` what came from one."""
    if "to" not in request.GET:
        return redirect("applications:complex")
    way, town = _way(request)
    services = _services_of(town) if way == TOWN else carrying.choices({}) if way == RECEIVED else []
    sent = request.method == "POST"
    posted, files = (request.POST, request.FILES) if sent else (None, None)
    form = ComplexForm(posted, files, way=way, services=services, on=timezone.localdate())
    if sent and form.is_valid():
        try:
            return _entered(request, key, way, town, form)
        except (NoCalendar, NoLegalPeriod):
            form.add_error(None, _("The due date cannot be counted yet, so nothing was registered."))
    context = {"form": form, "way": way, "competent": town, "action": request.get_full_path()}
    return render(request, "applications/complex_enter.html", context)


def _way(request: HttpRequest) -> tuple[str, Municipality | None]:
    """Raises Http404 for a municipality that is not served here."""
    to = request.GET.get("to", "")
    if to in (BODY, RECEIVED):
        return to, None
    here = request.municipality  # type: ignore[attr-defined]
    others = Municipality.objects.active().filter(country=here.country).exclude(pk=here.pk)
    town = others.filter(slug=to).first()
    if town is None:
        raise Http404
    return TOWN, town


def _services_of(town: Municipality | None) -> list[tuple[str, str]]:
    with public_across(ServiceVersion) as rows:
        published = rows.published_rows().filter(municipality=town).order_by("name")  # type: ignore[attr-defined]
        return [(str(one.pk), words(one, "name")) for one in published.only("name", "name_en")]


def _entered(request: HttpRequest, key: UUID, way: str, town: Municipality | None, form: ComplexForm) -> HttpResponse:
    by, at = actor_of(request.user), timezone.now()
    with transaction.atomic():
        asked = register_complex(_new(request, key, way, town, form, by=by, at=at), by=by, at=at)
        if town is not None and asked.case.is_open:
            reason = _("Filed here for a service of yours (Administrative Procedure Code, art. 31, para. 6).")
            send(asked.case, to=town, reason=reason, by=by, at=at)
    told = {"number": asked.case.number, "key": format_code(asked.case.key)}
    messages.success(request, _("Registered as %(number)s. The key for the applicant: %(key)s.") % told)
    readable = cases_for(request.user, on=timezone.localdate()).filter(pk=asked.case_id).exists()
    return redirect("cases:case", number=asked.case.number) if readable else redirect("applications:complex")


def _new(
    request: HttpRequest,
    key: UUID,
    way: str,
    town: Municipality | None,
    form: ComplexForm,
    *,
    by: Actor,
    at: datetime,
) -> NewComplex:
    said: dict[str, Any] = form.cleaned_data
    received_at = _received_at(said.get("received_on"), at)
    version = _own_version(said.get("service")) if way == RECEIVED else None
    return NewComplex(
        idempotency_key=key,
        is_sent_on=way != RECEIVED,
        town=town,
        body=said.get("body") or _("Municipality of %(name)s") % {"name": town.name if town else ""},
        their_number=said.get("their_number", ""),
        service_name=form.service_words(),
        service_version=version,
        offered=said["service"] if way == TOWN and said.get("service") not in (None, carrying.OTHER) else "",
        department=version.service.department if version else _department(request),
        party=carrying.party_of(form.who(), by=by, at=at),
        applicant_name=form.applicant_name(),
        address=said["address"],
        phone=said["phone"],
        email=said["email"],
        what=said["what"],
        evidence=said["evidence"],
        files=form.attached(),
        delivery=said["delivery"],
        language=get_language() or "bg",
        channel=_channel(request, way),
        key=draw(secrets.token_bytes),
        hours=receiving_hours(timezone.localdate(received_at)),
        received_at=received_at,
    )


def _received_at(day: Any, now: datetime) -> datetime:
    """What came today came now; of an earlier day only the day is known, and it counts from its first moment."""
    if day is None or day == timezone.localdate(now):
        return now
    return timezone.make_aware(datetime.combine(day, time(9)))


def _own_version(chosen: str | None) -> ServiceVersion | None:
    if chosen in (None, "", carrying.OTHER):
        return None
    rows = ServiceVersion.objects.published_rows().select_related("service__department")
    return rows.get(pk=chosen)  # type: ignore[no-any-return]


def _department(request: HttpRequest) -> Department:
    """The official's own, where they have one."""
    held = [role.department for role in roles_of(request.user, on=timezone.localdate()) if role.department]
    return held[0] if held else carrying.department_here()


def _channel(request: HttpRequest, way: str) -> str:
    if way == RECEIVED:
        return Case.Channel.COMPLEX
    held = {role.role for role in roles_of(request.user, on=timezone.localdate())}
    return Case.Channel.VILLAGE if held == {"deputy"} else Case.Channel.COUNTER


@never_cache
@require("cases.read")
@require_safe
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """The request on paper: for the applicant's file and for a competent body outside; without the key."""
    today = timezone.localdate()
    case = get_case_for_official(request.user, number, on=today)
    asked = access.complex_of(case)
    by = actor_on(request.user, case, on=today)
    record_read("case.read", by=by, at=timezone.now(), subject=number, subject_kind="case")
    return pdf_response(request_pdf(asked), filename=f"{number}.pdf")
