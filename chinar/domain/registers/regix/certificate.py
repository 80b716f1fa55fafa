"""The certificate by which RegiX knows an administration: whose it is, until when, and whether the key belongs to it.

A certificate that has ended stops every question at once, and a new one takes weeks (docs/operations/regix.md).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from cryptography.x509.oid import NameOID

SOON = timedelta(days=30)


class Trouble(StrEnum):
    """The gravest first."""

    MISSING = "missing"
    """No certificate or no key in the folder, or not readable for us."""
    UNREADABLE = "unreadable"
    """Not PEM, or a key with a password: nobody is there at night to type it."""
    OTHER_KEY = "other_key"
    """The key belongs to another certificate."""
    NOT_YET = "not_yet"
    ENDED = "ended"
    ENDS_SOON = "ends_soon"
    """Within thirty days."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """`oid` from the subject (`ST=OID:...`), "" where it names none; both moments aware."""

    oid: str
    host: str
    since: datetime
    until: datetime


def read(certificate: Path, key: Path, *, at: datetime) -> tuple[Certificate | None, Trouble | None]:
    """What the two files hold, and what is wrong with them; `at` is aware."""
    try:
        public, secret = certificate.read_bytes(), key.read_bytes()
    except OSError:
        return None, Trouble.MISSING
    try:
        found = x509.load_pem_x509_certificate(public)
        opened = load_pem_private_key(secret, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None, Trouble.UNREADABLE
    same = [
        each.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        for each in (found.public_key(), opened.public_key())
    ]
    told = Certificate(
        _said(found, NameOID.STATE_OR_PROVINCE_NAME).removeprefix("OID:"),
        _said(found, NameOID.COMMON_NAME),
        found.not_valid_before_utc,
        found.not_valid_after_utc,
    )
    return told, _trouble(told, at, is_ours=same[0] == same[1])


def _trouble(found: Certificate, at: datetime, *, is_ours: bool) -> Trouble | None:
    if not is_ours:
        return Trouble.OTHER_KEY
    if at < found.since:
        return Trouble.NOT_YET
    if at >= found.until:
        return Trouble.ENDED
    return Trouble.ENDS_SOON if found.until - at <= SOON else None


def _said(found: x509.Certificate, what: x509.ObjectIdentifier) -> str:
    said = found.subject.get_attributes_for_oid(what)
    return str(said[0].value) if said else ""
