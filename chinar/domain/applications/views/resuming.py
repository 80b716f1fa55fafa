"""Going on later, or on another device, without an account: a link by e-mail that opens once."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from chinar.domain.applications.forms.resuming import AddressForm
from chinar.domain.applications.journey import Journey
from chinar.domain.applications.resuming import NoSuchLink, go_on, send_link, send_links_again
from chinar.domain.applications.views.holding import hold, let_go, new_secret
from chinar.domain.applications.views.journey import of_draft
from chinar.domain.applications.views.limits import too_many_links
from chinar.foundation.people.access import citizen_of


@never_cache
@of_draft
def later(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Leaves an address, to which the way back is sent; with an account the way back is the account."""
    draft = journey.draft
    page = {"draft": draft, "version": draft.service_version}
    if draft.account_id is not None:
        return render(request, "applications/later.html", page)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "applications/later.html", {**page, "form": form})
    email = form.cleaned_data["email"]
    if too_many_links(request, email):
        return render(request, "applications/later.html", {**page, "form": _waiting(form)}, status=429)
    send_link(draft, email=email, token=_token(), by=citizen_of(request.user), at=timezone.now())
    return render(request, "applications/link_sent.html", {**page, "email": email})


@never_cache
@require_POST
@of_draft
def leave(request: HttpRequest, journey: Journey) -> HttpResponse:
    """This browser opens the draft no more: it may be one in a library."""
    let_go(request, journey.draft.key)
    return redirect("applications:ask_link")


@never_cache
def ask_link(request: HttpRequest) -> HttpResponse:
    """A new link, for whoever left an address. Known and unknown addresses are answered alike."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "applications/ask_link.html", {"form": form})
    email = form.cleaned_data["email"]
    if too_many_links(request, email):
        return render(request, "applications/ask_link.html", {"form": _waiting(form)}, status=429)
    send_links_again(email, draw=_token, by=citizen_of(request.user), at=timezone.now())
    return render(request, "applications/link_sent.html", {"email": email})


@never_cache
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mailed link leads. It is used up by the button alone: programs that check mail open addresses too."""
    if request.method != "POST":
        return render(request, "applications/go_on.html")
    secret = new_secret()
    try:
        draft = go_on(token, secret=secret, by=citizen_of(request.user), at=timezone.now())
    except NoSuchLink:
        return render(request, "applications/go_on.html", {"is_spent": True}, status=404)
    hold(request, draft.key, secret)
    return redirect("applications:resume", key=draft.key)


def _token() -> str:
    return secrets.token_urlsafe(32)


def _waiting(form: AddressForm) -> AddressForm:
    form.add_error(None, _("Too many links were asked for. Wait an hour, then try again. Nothing was lost."))
    return form
