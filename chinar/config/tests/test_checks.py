import base64
import runpy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import checks as django_checks
from django.db import connection

from chinar.config import checks
from chinar.config import settings as settings_file
from chinar.domain.registers.simulator.certificates import Certificates
from chinar.foundation.core import guards

DATA_KEY = "2026:" + base64.b64encode(b"k" * 32).decode()
SAFE: dict[str, Any] = {
    "DEMO": False,
    "SECRET_KEY": "s" * 50,
    "LOOKUP_KEY": "l" * 50,
    "DATA_KEYS": [DATA_KEY],
    "ALLOWED_HOSTS": ["uslugi.troyan.bg"],
    "TOWN_HOSTS": {},
    "BASE_URL": "https://uslugi.troyan.bg",
    "SECURE": True,
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}
FILE_MAIL = "django.core.mail.backends.filebased.EmailBackend"


def found(settings: Any, **changes: Any) -> set[str | None]:
    for name, value in {**SAFE, **changes}.items():
        setattr(settings, name, value)
    return {
        message.id
        for check in (checks.check_demo, checks.check_keys, checks.check_addresses, checks.check_mail)
        for message in check()
        if message.level >= django_checks.ERROR
    }


def test_safe_settings_are_let_through(settings: Any) -> None:
    assert found(settings) == set()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"SECRET_KEY": ""}, {"chinar.E002"}),
        ({"SECRET_KEY": "short"}, {"chinar.E002"}),
        ({"LOOKUP_KEY": ""}, {"chinar.E003"}),
        ({"DATA_KEYS": []}, {"chinar.E004"}),
        ({"DATA_KEYS": [DATA_KEY, "old:not base64!"]}, {"chinar.E004"}),
        ({"DATA_KEYS": ["old:" + base64.b64encode(b"too short").decode()]}, {"chinar.E004"}),
        ({"LOOKUP_KEY": "s" * 50}, {"chinar.E006"}),
        ({"ALLOWED_HOSTS": []}, {"chinar.E007"}),
        ({"ALLOWED_HOSTS": ["uslugi.troyan.bg", "*"]}, {"chinar.E007"}),
        ({"SECURE": False}, {"chinar.E008"}),
        ({"EMAIL_BACKEND": FILE_MAIL}, {"chinar.E009"}),
    ],
)
def test_an_unsafe_setting_is_found(settings: Any, changes: dict[str, Any], expected: set[str]) -> None:
    assert found(settings, **changes) == expected


@pytest.mark.parametrize("name", ["SECRET_KEY", "LOOKUP_KEY"])
def test_a_key_of_the_demo_is_refused_outside_it(settings: Any, name: str) -> None:
    assert found(settings, **{name: settings.DEMO_SECRET}) == {"chinar.E005"}


def test_the_data_key_of_the_demo_is_refused_outside_it(settings: Any) -> None:
    assert found(settings, DATA_KEYS=[DATA_KEY, settings.DEMO_DATA_KEY]) == {"chinar.E005"}


HERE = {"DEMO": True, "ALLOWED_HOSTS": ["localhost", "127.0.0.1"], "BASE_URL": "http://localhost:8000"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"TOWN_HOSTS": {"troyan.localhost": "troyan"}}, set()),
        ({"ALLOWED_HOSTS": ["demo.example.bg"]}, {"chinar.E001"}),
        ({"TOWN_HOSTS": {"troyan.example.bg": "troyan"}}, {"chinar.E001"}),
        ({"BASE_URL": "https://demo.example.bg"}, {"chinar.E001"}),
    ],
)
def test_the_demo_may_answer_to_this_machine_only(settings: Any, changes: dict[str, Any], expected: set[str]) -> None:
    assert found(settings, **{**HERE, **changes}) == expected


@pytest.mark.django_db
def test_a_database_as_migrated_is_let_through() -> None:
    assert checks.check_database(databases=["default"]) == []


@pytest.mark.django_db
def test_a_year_without_a_calendar_is_warned_of_from_the_first_of_october(monkeypatch: pytest.MonkeyPatch) -> None:
    for today, found in ((date(2028, 9, 30), []), (date(2028, 10, 1), ["chinar.W002"])):
        monkeypatch.setattr(checks, "localdate", lambda day=today: day)
        assert [warning.id for warning in checks.check_calendar(databases=["default"])] == found
    assert checks.check_calendar(databases=None) == []


@pytest.mark.django_db
def test_a_guard_missing_in_the_database_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "expected", lambda vendor: {"guard_that_somebody_dropped"})
    (error,) = checks.check_database(databases=["default"])
    assert error.id == "chinar.E013"
    assert "guard_that_somebody_dropped" in error.msg


@pytest.mark.django_db
def test_a_migration_not_applied_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'territory'")
    (error,) = checks.check_database(databases=["default"])
    assert error.id == "chinar.E012"


@pytest.mark.parametrize(("demo", "expected"), [("1", "none"), ("0", "mandatory")])
def test_everywhere_but_in_the_demo_an_address_is_confirmed(
    monkeypatch: pytest.MonkeyPatch, demo: str, expected: str
) -> None:
    monkeypatch.setenv("CHINAR_DEMO", demo)
    assert runpy.run_path(settings_file.__file__)["ACCOUNT_EMAIL_VERIFICATION"] == expected


def test_a_certificate_for_registers_that_is_not_in_order_is_warned_of(settings: Any, tmp_path: Path) -> None:
    settings.REGIX_KEYS = str(tmp_path / "none")
    assert checks.check_register_certificates() == []
    settings.REGIX_KEYS = str(tmp_path)
    Certificates(tmp_path / "troyan").make(datetime.now(UTC))
    assert checks.check_register_certificates() == []
    (tmp_path / "troyan/client.key").chmod(0o644)
    (tmp_path / "lovech").mkdir()
    (tmp_path / "lovech/client.crt").write_text("x")
    assert [message.id for message in checks.check_register_certificates()] == ["chinar.W002", "chinar.W003"]
    for file in (tmp_path / "troyan").iterdir():
        file.unlink()
    Certificates(tmp_path / "troyan").make(datetime.now(UTC) - timedelta(days=70))
    assert "ends_soon" in str(checks.check_register_certificates()[1].msg)
