"""What both protocols have in common: the way to a provider, and back."""

from dataclasses import dataclass, field
from datetime import datetime

from chinar.foundation.core.urls import root_url
from chinar.foundation.identification.providers import Provider
from chinar.foundation.identification.rules import Proof


@dataclass(frozen=True, slots=True)
class Way:
    """Where the browser goes: by a form that is posted, where there are `fields` (SAML), else by a link."""

    address: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asking:
    """One sign-in under way: which provider, from which `base` (scheme and host), and what the answer must name."""

    provider: Provider
    base: str
    state: str
    request_id: str
    verifier: str = ""
    level: str = ""

    @property
    def back(self) -> str:
        """Where the answer arrives: registered with the provider."""
        return address_of(self.base, "identity_answer", self.provider)

    @property
    def entity(self) -> str:
        """How a SAML provider knows us: the address of our metadata, unless it was registered under another name."""
        return self.provider.entity_id or address_of(self.base, "identity_metadata", self.provider)


def address_of(base: str, name: str, provider: Provider) -> str:
    return f"{base}{root_url(name, code=provider.code)}"


def way(asking: Asking, *, at: datetime) -> Way:
    """Raises Refused when the provider has to be asked for it and is silent, WrongProviders for wrong keys."""
    # Heavy, and needed by nobody else (SAML brings a library of XML security).
    from chinar.foundation.identification import oidc, saml

    return saml.way(asking, at=at) if asking.provider.protocol == "saml" else oidc.way(asking)


def heard(asking: Asking, answer: str) -> Proof:
    """What the answer proves. Raises Refused for any fault of it, WrongProviders for wrong keys."""
    from chinar.foundation.identification import oidc, saml

    return saml.heard(asking, answer) if asking.provider.protocol == "saml" else oidc.heard(asking, answer)
