"""Many matters given to one official at once: who changed meanwhile is told at once and stays untouched."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from chinar.domain.cases import access, queries, worklists
from chinar.domain.cases.actions.assigning import CannotHandle, NotGiven, give_each
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.filters import Filter
from chinar.domain.cases.forms_of_worklists import GiveManyForm
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import as_number
from chinar.domain.cases.standing_in import away_on
from chinar.domain.cases.views.acting import what_changed
from chinar.domain.cases.views.narrowing import way_to
from chinar.domain.cases.views.worklist import ROWS_ON_A_PAGE
from chinar.domain.cases.worklists import Row
from chinar.foundation.people.access import require


@dataclass(frozen=True, slots=True)
class Chosen:
    """A line of the page: the matter, how it is shown (`seen`), and why it was not given, if it was tried."""

    row: Row
    seen: str
    why: str = ""


@never_cache
@require("cases.resolve")
def give_many(request: HttpRequest) -> HttpResponse:
    """The chosen matters once more, to whom they go and what is expected."""
    said = request.POST if request.method == "POST" else request.GET
    seen = dict(_number_and_seen(value) for value in said.getlist("case")[:ROWS_ON_A_PAGE])
    cases = access.cases_to_give(request.user, seen, on=timezone.localdate())
    if not cases:
        messages.error(request, _("Choose at least one open matter that you may give."))
        return redirect(_back(said))
    _tell_of_absent(request, seen, cases)
    today = timezone.localdate()
    takers = access.takers_in({case.department_id for case in cases}, on=today)
    offered: dict[str, Any] = {"takers": takers, "away": away_on(request.user, on=today)}
    if request.method != "POST":
        return _page(request, cases, GiveManyForm(initial={"back": said.get("back", "")[:500]}, **offered))
    form = GiveManyForm(request.POST, **offered)
    if not form.is_valid():
        return _page(request, cases, form, seen=seen)
    to = form.cleaned_data["to"]
    shown = [(case, seen[case.number], access.actor_on(request.user, case, on=today)) for case in cases]
    left = give_each(shown, to=to, reason=form.cleaned_data["reason"], at=timezone.now())
    _tell(request, len(cases) - len(left), to.name)
    return _page_of_left(request, left, form) if left else redirect(_back(said))


def _number_and_seen(value: str) -> tuple[str, str]:
    number, _, seen = value.partition(" ")
    return number[:60], seen[:200]


def _tell_of_absent(request: HttpRequest, chosen: Iterable[str], cases: list[Case]) -> None:
    """What was chosen and is not to be given any more is named, so that nobody thinks that it was."""
    offered = {case.number for case in cases}
    absent = [number for number in chosen if number not in offered and as_number(number) == number]
    if absent:
        text = ngettext(
            "%(numbers)s is not given: it was decided or closed meanwhile, or it is not yours to give.",
            "%(numbers)s are not given: they were decided or closed meanwhile, or they are not yours to give.",
            len(absent),
        )
        messages.error(request, text % {"numbers": ", ".join(absent)})


def _back(said: QueryDict) -> str:
    return way_to(Filter.read(QueryDict(said.get("back", "")[:500])))


def _tell(request: HttpRequest, given: int, name: str) -> None:
    if given:
        text = ngettext("%(num)s matter given to %(name)s.", "%(num)s matters given to %(name)s.", given)
        messages.success(request, text % {"num": given, "name": name})


def _page_of_left(request: HttpRequest, left: list[NotGiven], form: GiveManyForm) -> HttpResponse:
    """What was not given, as it is now, with the reason beside each; what was typed is still there."""
    why = {one.case.pk: _why(one.why) for one in left}
    fresh = Case.objects.filter(pk__in=why).select_related("department", "handler").defer("key").by_due_date()
    count = len(left)
    form.add_error(
        None,
        ngettext(
            "%(num)s matter was not given; it stays as it was. Look why and send it again if it still holds.",
            "%(num)s matters were not given; they stay as they were. Look why and send them again if it still holds.",
            count,
        )
        % {"num": count},
    )
    return _page(request, list(fresh), form, why=why)


def _why(error: Exception) -> str:
    if isinstance(error, ChangedSince):
        return _("changed meanwhile: %(what)s") % {"what": what_changed(error)}
    if isinstance(error, CannotHandle):
        return _("this official may not handle it")
    return _("decided meanwhile")


def _page(
    request: HttpRequest,
    cases: list[Case],
    form: GiveManyForm,
    *,
    seen: dict[str, str] | None = None,
    why: dict[int, str] | None = None,
) -> HttpResponse:
    """`seen` keeps how the matters were shown before, so that a mistake in a field hides no change."""
    queries.read_ledgers(cases)
    rows = worklists.rows(cases, today=timezone.localdate())
    lines = [
        Chosen(row, (seen or {}).get(row.case.number) or seen_of(row.case), (why or {}).get(row.case.pk, ""))
        for row in rows
    ]
    return render(request, "cases/give_many.html", {"form": form, "lines": lines, "back": _back_of(form)})


def _back_of(form: GiveManyForm) -> str:
    return way_to(Filter.read(QueryDict(str(form["back"].value() or "")[:500])))
