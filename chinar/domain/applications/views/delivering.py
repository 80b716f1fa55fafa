"""How the result of one matter reaches its addressee: what was tried, what came of it, what is next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.applications.delivering import AlreadyDelivered, DeliveryRefused, begin, note_result
from chinar.domain.applications.delivery_access import attempts_of, get_case_to_deliver
from chinar.domain.applications.forms.delivering import NoticeForm, ResultForm
from chinar.domain.applications.ladder import Problem, outcome_of
from chinar.domain.applications.models import DeliveryAttempt
from chinar.domain.cases import kinds
from chinar.domain.cases.access import actor_on
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import appeal_until
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.views.acting import tell_change
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require

PROBLEMS: dict[Problem, str | Promise] = {
    Problem.STANDS: gettext_lazy("A letter or a notice is still under way. Enter first what came of it."),
    Problem.EARLY: gettext_lazy(
        "The law asks for the step before: a letter or an oral notice in vain before a notice at the address, and that "
        "one in vain before the board."
    ),
    Problem.DAY: gettext_lazy("The day lies before the step that it belongs to, or in the future."),
    Problem.ENDED: gettext_lazy("A colleague has entered meanwhile what came of it."),
}


@never_cache
@require("documents.deliver")
@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: HttpRequest, number: str) -> HttpResponse:
    """The attempts with their proof, and two forms: what came of the one under way, and the next step."""
    today = timezone.localdate()
    case = get_case_to_deliver(request.user, number, on=today)
    attempts = attempts_of(case)
    under_way = next((one for one in attempts if not outcome_of(one) and one.way != "download"), None)
    known = {"seen": seen_of(case), "on": today}
    sent = "outcome" in request.POST or "note" in request.POST
    result = ResultForm(request.POST if sent else None, initial=known, on=today)
    notice = NoticeForm(request.POST if "begin" in request.POST else None, initial=known, on=today)
    if request.method == "POST" and _is_done(request, case, under_way, result, notice):
        return redirect("applications:delivery", number=number)
    record_read("case.read", by=_actor(request, case), at=timezone.now(), subject=number, subject_kind="case")
    context = {
        "case": case,
        "title": kinds.titles([case])[case.pk],
        "attempts": attempts,
        "under_way": under_way,
        "form": notice if notice.is_bound else result,
        "result": result,
        "notice": notice,
        "is_open": case.phase == Phase.DECIDED,
        "appeal": appeal_until(case),
    }
    return render(request, "applications/delivery.html", context)


def _is_done(
    request: HttpRequest, case: Case, under_way: DeliveryAttempt | None, result: ResultForm, notice: NoticeForm
) -> bool:
    form: SeenForm = notice if notice.is_bound else result
    if not form.is_bound or not form.is_valid():
        return False
    by, at = _actor(request, case), timezone.now()
    try:
        if form is notice:
            begin(case, **form.cleaned_data, by=by, at=at)
            messages.success(request, _("Entered. The period of the law runs."))
        elif under_way is None:
            raise DeliveryRefused(Problem.ENDED)
        else:
            note_result(under_way, **form.cleaned_data, by=by, at=at)
            messages.success(request, _("Entered."))
    except DeliveryRefused as refused:
        form.add_error("on" if refused.problem is Problem.DAY else None, str(PROBLEMS[refused.problem]))
    except AlreadyDelivered:
        form.add_error(None, _("The result was received before. Nothing was changed."))
    except ChangedSince as changed:
        tell_change(form, case, changed)
    else:
        return True
    return False


def _actor(request: HttpRequest, case: Case) -> Actor:
    return actor_on(request.user, case, on=timezone.localdate())
