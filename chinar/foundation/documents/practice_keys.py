"""A key to practise signing with: its certificate vouches for itself, so nobody should trust it. For demo and tests."""

from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "practice only"  # noqa: S105


def make_practice_key(
    folder: Path, name: str, *, subject: str, since: datetime, days: int = 365, holder: str = ""
) -> Path:
    """Adds a key to the `keys.toml` of a folder; answers where its certificate lies beside it, as PEM."""
    folder.mkdir(parents=True, exist_ok=True)
    secret = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(secret, subject, since, since + timedelta(days=days))
    locked = BestAvailableEncryption(PASSWORD.encode())
    packed = pkcs12.serialize_key_and_certificates(name.encode(), secret, certificate, None, locked)
    (folder / f"{name}.p12").write_bytes(packed)
    (folder / f"{name}.password").write_text(PASSWORD, encoding="utf-8")
    with (folder / "keys.toml").open("a", encoding="utf-8") as listed:
        listed.write(f'[[key]]\nholder = "{holder}"\nfile = "{name}.p12"\npassword_file = "{name}.password"\n\n')
    pem = folder / f"{name}.pem"
    pem.write_bytes(certificate.public_bytes(Encoding.PEM))
    return pem


def _certificate(
    secret: ec.EllipticCurvePrivateKey, subject: str, since: datetime, until: datetime
) -> x509.Certificate:
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    uses = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(uses, critical=True)
        .sign(secret, hashes.SHA256())
    )
