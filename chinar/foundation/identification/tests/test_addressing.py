"""An address is given, and shown to be one's own, by whoever is signed in."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from chinar.foundation.identification.actions import AddressTaken, give_address
from chinar.foundation.identification.models import ProvenIdentity
from chinar.foundation.identification.tests.browser import Browser
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Account

pytestmark = pytest.mark.django_db
PAGE = "/en/identity/address/"


def link() -> str:
    found = re.search(r"http\S+/identity/address/\S+/", str(mail.outbox[-1].body))
    assert found
    return found[0].partition("testserver")[2]


def test_an_address_counts_when_its_letter_was_opened_by_the_account_itself(browser: Browser, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    browser.first_time()
    client, account = browser.client, ProvenIdentity.objects.get().account
    assert "Add an e-mail address" in client.get("/en/accounts/").content.decode()
    for wrong, words in (("", "Enter your e-mail"), ("a b", "in the form"), ("x" * 300 + "@a.bg", "in the form")):
        page = client.post(PAGE, {"email": wrong}).content.decode()
        assert words in page or "at most 254" in page
    assert "Look into your mail" in client.post(PAGE, {"email": "Elena@Chinar.example"}).content.decode()
    assert mail.outbox[-1].to == ["elena@chinar.example"]
    assert not account.email
    stranger = Client()
    assert "/login/" in stranger.get(link())["Location"]
    other = Account.objects.create_user("petar@chinar.example", "x" * 12, name="П")
    stranger.force_login(other)
    assert stranger.post(link()).status_code == 403
    assert client.get(link() + "x/").status_code == 404
    assert client.get(f"{PAGE}x/").status_code == 403
    assert "elena@chinar.example" in client.get(link()).content.decode()
    assert client.post(link())["Location"] == "/en/accounts/"
    account.refresh_from_db()
    assert account.email == "elena@chinar.example"
    assert EmailAddress.objects.get(user=account).verified
    assert Entry.objects.order_by("pk").last().verb == "account.confirmed"
    assert client.post(link()).status_code == 403
    assert client.get(PAGE)["Location"] == "/en/accounts/"


def test_the_address_of_another_is_not_told_and_not_given(browser: Browser, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Account.objects.create_user("petar@chinar.example", "x" * 12, name="П")
    browser.first_time()
    account = ProvenIdentity.objects.get().account
    page = browser.client.post(PAGE, {"email": "petar@chinar.example"}).content.decode()
    assert "Look into your mail" in page
    assert "There is an account with it already" in str(mail.outbox[-1].body)
    assert "/identity/address/" not in str(mail.outbox[-1].body)
    with pytest.raises(AddressTaken):
        give_address(account, "petar@chinar.example", at=account.last_login)
    for number in range(5):
        answer = browser.client.post(PAGE, {"email": f"a{number}@chinar.example"})
    assert answer.status_code == 429
