"""Throw-away certificates, made on the spot: of an authority, the server, one administration, a register that signs."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAYS = 90
OID = "2.16.100.1.1.999"
ADMINISTRATION = "Община Троян (симулатор)"


class Certificates:
    """Of one folder. `make` replaces what is there and old."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        return self.folder / name

    def make(self, now: datetime, *, strangers: bool = False) -> "Certificates":
        """`strangers` adds a client that no consumer list knows, and one of another authority. `now` is aware."""
        if not strangers and self._are_good(now):
            return self
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        authority = self._issue("authority", _name("Симулатор: удостоверител"), now, None)
        self._issue("server", _name("localhost"), now, authority, server=True)
        self._issue("client", _name("chinar.localhost", OID), now, authority)
        self._issue("signer", _name("Симулатор: подписващ регистър"), now, authority)
        if strangers:
            self._issue("unknown", _name("unknown.localhost", "2.16.100.1.1.998"), now, authority)
            other = self._issue("other-authority", _name("Друг удостоверител"), now, None)
            self._issue("foreign", _name("foreign.localhost"), now, other)
        return self

    def certificate(self, name: str) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self.path(f"{name}.crt").read_bytes())

    def fingerprint(self, name: str) -> str:
        return self.certificate(name).fingerprint(hashes.SHA256()).hex()

    def _are_good(self, now: datetime) -> bool:
        try:
            return all(
                now < self.certificate(name).not_valid_after_utc and self.path(f"{name}.key").exists()
                for name in ("authority", "server", "client", "signer")
            )
        except (OSError, ValueError):
            return False

    def _issue(
        self,
        file: str,
        subject: x509.Name,
        now: datetime,
        issuer: "tuple[x509.Certificate, rsa.RSAPrivateKey] | None",
        *,
        server: bool = False,
    ) -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
        key = rsa.generate_private_key(65537, 2048)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer[0].subject if issuer else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(minutes=5))
            .not_valid_after(now + timedelta(days=DAYS))
            .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        )
        if issuer:
            usage = [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH]
            above = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer[1].public_key())
            builder = builder.add_extension(above, critical=False)
            builder = builder.add_extension(x509.ExtendedKeyUsage(usage), critical=False)
        if server:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        made = builder.sign(issuer[1] if issuer else key, hashes.SHA256())
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self._write(f"{file}.key", secret)
        self._write(f"{file}.crt", made.public_bytes(Encoding.PEM))
        return made, key

    def _write(self, name: str, content: bytes) -> None:
        path = self.path(name)
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)


def _name(common: str, oid: str = "") -> x509.Name:
    """As RegiX wants it: `C=BG, ST=OID:..., CN=host`."""
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "BG")]
    if oid:
        parts.append(x509.NameAttribute(NameOID.STATE_OR_PROVINCE_NAME, f"OID:{oid}"))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common)])
