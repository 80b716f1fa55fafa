"""Officials move the clock of a matter: the new due date stands before them ere they confirm."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases import access, kinds, queries, words
from chinar.domain.cases.actions.clock import ChangedMeanwhile, StepRefused
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.clock_forms import ClockForm
from chinar.domain.cases.clock_pages import ClockPage, page_of, pages_for
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.printing import explanation_pdf
from chinar.domain.cases.step_rules import problem_of
from chinar.domain.cases.views.public import matter_for
from chinar.foundation.core.jinja import day
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require
from chinar.foundation.time.forms.entered import entered
from chinar.foundation.time.rules import NoCalendar


@never_cache
@require("cases.clock")
def step(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """One step of the clock: asked, shown with what it changes, confirmed."""
    today = timezone.localdate()
    case = access.get_case_for_official(request.user, number, on=today, ability="cases.clock")
    page = page_of(code)
    if page is None or not access.may_handle(request.user, case, "cases.clock", on=today):
        raise Http404
    if request.method != "POST":
        if page not in pages_for(case, on=today):
            messages.error(request, _("This step does not fit where the matter stands now."))
            return redirect("cases:case", number=number)
        by = access.actor_on(request.user, case, on=today)
        record_read("case.read", by=by, at=timezone.now(), subject=number, subject_kind="case")
        return _page(request, case, page, page.form(case=case, today=today))
    form = page.form(request.POST, case=case, today=today)
    if not form.is_valid() or "change" in request.POST:
        return _page(request, case, page, form)
    if "confirm" in request.POST:
        return _confirmed(request, case, page, form)
    return _previewed(request, case, page, form, today)


def _previewed(request: HttpRequest, case: Case, page: ClockPage, form: ClockForm, today: date) -> HttpResponse:
    """What the step would change, nothing being changed yet."""
    draft = LedgerEntry(case=case, step=page.step, **form.row())
    ledger = queries.ledger_of(case)
    problem = problem_of(
        page.step,
        on=draft.on,
        today=today,
        ledger=[row.as_entry() for row in ledger],
        clock=queries.clock_of(case),
        until=draft.until,
        ground=draft.ground,
        checked=form.cleaned_data.get("checked", False),
    )
    if problem and case.is_open:
        form.add_error(form.field_of(problem), words.problem(problem))
        return _page(request, case, page, form)
    try:
        after = queries.explained(case, [*ledger, draft])
    except NoCalendar as missing:
        form.add_error(None, words.no_calendar(missing))
        return _page(request, case, page, form)
    return _page(request, case, page, form, after=after, draft=draft)


def _confirmed(request: HttpRequest, case: Case, page: ClockPage, form: ClockForm) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        page.act(
            case,
            **page.arguments(form.row()),
            **form.beside(),
            seen=int(seen) if seen.isdecimal() and len(seen) < 19 else 0,
            by=access.actor_on(request.user, case, on=timezone.localdate()),
            at=timezone.now(),
        )
    except StepRefused as refused:
        form.add_error(form.field_of(refused.problem), words.problem(refused.problem))
    except NoCalendar as missing:
        form.add_error(None, words.no_calendar(missing))
    except (ChangedMeanwhile, AlreadyDecided):
        if _is_own(request, case, page, form):
            return redirect("cases:case", number=case.number)
        form.add_error(None, _meanwhile(case))
    else:
        messages.success(request, _("Entered. The journal has it, and the applicant sees it."))
        return redirect("cases:case", number=case.number)
    return _page(request, Case.objects.get(pk=case.pk), page, form)


def _is_own(request: HttpRequest, case: Case, page: ClockPage, form: ClockForm) -> bool:
    """Whether what stands last is the same step by the same official: the second press of one button."""
    last = LedgerEntry.objects.filter(case=case).last()
    facts = (last.step, last.on, last.by_id) if last else None
    return facts == (page.step, form.cleaned_data["on"], request.user.pk)


def _meanwhile(case: Case) -> str:
    last = LedgerEntry.objects.filter(case=case).last()
    return _(
        "A colleague entered something meanwhile: %(what)s Nothing of yours was saved; what you typed stands below."
    ) % {"what": words.line(last) if last else ""}


def _page(
    request: HttpRequest,
    case: Case,
    page: ClockPage,
    form: ClockForm,
    *,
    after: queries.Explanation | None = None,
    draft: LedgerEntry | None = None,
) -> HttpResponse:
    ledger = queries.ledger_of(case)
    context = {
        "case": case,
        "page": page,
        "form": form,
        "title": kinds.title_of(case),
        "now": queries.explain(case),
        "after": after,
        "line": words.line(draft) if draft else "",
        "rows": entered(form) if draft else [],
        "ends": page.code == "terminate",
        "seen": request.POST.get("seen") if draft else ledger[-1].pk,
    }
    return render(request, "cases/clock_step.html", context)


@never_cache
@require_safe
def explanation(request: HttpRequest, number: str) -> HttpResponse:
    """How the due date came about, on paper, for whoever follows the matter."""
    case = matter_for(request, number)
    return _paper(case)


@never_cache
@require("cases.read")
@require_safe
def desk_explanation(request: HttpRequest, number: str) -> HttpResponse:
    """The same paper for an official."""
    case = access.get_case_for_official(request.user, number, on=timezone.localdate())
    by = access.actor_on(request.user, case, on=timezone.localdate())
    record_read("case.read", by=by, at=timezone.now(), subject=number, subject_kind="case")
    return _paper(case)


def _paper(case: Case) -> HttpResponse:
    at = timezone.now()
    pdf = explanation_pdf(case, title=kinds.title_of(case), printed_on=day(at), at=at)
    return pdf_response(pdf, filename=f"{case.number}.pdf")
