"""Who is away and who stands in: everyone at the desk sees it; oneself, a head and the secretary enter it."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chinar.domain.cases.absence_form import AbsenceForm
from chinar.domain.cases.actions.substituting import AbsenceRefused, Hindrance, end_absence, enter_absence
from chinar.domain.cases.done_meanwhile import done_meanwhile
from chinar.domain.cases.models import Absence
from chinar.domain.cases.standing_in import absentees_for
from chinar.foundation.people.access import actor_of, require

WORDS: dict[Hindrance, Callable[[], tuple[str, str]]] = {
    Hindrance.OVER: lambda: ("last_on", _("These days are over.")),
    Hindrance.OVERLAPS: lambda: (
        "first_on",
        _("Another absence of this official is entered for some of these days. End it first."),
    ),
}


@never_cache
@require("cases.read")
@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: HttpRequest) -> HttpResponse:
    """Those that last or come, and a form for one more."""
    today = timezone.localdate()
    people = absentees_for(request.user, on=today)
    mine = request.user.pk if request.user.pk in people.officials else None
    form = AbsenceForm(request.POST or None, people=people, initial={"official": mine})
    if request.method == "POST" and form.is_valid() and _entered(request, form):
        return redirect("cases:absences")
    rows = [(row, row.official_id in people.officials) for row in _coming(today)]
    context = {
        "form": form,
        "rows": rows,
        "may_enter": bool(people.officials),
        "today": today,
        "done": done_meanwhile(request.user, on=today),
    }
    return render(request, "cases/absences.html", context)


def _coming(today: date) -> list[Absence]:
    return list(Absence.objects.standing().filter(last_on__gte=today).select_related("official", "substitute"))


def _entered(request: HttpRequest, form: forms.Form) -> bool:
    try:
        enter_absence(**form.cleaned_data, by=actor_of(request.user), at=timezone.now())
    except AbsenceRefused as refused:
        form.add_error(*WORDS[refused.hindrance]())
        return False
    messages.success(request, _("Entered. While it lasts, who stands in sees and does what the absent one could."))
    return True


@never_cache
@require("cases.read")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Back earlier, or entered in error: over at once."""
    row = Absence.objects.filter(pk=pk).select_related("official", "substitute").first()
    today = timezone.localdate()
    if row is None or row.official_id not in absentees_for(request.user, on=today).officials:
        raise Http404
    if end_absence(row, by=actor_of(request.user), at=timezone.now()):
        messages.success(request, _("The absence is ended."))
    else:
        messages.info(request, _("It was ended before."))
    return redirect("cases:absences")
