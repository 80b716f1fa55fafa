from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from chinar.demo.cast import PASSWORD, PEOPLE, TOTP_SECRET
from chinar.demo.second_factor import current_code, give_totp, seconds_left
from chinar.foundation.people.models import Account

MARIA = next(person for person in PEOPLE if person.key == "maria")
LOGIN = "/bg/accounts/login/"
CODE = "/bg/accounts/second-factor/sign-in/"


@pytest.fixture(autouse=True)
def fresh_installation(settings: Any, db: None) -> None:
    settings.DEMO = True
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cache.clear()


@pytest.fixture
def maria() -> Account:
    account = Account.objects.create_user(MARIA.email, PASSWORD, name=MARIA.name)
    give_totp(account)
    return account


def test_the_sign_in_page_of_the_demo_names_everybody(client: Client) -> None:
    page = client.get(LOGIN).text
    assert all(person.name in page and person.email in page for person in PEOPLE)
    assert PASSWORD in page
    assert '<section class="govuk-inset-text" id="demo"' in page


def test_names_are_in_latin_letters_on_the_english_page(client: Client) -> None:
    assert all(person.name_en in client.get("/en/accounts/login/").text for person in PEOPLE)


def test_one_click_signs_in_and_the_shown_code_lets_in(client: Client, maria: Account) -> None:
    answer = client.post(LOGIN, {"login": MARIA.email, "password": PASSWORD, "next": "/troyan/bg/"})
    assert answer["Location"].startswith(CODE)
    assert current_code(timezone.now()) in client.get(CODE).text
    assert client.post(CODE, {"code": current_code(timezone.now())})["Location"] == "/troyan/bg/"


def test_the_next_code_works_too(client: Client, maria: Account) -> None:
    client.post(LOGIN, {"login": MARIA.email, "password": PASSWORD})
    assert client.post(CODE, {"code": current_code(timezone.now(), steps=1)}).status_code == 302


def test_outside_demo_mode_no_page_shows_a_person_a_password_or_a_code(
    client: Client, maria: Account, settings: Any
) -> None:
    settings.DEMO = False
    page = client.get(LOGIN).text
    assert PASSWORD not in page
    assert not any(person.email in page for person in PEOPLE)
    client.post(LOGIN, {"login": MARIA.email, "password": PASSWORD})
    page = client.get(CODE).text
    assert 'name="code"' in page
    assert current_code(timezone.now()) not in page


def test_outside_demo_mode_nobody_gets_the_shared_second_factor(maria: Account, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured):
        give_totp(maria)


def test_the_code_is_that_of_the_standard() -> None:
    """RFC 6238, appendix B, SHA-1, second 59 (last six of the eight digits)."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    moment = datetime(1970, 1, 1, 0, 0, 59, tzinfo=ZoneInfo("UTC"))
    assert current_code(moment, secret) == "287082"
    assert seconds_left(moment) == 1
    assert current_code(moment, secret, steps=1) == current_code(moment + timedelta(seconds=1), secret)
    assert len(TOTP_SECRET) == 32
