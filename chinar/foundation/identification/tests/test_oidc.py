"""OpenID Connect against a provider that really answers: what is believed, and what is not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
import pytest
from django.utils import timezone

from chinar.foundation.identification import oidc
from chinar.foundation.identification.rules import Reason, Refused
from chinar.foundation.identification.simulator.oidc import KEY_ID
from chinar.foundation.identification.simulator.people import PEOPLE
from chinar.foundation.identification.speaking import Asking

ELENA, FOREIGNER = PEOPLE[0], PEOPLE[3]


@pytest.fixture
def asking(openid: Any) -> Asking:
    return Asking(openid, "https://uslugi.chinar.example", state="s", request_id="n", verifier="v" * 50, level="high")


def answer(asking: Asking, idp: Any, somebody: Any = ELENA, **changes: Any) -> str:
    """The provider grants a code to whoever it was shown to be; the token then tells the claims as changed."""
    asked = dict(parse_qsl(urlsplit(oidc.way(asking).address).query))
    assert idp.oidc.is_asked_rightly(asked)
    idp.oidc.changes.clear()
    idp.oidc.changes.update(changes)
    code = idp.oidc.grant(asked, somebody, level="substantial")
    return urlencode({"code": code, "state": "s", "iss": idp.oidc.issuer})


def refused(asking: Asking, query: str) -> Reason:
    with pytest.raises(Refused) as raised:
        oidc.heard(asking, query)
    return raised.value.reason


def test_a_good_answer_proves_somebody(asking: Asking, idp: Any) -> None:
    proof = oidc.heard(asking, answer(asking, idp))
    assert (proof.kind, proof.number, proof.level) == ("egn", "9230287339", "substantial")
    idp.oidc.tells_in_userinfo = True
    proof = oidc.heard(asking, answer(asking, idp, FOREIGNER))
    assert (proof.kind, proof.number, proof.given_name) == ("lnch", "9999001122", "MARTIN")


def test_tokens_of_another_time_client_or_hand_are_refused(
    asking: Asking, idp: Any, strange_keys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = timezone.now() - timedelta(hours=1)
    wrong: dict[str, dict[str, Any]] = {
        "another audience": {"aud": "somebody-else"},
        "another issuer": {"iss": "https://other.example"},
        "expired": {"exp": past},
        "from the future": {"iat": timezone.now() + timedelta(hours=1)},
        "another nonce": {"nonce": "other"},
        "no nonce": {"nonce": None},
        "for another party": {"aud": [asking.provider.client_id, "b"], "azp": "b"},
    }
    for name, changes in wrong.items():
        assert refused(asking, answer(asking, idp, **changes)) == Reason.NOT_TRUSTED, name
    claims = {"iss": idp.oidc.issuer, "aud": asking.provider.client_id, "nonce": "n", "sub": "x"}
    claims |= {"iat": timezone.now(), "exp": timezone.now() + timedelta(minutes=5), "personIdentifier": "9230287339"}
    forged = {
        "no signature": jwt.encode(claims, "", algorithm="none", headers={"kid": KEY_ID}),
        "a shared secret": jwt.encode(claims, "known to all " * 9, algorithm="HS256", headers={"kid": KEY_ID}),
        "a key that is not theirs": jwt.encode(
            claims, strange_keys.provider_key, algorithm="RS256", headers={"kid": KEY_ID}
        ),
        "no token": "x",
    }
    for name, token in forged.items():
        monkeypatch.setattr(idp.oidc.__class__, "_token", lambda self, grant, at, token=token: token)
        assert refused(asking, answer(asking, idp)) == Reason.NOT_TRUSTED, name


def test_a_code_is_of_one_browser_one_client_and_one_time(asking: Asking, idp: Any) -> None:
    query = answer(asking, idp)
    assert refused(replace(asking, verifier="w" * 50), query) == Reason.NOT_TRUSTED
    query = answer(asking, idp)
    assert oidc.heard(asking, query).kind == "egn"
    assert refused(asking, query) == Reason.NOT_TRUSTED
    assert refused(replace(asking, base="https://other.example"), answer(asking, idp)) == Reason.NOT_TRUSTED


def test_what_is_missing_or_told_of_another_is_refused(
    asking: Asking, idp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(asking, answer(asking, idp, personIdentifier="")) == Reason.INCOMPLETE
    assert refused(asking, answer(asking, idp, personIdentifier=9230287339)) == Reason.INCOMPLETE
    assert refused(asking, answer(asking, idp, name="")) == Reason.INCOMPLETE
    assert refused(asking, "error=access_denied&state=s") == Reason.CANCELLED
    assert refused(asking, "error=server_error&state=s") == Reason.NOT_TRUSTED
    assert refused(asking, "state=s") == Reason.NOT_TRUSTED
    assert refused(asking, "code=x&iss=https%3A%2F%2Fother.example") == Reason.NOT_TRUSTED
    idp.oidc.tells_in_userinfo = True
    monkeypatch.setattr(idp.oidc.__class__, "_about", lambda self, grant: {"sub": "another"})
    assert refused(asking, answer(asking, idp)) == Reason.NOT_TRUSTED


def test_a_provider_that_is_away_or_is_another_is_told_apart(
    asking: Asking, idp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = replace(asking, provider=replace(asking.provider, issuer="http://localhost:1"))
    assert refused(away, "code=x") == Reason.SILENT
    found = idp.oidc.discovery()
    for wrong in ({"issuer": "https://other.example"}, {"token_endpoint": "http://other.example/"}):
        monkeypatch.setattr(idp.oidc.__class__, "discovery", lambda self, wrong=wrong: {**found, **wrong})
        assert refused(asking, "code=x") == Reason.NOT_TRUSTED
