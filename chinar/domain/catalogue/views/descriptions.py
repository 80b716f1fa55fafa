"""The editor of the catalogue describes services: preview and comparison before publishing, every version after."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.catalogue import access, actions
from chinar.domain.catalogue.descriptions import FOURTEEN, LABELS, differences, said_of, untold
from chinar.domain.catalogue.forms_of_descriptions import DescriptionForm
from chinar.domain.catalogue.inheriting import SHARED, own_fields
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.views.meanwhile import tell_other
from chinar.domain.catalogue.views.public import about
from chinar.domain.catalogue.ways import WAYS
from chinar.foundation.offices.queries import main_desk
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("catalogue.edit")
@require_safe
def description_list(request: HttpRequest) -> HttpResponse:
    """Every service, with what the register asks of its description and nobody has told yet."""
    has_office = main_desk() is not None
    rows = [(version, untold(version, has_office=has_office)) for version in access.described_versions()]
    return render(request, "catalogue/description_list.html", {"rows": rows, "all": len(FOURTEEN)})


@never_cache
@require("catalogue.edit")
def describe(request: HttpRequest, code: str) -> HttpResponse:
    """Published as a new version; matters that run keep theirs. What is inherited from the shared description is read
    here, and written only where the editor has asked for own words (`own`)."""
    version = access.get_described(code)
    opened = [name for name in (*request.POST.getlist("own"), request.POST.get("open")) if name in SHARED]
    inherited = _inherited(version, opened)
    form = _form(request, version, inherited)
    context: dict[str, Any] = {
        "form": form,
        "version": version,
        "untold": untold(version, has_office=main_desk() is not None),
        "other": [],
        "inherited": {name: (str(LABELS[name]), said_of(version, name)) for name in inherited},
        "opened": opened,
    }
    if not form.is_bound or not form.is_valid():
        return render(request, "catalogue/describe.html", context)
    texts = {name: form.cleaned_data[name] for name in LABELS}
    if "publish" not in request.POST:
        return _preview(request, version, texts, context)
    by, at, seen = actor_of(request.user), timezone.now(), form.cleaned_data["seen"]
    try:
        published = actions.publish_description_of(version.service, seen=seen, by=by, at=at, **texts)
    except actions.ChangedMeanwhile:
        context["other"] = tell_other(form, _as_it_holds(access.get_published_version(code)))
        return render(request, "catalogue/describe.html", context)
    messages.success(request, _("Version %(number)s of the service holds now.") % {"number": published.number})
    return redirect("catalogue:versions", code=code)


def _inherited(version: ServiceVersion, opened: list[str]) -> dict[str, Any]:
    """Name and value of each field that is not written here."""
    if version.shared_version is None:
        return {}
    own = {*own_fields(version), *opened}
    return {name: getattr(version, name) for name in SHARED if name not in own}


def _form(request: HttpRequest, version: ServiceVersion, inherited: dict[str, Any]) -> DescriptionForm:
    """Whoever has only asked for own words in one more field gets it with the shared ones in it, all else as typed."""
    sent, held = request.POST, _as_it_holds(version)
    if "open" in sent:
        boxes: dict[str, Any] = {name: name in sent for name, value in held.items() if value is True or value is False}
        typed = {name: sent[name] for name in held if name in sent}
        boxes |= {name: " ".join(sent.getlist(name)) for name in WAYS}
        return DescriptionForm(initial={**held, **typed, **boxes}, on=timezone.localdate(), inherited=inherited)
    data = sent if request.method == "POST" else None
    return DescriptionForm(data, initial=held, on=timezone.localdate(), inherited=inherited)


def _as_it_holds(version: ServiceVersion) -> dict[str, Any]:
    return {**{name: getattr(version, name) for name in LABELS}, "seen": version.number}


def _preview(
    request: HttpRequest, holding: ServiceVersion, texts: dict[str, Any], context: dict[str, Any]
) -> HttpResponse:
    """The page as citizens would see it, and what changes; nothing is saved."""
    typed = access.get_published_version(holding.service.code)
    for name, value in texts.items():
        setattr(typed, name, value)
    shown = {**about(typed), "preview": True, "differences": differences(holding, typed)}
    return render(request, "catalogue/describe.html", {**context, **shown, "version": holding, "typed": typed})


@never_cache
@require("catalogue.edit")
@require_safe
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """All versions of a service, newest first, and what `?of=N` changed against the one before it."""
    found = access.versions_of(code)
    if not found:
        raise Http404
    asked = request.GET.get("of", "")
    after = next((one for one in found if str(one.number) == asked), found[0])
    before = next((one for one in found if one.number == after.number - 1), None)
    context = {
        "versions": found,
        "version": found[0],
        "after": after,
        "before": before,
        "differences": differences(before, after) if before is not None else [],
    }
    return render(request, "catalogue/versions.html", context)
