"""SAML against a provider that signs with another library: what is asked, what is believed, what is not."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from lxml import etree

from chinar.foundation.identification import saml
from chinar.foundation.identification.providers import WrongProviders
from chinar.foundation.identification.rules import Reason, Refused
from chinar.foundation.identification.simulator.people import PEOPLE
from chinar.foundation.identification.simulator.saml import LEVEL, A, P, SamlProvider
from chinar.foundation.identification.speaking import Asking

ELENA = PEOPLE[0]
ID = "_0123456789abcdef"
BASE = "https://uslugi.chinar.example"
NAMES = {"a": A, "p": P}


@pytest.fixture
def asking(eauth: Any) -> Asking:
    return Asking(eauth, BASE, state="s", request_id=ID, level="substantial")


@pytest.fixture
def asked(asking: Asking, idp: Any) -> Any:
    return idp.saml.read(saml.way(asking, at=timezone.now()).fields["SAMLRequest"])


def refused(asking: Asking, answer: str) -> Refused:
    with pytest.raises(Refused) as raised:
        saml.heard(asking, answer)
    return raised.value


def changed(answer: str, change: Callable[[Any], None]) -> str:
    root = etree.fromstring(b64decode(answer))
    change(root)
    return b64encode(etree.tostring(root)).decode()


def test_the_request_is_signed_and_says_in_the_national_profile_what_is_asked(asking: Asking, idp: Any) -> None:
    sent = saml.way(asking, at=timezone.now())
    assert sent.fields["RelayState"] == "s"
    asked = idp.saml.read(sent.fields["SAMLRequest"])
    assert (asked.id, asked.issuer) == (ID, f"{BASE}/identity/eauth-simulator/metadata/")
    assert asked.back == f"{BASE}/identity/eauth-simulator/answer/"
    assert (asked.service, asked.provider) == ("2.16.100.1.1.999.1.1.1", "2.16.100.1.1.999.1")
    assert asked.level == "SUBSTANTIAL"
    assert asked.attributes == (saml.IDENTIFIER, saml.NAME)
    by_schema = replace(asking, provider=replace(asking.provider, level_spelling="urn"))
    level = idp.saml.read(saml.way(by_schema, at=timezone.now()).fields["SAMLRequest"]).level
    assert level == "urn:egov:bg:eauth:2.0:levelofassurance:substantial"
    plain = replace(asking, provider=replace(asking.provider, service_oid="", provider_oid=""))
    text = b64decode(saml.way(plain, at=timezone.now()).fields["SAMLRequest"]).decode()
    assert "egovbga" not in text
    assert "http://eidas.europa.eu/LoA/substantial" in text


def test_our_metadata_names_the_address_and_the_certificate(asking: Asking) -> None:
    text = saml.metadata(asking.provider, BASE, until=timezone.now() + timedelta(days=9)).decode()
    assert f'entityID="{asking.entity}"' in text
    assert f'Location="{asking.back}"' in text
    assert 'AuthnRequestsSigned="true"' in text
    assert 'use="encryption"' in text
    assert "PRIVATE" not in text


@pytest.mark.parametrize("level", ["urn:egov:bg:eauth:2.0:levelofassurance:substantial", "SUBSTANTIAL"])
def test_a_good_answer_proves_somebody(asking: Asking, asked: Any, idp: Any, level: str) -> None:
    at = timezone.now()
    proof = saml.heard(asking, idp.saml.response(asked, idp.saml.assertion(asked, ELENA, level=level, at=at), at=at))
    assert (proof.kind, proof.number, proof.level) == ("egn", "9230287339", "substantial")
    assert (proof.given_name, proof.middle_name, proof.family_name) == ("Елена", "Иванова", "Димитрова")


def test_a_level_that_nobody_understands_is_low(asking: Asking, asked: Any, idp: Any) -> None:
    at = timezone.now()
    level = "urn:oasis:names:tc:SAML:2.0:ac:classes:X509"
    answer = idp.saml.response(asked, idp.saml.assertion(asked, ELENA, level=level, at=at), at=at)
    assert saml.heard(asking, answer).level == "low"


def test_answers_of_another_time_place_or_hand_are_refused(
    asking: Asking, asked: Any, idp: Any, strange_keys: Any
) -> None:
    """Each is signed rightly and wrong in one thing."""
    at, level = timezone.now(), LEVEL + "high"

    def answer(provider: SamlProvider = idp.saml, when: Any = at, encrypted: bool = True, **other: str) -> str:
        told = replace(asked, **other)
        assertion = provider.assertion(told, ELENA, level=level, at=when)
        return provider.response(asked, assertion, at=at, encrypted=encrypted)

    stranger = strange_keys.saml(idp.address)
    stranger = replace(stranger, client=idp.saml.client)
    wrong = {
        "wrong key": answer(stranger),
        "expired": answer(when=at - timedelta(hours=1)),
        "not yet": answer(when=at + timedelta(hours=1)),
        "another audience": answer(issuer="https://other.example/"),
        "another recipient": answer(back="https://other.example/answer/"),
        "another request": answer(id="_other"),
        "not encrypted": answer(encrypted=False),
        "another issuer": answer(replace(idp.saml, address="http://localhost:1")),
        "nothing": "",
        "no base64": "<>",
        "no XML": b64encode(b"<samlp:Response").decode(),
        "entity": b64encode(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>').decode(),
    }
    assert {name: refused(asking, sent).reason for name, sent in wrong.items()} == dict.fromkeys(
        wrong, Reason.NOT_TRUSTED
    )
    assert saml.heard(asking, answer()).number == "9230287339"


def test_an_answer_without_a_number_or_a_name_is_refused(asking: Asking, asked: Any, idp: Any) -> None:
    at = timezone.now()
    for one in (
        replace(ELENA, identifier=""),
        replace(ELENA, identifier="PNOBG-9230287330"),
        replace(ELENA, identifier="<b/>"),
        replace(ELENA, name=" "),
    ):
        answer = idp.saml.answer(asked, one, level="high", at=at)
        assert refused(asking, answer).reason == Reason.INCOMPLETE


def test_a_refusal_of_the_provider_is_a_cancelled_sign_in(asking: Asking, asked: Any, idp: Any) -> None:
    at = timezone.now()
    assert refused(asking, idp.saml.refusal(asked, at=at)).reason == Reason.CANCELLED
    broken = idp.saml.response(asked, None, at=at, status="urn:oasis:names:tc:SAML:2.0:status:Responder")
    assert refused(asking, broken).reason == Reason.NOT_TRUSTED


def test_a_signed_part_cannot_be_moved_aside_for_another(asking: Asking, asked: Any, idp: Any) -> None:
    """Wrapping: the genuine assertion stays somewhere in the answer while another one is read."""
    asking = replace(asking, provider=replace(asking.provider, encrypted=False))
    at = timezone.now()
    genuine = idp.saml.assertion(asked, ELENA, level=LEVEL + "low", at=at)
    answer = idp.saml.response(asked, genuine, at=at, encrypted=False)
    assert saml.heard(asking, answer).number == "9230287339"

    def evil(root: Any) -> Any:
        twin = deepcopy(root.find("a:Assertion", NAMES))
        twin.remove(twin.find("{http://www.w3.org/2000/09/xmldsig#}Signature"))
        twin.find(".//a:AttributeValue", NAMES).text = "PNOBG-7422172130"
        return twin

    def beside(root: Any) -> None:
        twin = evil(root)
        twin.set("ID", "_evil")
        root.insert(0, twin)

    def same_id(root: Any) -> None:
        root.append(evil(root))

    def in_extensions(root: Any) -> None:
        twin, kept = evil(root), root.find("a:Assertion", NAMES)
        twin.set("ID", "_evil")
        root.remove(kept)
        etree.SubElement(root, f"{{{P}}}Extensions").append(kept)
        root.append(twin)

    def in_signature(root: Any) -> None:
        kept = root.find("a:Assertion", NAMES)
        twin = evil(root)
        signature = deepcopy(kept.find("{http://www.w3.org/2000/09/xmldsig#}Signature"))
        root.remove(kept)
        holder = etree.SubElement(signature, "{http://www.w3.org/2000/09/xmldsig#}Object")
        holder.append(kept)
        twin.insert(1, signature)
        root.append(twin)

    def changed_text(root: Any) -> None:
        root.find(".//a:AttributeValue", NAMES).text = "PNOBG-7422172130"

    def bare(root: Any) -> None:
        kept = root.find("a:Assertion", NAMES)
        kept.remove(kept.find("{http://www.w3.org/2000/09/xmldsig#}Signature"))

    def comment(root: Any) -> None:
        value = root.find(".//a:AttributeValue", NAMES)
        value.text = "PNOBG-7422172130"
        value.append(etree.Comment("x"))

    def readdressed(root: Any) -> None:
        root.set("InResponseTo", "_other")

    for change in (beside, same_id, in_extensions, in_signature, changed_text, bare, comment, readdressed):
        assert refused(asking, changed(answer, change)).reason == Reason.NOT_TRUSTED, change.__name__


def test_an_old_answer_does_not_fit_a_new_request(asking: Asking, asked: Any, idp: Any) -> None:
    """Only the frame around the signed part can be rewritten, and it is not enough."""
    old = idp.saml.answer(asked, ELENA, level="high", at=timezone.now())
    new = replace(asking, request_id="_new")
    assert refused(new, changed(old, lambda root: root.set("InResponseTo", "_new"))).reason == Reason.NOT_TRUSTED


def test_keys_that_are_wrong_are_the_operators_trouble(asking: Asking) -> None:
    for broken in ({"key": "absent.key"}, {"metadata": "chinar.crt"}, {"certificate": "absent"}):
        provider = replace(asking.provider, **broken)
        with pytest.raises(WrongProviders):
            saml.way(replace(asking, provider=provider), at=timezone.now())
