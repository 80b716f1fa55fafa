"""An installation that is registered with a real provider: the files of its operator."""

from pathlib import Path

from chinar.foundation.identification.simulator.configuring import Keys

OPENID = """[[provider]]
code = "real"
protocol = "oidc"
name_bg = "Доставчик"
name_en = "Provider"
issuer = "{address}"
client_id = "{client}"
secret_file = "secret"
simulated = true
"""
SAML = """[[provider]]
code = "{code}"
protocol = "saml"
name_bg = "Доставчик"
name_en = "Provider"
metadata = "metadata.xml"
key = "chinar.key"
certificate = "chinar.crt"
entity_id = "{entity}"
{more}
simulated = true
"""
"""Simulated, as it speaks without TLS; nothing else hangs on the word."""


def register_openid(folder: Path, *, address: str, client: str, secret: str) -> None:
    (folder / "secret").write_text(secret)
    (folder / "providers.toml").write_text(OPENID.format(address=address, client=client))


def register_saml(folder: Path, keys: Keys, *, address: str, providers: dict[str, tuple[str, str]]) -> None:
    """`providers`: by code, the name under which we are known there and further lines of the file."""
    (folder / "chinar.key").write_text(keys.client_key)
    (folder / "chinar.crt").write_text(keys.client_certificate)
    metadata = keys.saml(address).metadata()
    for ours, theirs in (("/saml/metadata", "/metadata"), ("/saml/sso", "/sso")):
        metadata = metadata.replace(f"{address}{ours}", f"{address}{theirs}")
    (folder / "metadata.xml").write_text(metadata)
    rows = [SAML.format(code=code, entity=entity, more=more) for code, (entity, more) in providers.items()]
    (folder / "providers.toml").write_text("\n".join(rows))
