"""The editor of the catalogue looks through the shared descriptions, and takes newer versions over."""

import re
from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chinar.domain.catalogue import access
from chinar.domain.catalogue.adopting import take_over_many
from chinar.domain.catalogue.descriptions import said_of
from chinar.domain.catalogue.models import SharedVersion
from chinar.domain.catalogue.shared_list import NEWER, UNUSED, USED, lines
from chinar.foundation.core.content import words
from chinar.foundation.people.access import actor_of, can, require

ON_A_PAGE, MOST_AT_ONCE, LONGEST_SOUGHT = 40, 100, 100
SHOWN = {
    "": gettext_lazy("All descriptions"),
    USED: gettext_lazy("We use"),
    UNUSED: gettext_lazy("We do not use"),
    NEWER: gettext_lazy("Newer than ours"),
}
WHY_NOT = {
    "meanwhile": gettext_lazy("somebody has published another version meanwhile; look at it once more"),
    "too_long": gettext_lazy("our period is longer than the one that the newer version sets"),
    "no_rule": gettext_lazy("the rule of law that it names is not in force today"),
    "no_period": gettext_lazy("it names a rule of law, and the municipality has said no period of its own yet"),
    "offered": gettext_lazy("the municipality offers a service with this code already: tie that one to it"),
    "used": gettext_lazy("another service of the municipality uses this shared description already"),
    "tied": gettext_lazy("the service uses another shared description already"),
    "number": gettext_lazy("the service has another number in the Register of Services"),
}


@never_cache
@require("catalogue.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def shared_list(request: HttpRequest) -> HttpResponse:
    """All of them; sent as a form, the ticked newer versions are taken over."""
    if request.method == "POST":
        _take_over(request)
        return redirect(f"{request.path}?show={NEWER}")
    show = request.GET.get("show", "")
    sought = request.GET.get("q", "").replace("\0", "")[:LONGEST_SOUGHT]
    known = show if show in SHOWN else ""
    page = Paginator(lines(show=known, sought=sought), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "show": known,
        "shown": SHOWN,
        "sought": sought,
        "may_share": can(request.user, "catalogue.share"),
    }
    return render(request, "catalogue/shared_list.html", context)


def _take_over(request: HttpRequest) -> None:
    """`take` holds code and number of each service, as the page showed them."""
    seen = _ticked(request.POST.getlist("take")[:MOST_AT_ONCE])
    versions = {version.service: version for version in access.inheriting_among(seen)}
    chosen = {service: seen[service.code] for service in versions}
    told = take_over_many(chosen, by=actor_of(request.user), at=timezone.now())
    if not told:
        messages.info(request, _("Nothing was chosen, so nothing was changed."))
    if taken := sum(not why for why in told.values()):
        said = ngettext("%(n)s service was brought up to date.", "%(n)s services were brought up to date.", taken)
        messages.success(request, said % {"n": taken})
    for service, why in told.items():
        if why:
            facts = {"service": words(versions[service], "name"), "why": WHY_NOT[why]}
            messages.error(request, _("%(service)s stays as it was: %(why)s.") % facts)


def _ticked(boxes: Iterable[str]) -> dict[str, int]:
    parts = (box.rpartition(":") for box in boxes)
    return {code: int(number) for code, _colon, number in parts if re.fullmatch("[0-9]{1,5}", number)}


@never_cache
@require("catalogue.edit")
@require_safe
def shared_one(request: HttpRequest, code: str) -> HttpResponse:
    """All that one says, its versions, and what it is here."""
    shared = access.get_shared(code)
    context = {
        "shared": shared,
        "here": access.inheriting_from(shared.description_id),
        "versions": list(
            SharedVersion.objects.filter(description=shared.description_id)
            .select_related("published_by")
            .only("number", "published_at", "superseded_at", "published_by__name")
            .order_by("-number")
        ),
        "may_share": can(request.user, "catalogue.share"),
        "rule": said_of(shared, "legal_period"),
    }
    return render(request, "catalogue/shared_one.html", context)
