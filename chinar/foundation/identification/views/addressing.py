"""An account that a proven identity opened has no e-mail address; its holder gives one, and shows that it is theirs."""

from typing import cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django_ratelimit.core import is_ratelimited

from chinar.foundation.core.urls import root_url
from chinar.foundation.identification.actions import AddressTaken, give_address, is_taken
from chinar.foundation.identification.forms import AddressForm
from chinar.foundation.people.access import sign_in_required
from chinar.foundation.people.models import Account

SALT = "identification.address"
LASTS_SECONDS = 3 * 24 * 3600


@never_cache
@sign_in_required
def address(request: HttpRequest) -> HttpResponse:
    """Asks for an address and writes to it. What is answered does not say whether the address has an account."""
    account = cast(Account, request.user)
    if account.email:
        return redirect(root_url("account_home"))
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "identification/address.html", {"form": form})
    if is_ratelimited(request, group="identification.address", key="user_or_ip", rate="5/h", increment=True):
        return render(request, "429.html", status=429)
    _write(request, account, form.cleaned_data["email"])
    return render(request, "identification/address_sent.html", {"letters_are_files": _letters_are_files()})


def _write(request: HttpRequest, account: Account, email: str) -> None:
    token = signing.dumps([account.pk, email], salt=SALT)
    link = request.build_absolute_uri(root_url("identification:confirm_address", token=token))
    kind = "taken" if is_taken(email) else "confirm"
    context = {"user": account, "link": link, "email": email}
    get_adapter(request).send_mail(f"identification/email/{kind}_address", email, context)


def _letters_are_files() -> bool:
    return settings.EMAIL_BACKEND == "django.core.mail.backends.filebased.EmailBackend"


@never_cache
@sign_in_required
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter. It counts only for whoever is signed in to the very account: a mistyped address would
    else give the account to whoever reads its mail."""
    account = cast(Account, request.user)
    try:
        owner, email = signing.loads(token, salt=SALT, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        owner, email = None, ""
    is_theirs = owner == account.pk and not account.email
    if is_theirs and request.method == "POST":
        try:
            give_address(account, email, at=timezone.now())
        except AddressTaken:
            is_theirs = False
        else:
            return redirect(root_url("account_home"))
    context = {"email": email if is_theirs else "", "is_theirs": is_theirs}
    return render(request, "identification/confirm_address.html", context, status=200 if is_theirs else 403)
