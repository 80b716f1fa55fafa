"""The page of one's own account: of the installation, so without anything of a municipality."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache


@never_cache
@login_required
def account_home(request: HttpRequest) -> HttpResponse:
    kinds = list(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    has_app = Authenticator.Type.TOTP in kinds
    return render(
        request,
        "people/account.html",
        {"account": request.user, "has_app": has_app, "passkeys": kinds.count(Authenticator.Type.WEBAUTHN)},
    )
