"""Asking another unit or body for an opinion, answering, and what is owed."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chinar.domain.cases import access, kinds, opinions
from chinar.domain.cases.actions import asking
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.forms_of_opinions import AnswerForm, AskForm
from chinar.domain.cases.models import Case, OpinionRequest
from chinar.domain.cases.views.acting import case_to_act_on, tell_change
from chinar.domain.cases.views.desk import clock_pages_for
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require


@never_cache
@require("cases.take")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Asks one unit or body; the clock runs on, and the page says which page stops or extends it."""
    case = case_to_act_on(request, number, "cases.take")
    today = timezone.localdate()
    known = {"seen": seen_of(case), "key": uuid4()}
    form = AskForm(request.POST if request.method == "POST" else None, case=case, on=today, initial=known)
    if request.method == "POST" and form.is_valid() and _asked(request, case, form):
        return redirect("cases:case", number=number)
    if request.method != "POST":
        _tell_read(request, case)
    may_extend = any(page.code == "consent" for page in clock_pages_for(request.user, case))
    context = {"case": case, "form": form, "title": kinds.title_of(case), "consent": may_extend}
    return render(request, "cases/ask_opinion.html", context)


def _asked(request: HttpRequest, case: Case, form: AskForm) -> bool:
    try:
        asking.ask_opinion(case, **form.asked(), by=_actor(request, case), at=timezone.now())
    except ChangedSince as changed:
        tell_change(form, case, changed)
    except AlreadyDecided:
        form.add_error(None, _("This matter has been decided meanwhile. Nothing was changed."))
    except asking.AskedAlready:
        form.add_error("whom", _("This department is asked already and has not answered yet."))
    except asking.WrongDay:
        form.add_error("due_on", _("This day is over."))
    else:
        messages.success(request, _("Asked. The answer will land in the file of the matter."))
        return True
    return False


@never_cache
@require("cases.read")
@require_safe
def owed(request: HttpRequest) -> HttpResponse:
    """What is asked of the reader's departments, and what others owe to the reader's matters."""
    today = timezone.localdate()
    lists = {
        name: opinions.listed(find(request.user, on=today))
        for name, find in (("of_us", opinions.asked_of), ("for_us", opinions.asked_for))
    }
    titles = kinds.titles([row.case for rows in lists.values() for row in rows])
    context = {**lists, "titles": titles, "whom": opinions.whom, "today": today}
    return render(request, "cases/opinions.html", context)


@never_cache
@require("cases.read")
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked, for whoever answers it, and later what was answered."""
    today = timezone.localdate()
    asked = opinions.get_request(request.user, pk, on=today)
    may = opinions.may_answer(request.user, asked, on=today)
    posted = request.method == "POST"
    form = AnswerForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        is_from_outside=asked.department_id is None,
    )
    if posted and not may and asked.is_open:
        raise Http404
    if posted and form.is_valid() and _answered(request, asked, form):
        return redirect("cases:opinion", pk=pk)
    if not posted:
        _tell_read(request, asked.case)
    return _opinion_page(request, asked, form, may_answer=may or posted)


def _answered(request: HttpRequest, asked: OpinionRequest, form: AnswerForm) -> bool:
    try:
        asking.give_opinion(asked, **form.cleaned_data, by=_actor(request, asked.case), at=timezone.now())
    except asking.NotWaiting:
        form.add_error(
            None, _("A colleague has answered or ended this request meanwhile. What you typed stands below.")
        )
        return False
    messages.success(request, _("The opinion is in the file of the matter; whoever works on it is told on their desk."))
    return True


def _opinion_page(request: HttpRequest, asked: OpinionRequest, form: AnswerForm, *, may_answer: bool) -> HttpResponse:
    today, case = timezone.localdate(), asked.case
    context = {
        "asked": asked,
        "case": case,
        "title": kinds.titles([case])[case.pk],
        "whom": opinions.whom(asked),
        "form": form,
        "may_answer": may_answer,
        "may_end": asked.is_open and access.may_handle(request.user, case, "cases.take", on=today),
        "may_open": access.cases_for(request.user, on=today).filter(pk=case.pk).exists(),
        "today": today,
    }
    return render(request, "cases/opinion.html", context)


@require("cases.take")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever works on the matter needs the opinion no more."""
    today = timezone.localdate()
    asked = opinions.get_request(request.user, pk, on=today)
    if not access.may_handle(request.user, asked.case, "cases.take", on=today):
        raise Http404
    try:
        asking.end_request(asked, by=_actor(request, asked.case), at=timezone.now())
        messages.success(request, _("The request is ended."))
    except asking.NotWaiting:
        messages.error(request, _("It was answered or ended meanwhile. Nothing was changed."))
    return redirect("cases:case", number=asked.case.number)


def _actor(request: HttpRequest, case: Case) -> Actor:
    return access.actor_on(request.user, case, on=timezone.localdate())


def _tell_read(request: HttpRequest, case: Case) -> None:
    by, at = _actor(request, case), timezone.now()
    record_read("case.read", by=by, at=at, subject=case.number, subject_kind="case")
