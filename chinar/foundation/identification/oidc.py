"""OpenID Connect: the code flow with PKCE, nonce and state; the ID token's signature is always checked, by PyJWT,
which reads the clock itself."""

import base64
import hashlib
import json
import ssl
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import jwt

from chinar.foundation.identification.providers import Provider
from chinar.foundation.identification.rules import Proof, Reason, Refused, proof_of
from chinar.foundation.identification.speaking import Asking, Way

ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "ES384", "RS512", "ES512"]
"""Those with a public key: one with a shared secret would let whoever has the key of verification sign."""
LEEWAY_SECONDS = 60
WAIT_SECONDS = 8.0
LARGEST = 500_000
EIDAS = "http://eidas.europa.eu/LoA/"


def way(asking: Asking) -> Way:
    """The address of the provider's page. Raises Refused when it does not say where that is."""
    with _client() as client:
        address = _discovered(client, asking.provider)["authorization_endpoint"]
    asked = {
        "response_type": "code",
        "client_id": asking.provider.client_id,
        "redirect_uri": asking.back,
        "scope": asking.provider.scope,
        "state": asking.state,
        "nonce": asking.request_id,
        "acr_values": EIDAS + asking.level,
        "code_challenge": _challenge(asking.verifier),
        "code_challenge_method": "S256",
    }
    return Way(f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}")


def heard(asking: Asking, answer: str) -> Proof:
    """`answer` is the query with which the browser came back. Raises Refused."""
    said = {name: values[0] for name, values in parse_qs(answer).items()}
    if said.get("error") in ("access_denied", "login_required", "interaction_required"):
        raise Refused(Reason.CANCELLED, said["error"])
    if said.get("error") or not said.get("code"):
        raise Refused(Reason.NOT_TRUSTED, "an error of the provider, or no code")
    provider = asking.provider
    with _client() as client:
        where = _discovered(client, provider)
        if said.get("iss", provider.issuer) != provider.issuer:  # RFC 9207: the answer is of another provider
            raise Refused(Reason.NOT_TRUSTED, "iss of the answer")
        tokens = _exchanged(client, where, asking, said["code"])
        claims = _checked(client, where, asking, str(tokens.get("id_token", "")))
        if not {provider.identifier_claim, provider.name_claim} <= claims.keys():
            claims = {**_of_user(client, where, tokens, claims), **claims}
    return proof_of(
        _text(claims, provider.identifier_claim), _text(claims, provider.name_claim), [_text(claims, "acr")]
    )


def _client() -> httpx.Client:
    accept = {"Accept": "application/json"}
    return httpx.Client(verify=_trusted(), timeout=WAIT_SECONDS, follow_redirects=False, headers=accept)


@cache
def _trusted() -> ssl.SSLContext:
    """Once in a process: reading all authorities takes longer than the rest of a sign-in."""
    return httpx.create_ssl_context()


def _discovered(client: httpx.Client, provider: Provider) -> dict[str, Any]:
    address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    found = _json(client, client.build_request("GET", address))
    if found.get("issuer") != provider.issuer:
        raise Refused(Reason.NOT_TRUSTED, "issuer of the discovery document")
    wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if not all(str(found.get(name, "")).startswith(("https://", _plain(provider))) for name in wanted):
        raise Refused(Reason.NOT_TRUSTED, "addresses of the discovery document")
    return found


def _plain(provider: Provider) -> str:
    """A simulator on this machine speaks without TLS; everybody else must have it."""
    return "http://localhost:" if provider.simulated else "https://"


def _exchanged(client: httpx.Client, where: dict[str, Any], asking: Asking, code: str) -> dict[str, Any]:
    provider = asking.provider
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asking.back,
        "code_verifier": asking.verifier,
    }
    basic = httpx.BasicAuth(provider.client_id, provider.read(provider.secret_file).strip())
    return _json(client, client.build_request("POST", where["token_endpoint"], data=form), auth=basic)


def _checked(client: httpx.Client, where: dict[str, Any], asking: Asking, token: str) -> dict[str, Any]:
    """The claims of the ID token. Raises Refused."""
    keys = _json(client, client.build_request("GET", where["jwks_uri"]))
    try:
        header = jwt.get_unverified_header(token)
        known = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in (None, "sig")]
        named = [key for key in known if key.key_id == header.get("kid")] or (known if len(known) == 1 else [])
        if not named:
            raise Refused(Reason.NOT_TRUSTED, "no key of that name")
        claims: dict[str, Any] = jwt.decode(
            token,
            named[0],
            algorithms=ALGORITHMS,
            audience=asking.provider.client_id,
            issuer=asking.provider.issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"], "strict_aud": False},
        )
    except jwt.PyJWTError as error:
        raise Refused(Reason.NOT_TRUSTED, error.__class__.__name__) from error
    if claims["nonce"] != asking.request_id:
        raise Refused(Reason.NOT_TRUSTED, "nonce")
    if claims.get("azp", asking.provider.client_id) != asking.provider.client_id:
        raise Refused(Reason.NOT_TRUSTED, "azp")
    return claims


def _of_user(
    client: httpx.Client, where: dict[str, Any], tokens: dict[str, Any], claims: dict[str, Any]
) -> dict[str, Any]:
    """What the provider tells of the person beside the token; of that very person, or nothing."""
    address = str(where.get("userinfo_endpoint", ""))
    if not address or not tokens.get("access_token"):
        return {}
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    found = _json(client, client.build_request("GET", address, headers=bearer))
    if found.get("sub") != claims["sub"]:
        raise Refused(Reason.NOT_TRUSTED, "userinfo of another person")
    return found


def _json(client: httpx.Client, request: httpx.Request, **more: Any) -> dict[str, Any]:
    """What is answered. Raises Refused: silent for a provider that does not, else not trusted."""
    try:
        answer = client.send(request, **more)
    except httpx.HTTPError as error:
        raise Refused(Reason.SILENT, error.__class__.__name__) from error
    if answer.status_code >= 500:
        raise Refused(Reason.SILENT, f"HTTP {answer.status_code}")
    try:
        found = json.loads(answer.content[:LARGEST])
    except ValueError as error:
        raise Refused(Reason.NOT_TRUSTED, f"HTTP {answer.status_code}, no JSON") from error
    if answer.status_code != 200 or not isinstance(found, dict):
        raise Refused(Reason.NOT_TRUSTED, f"HTTP {answer.status_code}")
    return found


def _text(claims: dict[str, Any], name: str) -> str:
    value = claims.get(name, "")
    return value if isinstance(value, str) else ""


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
