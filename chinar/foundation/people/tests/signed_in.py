"""Signing in without the pages, for the tests of every module above."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpRequest
from django.test import Client

from chinar.foundation.people.models import Account

SECRET = "PLANETREEPLANETREEPLANETREE23456"


def signed_in(client: Client, account: Account, *, second_factor: bool = True) -> Client:
    """The client as this account; with `second_factor` it has an authenticator app and has passed it."""
    client.force_login(account)
    if second_factor:
        if not Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
            TOTP.activate(account, SECRET)
        request = HttpRequest()
        request.session = client.session
        record_authentication(request, account, "mfa", type="totp")
        request.session.save()
    return client
