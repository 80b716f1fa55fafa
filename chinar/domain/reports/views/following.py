"""The author after it was settled, or asked something on the way; and whoever was asked to do the work: each by a link
that answers once."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_ratelimit.core import is_ratelimited

from chinar.domain.cases.actions.updating import TooManyUnread
from chinar.domain.cases.forms import UpdateForm
from chinar.domain.cases.views.public import matter_for
from chinar.domain.reports import access
from chinar.domain.reports.actions.asking_back import AnsweredBefore as AnsweredOnce
from chinar.domain.reports.actions.asking_back import answer_remark
from chinar.domain.reports.actions.feedback import SaidBefore, give_feedback
from chinar.domain.reports.actions.publishing import WITHHELD_AS, object_to_withholding
from chinar.domain.reports.actions.working import AnsweredBefore, answer_work
from chinar.domain.reports.forms.settling import FeedbackForm, WorkAnswerForm
from chinar.foundation.core.actor import VISITOR
from chinar.foundation.moderation.actions import ObjectedBefore
from chinar.foundation.moderation.forms import ObjectionForm
from chinar.foundation.moderation.queries import standing_of
from chinar.foundation.people.access import citizen_of


@never_cache
def feedback(request: HttpRequest, number: str) -> HttpResponse:
    """Whether it is settled; with the wish to open it again, of which an official decides."""
    case = matter_for(request, number)
    report = access.report_of(case)
    if case.is_open or not report.resolutions.exists():
        raise Http404
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        try:
            give_feedback(
                report,
                is_content=answer == "content",
                wants_reopening=answer == "reopen",
                text=form.cleaned_data["text"],
                by=citizen_of(request.user),
                at=timezone.now(),
            )
        except SaidBefore:
            messages.info(request, _("You have told us of this answer before."))
        else:
            messages.success(request, _("Thank you. An official reads it."))
        return redirect("cases:matter", number=number)
    return render(request, "reports/feedback.html", {"form": form, "case": case, "report": report})


@never_cache
def object_to(request: HttpRequest, number: str) -> HttpResponse:
    """The author objects that everybody may not read their signal; another official decides."""
    case = matter_for(request, number)
    report = access.report_of(case)
    withheld = standing_of(WITHHELD_AS, case.number)
    if withheld is None or hasattr(withheld, "objection"):
        messages.info(request, _("There is nothing to object to, or you have objected already."))
        return redirect("cases:matter", number=number)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        text, by = form.cleaned_data["text"], citizen_of(request.user)
        try:
            object_to_withholding(report, withheld, text=text, by=by, at=timezone.now())
        except ObjectedBefore:
            messages.info(request, _("There is nothing to object to, or you have objected already."))
        else:
            messages.success(request, _("Your objection is received. Another official decides and you read it here."))
        return redirect("cases:matter", number=number)
    context = {"form": form, "case": case, "report": report, "withheld": withheld}
    return render(request, "reports/object.html", context)


@never_cache
def work(request: HttpRequest, key: str) -> HttpResponse:
    """What was ordered, and the form for what was done. Whoever reported it is not in it."""
    if is_ratelimited(request, group="reports.work", key="ip", rate="60/h", increment=True):
        raise Http404
    order = access.get_work_order(key)
    sent = request.method == "POST"
    form = WorkAnswerForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and order.answered_at is None and form.is_valid():
        try:
            answer_work(
                order,
                answer=form.cleaned_data["answer"],
                cost_cents=form.cost_cents(),
                photo=form.cleaned_data["photo"],
                by=VISITOR,
                at=timezone.now(),
            )
        except AnsweredBefore:
            order.refresh_from_db()
        else:
            return redirect("reports:work", key=key)
    return render(request, "reports/work.html", {"form": form, "order": order})


@never_cache
def answer(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What the office wrote to the author, and the answer, by the link in their letter."""
    if is_ratelimited(request, group="reports.answer", key="ip", rate="60/h", increment=True):
        raise Http404
    remark = access.get_question(pk, code)
    sent = request.method == "POST"
    form = UpdateForm(*((request.POST, request.FILES) if sent else ()), initial={"key": uuid4()})
    if sent and remark.answered_at is None and form.is_valid():
        try:
            answer_remark(remark, **form.cleaned_data, by=citizen_of(request.user), at=timezone.now())
        except AnsweredOnce:
            remark.refresh_from_db()
        except TooManyUnread:
            form.add_error(
                None, _("An official has not read your last messages yet. Yours stands below; try tomorrow.")
            )
        else:
            return redirect("reports:answer", pk=pk, code=code)
    return render(request, "reports/answer.html", {"form": form, "remark": remark, "case": remark.report.case})
