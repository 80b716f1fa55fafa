"""Everything that an installation needs to know a simulator: throw-away keys, and the folder that names them."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from chinar.foundation.identification.simulator.oidc import OidcProvider
from chinar.foundation.identification.simulator.saml import SamlProvider

CLIENT = "chinar-demo"
SERVICE, PROVIDER = "2.16.100.1.1.999.1.1.1", "2.16.100.1.1.999.1"
"""Object identifiers of nobody."""


@dataclass(frozen=True, repr=False)
class Keys:
    """Of the provider and of its client, in PEM."""

    provider_key: str
    provider_certificate: str
    client_key: str
    client_certificate: str
    secret: str

    def saml(self, address: str) -> SamlProvider:
        return SamlProvider(address, self.provider_key, self.provider_certificate, self.client_certificate)

    def oidc(self, address: str) -> OidcProvider:
        return OidcProvider(address, self.provider_key, CLIENT, self.secret)


def new_keys(at: datetime) -> Keys:
    return Keys(*_pair("simulator", at), *_pair("chinar", at), secret=uuid.uuid4().hex)


def _pair(name: str, at: datetime) -> tuple[str, str]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return pem, certificate.public_bytes(Encoding.PEM).decode()


def write(folder: Path, keys: Keys, address: str) -> None:
    """`providers.toml` comes last, so that whoever reads it finds what it names."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = {
        "metadata.xml": keys.saml(address).metadata(),
        "chinar.key": keys.client_key,
        "chinar.crt": keys.client_certificate,
        "oidc.secret": keys.secret,
        "providers.toml": _FILE.format(address=address, client=CLIENT, service=SERVICE, provider=PROVIDER),
    }
    for name, text in files.items():
        part = folder / f"{name}.part"
        part.touch(mode=0o600)
        part.write_text(text, encoding="utf-8")
        part.replace(folder / name)


_FILE = """# Written by the simulator of electronic identification, for the demo; it proves nothing.
[[provider]]
code = "eauth-simulator"
protocol = "saml"
name_bg = "Симулатор на еАвт"
name_en = "Simulator of eAuth"
metadata = "metadata.xml"
key = "chinar.key"
certificate = "chinar.crt"
service_oid = "{service}"
provider_oid = "{provider}"
simulated = true

[[provider]]
code = "oidc-simulator"
protocol = "oidc"
name_bg = "Симулатор на OpenID Connect"
name_en = "Simulator of OpenID Connect"
issuer = "{address}/oidc"
client_id = "{client}"
secret_file = "oidc.secret"
simulated = true
"""
