"""The services of the municipality, A to Z or by subject, and the page of one."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.decorators import ratelimit

from chinar.domain.cases import law_here
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.rating.queries import public_ratings
from chinar.domain.catalogue import access
from chinar.domain.catalogue.linked import linked_data
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.searching import KIND
from chinar.domain.catalogue.speeds import speed_rows
from chinar.domain.catalogue.terms import said_of_term
from chinar.domain.catalogue.ways import WAYS, told_ways
from chinar.domain.registers.actions.expecting import OfService
from chinar.domain.registers.actions.papers import tell_of_paper
from chinar.foundation.core.content import words
from chinar.foundation.core.money import price
from chinar.foundation.core.remembering import remembered
from chinar.foundation.people.access import citizen_of
from chinar.foundation.time import explaining
from chinar.foundation.time.rules import Period
from chinar.foundation.trail.access import may_link
from chinar.foundation.trail.queries import story_of

FEW = 15
"""Up to so many services stand in one list, without heads."""


@require_safe
@remembered
def service_list(request: HttpRequest) -> HttpResponse:
    """All services: by first letter, or with `?by=` one of HEADS under those heads; what has none stands last."""
    by = request.GET.get("by", "")
    versions = list(
        ServiceVersion.objects.published_rows()
        .select_related("service__department")
        .only(
            "name",
            "name_en",
            "summary",
            "summary_en",
            "group",
            "event",
            "audience",
            "service__code",
            "service__department__name",
        )
        .order_by("name")
    )
    head, other = HEADS.get(by, _letter), _("Other services")
    ordered = sorted(versions, key=lambda one: (head(one) == other, head(one), words(one, "name").casefold()))
    parts = [(name, list(found)) for name, found in groupby(ordered, key=head)]
    context = {"parts": parts, "by": by, "count": len(versions), "has_heads": len(versions) > FEW or bool(by)}
    return render(request, "catalogue/list.html", context)


def _letter(version: ServiceVersion) -> str:
    return words(version, "name")[:1].upper()


def _subject(version: ServiceVersion) -> str:
    return version.group[:1].upper() + version.group[1:] or _("Other services")


def _department(version: ServiceVersion) -> str:
    return words(version.service.department, "name")


def _event(version: ServiceVersion) -> str:
    return str(version.get_event_display()) if version.event else _("Other services")


def _audience(version: ServiceVersion) -> str:
    return str(version.get_audience_display()) if version.audience else _("Other services")


HEADS: dict[str, Callable[[ServiceVersion], str]] = {
    "event": _event,
    "subject": _subject,
    "department": _department,
    "audience": _audience,
}


@require_safe
@remembered
def service(request: HttpRequest, code: str) -> HttpResponse:
    """What, for whom, what to bring, how long, how much, where; then everything else."""
    version = access.get_published_version(code)
    shown = about(version)
    url = request.build_absolute_uri(request.path)
    linked = linked_data(version, shown["offered"], request.municipality, url=url)  # type: ignore[attr-defined]
    context = {
        "linked": linked,
        "ratings": public_ratings(version.service.code),
        "told": story_of(KIND, code),
        "may_link": may_link(request.user, KIND, code, on=localdate()),
    }
    return render(request, "catalogue/service.html", {**shown, **context})


def about(version: ServiceVersion) -> dict[str, Any]:
    """What the description of a service shows, of a published version or of one that is being written."""
    rule = None
    if version.legal_period:
        rule = law_here.in_force(version.legal_period, on=localtime(version.published_at).date())
    speeds = list(version.speeds.all())
    return {
        "version": version,
        "service": version.service,
        "period": explaining.period(Period.parse(version.period)) if version.period else "",
        "article": (rule.article_en if get_language() == "en" else rule.article) if rule else "",
        "rule": rule,
        "general_term": _general_term(version),
        "speeds": speed_rows(speeds, on=localdate()),
        "fee": "" if version.fee_cents is None else price(version.fee_cents, on=localdate()),
        "requirements": list(version.requirements.all()),
        "offered": speeds,
        "ways": {name: told_ways(version, name) for name in WAYS},
    }


def _general_term(version: ServiceVersion) -> str:
    """What the law gives where the municipality has published no term; "" in a country whose law we have not read."""
    try:
        return said_of_term(version, None, on=localdate())
    except NoLegalPeriod:
        return ""


@ratelimit(key="ip", rate="5/h", method="POST", block=False)  # type: ignore[untyped-decorator]
@require_POST
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """„Поискаха ми документ, който държавата има“: one tap, by anybody, without a name."""
    version = access.get_published_version(code)
    if getattr(request, "limited", False):
        messages.info(request, _("You have told us already. Thank you; the secretary looks into it."))
        return redirect("catalogue:service", code=code)
    of = OfService(version.service.code, version.name, version.name_en, version.number)
    tell_of_paper(of, by=citizen_of(request.user), at=timezone.now())
    return redirect("registers:told")
