"""OpenID Connect against a provider that is certified and is not ours, through its own pages."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from chinar.foundation.identification import oidc
from chinar.foundation.identification.models import Attempt, ProvenIdentity
from chinar.foundation.identification.providers import find_provider
from chinar.foundation.identification.rules import Reason, Refused
from chinar.foundation.identification.simulator.configuring import Keys
from chinar.foundation.identification.speaking import Asking
from chinar.foundation.identification.tests.browser import Browser, link
from chinar.foundation.identification.tests.real.registered import register_openid
from chinar.foundation.identification.tests.real.running import Pages, running
from chinar.foundation.people.models import Account

pytestmark = pytest.mark.django_db
BACK = "http://testserver/identity/real/answer/"
PEOPLE = {
    "elena": {
        "level": "http://eidas.europa.eu/LoA/substantial",
        "tells": {"personIdentifier": "PNOBG-9230287339", "name": "Елена Иванова Димитрова"},
    },
    "martin": {"level": "HIGH", "tells": {"personIdentifier": "PNOBG-9999001122", "name": "MARTIN BEISPIEL"}},
    "nobody": {"level": "LOW", "tells": {"name": "Без Номер"}},
}


@pytest.fixture(scope="module")
def address(keys: Keys) -> Iterator[str]:
    key: Any = load_pem_private_key(keys.provider_key.encode(), None)
    jwk = {**jwt.algorithms.RSAAlgorithm.to_jwk(key, as_dict=True), "kid": "one", "use": "sig", "alg": "RS256"}
    clients = [
        {"client_id": name, "client_secret": keys.secret, "redirect_uris": [BACK]} for name in ("chinar", "another")
    ]
    with running("openid.mjs", jwk=jwk, clients=clients, people=PEOPLE) as address:
        yield address


@pytest.fixture
def browser(address: str, keys: Keys, settings: Any, tmp_path: Path, client: Client) -> Browser:
    cache.clear()
    settings.IDENTITY_PROVIDERS = str(tmp_path)
    register_openid(tmp_path, address=address, client="chinar", secret=keys.secret)
    return Browser(client)


def at_provider(browser: Browser, who: str, **more: str) -> dict[str, str]:
    page = browser.go("real", **more).content.decode()
    return Pages().sign_in(link(page), login=who, password="any")


def arrive(browser: Browser, answer: dict[str, str]) -> Any:
    put_down = Client(headers={"accept-language": "en"}).get("/identity/real/answer/", answer)
    return browser.client.get(put_down["Location"]) if put_down.status_code == 302 else put_down


def test_from_our_button_through_their_pages_and_back(browser: Browser) -> None:
    wanted = "/en/identity/?level=substantial"
    answer = at_provider(browser, "elena", next=wanted, level="high")
    assert answer.keys() == {"code", "state", "iss"}
    asked_again = arrive(browser, answer)
    assert "Have you used the site before?" in asked_again.content.decode()
    state = Attempt.objects.get().state
    assert browser.client.post(f"/en/identity/choose/{state}/")["Location"] == wanted
    identity = ProvenIdentity.objects.select_related("account").get()
    assert (identity.kind, identity.number.reveal(), identity.level) == ("egn", "9230287339", "substantial")
    assert identity.account.name == "Елена Иванова Димитрова"
    assert "You have proven who you are" in browser.client.get(wanted).content.decode()
    assert "You have proven" not in browser.client.get("/en/identity/?level=high").content.decode()

    assert "used already" in arrive(browser, answer).content.decode()  # replayed
    foreigner = Browser(Client())
    arrive(foreigner, at_provider(foreigner, "martin"))
    foreigner.client.post(f"/en/identity/choose/{Attempt.objects.get().state}/")
    assert ProvenIdentity.objects.filter(kind="lnch", level="high").exists()
    unnumbered = Browser(Client())
    assert arrive(unnumbered, at_provider(unnumbered, "nobody")).status_code == 403
    assert Account.objects.count() == 2


def test_an_answer_is_of_one_state_one_nonce_and_one_browser(browser: Browser) -> None:
    first, second = at_provider(browser, "elena"), at_provider(browser, "elena")
    assert arrive(browser, {**first, "state": "made-up"}).status_code == 403
    swapped = arrive(browser, {**first, "state": second["state"]})
    assert (swapped.status_code, "could not verify" in swapped.content.decode()) == (403, True)
    assert not Account.objects.exists()


def test_what_the_provider_itself_signed_is_refused_for_another_purpose(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = find_provider("real")
    assert provider
    asking = Asking(provider, "http://testserver", state="s", request_id="nonce", verifier="v" * 50, level="low")

    def answered(asking: Asking) -> str:
        return urlencode(Pages().sign_in(oidc.way(asking).address, login="elena", password="any"))

    def refused(asking: Asking, query: str) -> Refused:
        with pytest.raises(Refused) as raised:
            oidc.heard(asking, query)
        assert raised.value.reason == Reason.NOT_TRUSTED
        return raised.value

    for wrong in (
        {"verifier": "w" * 50},
        {"base": "http://other.example"},
        {"provider": replace(provider, client_id="another")},
    ):
        refused(replace(asking, **wrong), answered(asking))
    assert refused(replace(asking, request_id="other"), answered(asking)).detail == "nonce"

    kept: list[dict[str, Any]] = []
    exchanged = oidc._exchanged
    monkeypatch.setattr(oidc, "_exchanged", lambda *a: kept.append(exchanged(*a)) or kept[-1])
    query = answered(asking)
    assert oidc.heard(asking, query).number == "9230287339"
    token = kept[-1]["id_token"]
    another = replace(asking, provider=replace(provider, client_id="another"))
    oidc.heard(another, answered(another))
    head, body, signature = token.split(".")
    claims = json.loads(jwt.utils.base64url_decode(body)) | {"sub": "martin"}
    changed = jwt.utils.base64url_encode(json.dumps(claims).encode()).decode()
    forged = {
        "for another client": kept[-1]["id_token"],
        "changed": f"{head}.{changed}.{signature}",
        "signature of another": f"{head}.{body}.{kept[-1]['id_token'].split('.')[2]}",
    }
    for name, one in forged.items():
        monkeypatch.setattr(oidc, "_exchanged", lambda *a, one=one: {**kept[0], "id_token": one})
        assert refused(asking, query).detail in ("InvalidAudienceError", "InvalidSignatureError"), name
    monkeypatch.setattr(oidc, "_exchanged", lambda *a: kept[0])
    monkeypatch.setattr("jwt.api_jwt.datetime", Later)
    assert refused(asking, query).detail == "ExpiredSignatureError"


def test_the_provider_gives_a_token_for_a_code_once(browser: Browser) -> None:
    provider = find_provider("real")
    assert provider
    asking = Asking(provider, "http://testserver", state="s", request_id="n", verifier="v" * 50)
    query = urlencode(Pages().sign_in(oidc.way(asking).address, login="elena", password="any"))
    assert oidc.heard(asking, query).level == "substantial"
    with pytest.raises(Refused):
        oidc.heard(asking, query)


class Later(datetime):
    """The clock of whoever reads a token that lay about for a day."""

    @classmethod
    def now(cls, tz: Any = None) -> "datetime":
        return timezone.now() + timedelta(days=1)
