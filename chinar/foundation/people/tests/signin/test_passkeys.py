from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from chinar.foundation.people.models import Account
from chinar.foundation.people.signin_forms import REFUSED
from chinar.foundation.territory.models import Municipality

from .conftest import make_official, sign_in
from .device import Device, options_on

ADD = "/en/accounts/passkeys/add/"
USE = "/en/accounts/passkeys/sign-in/"
SECOND = "/en/accounts/second-factor/sign-in/"


@pytest.fixture
def maria(elena: Account, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Account:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    Municipality.objects.create(code="LOV34", slug="troyan", name="Троян", name_en="Troyan")
    make_official(monkeypatch, elena)
    return elena


def add(client: Client, device: Device) -> Any:
    credential = device.create(options_on(client.get(ADD).text))
    return client.post(ADD, {"name": "моят телефон", "passwordless": "on", "credential": credential})


def sign_in_with(client: Client, device: Device, **more: str) -> Any:
    options = client.get(USE, headers={"accept": "application/json"}).json()["request_options"]["publicKey"]
    return client.post(USE, {"credential": device.use(options), **more})


@pytest.fixture
def phone(client: Client, maria: Account) -> Device:
    """Added to Maria's account, who has signed out again."""
    phone = Device()
    sign_in(client, maria)
    assert add(client, phone).status_code == 302
    client.post("/en/accounts/logout/")
    return phone


def test_a_passkey_signs_an_official_in_without_password_and_code(client: Client, phone: Device) -> None:
    assert sign_in_with(client, phone, next="/troyan/en/")["Location"] == "/troyan/en/"
    assert client.get("/troyan/en/").status_code == 200


def test_a_passkey_can_be_the_second_factor_after_a_password(client: Client, phone: Device, maria: Account) -> None:
    assert sign_in(client, maria)["Location"].startswith(SECOND)
    page = client.get(SECOND).text
    assert client.post(SECOND, {"credential": phone.use(options_on(page))}).status_code == 302
    assert client.get("/troyan/en/").status_code == 200


def test_a_device_that_does_not_check_its_owner_is_refused(client: Client, phone: Device) -> None:
    phone.flags &= ~0x04
    answer = sign_in_with(client, phone)
    assert str(list(get_messages(answer.wsgi_request))[-1]) == str(REFUSED)
    assert client.get("/en/accounts/").status_code == 302


def test_a_device_that_does_not_check_its_owner_cannot_be_added(client: Client, maria: Account) -> None:
    sign_in(client, maria)
    answer = add(client, Device(checks_owner=False))
    assert answer.status_code == 200
    assert str(REFUSED) in answer.text


def test_the_key_of_somebody_else_is_refused(client: Client, phone: Device) -> None:
    stolen = Device()
    stolen.user = phone.user
    sign_in_with(client, stolen)
    assert client.get("/en/accounts/").status_code == 302


def test_a_passkey_is_renamed_and_removed_by_its_owner(client: Client, phone: Device) -> None:
    sign_in_with(client, phone)
    page = client.get("/en/accounts/passkeys/").text
    assert "моят телефон" in page
    edit = page.split('href="/en/accounts/passkeys/')[1].split("name/")[0]
    client.post(f"/en/accounts/passkeys/{edit}name/", {"name": "стар телефон"})
    assert "стар телефон" in client.get("/en/accounts/passkeys/").text
    client.post(f"/en/accounts/passkeys/{edit}remove/")
    assert "You have no passkey." in client.get("/en/accounts/passkeys/").text


def test_a_passkey_of_another_account_is_not_found(client: Client, phone: Device) -> None:
    stranger = Account.objects.create_user("petar@chinar.example", "another plane tree 7", name="Петър Стоянов")
    sign_in_with(client, phone)
    page = client.get("/en/accounts/passkeys/").text
    edit = page.split('href="/en/accounts/passkeys/')[1].split("name/")[0]
    client.post("/en/accounts/logout/")
    client.post("/en/accounts/login/", {"login": stranger.email, "password": "another plane tree 7"})
    assert client.get(f"/en/accounts/passkeys/{edit}name/").status_code == 404
    assert client.post(f"/en/accounts/passkeys/{edit}remove/").status_code == 404
