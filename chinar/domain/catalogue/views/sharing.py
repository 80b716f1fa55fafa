"""The editor of shared descriptions writes what the state sets: seen as a comparison, then published."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.catalogue import access, evidence_lines
from chinar.domain.catalogue.actions import ChangedMeanwhile
from chinar.domain.catalogue.forms_of_sharing import SharedForm
from chinar.domain.catalogue.inheriting import SHARED, compared
from chinar.domain.catalogue.models import SharedVersion
from chinar.domain.catalogue.sharing import publish_shared
from chinar.domain.catalogue.views.meanwhile import tell_other
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("catalogue.share")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The first version of a description that nobody has shared yet."""
    form = SharedForm(
        request.POST if request.method == "POST" else None, initial={"seen": 0}, on=timezone.localdate(), is_new=True
    )
    if request.method == "POST" and form.is_valid():
        if access.is_shared(form.cleaned_data["code"]):
            form.add_error("code", _("There is a shared description with this code already"))
        elif (published := _publish(request, form, form.cleaned_data["code"])) is not None:
            return published
    return render(request, "catalogue/share.html", {"form": form, "shared": None, "other": [], "differences": None})


@never_cache
@require("catalogue.share")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The next version; the municipalities that use the former one are told and take it over by themselves."""
    holding = access.get_shared(code)
    data = request.POST if request.method == "POST" else None
    form = SharedForm(data, initial=_as_it_holds(holding), on=timezone.localdate(), is_new=False)
    context: dict[str, Any] = {"form": form, "shared": holding, "other": [], "differences": None}
    if data is not None and form.is_valid():
        if "publish" not in data:
            context["differences"] = _differences(holding, form)
            return render(request, "catalogue/share.html", context)
        published = _publish(request, form, code)
        if published is not None:
            return published
        if not form.has_error("legal_period"):
            context["other"] = tell_other(form, _as_it_holds(access.get_shared(code)))
    return render(request, "catalogue/share.html", context)


def _publish(request: HttpRequest, form: SharedForm, code: str) -> HttpResponse | None:
    """None when it could not be; a rule that is not in force stands beside its field then."""
    seen, by, at = form.cleaned_data["seen"], actor_of(request.user), timezone.now()
    try:
        made = publish_shared(code, seen=seen, by=by, at=at, **form.said)
    except NoLegalPeriod:
        form.add_error("legal_period", _("This rule is not in force today"))
        return None
    except ChangedMeanwhile:
        return None
    messages.success(request, _("Version %(number)s of the shared description holds now.") % {"number": made.number})
    return redirect("catalogue:shared_one", code=code)


def _as_it_holds(shared: SharedVersion) -> dict[str, Any]:
    texts = {name: getattr(shared, name) for name in (*SHARED, "unified_number", "source")}
    return {**texts, "evidence": evidence_lines.write(shared.evidence.all()), "seen": shared.number}


def _differences(holding: SharedVersion, form: SharedForm) -> list[Any]:
    typed = {**form.said, "evidence": evidence_lines.write(form.said["evidence"])}
    held = _as_it_holds(holding)
    names = [name for name in SHARED if str(held[name]).split() != str(typed[name]).split()]
    after = SharedVersion(**{name: typed[name] for name in SHARED})
    rows = [row for _name, row in compared(holding, after, names)]
    beside = [name for name in ("unified_number", "source", "evidence") if held[name].split() != typed[name].split()]
    return [*rows, *({"label": form[name].label, "before": held[name], "after": typed[name]} for name in beside)]
