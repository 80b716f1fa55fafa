"""The editor of the catalogue takes a shared description over: as a new service, or into one described already."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.catalogue import access
from chinar.domain.catalogue.actions import ChangedMeanwhile
from chinar.domain.catalogue.adopting import CannotTake, offer_shared, tie
from chinar.domain.catalogue.descriptions import untold
from chinar.domain.catalogue.forms_of_adopting import OfferForm, TieForm
from chinar.domain.catalogue.inheriting import compared, other_fields
from chinar.domain.catalogue.models import ServiceVersion, SharedVersion
from chinar.domain.catalogue.rules import PeriodTooLong
from chinar.domain.catalogue.views.shared import WHY_NOT
from chinar.foundation.offices.queries import main_desk
from chinar.foundation.people.access import actor_of, require

REFUSED = (CannotTake, PeriodTooLong, NoLegalPeriod)


@never_cache
@require("catalogue.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, code: str) -> HttpResponse:
    """A new service; above its form the services that are described here already and may be meant."""
    shared = access.get_shared(code)
    if (here := access.inheriting_from(shared.description_id)) is not None:
        return redirect("catalogue:inherited", code=here.service.code)
    form = OfferForm(request.POST if request.method == "POST" else None, on=timezone.localdate(), shared=shared)
    if request.method == "POST" and form.is_valid():
        try:
            made = offer_shared(shared, **form.own, by=actor_of(request.user), at=timezone.now())
        except REFUSED as refused:
            form.add_error(None, _sentence(refused))
        else:
            return _published(request, made)
    alone = access.described_alone()
    context = {"form": form, "shared": shared, **_meant(alone, shared)}
    return render(request, "catalogue/adopt.html", context)


def _meant(alone: list[ServiceVersion], shared: SharedVersion) -> dict[str, Any]:
    """The services described here by themselves: first the one of the same code or number."""
    number = shared.unified_number
    likely = [
        one
        for one in alone
        if one.service.code == shared.description.code or (number and one.service.unified_number == number)
    ]
    return {"likely": likely, "others": [one for one in alone if one not in likely]}


@never_cache
@require("catalogue.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def tie_to(request: HttpRequest, code: str, service: str) -> HttpResponse:
    """What both say otherwise; the ticked fields keep the municipality's own words."""
    shared, version = access.get_shared(code), access.get_compared(service)
    if version.shared_version_id is not None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = TieForm(data, initial={"seen": version.number}, version=version, shared=shared)
    if data is not None and form.is_valid():
        keep, seen = form.cleaned_data.get("keep", []), form.cleaned_data["seen"]
        try:
            made = tie(version.service, shared, keep=keep, seen=seen, by=actor_of(request.user), at=timezone.now())
        except ChangedMeanwhile:
            form.add_error(None, _("Somebody has published another version meanwhile. Look at the table once more."))
            form.data = {**form.data.dict(), "keep": request.POST.getlist("keep"), "seen": version.number}  # type: ignore[attr-defined]
        except REFUSED as refused:
            form.add_error(None, _sentence(refused))
        else:
            return _published(request, made)
    rows = [row for _name, row in compared(version, shared, other_fields(version, shared))]
    context = {"form": form, "shared": shared, "version": version, "differences": rows}
    return render(request, "catalogue/tie.html", context)


def _sentence(refused: Exception) -> str:
    if isinstance(refused, CannotTake):
        why = WHY_NOT[refused.code]
    else:
        why = WHY_NOT["too_long" if isinstance(refused, PeriodTooLong) else "no_rule"]
    return _("It cannot be taken over: %(why)s.") % {"why": why}


def _published(request: HttpRequest, made: ServiceVersion) -> HttpResponse:
    """Leads to the editor, which names what the register asks for and nobody has told yet."""
    messages.success(request, _("Version %(number)s of the service holds now.") % {"number": made.number})
    if lacks := untold(made, has_office=main_desk() is not None):
        messages.info(request, gettext_lazy("Not told yet: %(fields)s.") % {"fields": ", ".join(lacks)})
    return redirect("catalogue:describe", code=made.service.code)
