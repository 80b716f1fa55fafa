"""What a service has from its shared description, what it says in its own words, what a newer version would change."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.catalogue import access, adopting
from chinar.domain.catalogue.actions import ChangedMeanwhile
from chinar.domain.catalogue.inheriting import compared, label_of, other_fields, own_fields, shared_of
from chinar.domain.catalogue.models import Service, ServiceVersion
from chinar.domain.catalogue.rules import PeriodTooLong
from chinar.domain.catalogue.views.shared import WHY_NOT
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.access import actor_of, require

Verb = Callable[[Service, int, Actor, datetime], ServiceVersion]


@never_cache
@require("catalogue.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def inherited(request: HttpRequest, code: str) -> HttpResponse:
    """Two tables: our own words beside the shared ones, and what a newer version says beside the one that we have."""
    version = access.get_inheriting(code)
    if request.method == "POST":
        return _do(request, version)
    shared = shared_of(version)
    newer = access.get_shared(shared.description.code)
    own = own_fields(version)
    changed = other_fields(shared, newer) if newer != shared else []
    context = {
        "version": version,
        "shared": shared,
        "own": compared(shared, version, own),
        "newer": newer if newer != shared else None,
        "changed": [row for _name, row in compared(shared, newer, changed)],
        "kept": [label_of(name) for name in changed if name in own],
    }
    return render(request, "catalogue/inherited.html", context)


def _do(request: HttpRequest, version: ServiceVersion) -> HttpResponse:
    """One press: take the newer version over, go back to the shared words in one field, or go on alone."""
    name, seen = request.POST.get("back", ""), request.POST.get("seen", "")
    verbs: dict[str, Verb] = {
        "take": lambda service, n, by, at: adopting.take_over(service, seen=n, by=by, at=at),
        "back": lambda service, n, by, at: adopting.go_back(service, name=name, seen=n, by=by, at=at),
        "alone": lambda service, n, by, at: adopting.untie(service, seen=n, by=by, at=at),
    }
    chosen = next((verb for sent, verb in verbs.items() if sent in request.POST), None)
    number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 6 else 0
    said = _tried(chosen, version, number, actor_of(request.user), timezone.now()) if chosen else ""
    if said:
        messages.error(request, said)
        return redirect("catalogue:inherited", code=version.service.code)
    if chosen:
        messages.success(request, _("The new version of the service holds now."))
    page = "catalogue:describe" if "alone" in request.POST else "catalogue:inherited"
    return redirect(page, code=version.service.code)


def _tried(verb: Verb, version: ServiceVersion, seen: int, by: Actor, at: datetime) -> str:
    """In words why not; "" when it was done."""
    why = ""
    try:
        verb(version.service, seen, by, at)
    except ChangedMeanwhile:
        why = "meanwhile"
    except PeriodTooLong:
        why = "too_long"
    except NoLegalPeriod:
        why = "no_rule"
    except adopting.CannotTake as refused:
        why = refused.code
    return _("Nothing was changed: %(why)s.") % {"why": WHY_NOT[why]} if why else ""
