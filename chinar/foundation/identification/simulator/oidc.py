"""The OpenID Connect side: the code flow with PKCE, one registered client."""

import base64
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from chinar.foundation.identification.simulator.people import Somebody

KEY_ID = "simulator"
LASTS = timedelta(minutes=5)
EIDAS = "http://eidas.europa.eu/LoA/"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code stands for, once."""

    somebody: Somebody
    level: str
    nonce: str
    challenge: str
    back: str


@dataclass
class OidcProvider:
    """`key` is a private RSA key in PEM. `changes` go over the claims: a test makes them wrong with it."""

    address: str
    key: str
    client_id: str
    secret: str
    tells_in_userinfo: bool = False
    changes: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, Grant] = field(default_factory=dict)
    told: dict[str, Grant] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"{self.address}/oidc"

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        private = cast(RSAPrivateKey, load_pem_private_key(self.key.encode(), None))
        key = jwt.algorithms.RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
        return {"keys": [{**key, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def is_asked_rightly(self, asked: Mapping[str, str]) -> bool:
        return (
            asked.get("client_id") == self.client_id
            and asked.get("response_type") == "code"
            and asked.get("code_challenge_method") == "S256"
            and "openid" in asked.get("scope", "").split()
            and all(asked.get(name) for name in ("redirect_uri", "state", "nonce", "code_challenge"))
        )

    def grant(self, asked: Mapping[str, str], somebody: Somebody, *, level: str) -> str:
        code = uuid.uuid4().hex
        self.codes[code] = Grant(somebody, level, asked["nonce"], asked["code_challenge"], asked["redirect_uri"])
        return code

    def exchange(self, form: Mapping[str, str], *, client: tuple[str, str], at: datetime) -> dict[str, Any] | None:
        """The tokens for a code, once; None for whoever is not the client that asked."""
        grant = self.codes.pop(form.get("code", ""), None)
        if grant is None or client != (self.client_id, self.secret) or form.get("redirect_uri") != grant.back:
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != grant.challenge:
            return None
        access = uuid.uuid4().hex
        self.told[access] = grant
        return {"access_token": access, "token_type": "Bearer", "id_token": self._token(grant, at)}

    def user(self, access: str) -> dict[str, Any] | None:
        grant = self.told.get(access)
        return self._about(grant) if grant else None

    def _token(self, grant: Grant, at: datetime) -> str:
        claims = {
            "iss": self.issuer,
            "aud": self.client_id,
            "iat": at,
            "exp": at + LASTS,
            "nonce": grant.nonce,
            "acr": EIDAS + grant.level,
            **({"sub": _subject(grant)} if self.tells_in_userinfo else self._about(grant)),
            **self.changes,
        }
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": KEY_ID})

    def _about(self, grant: Grant) -> dict[str, Any]:
        somebody = grant.somebody
        return {"sub": _subject(grant), "personIdentifier": somebody.identifier, "name": somebody.name}


def _subject(grant: Grant) -> str:
    return hashlib.sha256(grant.somebody.identifier.encode()).hexdigest()[:16]
