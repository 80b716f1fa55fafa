"""What everybody may read of signals: the queue of what waits, the wording, taking it away, objections to that."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases.access import actor_on
from chinar.domain.reports import access, moderating, queries
from chinar.domain.reports.actions import publishing
from chinar.domain.reports.actions.publishing import WITHHELD_AS, PublishedSince
from chinar.domain.reports.forms.settling import PublicForm
from chinar.domain.reports.models import CitizenReport
from chinar.domain.reports.rules import NEWEST
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record_read
from chinar.foundation.moderation.actions import DecidedBefore, SamePerson, WithheldBefore
from chinar.foundation.moderation.forms import ObjectionAnswerForm, WithholdForm
from chinar.foundation.moderation.models import Objection, Withholding
from chinar.foundation.moderation.queries import standing_of
from chinar.foundation.moderation.rules import masked, names_hinted
from chinar.foundation.moderation.wording import SPOTTED
from chinar.foundation.people.access import actor_of, can, require

PUBLISHED_MEANWHILE = gettext_lazy(
    "A colleague has published or withheld this signal meanwhile; below stands what everybody reads now. Your words "
    "are still here: compare both, and publish yours if they are better."
)
CHANGED_MEANWHILE = gettext_lazy(
    "A colleague has published or withheld this signal meanwhile. Nothing was changed; what you wrote is still here."
)


@never_cache
@require("reports.answer")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for somebody to say whether and how everybody reads it, each with why it waits. The reading of the
    words of their authors is one row of the journal."""
    today = timezone.localdate()
    rows = moderating.to_publish(request.user, on=today)
    if rows:
        by, at = actor_of(request.user), timezone.now()
        record_read("signal.queue_read", by=by, at=at, ids=[row.report.case_id for row in rows])
    context = {
        "rows": rows,
        "spotted": SPOTTED,
        "most": moderating.MOST,
        "newest": NEWEST,
        "objections": moderating.objections_for(request.user, on=today)[: moderating.MOST],
        "may_decide": can(request.user, "cases.resolve"),
        "taken": moderating.taken_down_lately(request.user, on=today),
        "today": today,
    }
    return render(request, "reports/queue.html", context)


@never_cache
@require("reports.answer")
def publish(request: HttpRequest, number: str) -> HttpResponse:
    """The wording for everybody: what was spotted is masked at the start; shown as it will be read, then published."""
    report = access.get_report_to_handle(request.user, number, on=timezone.localdate())
    if request.method != "POST":
        _was_read(request, report)
        return _publish_page(request, report, PublicForm(initial=_first_words(report), report=report))
    form = PublicForm(request.POST, report=report)
    if not form.is_valid() or "publish" not in request.POST:
        return _publish_page(request, report, form, preview=form.is_valid())
    data = form.cleaned_data
    wording = publishing.Wording(
        text=data["text"],
        place=data["place"],
        answer=data["answer"],
        shows_point=data.get("shows_point", False),
        photos=[int(pk) for pk in data.get("photos", [])],
    )
    try:
        seen = request.POST.get("seen", "")
        publishing.publish(report, wording, seen=seen, by=_by(request, report), at=timezone.now())
    except PublishedSince:
        form.add_error(None, str(PUBLISHED_MEANWHILE))
        return _publish_page(request, access.report_of(report.case), form)
    messages.success(request, _("Published."))
    return redirect("reports:report", number=number)


def _by(request: HttpRequest, report: CitizenReport) -> Actor:
    return actor_on(request.user, report.case, on=timezone.localdate())


def _was_read(request: HttpRequest, report: CitizenReport) -> None:
    by, at = _by(request, report), timezone.now()
    record_read("case.read", by=by, at=at, subject=report.case.number, subject_kind="case")


def _first_words(report: CitizenReport) -> dict[str, object]:
    published = queries.public_wording_of(report)
    last = report.resolutions.last()
    answer = masked(last.text) if last else ""
    if published is None:
        return {"text": masked(report.text), "place": masked(report.place), "answer": answer, "shows_point": True}
    shown = [str(one.pk) for one in report.photos.all() if one.is_public]
    return {
        "text": published.text,
        "place": published.place,
        "answer": published.answer or answer,
        "shows_point": published.shows_point,
        "photos": shown,
    }


def _publish_page(
    request: HttpRequest, report: CitizenReport, form: PublicForm, *, preview: bool = False
) -> HttpResponse:
    chosen = set(form.cleaned_data.get("photos", [])) if preview else set()
    typed = " ".join(str(form[name].value() or "") for name in ("text", "place", "answer"))
    # A page that came back for another reason still compares with what was first seen.
    is_stale = form.is_bound and bool(form.non_field_errors())
    kept = "" if is_stale else request.POST.get("seen", "")
    context = {
        "form": form,
        "report": report,
        "case": report.case,
        "published": queries.public_wording_of(report),
        "shows_now": is_stale,
        "withheld": standing_of(WITHHELD_AS, report.case.number),
        "names": names_hinted(typed),
        "seen": kept or publishing.seen_of(report),
        "preview": form.cleaned_data if preview else None,
        "shown_photos": [one for one in form.pictures if str(one.pk) in chosen],
    }
    return render(request, "reports/publish.html", context)


@never_cache
@require("reports.answer")
def withhold(request: HttpRequest, number: str) -> HttpResponse:
    """Takes it away from everybody, or leaves it unpublished, with the reason that everybody and the author read."""
    report = access.get_report_to_handle(request.user, number, on=timezone.localdate())
    form = WithholdForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, at, seen = _by(request, report), timezone.now(), request.POST.get("seen", "")
        try:
            publishing.withhold_report(report, **form.cleaned_data, seen=seen, by=by, at=at)
        except (PublishedSince, WithheldBefore):
            form.add_error(None, str(CHANGED_MEANWHILE))
        else:
            messages.success(request, _("Everybody reads the reason now, and the author can object."))
            return redirect("cases:case", number=number)
    elif request.method != "POST":
        _was_read(request, report)
    stale = form.is_bound and bool(form.non_field_errors())
    context = {
        "form": form,
        "case": report.case,
        "report": report,
        "published": queries.public_wording_of(access.report_of(report.case) if stale else report),
        "withheld": standing_of(WITHHELD_AS, report.case.number),
        "seen": ("" if stale else request.POST.get("seen", "")) or publishing.seen_of(report),
    }
    return render(request, "reports/withhold.html", context)


@never_cache
@require("cases.resolve")
def objection(request: HttpRequest, number: str) -> HttpResponse:
    """What the author objects, decided by another official than the one who withheld it."""
    report = access.get_report_to_handle(request.user, number, on=timezone.localdate(), ability="cases.resolve")
    withheld, found = _objection_to(report)
    form = ObjectionAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        grants, by = "grant" in request.POST, _by(request, report)
        answer = form.cleaned_data["answer"]
        try:
            publishing.decide_objection(report, found, grants=grants, answer=answer, by=by, at=timezone.now())
        except SamePerson:
            form.add_error(None, _("You have withheld it yourself, so another official decides."))
        except DecidedBefore:
            messages.info(request, _("A colleague has decided on this objection meanwhile."))
            return redirect("cases:case", number=number)
        else:
            granted = _("Granted; the author is told. What was public is so again.")
            messages.success(request, granted if grants else _("Refused; the author is told why."))
            return redirect("cases:case", number=number)
    elif request.method != "POST":
        _was_read(request, report)
    context: dict[str, Any] = {
        "form": form,
        "case": report.case,
        "report": report,
        "withheld": withheld,
        "objection": found,
        "is_own": withheld.by_id == request.user.pk,
        "wording": getattr(report, "wording", None),
    }
    return render(request, "reports/objection.html", context)


def _objection_to(report: CitizenReport) -> tuple[Withholding, Objection]:
    """The one that waits. Raises Http404."""
    withheld = standing_of(WITHHELD_AS, report.case.number)
    found: Objection | None = getattr(withheld, "objection", None)
    if withheld is None or found is None or found.decided:
        raise Http404
    found.withholding = withheld
    return withheld, found
