"""What the tests of sign-in share: fresh limits, static files without a manifest, codes of an authenticator app."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import set_script_prefix

from chinar.foundation.people.models import Account

PASSWORD = "plane tree square 9"
SECRET = "PLANETREEPLANETREEPLANETREE23456"
LOGIN = "/en/accounts/login/"


@pytest.fixture(autouse=True)
def fresh_installation(settings: Any, db: None) -> Any:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    yield
    cache.clear()
    set_script_prefix("/")  # a page of a municipality leaves its prefix behind


@pytest.fixture
def elena() -> Account:
    account = Account.objects.create_user("elena@chinar.example", PASSWORD, name="Елена Димитрова")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def make_official(monkeypatch: pytest.MonkeyPatch, account: Account) -> None:
    monkeypatch.setattr("chinar.foundation.people.middleware.is_official", lambda user: user.pk == account.pk)


def sign_in(client: Client, account: Account, **more: str) -> Any:
    return client.post(LOGIN, {"login": account.email, "password": PASSWORD, **more})


def give_app(account: Account) -> None:
    TOTP.activate(account, SECRET)


def code(secret: str = SECRET) -> str:
    now = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, now[len(now) // 2]))
