"""The editor of the catalogue says how a service is paid: on what ground, until when, per what, and who pays less."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.catalogue import access, actions
from chinar.domain.catalogue.forms_of_fees import FeesForm, as_lines
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.views.meanwhile import tell_other
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("catalogue.edit")
@require_safe
def fee_list(request: HttpRequest) -> HttpResponse:
    """Every service, with what is said of its fee and what is not."""
    versions = ServiceVersion.objects.published_rows().select_related("service").order_by("name")
    columns = ("name", "name_en", "fee_ground", "fee_due", "is_technical", "service__code")
    return render(request, "catalogue/fee_list.html", {"versions": list(versions.only(*columns))})


@never_cache
@require("catalogue.edit")
def fees(request: HttpRequest, code: str) -> HttpResponse:
    """Published as a new version; matters that run keep theirs, and what they were charged."""
    version = access.get_published_version(code)
    form = FeesForm(request.POST if request.method == "POST" else None, initial=_as_it_holds(version), version=version)
    context: dict[str, Any] = {"form": form, "version": version, "other": []}
    if request.method != "POST" or not form.is_valid():
        return render(request, "catalogue/fees.html", context)
    try:
        published = actions.publish_fees_of(
            version.service, **form.cleaned_data, by=actor_of(request.user), at=timezone.now()
        )
    except actions.ChangedMeanwhile:
        context["other"] = tell_other(form, _as_it_holds(access.get_published_version(code)))
        return render(request, "catalogue/fees.html", context)
    messages.success(request, _("Version %(number)s of the service holds now.") % {"number": published.number})
    return redirect("catalogue:fee_list")


def _as_it_holds(version: ServiceVersion) -> dict[str, Any]:
    facts = {name: getattr(version, name) for name in actions.FEE_FACTS}
    return {**facts, "reductions": as_lines(version.reductions.all()), "seen": version.number}
