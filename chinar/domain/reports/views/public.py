"""Signals for everybody: the list with its map, one signal, the figures, photos; and joining one."""

import math
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.core import is_ratelimited

from chinar.domain.cases import kinds, outcomes
from chinar.domain.cases.figure_tables import public_minimum
from chinar.domain.cases.relations import leading_of
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.views.public import OPENED
from chinar.domain.reports import access, queries, rules
from chinar.domain.reports.actions.filing import CannotJoin, join_report
from chinar.domain.reports.forms.settling import FollowSignalForm
from chinar.domain.reports.models import Category, CitizenReport, Photo
from chinar.domain.reports.rules import KIND
from chinar.domain.reports.talking import SIGNAL, subject_of
from chinar.foundation.conversation.queries import Talk, talk_of
from chinar.foundation.core.content import words
from chinar.foundation.core.urls import url
from chinar.foundation.people.access import citizen_of
from chinar.foundation.people.models import Account
from chinar.foundation.territory import drawing
from chinar.foundation.territory.queries import line_around, settlements_of
from chinar.foundation.trail.queries import story_of

ON_A_PAGE = 20
LONGEST_SEARCH = 100
MOST_POINTS = 100
STATES = ("open", "settled")
CLOSED = (Phase.DECIDED, Phase.CLOSED)


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Newest first, by category, settlement, state and words; above them where the newest are.

    A page follows the last signal of the one before, and nothing is counted beyond the newest: the list costs the same
    in a town with a thousand signals and with a million.
    """
    town = request.municipality  # type: ignore[attr-defined]
    settlements, categories = settlements_of(town), [one for one in Category.objects.offered() if one.is_ours]
    chosen = _chosen(request)
    known = _Known({one.code: one.pk for one in categories}, {one.ekatte: one.pk for one in settlements})
    before = _before(request)
    found = list(known.matching(chosen, before=before)[: ON_A_PAGE + 1])
    rows = found[:ON_A_PAGE]
    supporters = queries.supporters_of(rows)
    context = {
        "rows": [(row, queries.public_wording_of(row), state_of(row), supporters.get(row.pk, 0)) for row in rows],
        "begun": before is not None,
        "next": rows[-1].pk if len(found) > len(rows) else None,
        "chosen": chosen,
        "most": rules.NEWEST,
        "categories": [(one.code, words(one, "name")) for one in categories],
        "settlements": sorted((one.full_name, one.ekatte) for one in settlements),
        **_map(town, settlements, known.matching({**chosen, "settlement": ""}, newest=True)),
    }
    return render(request, "reports/reports.html", context)


def _before(request: HttpRequest) -> int | None:
    """After which signal the page begins; what is malformed counts as not said."""
    typed = request.GET.get("before", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None


def _chosen(request: HttpRequest) -> dict[str, str]:
    given = {
        name: request.GET.get(name, "").replace("\x00", "") for name in ("category", "settlement", "state", "text")
    }
    given["text"] = given["text"][:LONGEST_SEARCH].strip()
    return given


@dataclass(frozen=True, slots=True)
class _Known:
    """The ids of what can be chosen: with them the database reads a page off an index."""

    categories: dict[str, int]
    settlements: dict[str, int]

    def matching(self, chosen: dict[str, str], *, before: int | None = None, newest: bool = False) -> Any:
        """Signals in the order of registration, the newest first. Words are looked for among the newest only, and so is
        everything with `newest`."""
        rows = queries.shown_to_all().order_by("-id")
        if before is not None:
            rows = rows.filter(pk__lt=before)
        if chosen["category"]:
            rows = rows.filter(category=self.categories.get(chosen["category"], 0))
        if chosen["settlement"]:
            rows = rows.filter(settlement=self.settlements.get(chosen["settlement"], 0))
        if chosen["state"] in STATES:
            closed = {"case__phase__in": CLOSED}
            rows = rows.exclude(**closed) if chosen["state"] == "open" else rows.filter(**closed)
        for word in chosen["text"].lower().split()[:5]:
            rows = rows.filter(wording__withdrawn_at=None, wording__search_text__contains=word)
        return rows.filter(pk__in=queries.newest()) if newest or chosen["text"] else rows


def state_of(report: Any) -> tuple[str, str]:
    """In words, and as a shape."""
    ended = outcomes.outcome_of(report.case)
    state = kinds.kind_of(report.case).state(report.case.state)
    return (str(ended.words if ended else state.for_citizen), str(state.phase))


def _map(town: Any, settlements: list[Any], rows: Any) -> dict[str, Any]:
    """The settlements as points with how many of the signals each has."""
    counted = rows.order_by().values_list("settlement_id").annotate(n=Count("id"))
    counts = dict(counted.values_list("settlement_id", "n"))
    places = []
    for one in settlements:
        if one.point is None:
            continue
        n = counts.get(one.pk, 0)
        name = one.name if get_language() == "bg" else one.name_en
        rank = 1 if one.ekatte == town.centre_ekatte else (2 if n else 9)
        places.append(drawing.Place(one.ekatte, f"{name} ({n})" if n else name, rank, one.point))
    line = line_around(town)
    with_reports = {one.ekatte: counts[one.pk] for one in settlements if counts.get(one.pk)}
    drawn = drawing.draw(places, line.rings if line else [])
    return {"drawing": drawn, "line": line, "counts": with_reports}


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest signals whose exact place an official has published, within `bbox`, as GeoJSON (RFC 7946): so many as
    a map can show, whatever the number of all."""
    chosen, view = _chosen(request), _view(request)
    rows = _Known({}, {}).matching({**chosen, "category": "", "settlement": ""}, newest=True)
    rows = rows.filter(wording__withdrawn_at=None, wording__shows_point=True, longitude__isnull=False)
    if chosen["category"]:
        rows = rows.filter(category__code=chosen["category"])
    if view:
        west, south, east, north = view
        rows = rows.filter(longitude__range=(west, east), latitude__range=(south, north))
    features = [_as_feature(row) for row in rows[:MOST_POINTS]]
    told = {"type": "FeatureCollection", "features": features}
    return JsonResponse(told, content_type="application/geo+json")


def _view(request: HttpRequest) -> tuple[float, ...] | None:
    """West, south, east, north; what is malformed counts as not said."""
    try:
        view = tuple(float(part) for part in request.GET.get("bbox", "").split(","))
    except ValueError:
        return None
    return view if len(view) == 4 and all(math.isfinite(one) and abs(one) <= 360 for one in view) else None


def _as_feature(report: CitizenReport) -> dict[str, Any]:
    facts = {
        "title": report.title,
        "state": state_of(report)[0],
        "text": Truncator(report.wording.text).chars(120),  # type: ignore[attr-defined]
        "href": url("reports:report", number=report.case.number),
    }
    shape = {"type": "Point", "coordinates": report.point}
    return {"type": "Feature", "properties": facts, "geometry": shape}


@require_safe
def report(request: HttpRequest, number: str) -> HttpResponse:
    """What we promised, what we did: one signal in the words of its public wording."""
    try:
        found = access.get_public_report(number)
    except Http404:
        # One that accuses somebody is there only while its wording is.
        tombstone = {"number": number, "withheld": access.get_tombstone(number)}
        return render(request, "reports/tombstone.html", tombstone)
    return report_page(request, found, FollowSignalForm(initial=_known(request)))


def _known(request: HttpRequest) -> dict[str, str]:
    return {"email": request.user.email or ""} if isinstance(request.user, Account) else {}


def report_page(request: HttpRequest, found: CitizenReport, form: FollowSignalForm) -> HttpResponse:
    """`form` asks for the address of who wants to hear how it goes on."""
    wording = queries.public_wording_of(found)
    leading = leading_of(found.case)
    context = {
        "form": form,
        "report": found,
        "case": found.case,
        "wording": wording,
        "withheld": None if wording else access.withheld_of(found),
        "state": state_of(found),
        "photos": list(Photo.objects.public().filter(report=found)) if wording else [],
        "supporters": queries.supporters_on(found),
        "leading": leading if leading.pk != found.case_id else None,
        "resolution": found.resolutions.last() if not found.case.is_open else None,
        "may_join": found.case.is_open and not found.is_restricted,
        "join_key": uuid4(),
        "told": story_of(KIND, found.case.number),
        "talk": talk_about(request, found),
    }
    return render(request, "reports/report.html", context)


def talk_about(request: HttpRequest, found: CitizenReport) -> Talk | None:
    """The comments; of a signal that accuses somebody there are none."""
    subject = subject_of(found)
    if not subject.takes_comments:
        return None
    return talk_of(SIGNAL, found.case.number, subject, asked=request.GET.dict(), today=timezone.localdate())


@require_POST
def join(request: HttpRequest, number: str) -> HttpResponse:
    """ "Me too": the signal gains a supporter, and nothing is registered twice."""
    found = access.get_public_report(number)
    if is_ratelimited(request, group="reports.join", key="ip", rate="30/h", increment=True):
        messages.error(request, _("Many joined from here within the hour. Wait a little."))
        return redirect("reports:report", number=number)
    account = request.user if isinstance(request.user, Account) else None
    try:
        key = UUID(request.POST.get("key", ""))
        joined = join_report(found, key=key, account=account, by=citizen_of(request.user), at=timezone.now())
    except ValueError:
        messages.error(request, _("Something was missing in what was sent. Press the button once more."))
    except CannotJoin:
        messages.info(request, _("This signal is settled meanwhile. If it has come back, file a new one."))
    else:
        told = _joined(account) if joined else _("You have joined this signal before.")
        messages.success(request, told)
    return redirect("reports:report", number=number)


def _joined(account: Account | None) -> str:
    if account is None or not account.email:
        return _("You have joined this signal.")
    return _("You have joined this signal. We write to you when it moves; a link in each letter ends that.")


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What was promised and kept in the last year, by one published formula; small groups stand together."""
    counts, counted_at = queries.counted_courses()
    minimum = public_minimum()
    shown, others = rules.by_group(counts, minimum=minimum)
    names = {one.code: words(one, "name") for one in Category.objects.all()}
    groups = [(names.get(code, code), measures) for code, measures in shown.items()]
    context = {
        "total": rules.measure(counts),
        "counted_at": counted_at,
        "groups": sorted(groups, key=lambda pair: (-pair[1].n, pair[0])),
        "others": others,
        "minimum": minimum,
        "promises": [one for one in Category.objects.offered() if one.promise_days],
    }
    return render(request, "reports/figures.html", context)


@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture: for everybody when it is published, else for its author and for officials who handle the signal."""
    opened = request.session.get(OPENED, [])
    found = access.get_photo(request.user, pk, opened=opened, on=timezone.localdate())
    with found.document.open() as content:
        response = HttpResponse(content.read(), content_type=found.document.media_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
