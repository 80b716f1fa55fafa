"""A phone with one passkey, in software: what a browser would answer (Web Authentication, level 2, 6.1 and 6.5)."""

import hashlib
import json
import re
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

HOST = "testserver"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def options_on(page: str) -> Any:
    found = re.search(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])["publicKey"]


class Device:
    """`checks_owner`: whether it asks for finger, face or PIN."""

    def __init__(self, *, checks_owner: bool = True) -> None:
        self.flags = PRESENT | (VERIFIED if checks_owner else 0)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = b"passkey-of-a-test"
        self.user = ""

    def create(self, options: Any) -> str:
        self.user = options["user"]["id"]
        cose = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.id, cose)
        data = AuthenticatorData.create(_rp(), self.flags | ATTESTED, 0, credential)
        attestation = AttestationObject.create("none", data, {})
        client_data = _client_data("webauthn.create", options)
        return self._answer(
            {"clientDataJSON": websafe_encode(client_data), "attestationObject": websafe_encode(attestation)}
        )

    def use(self, options: Any) -> str:
        client_data = _client_data("webauthn.get", options)
        data = AuthenticatorData.create(_rp(), self.flags, 1)
        signed = bytes(data) + hashlib.sha256(client_data).digest()
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client_data),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(SHA256()))),
                "userHandle": self.user,
            }
        )

    def _answer(self, response: dict[str, str]) -> str:
        name = websafe_encode(self.id)
        results = {"credProps": {"rk": True}}
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "clientExtensionResults": results, "response": response}
        )


def _rp() -> bytes:
    return hashlib.sha256(HOST.encode()).digest()


def _client_data(kind: str, options: Any) -> bytes:
    return json.dumps({"type": kind, "challenge": options["challenge"], "origin": f"http://{HOST}"}).encode()
