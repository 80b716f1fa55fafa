from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import set_script_prefix

from chinar.foundation.core import keys
from chinar.foundation.people.models import Account
from chinar.foundation.people.tests.signed_in import signed_in
from chinar.foundation.territory.models import Municipality

from .conftest import PASSWORD, SECRET, code, give_app, make_official, sign_in

SET_UP = "/en/accounts/second-factor/"


@pytest.fixture
def maria(elena: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    Municipality.objects.create(code="LOV34", slug="troyan", name="Троян", name_en="Troyan")
    make_official(monkeypatch, elena)
    return elena


def set_up_an_app(client: Client) -> Any:
    # Unlike a web server, the test client keeps the prefix of the municipality's page that it opened before.
    set_script_prefix("/")
    client.get("/en/accounts/second-factor/app/")
    return client.post("/en/accounts/second-factor/app/", {"code": code(client.session["mfa.totp.secret"])})


def test_an_official_without_a_second_factor_is_led_to_set_one_up(client: Client, maria: Account) -> None:
    sign_in(client, maria)
    answer = client.get("/troyan/en/")
    assert answer.status_code == 302
    assert answer["Location"] == SET_UP
    page = client.get(SET_UP)
    assert page.status_code == 200
    assert "One more step before your work opens" in page.text


def test_the_set_up_page_comes_in_the_language_of_the_page_that_was_asked_for(client: Client, maria: Account) -> None:
    sign_in(client, maria)
    assert client.get("/troyan/bg/")["Location"] == "/bg/accounts/second-factor/"


def test_an_official_without_a_second_factor_can_sign_out(client: Client, maria: Account) -> None:
    sign_in(client, maria)
    client.post("/en/accounts/logout/")
    assert client.get("/troyan/en/").status_code == 200


def test_what_is_sent_without_a_second_factor_is_not_accepted(client: Client, maria: Account) -> None:
    sign_in(client, maria)
    assert client.post("/troyan/en/")["Location"] == SET_UP


def test_after_the_set_up_the_work_opens(client: Client, maria: Account) -> None:
    sign_in(client, maria)
    client.get("/troyan/en/?page=2")
    answer = set_up_an_app(client)
    assert answer["Location"] == "/en/accounts/second-factor/codes/"
    assert 'href="/troyan/en/?page=2"' in client.get(answer["Location"]).text
    assert client.get("/troyan/en/").status_code == 200
    assert "Continue to my work" not in client.get(SET_UP).text


def test_a_session_older_than_the_factor_is_asked_for_it(client: Client, maria: Account) -> None:
    sign_in(client, maria)
    give_app(maria)
    answer = client.get("/troyan/en/?page=2")
    assert answer["Location"] == "/en/accounts/second-factor/confirm/?next=/troyan/en/%3Fpage%3D2"
    set_script_prefix("/")
    assert 'name="next" value="/troyan/en/?page=2"' in client.get(answer["Location"]).text
    done = client.post("/en/accounts/second-factor/confirm/", {"code": code(), "next": "/troyan/en/"})
    assert done["Location"] == "/troyan/en/"
    assert client.get("/troyan/en/").status_code == 200


def test_the_password_does_not_stand_in_for_the_factor(client: Client, maria: Account) -> None:
    sign_in(client, maria)
    give_app(maria)
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get("/troyan/en/").status_code == 302


def test_tests_of_other_modules_sign_officials_in_quickly(client: Client, maria: Account) -> None:
    assert signed_in(client, maria).get("/troyan/en/").status_code == 200
    assert signed_in(Client(), maria).get("/troyan/en/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client: Client, maria: Account) -> None:
    Authenticator.objects.create(user=maria, type=Authenticator.Type.RECOVERY_CODES, data={"used_mask": 0})
    sign_in(client, maria)
    assert client.get("/troyan/en/").status_code == 302


def test_an_old_session_is_asked_for_the_password_before_a_factor_is_changed(
    client: Client, maria: Account, settings: Any
) -> None:
    sign_in(client, maria)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    answer = client.get("/en/accounts/second-factor/app/")
    assert answer["Location"].startswith("/en/accounts/reauthenticate/")
    page = client.get(answer["Location"]).text
    assert "Confirm that it is you" in page
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    again = client.post(answer["Location"], {"password": PASSWORD})
    assert again["Location"] == "/en/accounts/second-factor/app/"


def test_who_removes_the_only_factor_is_led_back(client: Client, maria: Account) -> None:
    sign_in(client, maria)
    set_up_an_app(client)
    client.post("/en/accounts/second-factor/app/remove/")
    assert client.get("/troyan/en/")["Location"] == SET_UP


def test_a_citizen_needs_no_second_factor(client: Client, maria: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chinar.foundation.people.middleware.is_official", lambda account: False)
    sign_in(client, maria)
    assert client.get("/troyan/en/").status_code == 200


def test_a_page_without_a_session_stays_the_same_for_everybody(client: Client, maria: Account) -> None:
    assert "Cookie" not in client.get("/robots.txt").get("Vary", "")


def test_who_has_a_factor_is_asked_for_it_at_sign_in(client: Client, maria: Account) -> None:
    give_app(maria)
    assert sign_in(client, maria, next="/troyan/en/")["Location"].startswith("/en/accounts/second-factor/sign-in/")
    assert client.get("/en/accounts/").status_code == 302
    page = client.get("/en/accounts/second-factor/sign-in/").text
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    wrong = client.post("/en/accounts/second-factor/sign-in/", {"code": "000000"})
    assert 'id="id_code-error"' in wrong.text
    assert client.post("/en/accounts/second-factor/sign-in/", {"code": code()})["Location"] == "/troyan/en/"
    assert client.get("/troyan/en/").status_code == 200


def test_the_same_code_does_not_work_twice(client: Client, maria: Account) -> None:
    give_app(maria)
    now = code()
    sign_in(client, maria)
    client.post("/en/accounts/second-factor/sign-in/", {"code": now})
    client.post("/en/accounts/logout/")
    sign_in(client, maria)
    assert client.post("/en/accounts/second-factor/sign-in/", {"code": now}).status_code == 200


def test_a_lost_phone_is_replaced_by_a_recovery_code(client: Client, maria: Account) -> None:
    sign_in(client, maria)
    set_up_an_app(client)
    one = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()[0]
    assert one in client.get("/en/accounts/second-factor/codes/").text
    assert one in client.get("/en/accounts/second-factor/codes/file/").text
    client.post("/en/accounts/logout/")
    sign_in(client, maria)
    assert client.post("/en/accounts/second-factor/sign-in/", {"code": one}).status_code == 302


def test_the_key_of_an_app_is_not_readable_in_the_database(maria: Account) -> None:
    give_app(maria)
    stored = Authenticator.objects.get(user=maria).data["secret"]
    assert SECRET not in stored
    assert keys.decrypt(stored) == SECRET


def test_a_new_data_key_takes_over_all_second_factors(maria: Account, settings: Any, capsys: Any) -> None:
    give_app(maria)
    old = settings.DATA_KEYS[0]
    settings.DATA_KEYS = [f"new:{Fernet.generate_key().decode()}", old]
    call_command("keys", "check")
    for _ in range(2):
        call_command("keys", "rotate")
    call_command("keys", "check")
    old_id = old.partition(":")[0]
    assert capsys.readouterr().out.splitlines() == [
        "new: 0",
        f"{old_id}: 1",
        "1 values put under the key new.",
        "0 values put under the key new.",
        "new: 1",
        f"{old_id}: 0",
    ]
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    assert keys.decrypt(Authenticator.objects.get(user=maria).data["secret"]) == SECRET


def test_a_second_factor_under_a_key_that_is_missing_is_counted(maria: Account, settings: Any) -> None:
    give_app(maria)
    settings.DATA_KEYS = [f"new:{Fernet.generate_key().decode()}"]
    with pytest.raises(CommandError, match="1 values"):
        call_command("keys", "check")
