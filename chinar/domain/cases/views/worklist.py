"""The official's worklist: open matters by due date, narrowed, found by number, kept as filters."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases import access, filters, kinds, worklists
from chinar.domain.cases.filters import Filter, Selection
from chinar.domain.cases.forms_of_worklists import DUES
from chinar.domain.cases.models import Case, SavedFilter
from chinar.domain.cases.numbering.finding import numbers_meant
from chinar.domain.cases.rules import week_ends
from chinar.domain.cases.standing_in import stands_in_for, theirs
from chinar.domain.cases.worklists import Place
from chinar.foundation.core.content import words
from chinar.foundation.core.statements import Statement
from chinar.foundation.people.access import can, departments_of, require
from chinar.foundation.territory.models import Department

ROWS_ON_A_PAGE = 25


@never_cache
@require("cases.read")
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Open cases by due date: mine, my department's, all, nobody's; those decided; one by its number."""
    if typed := request.GET.get("number", "").strip():
        return _found(request, typed)
    chosen = Filter.read(request.GET)
    place = Place.read(request.GET.get("after", ""))
    cases, more = worklists.page(chosen, selection(request, chosen), after=place, size=ROWS_ON_A_PAGE)
    return _page(request, chosen, cases, more=more, place=place)


def selection(request: HttpRequest, chosen: Filter) -> Selection:
    """For whom the list is read; what its filter does not ask about is not asked. Raises Http404."""
    today = timezone.localdate()
    return Selection(
        reader=access.reader(request.user, on=today),
        theirs=theirs(request.user, on=today) if chosen.show == "mine" else None,
        own=tuple(sorted(access.own_departments(request.user, on=today))) if chosen.show == "department" else (),
        today=today,
        week_ends=week_ends(today),
    )


def _found(request: HttpRequest, typed: str) -> HttpResponse:
    """The matter of a whole number; those of this year and the last where only its middle was typed."""
    today, meant = timezone.localdate(), numbers_meant(typed)
    whole = access.cases_for(request.user, on=today).filter(number__in=meant)
    cases = kinds.read(dict(whole.values_list("pk", "kind")))
    if not cases and typed.isascii() and typed.isdecimal() and len(typed) < 10:
        cases = access.find_by_sequence(request.user, int(typed), on=today, most=ROWS_ON_A_PAGE)
    if len(cases) == 1:
        return redirect("cases:case", number=cases[0].number)
    return _page(request, Filter(), cases, number=typed[:60])


def _page(
    request: HttpRequest,
    chosen: Filter,
    cases: list[Case],
    *,
    more: Place | None = None,
    place: Place | None = None,
    number: str = "",
) -> HttpResponse:
    rows = worklists.rows(cases, today=timezone.localdate())
    context = {
        "chosen": chosen,
        "lists": lists(request, chosen) if not number else lists(request, Filter(show="")),
        "sections": list(worklists.sections(rows)) if not number else [("found", _("Found"), rows)] if rows else [],
        "said": _said(request, chosen, cases),
        "saved": [(one, one.query == chosen.query()) for one in _SAVED.ask("", request.user.pk or 0)],
        "may_give": can(request.user, "cases.resolve") and chosen.show != "decided" and not number,
        "several_departments": len({case.department_id for case in cases}) > 1,
        "desks": {pk: chosen.query(handler=pk, show="all") for pk in {case.handler_id for case in cases}},
        "query": chosen.query(),
        "whole": Filter(show=chosen.show).query(),
        "stands_in_for": stands_in_for(request.user, on=timezone.localdate()) if chosen.show == "mine" else [],
        "begun": place is not None,
        "next": f"{chosen.query()}&after={more}".lstrip("&") if more else "",
        "number": number,
    }
    return render(request, "cases/worklist.html", context)


def _saved(shape: str, account: int) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(account_id=account)  # type: ignore[no-any-return]


_SAVED = Statement(_saved)


def lists(request: HttpRequest, chosen: Filter) -> list[tuple[str, str, bool]]:
    """The lists that there are for this reader: address, words, whether it is the one shown."""
    today = timezone.localdate()
    own = access.own_departments(request.user, on=today)
    sees_all = departments_of(request.user, "cases.read", on=today) is None
    all_words = _("The municipality's") if sees_all else _("My department's")
    names = [("mine", _("Mine")), ("all", all_words), ("free", _("Nobody's yet")), ("decided", _("To be handed over"))]
    if sees_all and own:
        names.insert(1, ("department", _("My department's")))
    return [(chosen.query(show=code), name, chosen.show == code) for code, name in names]


def _said(request: HttpRequest, chosen: Filter, cases: list[Case]) -> list[tuple[str, str]]:
    """What the list is narrowed to, in words, each with the address of the list without it."""
    said: dict[str, str | Promise] = {
        "kind": chosen.kind and kinds.by_code(chosen.kind).name,
        "service": chosen.service and filters.subject_name(chosen.service),
        "state": chosen.state and filters.states()[chosen.state],
        "handler": _handler(request, chosen.handler, cases) if chosen.handler else "",
        "department": _department(chosen.department, cases) if chosen.department else "",
        "channel": chosen.channel and Case.Channel(chosen.channel).label,
        "due": chosen.due and DUES[chosen.due],
        "since": (chosen.since and _("due from %(day)s") % {"day": f"{chosen.since:%d.%m.%Y}"}) or "",
        "until": (chosen.until and _("due until %(day)s") % {"day": f"{chosen.until:%d.%m.%Y}"}) or "",
    }
    return [(chosen.query(**{name: None}), str(what)) for name, what in said.items() if what]


def _handler(request: HttpRequest, pk: int, cases: list[Case]) -> str:
    """Only who may have matters that the reader sees is named: an account is of the whole installation."""
    known = [case.handler for case in cases if case.handler]
    if all(one.pk != pk for one in known):
        known = access.handlers_for(request.user, on=timezone.localdate())
    return next((one.name for one in known if one.pk == pk), "–")


def _department(pk: int, cases: list[Case]) -> str:
    known = next((case.department for case in cases if case.department_id == pk), None)
    known = known or Department.objects.filter(pk=pk).first()
    return words(known, "name") if known else "–"
