"""Who signs acts, and for which services; arranged by the secretary."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chinar.domain.applications.approving import AlreadyEntered, authorise, end_authority, set_rule
from chinar.domain.applications.forms.signing import SignatoryForm
from chinar.domain.applications.models import Signatory, SigningRule
from chinar.domain.applications.signing_access import possible_signatories
from chinar.domain.catalogue.access import get_published_version
from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.core.content import words
from chinar.foundation.documents.signing import SigningFailed, keys_of
from chinar.foundation.people.access import actor_of, require


@require("signing.set")
@require_http_methods(["GET", "HEAD", "POST"])
def signatories(request: HttpRequest) -> HttpResponse:
    """Those who sign, the keys that the operator has given, and the services whose acts are signed apart."""
    today = timezone.localdate()
    form = SignatoryForm(request.POST or None, officials=possible_signatories(on=today), initial={"valid_from": today})
    if request.method == "POST" and form.is_valid() and _entered(request, form):
        return redirect("applications:signatories")
    rows = Signatory.objects.filter(ended_at=None).select_related("account")
    signed = set(SigningRule.objects.filter(ended_at=None).values_list("service__code", flat=True))
    versions = ServiceVersion.objects.published_rows().filter(is_online=True).select_related("service")
    services = [
        {"code": version.service.code, "name": words(version, "name"), "signed": version.service.code in signed}
        for version in versions.order_by("name")
    ]
    context = {"form": form, "rows": list(rows), "services": services, "keys": _keys(request), "today": today}
    return render(request, "applications/signatories.html", context)


def _keys(request: HttpRequest) -> dict[str, object]:
    """Whose keys lie in the folder of the operator; never more than the address of the holder."""
    try:
        keys = keys_of(request.municipality.slug)  # type: ignore[attr-defined]
    except SigningFailed:
        return {"wrong": True}
    return {"seal": any(key.is_seal for key in keys), "holders": {key.holder.lower() for key in keys if key.holder}}


def _entered(request: HttpRequest, form: SignatoryForm) -> bool:
    try:
        authorise(**form.cleaned_data, by=actor_of(request.user), at=timezone.now())
    except AlreadyEntered:
        form.add_error("account", _("This official signs already. End that entry first."))
        return False
    messages.success(request, _("Entered."))
    return True


@require("signing.set")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    row = Signatory.objects.select_related("account").filter(pk=pk).first()
    if row is None:
        raise Http404
    if end_authority(row, by=actor_of(request.user), at=timezone.now()):
        messages.success(request, _("%(name)s signs no more.") % {"name": row.account.name})
    return redirect("applications:signatories")


@require("signing.set")
@require_POST
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """Acts of the service are signed apart from now on, or no longer."""
    service = get_published_version(code).service
    if set_rule(service, signed="signed" in request.POST, by=actor_of(request.user), at=timezone.now()):
        messages.success(request, _("Saved. Drafts that are on their way go it to the end."))
    return redirect("applications:signatories")
