"""Officials settle a signal: the answer with its outcome, remarks, class and topic, who is meant, reopening."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from chinar.domain.cases.access import actor_on
from chinar.domain.cases.actions.holding import ChangedSince, OtherDraft, draft_mark, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.domain.cases.models import Recusal
from chinar.domain.cases.relations import joined_with
from chinar.domain.cases.views.acting import tell_change
from chinar.domain.reports import access, queries
from chinar.domain.reports.actions import feedback as feedbacks
from chinar.domain.reports.actions import settling
from chinar.domain.reports.actions.asking_back import reaches_author
from chinar.domain.reports.actions.keeping_away import name_the_accused
from chinar.domain.reports.forms.settling import (
    AccusedForm,
    ReclassifyForm,
    RemarkForm,
    ReopeningForm,
    SettleForm,
)
from chinar.domain.reports.models import AnswerTemplate, CitizenReport, Feedback, Resolution
from chinar.domain.reports.rules import Against, Lack
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.forms import Form
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require

LACKS = {
    Lack.PROOF: ("proof", gettext_lazy("“Fixed” needs a photo after the work, or who saw it and when")),
    Lack.DAY: ("planned_on", gettext_lazy("Say by when it is planned")),
    Lack.DAY_AHEAD: ("planned_on", gettext_lazy("The planned day must be ahead")),
    Lack.FOR_JOINED: (
        "for_joined",
        gettext_lazy("The answer to the author holds personal data: write one without them for the others"),
    ),
}
MEANWHILE = gettext_lazy("A colleague has settled this signal meanwhile. Nothing was changed; your text is still here.")


@never_cache
@require("reports.answer")
def settle(request: HttpRequest, number: str) -> HttpResponse:
    """Writes the answer: kept as a draft, or sent with what came of it."""
    report = access.get_report_to_handle(request.user, number, on=timezone.localdate())
    if request.method != "POST":
        if not report.case.is_open:
            return redirect("cases:case", number=number)
        _was_read(request, report)
        template = _template(request)
        begun = {"text": template.text, "outcome": template.outcome} if template else {"text": report.draft}
        shown = {"seen": seen_of(report.case), "draft_seen": draft_mark(report.draft)}
        return _settle_page(request, report, _form(report, initial={**begun, **shown}))
    form = _form(report, request.POST, request.FILES)
    if "draft" in request.POST:
        return _save_draft(request, report, form)
    if not form.is_valid():
        return _settle_page(request, report, form)
    try:
        settling.settle(report, **form.cleaned_data, by=_by(request, report), at=timezone.now())
    except settling.Lacking as lacking:
        field, words = LACKS[lacking.lack]
        form.add_error(field, str(words))
    except ChangedSince as changed:
        tell_change(form, report.case, changed)
    except OtherDraft as other:
        return _beside_other_draft(request, report, form, other)
    except AlreadyDecided:
        if not Resolution.objects.filter(report=report, by_id=request.user.pk).exists():
            form.add_error(None, str(MEANWHILE))
            return _settle_page(request, report, form)
        messages.info(request, _("You have settled this signal before."))
        return redirect("cases:case", number=number)
    else:
        messages.success(request, _("Settled. You may publish it without personal data."))
        return redirect("cases:case", number=number)
    return _settle_page(request, report, form)


def _form(report: CitizenReport, *args: Any, **kwargs: Any) -> SettleForm:
    return SettleForm(*args, joined=len(joined_with(report.case)), **kwargs)


def _template(request: HttpRequest) -> AnswerTemplate | None:
    asked = request.GET.get("template", "")
    found = asked.isdecimal() and len(asked) < 19
    return AnswerTemplate.objects.filter(pk=int(asked)).first() if found else None


def _save_draft(request: HttpRequest, report: CitizenReport, form: SettleForm) -> HttpResponse:
    """Only the text is kept; whatever else was chosen is not a decision yet."""
    form.is_valid()
    try:
        typed = {name: form.cleaned_data.get(name, "") for name in ("text", "seen", "draft_seen")}
        settling.save_draft(report, **typed, by=_by(request, report), at=timezone.now())
    except OtherDraft as other:
        return _beside_other_draft(request, report, form, other)
    except ChangedSince as changed:
        tell_change(form, report.case, changed)
        return _settle_page(request, report, form)
    except AlreadyDecided:
        form.add_error(None, str(MEANWHILE))
        return _settle_page(request, report, form)
    messages.success(request, _("The draft is saved. Nobody outside sees it."))
    return redirect("cases:case", number=report.case.number)


def _beside_other_draft(
    request: HttpRequest, report: CitizenReport, form: SettleForm, other: OtherDraft
) -> HttpResponse:
    """What a colleague has written meanwhile stands below one's own, to be read before it is sent again."""
    form.add_error(None, _("The draft was changed meanwhile; it stands below yours and was not overwritten."))
    form.keep_as_shown("draft_seen", draft_mark(other.draft))
    return _settle_page(request, report, form, other_draft=other.draft)


def _settle_page(
    request: HttpRequest, report: CitizenReport, form: SettleForm, *, other_draft: str = ""
) -> HttpResponse:
    templates = [one for one in AnswerTemplate.objects.all() if one.category_id in (None, report.category_id)]
    context = {
        "form": form,
        "report": report,
        "case": report.case,
        "templates": templates,
        "other_draft": other_draft,
    }
    return render(request, "reports/settle.html", context)


def _was_read(request: HttpRequest, report: CitizenReport) -> None:
    by, number = _by(request, report), report.case.number
    record_read("case.read", by=by, at=timezone.now(), subject=number, subject_kind="case")


def _by(request: HttpRequest, report: CitizenReport) -> Actor:
    """Who acts, and in whose place."""
    return actor_on(request.user, report.case, on=timezone.localdate())


def _simple(
    request: HttpRequest,
    number: str,
    form: Form,
    report: CitizenReport,
    title: Any,
    button: Any,
    do: Callable[[], Any],
    done: Any,
) -> HttpResponse:
    """A page with one form: what is typed stays when somebody was faster."""
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except ChangedSince as changed:
            if isinstance(form, SeenForm):
                tell_change(form, report.case, changed)
        except (AlreadyDecided, feedbacks.SaidBefore):
            form.add_error(None, _("A colleague has changed this signal meanwhile. Nothing of yours was saved."))
        else:
            messages.success(request, str(done))
            return redirect("cases:case", number=number)
    elif request.method != "POST":
        _was_read(request, report)
    context = {"form": form, "case": report.case, "report": report, "title": title, "button": button}
    return render(request, "reports/simple.html", context)


@never_cache
@require("reports.answer")
def remark(request: HttpRequest, number: str) -> HttpResponse:
    """A note for officials, or words to the author, who answers on the page of the matter."""
    report = access.get_report_to_handle(request.user, number, on=timezone.localdate())
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if not reaches_author(report.case):
        form.fields["reader"].help_text = _(
            "The author left no address: they read it only when they open the matter with number and key."
        )

    def do() -> None:
        settling.remark(report, **form.cleaned_data, by=_by(request, report), at=timezone.now())

    return _simple(request, number, form, report, _("Write a remark"), _("Write it"), do, _("Written."))


@never_cache
@require("reports.answer")
def reclassify(request: HttpRequest, number: str) -> HttpResponse:
    """Another class in law or another topic."""
    report = access.get_report_to_handle(request.user, number, on=timezone.localdate())
    initial = {"legal_class": report.legal_class, "category": report.category.code, "seen": seen_of(report.case)}
    form = ReclassifyForm(request.POST if request.method == "POST" else None, initial=initial)

    def do() -> None:
        settling.reclassify(report, **form.cleaned_data, by=_by(request, report), at=timezone.now())

    title = _("Change class or topic")
    return _simple(request, number, form, report, title, _("Change"), do, _("Changed. The reason stays in the file."))


@never_cache
@require("cases.resolve")
def accused(request: HttpRequest, number: str) -> HttpResponse:
    """Whoever answers for the whole town hall says who is meant; only those are kept away from then on."""
    today = timezone.localdate()
    report = access.get_report_to_handle(request.user, number, on=today, ability="cases.resolve")
    if report.against == Against.NOBODY:
        raise Http404
    kept = [str(pk) for pk in Recusal.objects.standing().filter(case=report.case).values_list("account_id", flat=True)]
    others = [one for one in queries.officials(on=today) if one.pk != request.user.pk]
    shown = {"accounts": kept, "kept": " ".join(kept), "seen": seen_of(report.case)}
    form = AccusedForm(request.POST if request.method == "POST" else None, initial=shown, officials=others)

    def do() -> None:
        try:
            name_the_accused(report, **form.cleaned_data, by=_by(request, report), at=timezone.now())
        except ChangedSince:
            form.keep_as_shown("kept", " ".join(kept))
            raise

    title, done = _("Who is meant"), _("From now on they cannot see this signal; everybody else who may handle it can.")
    return _simple(request, number, form, report, title, _("Keep them away"), do, done)


@never_cache
@require("cases.resolve")
def reopening(request: HttpRequest, number: str) -> HttpResponse:
    """The author is not content and asks to open it again."""
    report = access.get_report_to_handle(request.user, number, on=timezone.localdate(), ability="cases.resolve")
    asked = Feedback.objects.filter(resolution__report=report, wants_reopening=True, decided_at=None)
    feedback = asked.select_related("resolution__report__case").first()
    if feedback is None:
        raise Http404
    form = ReopeningForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        opens = "open" in request.POST
        reason, by = form.cleaned_data["reason"], _by(request, report)
        try:
            feedbacks.decide_reopening(feedback, opens=opens, reason=reason, by=by, at=timezone.now())
        except feedbacks.SaidBefore:
            form.add_error(None, _("A colleague has changed this signal meanwhile. Nothing of yours was saved."))
        else:
            messages.success(request, _("Opened again.") if opens else _("It stays closed; the author is told why."))
            return redirect("cases:case", number=number)
    elif request.method != "POST":
        _was_read(request, report)
    context = {"form": form, "case": report.case, "report": report, "feedback": feedback}
    return render(request, "reports/reopening.html", context)
