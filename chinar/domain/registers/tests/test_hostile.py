"""Answers made to break us: none crashes, none counts as verified, none takes more than it may."""

import time
import tracemalloc
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chinar.domain.registers.regix import answer, catalogue, description, envelope, reply, signature, xml
from chinar.domain.registers.regix.envelope import CallContext, Question
from chinar.domain.registers.regix.errors import BadAnswer, RegixError
from chinar.domain.registers.regix.names import Version
from chinar.domain.registers.regix.signature import Outcome, Verdict
from chinar.domain.registers.simulator.certificates import Certificates
from chinar.domain.registers.simulator.exchange import Consumer, Exchange
from chinar.domain.registers.tests.conftest import VELKO

OPERATION = catalogue.shipped().find("ValidPersonSearch")


@cache
def signed(folder: Path) -> tuple[bytes, str]:
    """A good answer of the simulator and the fingerprint of its signer."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    certificates = Certificates(folder).make(datetime.now(UTC))
    key = load_pem_private_key(certificates.path("signer.key").read_bytes(), None)
    signer = (certificates.certificate("signer"), key)
    now = datetime(2026, 11, 16, tzinfo=UTC)
    exchange = Exchange({"me": Consumer("1")}, signer, lambda n: b"x" * n, lambda: now)  # type: ignore[arg-type]
    document = xml.parse(f'<r xmlns="{OPERATION.request_root[1:].partition("}")[0]}"><EGN>{VELKO}</EGN></r>'.encode())
    document.tag = OPERATION.request_root
    question = Question(OPERATION.string, document, CallContext("1", "2", "3"), "1", "name")
    raw = exchange.handle(envelope.hear(envelope.execute(question, Version.V2)), "me", None)
    return raw, certificates.fingerprint("signer")


@pytest.fixture(scope="session")
def good(certificates: Path) -> tuple[bytes, str]:
    return signed(certificates)


def judged(raw: bytes, trusted: str) -> Verdict | None:
    """As the client does it; None for anything that is no answer."""
    try:
        said = reply.read(raw)
        if not isinstance(said, reply.Result):
            return None
        described = description.shipped(OPERATION)
        assert described
        answer.content_of(said, described)
    except RegixError:
        return None
    return signature.verdict(said.data, said.signatures, trusted={trusted}, at=datetime.now(UTC))


def test_the_good_one_is_verified(good: tuple[bytes, str]) -> None:
    found = judged(*good)
    assert found
    assert found.is_verified


@settings(max_examples=300)
@given(data=st.data())
def test_a_changed_answer_is_never_verified_as_another(good: tuple[bytes, str], data: st.DataObject) -> None:
    raw, signer = good
    changed = bytearray(raw)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(changed) - 1))
        match data.draw(st.integers(0, 2)):
            case 0:
                changed[place] = data.draw(st.integers(0, 255))
            case 1:
                del changed[place : place + data.draw(st.integers(1, 200))]
            case _:
                changed[place:place] = data.draw(st.binary(min_size=1, max_size=30))
        if not changed:
            break
    found = judged(bytes(changed), signer)
    if found and found.is_verified:  # only where nothing that was signed has changed
        assert xml.canonical(signature.rebuilt(reply.read(bytes(changed)).data)) == xml.canonical(  # type: ignore[union-attr]
            signature.rebuilt(reply.read(raw).data)  # type: ignore[union-attr]
        )


@settings(max_examples=200)
@given(raw=st.one_of(st.binary(max_size=2000), st.text("<>/&;!?=\"' -xХ:[]\u0000", max_size=300).map(str.encode)))
def test_noise_is_no_answer(raw: bytes) -> None:
    assert judged(raw, "") is None


def test_a_signature_moved_to_other_data_is_wrong(good: tuple[bytes, str]) -> None:
    raw, signer = good
    found = judged(raw.replace("Велко".encode(), "Колев".encode()), signer)
    assert found
    assert found.outcome is Outcome.WRONG


def test_a_signed_copy_beside_forged_data_is_refused(good: tuple[bytes, str]) -> None:
    """Wrapping: the genuine Data stays in the message, and another one is put before it."""
    raw, signer = good
    start, end = raw.index(b"<Data"), raw.index(b"</Data>") + len(b"</Data>")
    genuine = raw[start:end]
    forged = genuine.replace("Велко".encode(), "Колев".encode())
    assert judged(raw[:start] + forged + raw[start:], signer) is None, "two Data"
    hidden = raw.replace(b"</Signature>", b"<Object>" + genuine + b"</Object></Signature>")
    found = judged(hidden.replace(genuine, forged, 1), signer)
    assert found is None or not found.is_verified


def test_a_second_signature_does_not_outweigh_a_wrong_one(good: tuple[bytes, str]) -> None:
    raw, signer = good
    start, end = raw.index(b"<Signature "), raw.index(b"</Signature>") + len(b"</Signature>")
    broken = raw[start:end].replace(b"<SignatureValue>", b"<SignatureValue>AAAA")
    found = judged(raw[:start] + broken + raw[start:], signer)
    assert found
    assert not found.is_verified


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<?xml version="1.0"?><!-- <a> --><!DOCTYPE x SYSTEM "file:///etc/passwd">',
        b'<?xml version="1.0" encoding="UTF-7"?>',
        b'<?xml version="1.0" encoding="windows-1251"?>',
        b"\xff\xfe",
    ],
)
def test_entities_and_other_encodings_are_not_read(good: tuple[bytes, str], prolog: bytes) -> None:
    with pytest.raises(BadAnswer):
        reply.read(prolog + good[0])


def test_a_mark_of_byte_order_is_no_harm(good: tuple[bytes, str]) -> None:
    found = judged(b"\xef\xbb\xbf" + good[0], good[1])
    assert found
    assert found.is_verified


@pytest.mark.parametrize(
    "raw",
    [
        b"<a>" + b"x" * xml.MOST_BYTES + b"</a>",
        b"<a>" + b"<b/>" * 7_000_000 + b"</a>",
        b"<a " + b" ".join(b'b%d=""' % n for n in range(1_500_000)) + b"/>",
        b"<a>" * 3_000_000,
        b"<a>" * 100_000 + b"</a>" * 100_000,
    ],
    ids=["30 MB", "many elements", "many attributes", "never closed", "deep"],
)
def test_a_flood_costs_little(raw: bytes) -> None:
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(BadAnswer):
        reply.read(raw)
    assert time.process_time() - began < 5
    assert tracemalloc.get_traced_memory()[1] < 100 * 1024 * 1024
    tracemalloc.stop()


def test_a_scan_of_many_megabytes_is_read(good: tuple[bytes, str]) -> None:
    """A diploma comes with its picture: one text longer than libxml2 takes by itself."""
    long = good[0].replace("Велко".encode(), b"A" * 12_000_000)
    found = judged(long, good[1])
    assert found
    assert found.outcome is Outcome.WRONG


def test_deep_nesting_inside_an_answer_is_refused(good: tuple[bytes, str]) -> None:
    deep = b"<x>" * 200 + b"</x>" * 200
    assert judged(good[0].replace("Велко".encode(), deep), good[1]) is None


def test_an_answer_about_somebody_else_is_none(good: tuple[bytes, str]) -> None:
    said = reply.read(good[0])
    assert isinstance(said, reply.Result)
    asked = xml.parse(
        f'<ValidPersonRequest xmlns="{said.request.nsmap[None]}"><EGN>{"1" * 10}</EGN></ValidPersonRequest>'.encode()
    )  # type: ignore[union-attr]
    with pytest.raises(BadAnswer, match="another question"):
        answer.must_answer(asked, said)
