"""Which identity providers there are. The operator names them in `providers.toml` in the folder IDENTITY_PROVIDERS,
beside the keys and the metadata that it names (docs/operations/identification.md); no secret is data of ours."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from logging import getLogger
from pathlib import Path
from typing import Any

from django.conf import settings

from chinar.foundation.identification.rules import LEVELS, reaches

logger = getLogger(__name__)
FILE = "providers.toml"
LARGEST = 200_000
_TEXTS = ("code", "protocol", "name_bg", "name_en", "level", "highest")
_OF_PROTOCOL = {
    "saml": ({"metadata", "key", "certificate"}, {"service_oid", "provider_oid", "level_spelling", "entity_id"}),
    "oidc": ({"issuer", "client_id", "secret_file"}, {"identifier_claim", "name_claim", "scope"}),
}
"""What each must say, and what it may."""
_FLAGS = {"simulated", "encrypted"}
EAUTH_OIDS = ("service_oid", "provider_oid")


class WrongProviders(Exception):
    """`providers.toml` cannot be used; the text says why, to the operator."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Доставчик на електронна идентификация: who proves to us who somebody is, over SAML 2.0 or OpenID Connect.

    `level` is what is asked when a service asks for nothing more, `highest` what it can prove at all. A SAML provider
    with `service_oid` and `provider_oid` is spoken to in the national profile of eAuth 2.
    """

    folder: Path
    code: str
    protocol: str
    name_bg: str
    name_en: str
    level: str = "low"
    highest: str = "high"
    simulated: bool = False
    encrypted: bool = True
    metadata: str = ""
    key: str = ""
    certificate: str = ""
    entity_id: str = ""
    service_oid: str = ""
    provider_oid: str = ""
    level_spelling: str = "word"
    issuer: str = ""
    client_id: str = ""
    secret_file: str = ""
    identifier_claim: str = "personIdentifier"
    name_claim: str = "name"
    scope: str = "openid profile"

    @property
    def is_eauth(self) -> bool:
        return bool(self.service_oid)

    def name(self, language: str) -> str:
        return self.name_bg if language == "bg" else self.name_en

    def read(self, name: str) -> str:
        """The text of a file that it names. Raises WrongProviders."""
        try:
            return (self.folder / name).read_text(encoding="utf-8")[:LARGEST]
        except (OSError, ValueError) as error:
            raise WrongProviders(f"{self.folder / name}: {error.__class__.__name__}") from error

    def asked_level(self, needed: str) -> str:
        """What it is asked for: what the service needs, never less than usual."""
        return needed if reaches(needed, self.level) else self.level


def providers() -> tuple[Provider, ...]:
    """All of them in the order of the file; none where there is no file, or where it is wrong, which the log tells."""
    try:
        return read_providers()
    except WrongProviders as error:
        logger.error("Nobody can sign in through an identity provider: %s", error)
        return ()


def find_provider(code: str) -> Provider | None:
    return next((provider for provider in providers() if provider.code == code), None)


def reaching(level: str) -> tuple[Provider, ...]:
    """Those that can prove the level."""
    return tuple(provider for provider in providers() if reaches(provider.highest, level))


def read_providers() -> tuple[Provider, ...]:
    """Read anew when the file changes. Raises WrongProviders."""
    file = Path(settings.IDENTITY_PROVIDERS) / FILE
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        return ()
    return _read(file, changed)


@lru_cache(maxsize=4)
def _read(file: Path, changed: int) -> tuple[Provider, ...]:
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("provider", [])
    except (OSError, ValueError) as error:
        raise WrongProviders(f"{file}: {error}") from error
    if not isinstance(rows, list):
        raise WrongProviders(f"{file}: providers are written as [[provider]]")
    found = tuple(_provider(file, row) for row in rows)
    if len({provider.code for provider in found}) < len(found):
        raise WrongProviders(f"{file}: two providers have one code")
    return found


def _provider(file: Path, row: Any) -> Provider:
    said = row if isinstance(row, dict) else {}
    code = said.get("code", "")

    def wrong(what: str) -> WrongProviders:
        return WrongProviders(f"{file}, provider {code!r}: {what}")

    must, may = _OF_PROTOCOL.get(said.get("protocol", ""), (set(), set()))
    if not must:
        raise wrong("protocol is saml or oidc")
    must = {"code", "protocol", "name_bg", "name_en", *must}
    if missing := sorted(name for name in must if not said.get(name)):
        raise wrong(f"{', '.join(missing)} is missing")
    if unknown := sorted(said.keys() - must - may - _FLAGS - set(_TEXTS)):
        raise wrong(f"{', '.join(unknown)} is unknown")
    for name, value in said.items():
        if not isinstance(value, bool if name in _FLAGS else str):
            raise wrong(f"{name} is of the wrong kind")
    _check(said, wrong)
    return Provider(folder=file.parent, **said)


def _check(said: dict[str, Any], wrong: Any) -> None:
    code = said["code"]
    if not (code.isascii() and code.replace("-", "").isalnum() and code == code.lower() and len(code) <= 40):
        raise wrong("a code has small Latin letters, digits and dashes")
    for name in ("level", "highest"):
        if said.get(name, LEVELS[0]) not in LEVELS:
            raise wrong(f"{name} is one of {', '.join(LEVELS)}")
    if not reaches(said.get("highest", LEVELS[-1]), said.get("level", LEVELS[0])):
        raise wrong("level is above highest")
    if said.get("level_spelling", "word") not in ("word", "urn"):
        raise wrong("level_spelling is word or urn")
    if len({bool(said.get(name)) for name in EAUTH_OIDS}) > 1:
        raise wrong("service_oid and provider_oid stand together")
    if not said.get("issuer", "https://").startswith("https://") and not said.get("simulated"):
        raise wrong("issuer begins with https://")
