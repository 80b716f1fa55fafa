"""SAML 2.0 against an identity provider that is not ours, in the profile of eAuth and without it."""

import html
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from chinar.foundation.identification import saml
from chinar.foundation.identification.models import Attempt, ProvenIdentity
from chinar.foundation.identification.providers import find_provider
from chinar.foundation.identification.rules import Proof, Reason, Refused
from chinar.foundation.identification.simulator.configuring import Keys
from chinar.foundation.identification.speaking import Asking
from chinar.foundation.identification.tests.browser import Browser, fields
from chinar.foundation.identification.tests.real.registered import register_saml
from chinar.foundation.identification.tests.real.running import Pages, running
from chinar.foundation.people.models import Account

pytestmark = pytest.mark.django_db
OIDS = 'service_oid = "2.16.100.1.1.999.1.1.1"\nprovider_oid = "2.16.100.1.1.999.1"'
WAYS = {
    "eauth": ("https://one.chinar.example/", OIDS),
    "eauth-by-schema": ("https://two.chinar.example/", f'{OIDS}\nlevel_spelling = "urn"'),
    "eidas": ("https://three.chinar.example/", "encrypted = false"),
}
ELENA = {saml.IDENTIFIER: "PNOBG-9230287339", saml.NAME: "Елена Иванова Димитрова"}
PEOPLE = {
    "elena": {"password": "plane tree", "level": "substantial", "tells": ELENA},
    "unnamed": {"password": "plane tree", "level": "high", "tells": {saml.IDENTIFIER: "PNOBG-9230287339"}},
}


@pytest.fixture(scope="module")
def address(keys: Keys) -> Iterator[str]:
    public = x509.load_pem_x509_certificate(keys.client_certificate.encode()).public_key()
    key = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    clients = {
        entity: {
            "cert": keys.client_certificate,
            "key": key,
            "back": f"http://testserver/identity/{code}/answer/",
            "encrypted": "encrypted = false" not in more,
        }
        for code, (entity, more) in WAYS.items()
    }
    said = {"key": keys.provider_key, "cert": keys.provider_certificate, "clients": clients, "people": PEOPLE}
    with running("saml.cjs", **said) as address:
        yield address


@pytest.fixture
def browser(address: str, keys: Keys, settings: Any, tmp_path: Path, client: Client) -> Browser:
    cache.clear()
    settings.IDENTITY_PROVIDERS = str(tmp_path)
    register_saml(tmp_path, keys, address=address, providers=WAYS)
    return Browser(client)


def signed_in_there(action: str, sent: dict[str, str], who: str = "elena") -> dict[str, str]:
    return Pages().sign_in(action, sent, login=who, password="plane tree")


def at_provider(browser: Browser, code: str, who: str = "elena", **more: str) -> dict[str, str]:
    page = browser.go(code, **more).content.decode()
    found = re.search(r'action="(http[^"]+)"', page)
    assert found
    return signed_in_there(html.unescape(found[1]), fields(page.partition("data-leaving")[2]), who)


def arrive(browser: Browser, code: str, answer: dict[str, str]) -> Any:
    """The provider's page posts with no cookie of ours; then the browser's own request follows."""
    put_down = Client(headers={"accept-language": "en"}).post(f"/identity/{code}/answer/", answer)
    return browser.client.get(put_down["Location"]) if put_down.status_code == 302 else put_down


@pytest.mark.parametrize("code", list(WAYS))
def test_from_our_button_through_their_page_and_back(browser: Browser, code: str) -> None:
    wanted = "/en/identity/?level=substantial"
    answer = at_provider(browser, code, next=wanted)
    assert ("EncryptedAssertion" in b64decode(answer["SAMLResponse"]).decode()) is (code != "eidas")
    assert "Have you used the site before?" in arrive(browser, code, answer).content.decode()
    assert browser.client.post(f"/en/identity/choose/{Attempt.objects.get().state}/")["Location"] == wanted
    identity = ProvenIdentity.objects.select_related("account").get()
    assert (identity.kind, identity.number.reveal(), identity.level) == ("egn", "9230287339", "substantial")
    assert identity.account.name == "Елена Иванова Димитрова"
    assert "You have proven who you are" in browser.client.get(wanted).content.decode()
    assert "used already" in arrive(browser, code, answer).content.decode()  # replayed


def test_a_request_that_was_changed_on_its_way_gets_no_answer(browser: Browser, address: str) -> None:
    provider = find_provider("eauth")
    assert provider
    asking = Asking(provider, "http://testserver", state="s", request_id="_1", level="high")
    sent = saml.way(asking, at=timezone.now()).fields["SAMLRequest"]
    lower = b64encode(b64decode(sent).replace(b">HIGH<", b">LOW<")).decode()
    form = {"login": "elena", "password": "plane tree", "RelayState": "s"}
    assert httpx.post(f"{address}/login", data={**form, "SAMLRequest": lower}, verify=False).status_code == 400
    assert httpx.post(f"{address}/login", data={**form, "SAMLRequest": sent}, verify=False).status_code == 200


def test_answers_of_another_time_client_request_or_hand_are_refused(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(code: str, number: str = "_one") -> Asking:
        provider = find_provider(code)
        assert provider
        return Asking(provider, "http://testserver", state="s", request_id=number, level="substantial")

    def answered(asking: Asking, who: str = "elena") -> str:
        way = saml.way(asking, at=timezone.now())
        return signed_in_there(way.address, way.fields, who)["SAMLResponse"]

    def refused(asking: Asking, answer: str) -> Reason:
        with pytest.raises(Refused) as raised:
            saml.heard(asking, answer)
        return raised.value.reason

    def changed(answer: str, old: bytes, new: bytes) -> str:
        plain = b64decode(answer)
        assert old in plain
        return b64encode(plain.replace(old, new)).decode()

    eauth, plain = ask("eauth"), ask("eidas")
    good, open_one = answered(eauth), answered(plain)
    for asking, answer in ((eauth, good), (plain, open_one)):
        proof: Proof = saml.heard(asking, answer)
        assert (proof.number, proof.level) == ("9230287339", "substantial")
    cipher = b64decode(good).partition(b"CipherValue>")[2][:40]
    elsewhere = replace(plain, provider=replace(plain.provider, entity_id="https://other.example/"))
    wrong = {
        "number changed": (plain, changed(open_one, b"9230287339", b"7422172130")),
        "level changed": (plain, changed(open_one, b"LoA/substantial", b"LoA/high")),
        "no signature": (plain, b64encode(re.sub(rb"<Signature.*</Signature>", b"", b64decode(open_one))).decode()),
        "cipher changed": (eauth, changed(good, cipher, cipher[::-1])),
        "for another client": (elsewhere, open_one),
        "of another way in": (eauth, answered(ask("eauth-by-schema"))),
        "of another request": (replace(plain, request_id="_two"), open_one),
        "to another place": (replace(plain, base="http://other.example"), open_one),
        "not encrypted": (replace(plain, provider=replace(plain.provider, encrypted=True)), open_one),
    }
    assert {name: refused(*one) for name, one in wrong.items()} == dict.fromkeys(wrong, Reason.NOT_TRUSTED)
    assert refused(eauth, answered(eauth, "unnamed")) == Reason.INCOMPLETE
    later = OneLogin_Saml2_Utils.now() + timedelta(hours=1).seconds
    monkeypatch.setattr(OneLogin_Saml2_Utils, "now", staticmethod(lambda: later))
    assert (refused(eauth, good), refused(plain, open_one)) == (Reason.NOT_TRUSTED, Reason.NOT_TRUSTED)
    assert not Account.objects.exists()
