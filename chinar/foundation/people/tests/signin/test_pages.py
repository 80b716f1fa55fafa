from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from chinar.foundation.people.models import Account
from chinar.foundation.people.urls import OWN_PAGES

from .conftest import LOGIN, PASSWORD, code, give_app, make_official, sign_in

ARGUMENTS = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "account_confirm_email": {"key": "MQ:1abc:def"},
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_remove_webauthn": {"pk": 1},
}


def pages(language: str) -> list[str]:
    with translation.override(language):
        return [reverse(name, kwargs=ARGUMENTS.get(name)) for name in sorted(OWN_PAGES)]


def walk(client: Client) -> dict[str, int]:
    """Opens every page in both languages; each that answers with a page has our layout in its language."""
    seen = {}
    for language in ("bg", "en"):
        for address in pages(language):
            if address.endswith("/logout/") and client.session.get("_auth_user_id") is None:
                continue
            answer = client.get(address)
            seen[address] = answer.status_code
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                assert 'id="main"' in answer.text, address
                assert f'<html lang="{language}"' in answer.text, address
                assert "<style" not in answer.text, address
                assert 'style="' not in answer.text, address
                assert "onclick" not in answer.text, address
    return seen


def test_every_page_opens_for_a_visitor(client: Client) -> None:
    seen = walk(client)
    assert seen["/bg/accounts/login/"] == seen["/bg/accounts/signup/"] == seen["/bg/accounts/password/reset/"] == 200
    assert set(seen.values()) <= {200, 302}
    assert seen["/bg/accounts/"] == 302


def test_every_page_opens_for_a_citizen(client: Client, elena: Account) -> None:
    sign_in(client, elena)
    seen = walk(client)
    assert set(seen.values()) <= {200, 302, 404}
    assert seen["/bg/accounts/"] == seen["/bg/accounts/second-factor/"] == seen["/bg/accounts/passkeys/add/"] == 200
    assert seen["/bg/accounts/second-factor/app/"] == 200


def test_every_page_opens_for_an_official(client: Client, elena: Account, monkeypatch: Any) -> None:
    make_official(monkeypatch, elena)
    give_app(elena)
    sign_in(client, elena)
    client.post("/en/accounts/second-factor/sign-in/", {"code": code()})
    seen = walk(client)
    assert set(seen.values()) <= {200, 302, 404}
    assert seen["/bg/accounts/second-factor/app/remove/"] == 200


def test_a_wrong_password_is_said_beside_the_field_and_the_address_stays(client: Client, elena: Account) -> None:
    answer = client.post(LOGIN, {"login": elena.email, "password": "wrong"})
    assert answer.status_code == 200
    assert f'value="{elena.email}"' in answer.text
    assert 'id="id_login-error"' in answer.text
    assert 'href="#id_login"' in answer.text
    assert "Check both and try again." in answer.text


def test_an_empty_form_says_what_to_enter(client: Client) -> None:
    answer = client.post(LOGIN, {})
    assert "Enter your e-mail address." in answer.text
    assert "Enter your password." in answer.text
    assert 'id="id_password-error"' in answer.text


def test_something_that_is_no_address_is_named_so(client: Client) -> None:
    assert "in the form name@example.bg" in client.post(LOGIN, {"login": "elena", "password": "x"}).text


def test_browsers_can_fill_in_the_sign_in(client: Client) -> None:
    page = client.get(LOGIN).text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="new-password"' in client.get("/en/accounts/signup/").text


@pytest.mark.parametrize("address", ["/troyan/bg/desk/", "/razlog/en/"])
def test_sign_in_leads_back_to_a_page_of_a_municipality(client: Client, elena: Account, address: str) -> None:
    assert f'value="{address}"' in client.get(LOGIN, {"next": address}).text
    assert sign_in(client, elena, next=address)["Location"] == address


def test_sign_in_leads_to_no_other_site(client: Client, elena: Account) -> None:
    assert sign_in(client, elena, next="https://elsewhere.example/")["Location"] == "/en/"


def test_after_five_wrong_passwords_nobody_gets_in_for_a_while(client: Client, elena: Account) -> None:
    for _attempt in range(5):
        client.post(LOGIN, {"login": elena.email, "password": "wrong"})
    answer = sign_in(client, elena)
    assert answer.status_code == 200
    assert "Too many wrong attempts." in answer.text


def test_too_many_requests_answer_with_our_page(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.get(LOGIN)
    client.post(LOGIN, {"login": "a@chinar.example", "password": "x"})
    answer = client.post(LOGIN, {"login": "a@chinar.example", "password": "x"})
    assert answer.status_code == 429
    assert 'id="main"' in answer.text


def test_a_citizen_creates_an_account_with_a_name(client: Client) -> None:
    form = {"name": "Стоян Горски", "email": "Stoyan@Chinar.example", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/bg/accounts/signup/", form).status_code == 302
    account = Account.objects.get(email="stoyan@chinar.example")
    assert account.name == "Стоян Горски"
    assert client.get("/bg/accounts/").status_code == 200


def test_a_weak_password_is_refused_and_the_name_stays(client: Client) -> None:
    form = {"name": "Стоян", "email": "stoyan@chinar.example", "password1": "short", "password2": "short"}
    answer = client.post("/en/accounts/signup/", form)
    assert 'id="id_password1-error"' in answer.text
    assert 'value="Стоян"' in answer.text
    assert "short" not in answer.text.replace("too short", "")


def test_an_address_cannot_have_two_accounts(client: Client, elena: Account) -> None:
    form = {"name": "Друга", "email": elena.email, "password1": PASSWORD, "password2": PASSWORD}
    assert "There is an account with this e-mail address already." in client.post("/en/accounts/signup/", form).text


def test_a_forgotten_password_is_replaced_through_a_letter(client: Client, elena: Account, mailoutbox: Any) -> None:
    assert client.post("/en/accounts/password/reset/", {"email": elena.email}).status_code == 302
    assert "for the account elena@chinar.example." in mailoutbox[0].body
    link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http"))
    form = client.get(link, follow=True)
    new = "another plane tree 7"
    done = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)
    assert "The new password is saved" in done.text
    elena.refresh_from_db()
    assert elena.check_password(new)
    assert "This link no longer works" in client.get(link, follow=True).text


def test_a_letter_to_an_unknown_address_says_so(client: Client, mailoutbox: Any) -> None:
    assert client.post("/en/accounts/password/reset/", {"email": "nobody@chinar.example"}).status_code == 302
    assert "There is no such account." in mailoutbox[0].body


def test_changing_the_password_asks_for_the_present_one(client: Client, elena: Account) -> None:
    sign_in(client, elena)
    new = {"password1": "another plane tree 7", "password2": "another plane tree 7"}
    wrong = client.post("/en/accounts/password/change/", {"oldpassword": "wrong", **new})
    assert 'id="id_oldpassword-error"' in wrong.text
    assert client.post("/en/accounts/password/change/", {"oldpassword": PASSWORD, **new}).status_code == 302


def test_signing_out_takes_a_click_and_not_a_link(client: Client, elena: Account) -> None:
    sign_in(client, elena)
    assert client.get("/en/accounts/logout/").status_code == 200
    client.post("/en/accounts/logout/")
    assert client.get("/en/accounts/").status_code == 302
