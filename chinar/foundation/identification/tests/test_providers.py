"""What the operator may write, and what is told of a mistake."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chinar.foundation.identification.providers import WrongProviders, providers, reaching, read_providers

SAML = """
[[provider]]
code = "eauth"
protocol = "saml"
name_bg = "еАвт"
name_en = "eAuth"
metadata = "m.xml"
key = "k"
certificate = "c"
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[provider]", "providers.toml"),
        ("provider = 1", "[[provider]]"),
        ("[[provider]]\ncode='x'", "protocol is saml or oidc"),
        (SAML.replace('key = "k"', ""), "key is missing"),
        (SAML + 'colour = "red"', "colour is unknown"),
        (SAML + "simulated = 1", "simulated is of the wrong kind"),
        (SAML + 'level = "top"', "level is one of"),
        (SAML + 'level = "high"\nhighest = "low"', "level is above highest"),
        (SAML + 'level_spelling = "x"', "level_spelling is"),
        (SAML + 'service_oid = "2.16.100.1"', "stand together"),
        (SAML.replace('"eauth"', '"E Auth"'), "a code has small"),
        (SAML + SAML, "two providers have one code"),
    ],
)
def test_a_mistake_is_named_and_closes_this_way_in(tmp_path: Path, settings: Any, text: str, told: str) -> None:
    settings.IDENTITY_PROVIDERS = str(tmp_path)
    (tmp_path / "providers.toml").write_text(text)
    with pytest.raises(WrongProviders, match=None) as raised:
        read_providers()
    assert told in str(raised.value)
    assert providers() == ()


def test_an_issuer_without_tls_is_refused_unless_it_is_simulated(tmp_path: Path, settings: Any) -> None:
    settings.IDENTITY_PROVIDERS = str(tmp_path)
    row = SAML.partition("metadata")[0].replace('"saml"', '"oidc"') + (
        'issuer = "http://id.example"\nclient_id = "c"\nsecret_file = "s"\n'
    )
    (tmp_path / "providers.toml").write_text(row)
    with pytest.raises(WrongProviders, match="https"):
        read_providers()


def test_what_is_named_can_be_read_and_nothing_secret_by_others(idp: Any, settings: Any, capsys: Any) -> None:
    assert [provider.code for provider in providers()] == ["eauth-simulator", "oidc-simulator"]
    assert len(reaching("high")) == 2
    folder = Path(settings.IDENTITY_PROVIDERS)
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in folder.iterdir())
    call_command("identification", "providers")
    shown = capsys.readouterr().out
    assert "eauth-simulator: saml, asks low to high, simulated" in shown
    assert "cannot" not in shown
    assert (folder / "oidc.secret").read_text() not in shown
    (folder / "chinar.key").write_text("x")
    (folder / "oidc.secret").write_text(" ")
    call_command("identification", "providers")
    shown = capsys.readouterr().out
    assert "chinar.key cannot sign" in shown
    assert "oidc.secret is empty" in shown
    (folder / "providers.toml").write_text("x")
    with pytest.raises(CommandError):
        call_command("identification", "providers")
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo"):
        call_command("identification", "simulator")
