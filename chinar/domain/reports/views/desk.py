"""At the desk: a signal taken down by telephone, work that is ordered."""

import secrets
from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from chinar.domain.cases.access import actor_on
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.cases.views.acting import tell_change
from chinar.domain.reports import access
from chinar.domain.reports.actions import working
from chinar.domain.reports.actions.filing import NewReport, register_report
from chinar.domain.reports.forms.filing import TakeDownForm
from chinar.domain.reports.forms.settling import WorkAnswerForm, WorkForm
from chinar.domain.reports.models import CitizenReport, WorkOrder
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.codes import draw, format_code
from chinar.foundation.journal.actions import record_read
from chinar.foundation.moderation.rules import masked
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.territory.models import Municipality
from chinar.foundation.time.rules import NoCalendar


@never_cache
@require("reports.receive")
def take_down(request: HttpRequest) -> HttpResponse:
    """By telephone or at the counter, on one page; the number and the key are read out."""
    town, today = request.municipality, timezone.localdate()  # type: ignore[attr-defined]
    if request.method != "POST":
        return _take_down_page(request, TakeDownForm(town=town, on=today, initial={"idempotency_key": uuid4()}))
    form = TakeDownForm(request.POST, town=town, on=today)
    if not form.is_valid():
        return _take_down_page(request, form)
    try:
        with transaction.atomic():
            report = _take(request, form)
    except IntegrityError:
        # The same form arrived twice at once: what the other one registered is the answer.
        key = form.cleaned_data["idempotency_key"]
        report = CitizenReport.objects.select_related("case").get(idempotency_key=key)
    except (NoCalendar, NoLegalPeriod):
        form.add_error(None, _("Signals cannot be registered just now, so nothing was sent. What you wrote is here."))
        return _take_down_page(request, form)
    if (report.text, report.author_email) != (form.cleaned_data["text"], form.cleaned_data["email"]):
        return _taken_before(request, town, today)
    told = {"number": report.case.number, "key": format_code(report.case.key)}
    messages.success(request, _("Registered as %(number)s. The key for who called: %(key)s.") % told)
    return redirect("reports:take_down")


def _take_down_page(request: HttpRequest, form: TakeDownForm) -> HttpResponse:
    return render(request, "reports/take_down.html", {"form": form})


def _taken_before(request: HttpRequest, town: Municipality, today: date) -> HttpResponse:
    """The page was gone back to and holds another signal now: it gets a key of its own, and nothing is lost."""
    data = request.POST.copy()
    data["idempotency_key"] = str(uuid4())
    form = TakeDownForm(data, town=town, on=today)
    form.add_error(None, _("This form was already sent with another signal. Send once more to file this one too."))
    return _take_down_page(request, form)


def _take(request: HttpRequest, form: TakeDownForm) -> CitizenReport:
    data, at = dict(form.cleaned_data), timezone.now()
    new = NewReport(**data, key=draw(secrets.token_bytes), hours=receiving_hours(timezone.localdate(at)))
    return register_report(new, by=actor_of(request.user), at=at, verb="signal.taken_down")


def _by(request: HttpRequest, report: CitizenReport) -> Actor:
    return actor_on(request.user, report.case, on=timezone.localdate())


@never_cache
@require("reports.answer")
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Orders work from a crew or a firm, or asks another body; the link for the answer is shown once."""
    report = access.get_report_to_handle(request.user, number, on=timezone.localdate())
    initial = {"task": masked(report.text), "key": secrets.token_urlsafe(24), "seen": seen_of(report.case)}
    form = WorkForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        key, seen = form.cleaned_data.pop("key") or initial["key"], form.cleaned_data.pop("seen")
        try:
            working.order_work(
                report,
                working.Work(**form.cleaned_data),
                link_digest=access.digest_of(key),
                seen=seen,
                by=_by(request, report),
                at=timezone.now(),
            )
        except AlreadyDecided:
            form.add_error(None, _("This matter has been decided meanwhile. Nothing was changed."))
        except ChangedSince as changed:
            tell_change(form, report.case, changed)
        else:
            link = request.build_absolute_uri(reverse("reports:work", kwargs={"key": key}))
            return render(request, "reports/ordered.html", {"link": link, "case": report.case, "report": report})
    elif request.method != "POST":
        record_read("case.read", by=_by(request, report), at=timezone.now(), subject=number, subject_kind="case")
    return render(request, "reports/order.html", {"form": form, "case": report.case, "report": report})


@never_cache
@require("reports.answer")
def done(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """An official enters for a crew what was done."""
    report = access.get_report_to_handle(request.user, number, on=timezone.localdate())
    found = WorkOrder.objects.select_related("report__case").filter(pk=pk, report=report).first()
    if found is None:
        raise Http404
    sent = request.method == "POST"
    form = WorkAnswerForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        try:
            working.answer_work(
                found,
                answer=form.cleaned_data["answer"],
                cost_cents=form.cost_cents(),
                photo=form.cleaned_data["photo"],
                by=_by(request, report),
                at=timezone.now(),
            )
        except working.AnsweredBefore:
            form.add_error(None, _("This was answered meanwhile. Nothing was changed; your text is still here."))
        else:
            messages.success(request, _("Entered. Say now what came of the signal."))
            return redirect("cases:case", number=number)
    return render(request, "reports/done.html", {"form": form, "order": found, "case": report.case, "report": report})
