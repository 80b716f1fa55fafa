"""Signatures are put on by one library and read by another: openssl, with nothing of ours between."""

import shutil
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from chinar.foundation.documents.practice_keys import PASSWORD, make_practice_key
from chinar.foundation.documents.printing import render
from chinar.foundation.documents.signing import SigningFailed, key_for, keys_of, sign
from chinar.foundation.documents.tests.conftest import AT
from chinar.foundation.documents.tests.pdfs import text_of

SAMPLE = Path(__file__).parent / "sample.typ"
TOWN = "troyan"
REASON = "Издаване на документ"
SOFTHSM = "/usr/lib/softhsm/libsofthsm2.so"


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.SIGNING_KEYS = str(tmp_path)
    return tmp_path / TOWN


def letter() -> bytes:
    data = {"municipality": {"name": "Община Троян"}, "title": "Писмо", "body": "Текст"}
    return render(SAMPLE, data, language="bg", at=AT)


def key(folder: Path, name: str = "seal", **facts: Any) -> Path:
    return make_practice_key(folder, name, **{"subject": "Община Троян", "since": AT - timedelta(days=1), **facts})


@dataclass(frozen=True)
class Found:
    """The signature of a PDF as any reader finds it: the container, and the two stretches of bytes that it covers."""

    container: bytes
    stretches: tuple[int, int, int, int]
    facts: tuple[str, str, str]


def signature(pdf: bytes) -> Found:
    with pikepdf.open(BytesIO(pdf)) as file:
        fields = file.Root.AcroForm.Fields
        assert len(fields) == 1
        value = fields[0].V
        start, length, second, rest = (int(number) for number in value.ByteRange)
        facts = (str(value.SubFilter), str(value.Reason), str(value.M))
        return Found(bytes(value.Contents), (start, length, second, rest), facts)


def verify(pdf: bytes, found: Found, certificate: Path, tmp_path: Path) -> bool:
    """What openssl says of the bytes that the signature covers, given the certificate to trust."""
    start, length, second, rest = found.stretches
    (tmp_path / "signature.der").write_bytes(found.container)
    (tmp_path / "covered").write_bytes(pdf[start : start + length] + pdf[second : second + rest])
    command = ["openssl", "cms", "-verify", "-inform", "DER", "-binary", "-purpose", "any", "-attime"]
    command += [str(int(AT.timestamp())), "-in", "signature.der", "-content", "covered", "-CAfile", str(certificate)]
    said = subprocess.run([*command, "-out", "out"], cwd=tmp_path, capture_output=True, text=True, check=False)
    return said.returncode == 0 and "Verification successful" in said.stderr


def test_another_program_finds_the_signature_good_over_every_byte(folder: Path, tmp_path: Path) -> None:
    certificate = key(folder)
    found = key_for(TOWN, "georgi@chinar.example")
    assert found is not None
    assert found.is_seal
    signed = sign(letter(), found, reason=REASON, at=AT)
    there = signature(signed)
    assert verify(signed, there, certificate, tmp_path)
    start, length, second, rest = there.stretches
    assert (start, second + rest) == (0, len(signed))
    assert second - length == 2 * len(there.container) + 2
    assert there.facts == ("/ETSI.CAdES.detached", REASON, "D:20261123120509Z")
    assert text_of(signed) == text_of(letter())


def test_another_program_sees_that_a_byte_was_changed_and_whose_key_it_was(folder: Path, tmp_path: Path) -> None:
    certificate, other = key(folder), key(folder, "other", holder="x@chinar.example")
    found = key_for(TOWN, "")
    assert found is not None
    signed = sign(letter(), found, reason=REASON, at=AT)
    there = signature(signed)
    spoilt = signed[:500] + bytes([signed[500] ^ 1]) + signed[501:]
    assert verify(signed, there, certificate, tmp_path)
    assert not verify(spoilt, there, certificate, tmp_path)
    assert not verify(signed, there, other, tmp_path)


def test_an_official_signs_with_their_own_key_and_all_others_with_the_seal(folder: Path) -> None:
    assert key_for(TOWN, "georgi@chinar.example") is None
    key(folder)
    key(folder, "mayor", holder="Kmet@chinar.example")
    own, others = key_for(TOWN, "kmet@chinar.example"), key_for(TOWN, "georgi@chinar.example")
    assert own is not None
    assert others is not None
    assert (own.file, own.is_seal) == ("mayor.p12", False)
    assert (others.file, others.is_seal) == ("seal.p12", True)
    assert key_for("razlog", "kmet@chinar.example") is None


@pytest.mark.parametrize(
    "text",
    ["[[key]", 'key = "x"', "[[key]]\nfile = 7", '[[key]]\nfile = "a"\nmodule = "b"', "[[key]]", '[[key]]\nfil = "a"'],
)
def test_a_wrong_list_of_keys_signs_nothing_and_says_where(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "keys.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SigningFailed, match=r"keys\.toml"):
        keys_of(TOWN)


def test_a_certificate_that_has_ended_a_wrong_password_and_a_missing_device_sign_nothing(folder: Path) -> None:
    key(folder, days=0)
    ended = keys_of(TOWN)[0]
    with pytest.raises(SigningFailed, match="valid from"):
        sign(letter(), ended, reason=REASON, at=AT)
    (folder / "seal.password").write_text("wrong", encoding="utf-8")
    with pytest.raises(SigningFailed, match="password"):
        sign(letter(), ended, reason=REASON, at=AT)
    (folder / "pin").write_text("1234", encoding="utf-8")
    rows = '[[key]]\nmodule = "/no/such/library.so"\ntoken = "t"\ncertificate = "c"\npin_file = "pin"\n'
    (folder / "keys.toml").write_text(rows, encoding="utf-8")
    with pytest.raises(SigningFailed):
        sign(letter(), keys_of(TOWN)[0], reason=REASON, at=AT)


@pytest.mark.skipif(not shutil.which("softhsm2-util") or not find_spec("pkcs11"), reason="no device of software here")
def test_a_device_signs_as_a_file_does(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key never leaves it. SoftHSM stands for the device; openssl reads what it signed."""
    certificate = key(folder)
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n", encoding="utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm.conf"))
    fill_device(folder, tmp_path)
    (folder / "pin").write_text("1234\n", encoding="utf-8")
    row = f'[[key]]\nmodule = "{SOFTHSM}"\ntoken = "town"\ncertificate = "seal"\npin_file = "pin"\n'
    (folder / "keys.toml").write_text(row, encoding="utf-8")
    signed = sign(letter(), keys_of(TOWN)[0], reason=REASON, at=AT)
    assert verify(signed, signature(signed), certificate, tmp_path)


def fill_device(folder: Path, tmp_path: Path) -> None:
    import pkcs11
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
    from pkcs11.util.ec import decode_ec_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    make = ["softhsm2-util", "--init-token", "--free", "--label", "town", "--pin", "1234", "--so-pin", "1234"]
    subprocess.run(make, check=True, capture_output=True)
    secret, public, _ = pkcs12.load_key_and_certificates((folder / "seal.p12").read_bytes(), PASSWORD.encode())
    assert secret is not None
    assert public is not None
    packed = secret.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    with pkcs11.lib(SOFTHSM).get_token(token_label="town").open(rw=True, user_pin="1234") as session:
        about = {pkcs11.Attribute.LABEL: "seal", pkcs11.Attribute.ID: b"1", pkcs11.Attribute.TOKEN: True}
        session.create_object({**decode_ec_private_key(packed), **about, pkcs11.Attribute.SIGN: True})
        session.create_object({**decode_x509_certificate(public.public_bytes(Encoding.DER)), **about})
