"""From the button to the page that was wanted, through a provider that really answers, by both protocols."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from chinar.foundation.identification.models import Attempt, ProvenIdentity
from chinar.foundation.identification.tests.browser import ELENA, FOREIGNER, OIDC, SAML, Browser
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Account
from chinar.foundation.people.tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("code", [SAML, OIDC])
PASSWORD = "plane tree square 9"


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def elena() -> Account:
    account = Account.objects.create_user("elena@chinar.example", PASSWORD, name="Елена Димитрова")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


@BOTH
def test_a_newcomer_gets_an_account_and_comes_back_to_what_they_wanted(browser: Browser, code: str) -> None:
    page = browser.first_time(code, next="/en/identity/?level=substantial")
    assert (page.status_code, page["Location"]) == (302, "/en/identity/?level=substantial")
    identity = ProvenIdentity.objects.select_related("account").get()
    assert (identity.kind, identity.number.reveal(), identity.level) == ("egn", "9230287339", "substantial")
    assert (identity.account.email, identity.account.name) == (None, "Елена Иванова Димитрова")
    assert not identity.account.has_usable_password()
    assert verbs() == ["account.signed_up", "identity.linked", "account.signed_in"]
    assert not Attempt.objects.exists()
    shown = browser.client.get("/en/identity/?level=substantial").content.decode()
    assert "You have proven who you are" in shown
    told = " ".join(str(e.__dict__) for e in Entry.objects.all())
    assert "9230287339" not in told
    assert "Димитрова" not in told

    again = Browser(Client())
    assert again.sign_in(code, level="high")["Location"] == "/en/"
    assert Account.objects.count() == 1
    assert ProvenIdentity.objects.get().level == "high"
    assert verbs()[3:] == ["identity.proven", "account.signed_in"]


def test_the_level_is_of_the_session_and_not_of_the_account(browser: Browser) -> None:
    account = elena()
    client = browser.client
    client.force_login(account)
    assert "You have proven" not in client.get("/en/identity/?level=substantial").content.decode()
    page = browser.sign_in(level="substantial", next="/en/accounts/")
    text = page.content.decode()
    assert "Is this your account?" in text
    assert "elena@chinar.example" in text
    linked = client.post(re.search(r'action="([^"]*/choose/[^"]+)"', text)[1])
    assert linked["Location"] == "/en/accounts/"
    assert ProvenIdentity.objects.get().account == account
    assert "You have proven" in client.get("/en/identity/?level=substantial").content.decode()
    assert "You have proven" not in client.get("/en/identity/?level=high").content.decode()
    client.logout()
    client.force_login(account)
    assert "level “substantial”" not in client.get("/en/accounts/").content.decode()
    other = Client()
    other.force_login(account)
    assert "You have proven" not in other.get("/en/identity/?level=substantial").content.decode()


def test_an_account_is_never_taken_over_by_its_address_and_is_linked_after_its_own_sign_in(browser: Browser) -> None:
    """A newcomer who has an account says so, signs in to it, and comes back to the question."""
    account = elena()
    page = browser.sign_in().content.decode()
    assert "Have you used the site before?" in page
    way = re.search(r'href="([^"]*login[^"]+)"', page)[1]
    here = re.search(r"next=([^\"]+)", way)[1]
    done = browser.client.post("/en/accounts/login/", {"login": account.email, "password": PASSWORD, "next": here})
    question = browser.client.get(done["Location"]).content.decode()
    assert "Is this your account?" in question
    browser.client.post(re.search(r'action="([^"]*/choose/[^"]+)"', question)[1])
    assert ProvenIdentity.objects.get().account == account
    assert Account.objects.count() == 1


def test_one_person_has_one_account_and_an_account_one_person(browser: Browser) -> None:
    browser.first_time(who=ELENA)
    other = Account.objects.create_user("petar@chinar.example", PASSWORD, name="Петър")
    second = Browser(Client())
    second.client.force_login(other)
    page = second.sign_in(who=ELENA, next="/en/accounts/")
    assert page.status_code == 409
    assert "linked to another account of yours" in page.content.decode()
    second.client.force_login(ProvenIdentity.objects.get().account)
    page = second.sign_in(who=FOREIGNER)
    assert page.status_code == 409
    assert "belongs to another person" in page.content.decode()
    assert ProvenIdentity.objects.count() == 1


def test_an_official_is_asked_for_the_second_factor_as_ever(browser: Browser) -> None:
    browser.first_time()
    account = ProvenIdentity.objects.get().account
    signed_in(Client(), account)  # has an authenticator app from now on
    stranger = Browser(Client())
    page = stranger.sign_in()
    assert "second-factor/sign-in" in page["Location"]
    assert stranger.client.get("/en/accounts/").status_code == 302


def test_a_closed_account_stays_closed(browser: Browser) -> None:
    browser.first_time()
    Account.objects.update(is_active=False)
    page = Browser(Client()).sign_in()
    assert page.status_code == 403
    assert "was closed" in page.content.decode()


@BOTH
def test_who_says_no_is_told_so_and_nothing_is_made(browser: Browser, code: str) -> None:
    page = browser.sign_in(code, choice="no", next="/en/accounts/")
    assert page.status_code == 403
    assert "was cancelled" in page.content.decode()
    assert "next=%2Fen%2Faccounts%2F" in page.content.decode().replace("next=/en/accounts/", "next=%2Fen%2Faccounts%2F")
    assert not Account.objects.exists()
    assert verbs() == ["identity.refused"]


@BOTH
def test_an_answer_is_good_once(browser: Browser, code: str) -> None:
    answer = browser.at_provider(code)
    assert browser.arrive(code, answer).status_code == 200
    again = browser.arrive(code, answer)
    assert again.status_code == 403
    assert "used already" in again.content.decode()


@BOTH
def test_an_answer_that_nobody_asked_for_is_refused(browser: Browser, code: str) -> None:
    answer = browser.at_provider(code)
    Attempt.objects.all().delete()
    assert "used already" in browser.arrive(code, answer).content.decode()
    for unknown in ({}, {"RelayState": "x", "SAMLResponse": "x"}, {"state": "x", "code": "x"}):
        assert browser.arrive(code, unknown).status_code == 403


@BOTH
def test_an_answer_in_another_browser_is_refused(browser: Browser, code: str) -> None:
    """Whoever lets somebody else finish a sign-in of their own would see what that person then types."""
    page = browser.arrive(code, browser.at_provider(code), client=Client())
    assert page.status_code == 403
    assert "another browser" in page.content.decode()
    assert not Account.objects.exists()


def test_an_answer_of_another_attempt_is_refused(browser: Browser) -> None:
    old, new = browser.at_provider(SAML), browser.at_provider(SAML)
    page = browser.arrive(SAML, {**old, "RelayState": new["RelayState"]})
    assert "could not verify" in page.content.decode()
    old, new = browser.at_provider(OIDC), browser.at_provider(OIDC)
    page = browser.arrive(OIDC, {**old, "state": new["state"]})
    assert "could not verify" in page.content.decode()
    assert not Account.objects.exists()


def test_what_took_too_long_is_refused(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    from chinar.foundation.identification.models import attempt
    from chinar.foundation.identification.tasks import erase_old_attempts

    answer = browser.at_provider(SAML)
    monkeypatch.setattr(attempt, "LASTS", attempt.LASTS * 0)
    assert "too long" in browser.arrive(SAML, answer).content.decode()
    monkeypatch.setattr("chinar.foundation.identification.tasks.LASTS", attempt.LASTS)
    erase_old_attempts()
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:x()", "/\\evil.example"])
def test_nobody_is_led_to_a_foreign_page(browser: Browser, wanted: str) -> None:
    browser.go(SAML, next=wanted)
    assert Attempt.objects.get().wanted == ""


def test_pages_say_what_there_is_and_nothing_is_there_without_providers(browser: Browser, settings) -> None:
    page = browser.client.get("/bg/accounts/login/?next=/bg/accounts/").content.decode()
    assert "Симулатор на еАвт" in page
    assert 'name="next" value="/bg/accounts/"' in page
    leaving = browser.go(SAML)
    assert "https:" in leaving["Content-Security-Policy"]
    assert leaving["Cache-Control"].startswith("max-age=0")
    assert browser.go("nobody").status_code == 404
    assert browser.client.get("/identity/eauth-simulator/answer/").status_code == 404
    for address in ("/en/identity/?next=/en/accounts/", "/en/accounts/"):
        assert "/accounts/login/" in browser.client.get(address)["Location"]
    assert browser.client.get("/en/identity/finish/x/").status_code == 403
    assert browser.client.get("/en/identity/choose/x/").status_code == 405
    assert browser.client.post("/en/identity/choose/x/").status_code == 403
    assert b"EntityDescriptor" in browser.client.get("/identity/eauth-simulator/metadata/").content
    assert browser.client.get("/identity/oidc-simulator/metadata/").status_code == 404
    assert Client(enforce_csrf_checks=True).post("/en/identity/to/eauth-simulator/").status_code == 403
    settings.IDENTITY_PROVIDERS = "/nowhere"
    assert "Симулатор" not in browser.client.get("/bg/accounts/login/").content.decode()
    assert browser.go(SAML).status_code == 404


def test_a_silent_provider_is_told(browser: Browser, running, monkeypatch) -> None:
    monkeypatch.setattr(running.oidc.__class__, "discovery", lambda self: 1 / 0)
    page = browser.go(OIDC)
    assert page.status_code == 403
    assert "does not answer now" in page.content.decode()
