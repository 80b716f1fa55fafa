"""Whether what the operator has configured can be used: for `chinar identification` and `chinar check`."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from cryptography import x509

from chinar.foundation.identification.providers import Provider, WrongProviders

SOON = timedelta(days=30)


def troubles(provider: Provider, now: datetime) -> Iterator[str]:
    """One line each, for the operator."""
    try:
        if provider.protocol == "oidc":
            if not provider.read(provider.secret_file).strip():
                yield f"{provider.secret_file} is empty"
            return
        yield from _of_certificate(provider, now)
        _speak(provider, now)
    except WrongProviders as error:
        yield str(error)


def _of_certificate(provider: Provider, now: datetime) -> Iterator[str]:
    try:
        until = x509.load_pem_x509_certificate(provider.read(provider.certificate).encode()).not_valid_after_utc
    except ValueError:
        yield f"{provider.certificate} is no certificate"
        return
    if until <= now:
        yield f"our certificate has run out on {until:%Y-%m-%d}"
    elif until - now < SOON:
        yield f"our certificate runs out on {until:%Y-%m-%d}"


def _speak(provider: Provider, now: datetime) -> None:
    """Signs a request that nobody sends. Raises WrongProviders."""
    from chinar.foundation.identification import saml
    from chinar.foundation.identification.speaking import Asking

    asking = Asking(provider, "https://localhost", state="check", request_id="_check", level=provider.level)
    try:
        saml.way(asking, at=now)
    except WrongProviders:
        raise
    except Exception as error:  # a key that is none, or of another certificate: the library raises what it likes
        raise WrongProviders(f"{provider.key} cannot sign: {error.__class__.__name__}") from error
