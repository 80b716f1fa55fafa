"""An official says what came of a public object, from the desk's own page of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.foundation.core.actor import Actor
from chinar.foundation.people.access import require
from chinar.foundation.trail import access
from chinar.foundation.trail.access import ABILITY, Own
from chinar.foundation.trail.actions import AlreadyRemoved, CannotLink, Misfit, link, unlink
from chinar.foundation.trail.forms import EFFECT, LinkForm, RemovalForm

LONGEST_SEARCH = 100
WHY = {
    Misfit.ITSELF: gettext_lazy("Nothing leads to itself."),
    Misfit.NOT_PUBLIC: gettext_lazy("One of the two is no longer public, so nothing was linked."),
    Misfit.TURNED_ROUND: gettext_lazy("The other way round stands there already. Remove that one first."),
    Misfit.ALREADY: gettext_lazy("These two are linked already."),
    Misfit.PERSONAL_DATA: gettext_lazy("The note holds personal data. Take them out."),
}


@never_cache
@require(ABILITY)
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What is linked, a search for the other object, and the form for what was found; all in one address, so that
    nothing typed is lost."""
    own = access.get_own(request.user, kind, key, on=timezone.localdate())
    typed = (request.POST if request.method == "POST" else request.GET).get("q", "").replace("\x00", "")
    typed = typed[:LONGEST_SEARCH].strip()
    found = access.candidates(request.user, own, typed) if own.seen else {}
    today = timezone.localdate()
    if request.method != "POST":
        form = LinkForm(candidates=found, initial={"on": today, "side": EFFECT}, on=today)
        return _page(request, own, form, typed)
    form = LinkForm(request.POST, candidates=found, on=today)
    if form.is_valid() and _linked(request, own, form):
        messages.success(request, _("Linked. Everybody reads it on both pages from now on."))
        return redirect("trail:links", kind=kind, key=key)
    return _page(request, own, form, typed)


def _linked(request: HttpRequest, own: Own, form: LinkForm) -> bool:
    """False with the reason in the form."""
    typed = form.cleaned_data
    ends = (own.thing, typed["other"]) if typed["side"] == EFFECT else (typed["other"], own.thing)
    by, at = _actor(request, own), timezone.now()
    try:
        link(*ends, bond=typed["bond"], on=typed["on"], note=typed["note"], by=by, at=at)
    except CannotLink as misfit:
        form.add_error(None, str(WHY[misfit.misfit]))
        return False
    return True


def _actor(request: HttpRequest, own: Own) -> Actor:
    return own.traced.actor(request.user, own.thing.key, timezone.localdate())


def _page(request: HttpRequest, own: Own, form: LinkForm, typed: str) -> HttpResponse:
    context = {
        "own": own,
        "back": own.traced.desk_address(own.thing.key),
        "rows": access.rows_for(request.user, own),
        "typed": typed,
        "form": form,
    }
    return render(request, "trail/links.html", context)


@never_cache
@require(ABILITY)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, kind: str, key: str, pk: int) -> HttpResponse:
    """Takes one link away, with the reason."""
    own = access.get_own(request.user, kind, key, on=timezone.localdate())
    row = access.get_link(request.user, own, pk)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "trail/remove.html", {"own": own, "row": row, "form": form})
    try:
        unlink(row.link, reason=form.cleaned_data["reason"], by=_actor(request, own), at=timezone.now())
    except AlreadyRemoved:
        messages.info(request, _("A colleague has removed it meanwhile."))
    else:
        messages.success(request, _("Removed. Nobody reads it any more."))
    return redirect("trail:links", kind=kind, key=key)
