"""The journal of the installation tells what happens to accounts."""

import time
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.journal.sentences import sentence
from chinar.foundation.people.models import Account
from chinar.foundation.people.views import telling

from .conftest import LOGIN, PASSWORD, code, give_app, sign_in

NEW = {"password1": "another plane tree 7", "password2": "another plane tree 7"}


def told() -> list[tuple[str, str, int | None]]:
    """Verb, subject and actor of each entry of the installation."""
    with scoped(None):
        return list(Entry.objects.order_by("pk").values_list("verb", "subject", "actor_id"))


def test_sign_in_is_told(client: Client, elena: Account) -> None:
    sign_in(client, elena)
    assert told() == [("account.signed_in", str(elena.pk), elena.pk)]
    with scoped(None):
        assert sentence(Entry.objects.get(), "en") == "Елена Димитрова signed in"


def test_sign_in_is_told_once_the_second_factor_is_passed(client: Client, elena: Account) -> None:
    give_app(elena)
    sign_in(client, elena)
    assert told() == []
    client.post("/en/accounts/second-factor/sign-in/", {"code": "000000"})
    assert told() == [("account.wrong_code", str(elena.pk), None)]
    client.post("/en/accounts/second-factor/sign-in/", {"code": code()})
    assert told()[-1] == ("account.signed_in", str(elena.pk), elena.pk)


def test_sign_up_is_told_of_a_visitor(client: Client) -> None:
    form = {"name": "Стоян", "email": "stoyan@chinar.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/bg/accounts/signup/", form)
    number = Account.objects.get().pk
    assert told() == [("account.signed_up", str(number), None), ("account.signed_in", str(number), number)]


def test_confirmation_is_told_and_a_sign_up_alone_is_no_act_of_the_account(
    client: Client, settings: Any, mailoutbox: Any
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    form = {"name": "Стоян", "email": "stoyan@chinar.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/en/accounts/signup/", form)
    number = Account.objects.get().pk
    assert told() == [("account.signed_up", str(number), None)]
    client.post(next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http")))
    assert told()[-1] == ("account.confirmed", str(number), number)


def test_passwords_are_told(client: Client, elena: Account, mailoutbox: Any) -> None:
    sign_in(client, elena)
    client.post("/en/accounts/password/change/", {"oldpassword": PASSWORD, **NEW})
    assert told()[-1] == ("account.password_changed", str(elena.pk), elena.pk)
    client.post("/en/accounts/password/reset/", {"email": elena.email})
    link = next(line for line in mailoutbox[-1].body.splitlines() if line.startswith("http"))
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], NEW)
    assert told()[-1][0] == "account.password_reset"


def test_factors_are_told(client: Client, elena: Account, django_capture_on_commit_callbacks: Any) -> None:
    sign_in(client, elena)
    client.get("/en/accounts/second-factor/app/")
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/accounts/second-factor/app/", {"code": code(secret)})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/accounts/second-factor/codes/new/")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/accounts/second-factor/app/remove/")
    verbs = [verb for verb, _, _ in told()]
    assert sorted(verbs[1:3]) == ["account.app_added", "account.codes_made"]
    assert verbs[3] == "account.codes_made"
    assert sorted(verbs[4:]) == ["account.app_removed", "account.codes_removed"]


def test_a_wrong_password_is_told_of_the_account_alone(client: Client, elena: Account) -> None:
    client.post(LOGIN, {"login": "  ELENA@chinar.example ", "password": "wrong"})
    assert told() == [("account.wrong_password", str(elena.pk), None)]


def test_an_address_without_an_account_is_not_told(client: Client) -> None:
    client.post(LOGIN, {"login": "nobody@chinar.example", "password": "wrong"})
    assert told() == []


@pytest.mark.parametrize("email", ["elena@chinar.example", "nobody@chinar.example"])
def test_the_delay_does_not_say_whether_there_is_an_account(elena: Account, email: str) -> None:
    began = time.monotonic()
    telling.tell_wrong_password(email)
    assert time.monotonic() - began >= telling.TELLING_TAKES


def test_guessing_does_not_flood_the_journal(client: Client, elena: Account) -> None:
    for _attempt in range(12):
        client.post(LOGIN, {"login": elena.email, "password": "wrong"})
    assert len(told()) == 5


def test_the_right_password_of_a_closed_account_is_not_called_wrong(client: Client, elena: Account) -> None:
    Account.objects.filter(pk=elena.pk).update(is_active=False)
    sign_in(client, elena)
    assert told() == []


def test_at_the_host_name_of_a_municipality_it_is_told_of_the_installation_too(
    client: Client, town: Any, elena: Account, settings: Any
) -> None:
    settings.TOWN_HOSTS = {"troyan.example": "troyan"}
    settings.ALLOWED_HOSTS = ["troyan.example"]
    cache.clear()
    with scoped(None):
        answer = client.post(LOGIN, {"login": elena.email, "password": PASSWORD}, headers={"host": "troyan.example"})
    assert answer.status_code == 302
    assert [verb for verb, _, _ in told()] == ["account.signed_in"]
    with scoped(town.pk):
        assert not Entry.objects.exists()


@pytest.mark.parametrize("field", ["facts", "subject"])
def test_no_entry_names_a_person(client: Client, elena: Account, field: str) -> None:
    client.post(LOGIN, {"login": elena.email, "password": "wrong"})
    sign_in(client, elena)
    with scoped(None):
        assert not any("elena" in str(getattr(entry, field)).lower() for entry in Entry.objects.all())
