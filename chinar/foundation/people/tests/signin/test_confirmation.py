"""Outside the demo an account opens when its address is confirmed."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.people.actions import open_account
from chinar.foundation.people.models import Account

from .conftest import LOGIN, PASSWORD

SIGN_UP = "/en/accounts/signup/"
SENT = "/en/accounts/confirm/sent/"
ELENA = {"name": "Елена Димитрова", "email": "elena@chinar.example", "password1": PASSWORD, "password2": PASSWORD}
ANOTHER = "another plane tree 7"
STRANGER = {**ELENA, "name": "Някой Друг", "password1": ANOTHER, "password2": ANOTHER}


@pytest.fixture(autouse=True)
def outside_the_demo(settings: Any) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def link_in(letter: Any) -> str:
    line = next(line for line in letter.body.splitlines() if line.startswith("http"))
    return urlsplit(line)._replace(scheme="", netloc="").geturl()


def can_sign_in(password: str) -> bool:
    answer = Client().post(LOGIN, {"login": ELENA["email"], "password": password})
    return answer.status_code == 302 and answer["Location"] == "/en/"


def wait() -> None:
    """As long as no second letter goes to one address."""
    cache.clear()


def test_an_account_opens_when_its_address_is_confirmed(client: Client, mailoutbox: Any) -> None:
    assert client.post(SIGN_UP, ELENA)["Location"] == SENT
    assert "Open the link in the letter" in client.get(SENT).text
    assert not can_sign_in(PASSWORD)
    page = client.get(link_in(mailoutbox[0]))
    assert "elena@chinar.example" in page.text
    assert "Елена Димитрова" in page.text
    assert not can_sign_in(PASSWORD)  # looking at the page, as mail filters do, confirms nothing
    done = client.post(link_in(mailoutbox[0]))
    assert done["Location"] == LOGIN
    assert "Your e-mail address is confirmed." in client.get(LOGIN).text
    assert can_sign_in(PASSWORD)


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_letter_is_in_the_language_of_the_page(client: Client, mailoutbox: Any, language: str) -> None:
    client.post(f"/{language}/accounts/signup/", ELENA)
    assert mailoutbox[0].to == [ELENA["email"]]
    assert f"/{language}/accounts/confirm/" in mailoutbox[0].body
    assert mailoutbox[0].subject.startswith("Chinar: ")
    assert "elena@chinar.example" in mailoutbox[0].body
    assert "Елена Димитрова" in mailoutbox[0].body
    assert ("Confirm within three days" in mailoutbox[0].body) == (language == "en")
    assert "&" not in mailoutbox[0].body.replace(link_in(mailoutbox[0]), "")


def test_the_page_for_which_the_account_was_made_is_not_forgotten(client: Client, mailoutbox: Any) -> None:
    client.post(SIGN_UP, {**ELENA, "next": "/troyan/en/?page=2"})
    link = link_in(mailoutbox[0])
    assert 'name="next" value="/troyan/en/?page=2"' in client.get(link).text
    assert client.post(link)["Location"] == f"{LOGIN}?next=%2Ftroyan%2Fen%2F%3Fpage%3D2"


def test_the_letter_leads_to_no_other_site(client: Client, mailoutbox: Any) -> None:
    client.post(SIGN_UP, {**ELENA, "next": "https://elsewhere.example/"})
    link = link_in(mailoutbox[0])
    assert "elsewhere" not in link
    assert client.post(f"{link}?next=https://elsewhere.example/")["Location"] == LOGIN


def test_a_link_works_once(client: Client, mailoutbox: Any) -> None:
    client.post(SIGN_UP, ELENA)
    client.post(link_in(mailoutbox[0]))
    assert "This link no longer works" in client.get(link_in(mailoutbox[0])).text
    assert client.post(link_in(mailoutbox[0])).status_code == 404


def test_a_made_up_link_confirms_nothing(client: Client) -> None:
    client.post(SIGN_UP, ELENA)
    assert "This link no longer works" in client.get("/en/accounts/confirm/MQ:1abc:def/").text
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_a_lost_letter_is_sent_again_at_sign_in(client: Client, mailoutbox: Any) -> None:
    client.post(SIGN_UP, ELENA)
    client.post(LOGIN, {"login": ELENA["email"], "password": PASSWORD})
    assert len(mailoutbox) == 1  # a letter is under way already
    wait()
    answer = client.post(LOGIN, {"login": ELENA["email"], "password": PASSWORD})
    assert answer["Location"] == SENT
    client.post(link_in(mailoutbox[1]))
    assert can_sign_in(PASSWORD)


def test_a_double_click_on_sign_up_leaves_the_first_letter_good(client: Client, mailoutbox: Any) -> None:
    assert client.post(SIGN_UP, ELENA)["Location"] == SENT
    assert Client().post(SIGN_UP, ELENA)["Location"] == SENT
    assert len(mailoutbox) == 1
    client.post(link_in(mailoutbox[0]))
    assert can_sign_in(PASSWORD)


def test_nobody_learns_from_sign_up_whether_an_address_has_an_account(client: Client, mailoutbox: Any) -> None:
    first = client.post(SIGN_UP, ELENA, follow=True)
    wait()
    second = Client().post(SIGN_UP, STRANGER, follow=True)
    assert (first.redirect_chain, first.status_code) == (second.redirect_chain, second.status_code)
    assert "You have an account already" in mailoutbox[1].subject
    assert Account.objects.get().name == ELENA["name"]


def test_the_owner_of_an_address_is_not_locked_out_by_a_stranger(client: Client, mailoutbox: Any) -> None:
    """She takes the account over by a letter; the stranger's password and name are gone."""
    Client().post(SIGN_UP, STRANGER)
    wait()
    client.post(SIGN_UP, ELENA)
    assert "/en/accounts/password/reset/" in mailoutbox[1].body
    client.post("/en/accounts/password/reset/", {"email": ELENA["email"]})
    form = client.get(link_in(mailoutbox[2]), follow=True)
    assert 'name="name"' in form.text
    empty = client.post(form.redirect_chain[-1][0], {"name": "", "password1": PASSWORD, "password2": PASSWORD})
    assert "Enter a name." in empty.text
    client.post(form.redirect_chain[-1][0], {"name": ELENA["name"], "password1": PASSWORD, "password2": PASSWORD})
    assert can_sign_in(PASSWORD)
    assert not can_sign_in(ANOTHER)
    assert Account.objects.get().name == ELENA["name"]
    assert "This link no longer works" in Client().get(link_in(mailoutbox[0])).text


def test_an_account_in_use_keeps_its_name_when_the_password_is_replaced(client: Client, mailoutbox: Any) -> None:
    open_account(email=ELENA["email"], name=ELENA["name"], password=None, by=SYSTEM, at=timezone.now())
    client.post("/en/accounts/password/reset/", {"email": ELENA["email"]})
    form = client.get(link_in(mailoutbox[0]), follow=True)
    assert 'name="name"' not in form.text
    new = {"name": "Някой", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(form.redirect_chain[-1][0], new).status_code == 302
    assert Account.objects.get().name == ELENA["name"]
    assert can_sign_in(PASSWORD)


def test_an_account_opened_by_the_operator_counts_as_confirmed(mailoutbox: Any) -> None:
    open_account(email="Elena@Chinar.example", name="Елена", password=PASSWORD, by=SYSTEM, at=timezone.now())
    assert can_sign_in(PASSWORD)
    assert mailoutbox == []


def test_a_wrong_password_brings_no_letter(client: Client, mailoutbox: Any) -> None:
    client.post(SIGN_UP, ELENA)
    wait()
    client.post(LOGIN, {"login": ELENA["email"], "password": ANOTHER})
    assert len(mailoutbox) == 1
