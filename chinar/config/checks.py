"""What makes an installation unsafe. `chinar check --deploy --database default` lists it; `chinar serve` refuses it."""

import base64
import binascii
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from chinar.domain.registers.regix import certificate
from chinar.foundation.core import guards
from chinar.foundation.identification import providers as identity_providers
from chinar.foundation.identification.checking import troubles as identity_troubles

SAFETY = "chinar"
LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")
SHORTEST_KEY = 32


@register(SAFETY, Tags.security, deploy=True)
def check_demo(**kwargs: Any) -> list[CheckMessage]:
    """The demo's passwords and keys are known to everybody, so only this machine may reach it."""
    if not settings.DEMO:
        return []
    hosts = [*settings.ALLOWED_HOSTS, *settings.TOWN_HOSTS, urlsplit(settings.BASE_URL).hostname or ""]
    outside = sorted({host for host in hosts if host not in LOOPBACK and not host.endswith(".localhost")})
    if not outside:
        return []
    return [
        Error(
            f"The demo would answer to {', '.join(outside)}: anybody could sign in as an official.",
            hint="Unset CHINAR_DEMO, or take these names out of CHINAR_BASE_URL and CHINAR_TOWN_HOSTS.",
            id="chinar.E001",
        )
    ]


@register(SAFETY, Tags.security, deploy=True)
def check_keys(**kwargs: Any) -> list[CheckMessage]:
    return [] if settings.DEMO else list(_wrong_keys())


def _wrong_keys() -> Iterator[CheckMessage]:
    try:
        secret = settings.SECRET_KEY
    except ImproperlyConfigured:
        secret = ""
    hint = "docs/operations/keys.md says how to make one, and where to keep it."
    for name, value, number in (("SECRET", secret, 2), ("LOOKUP", settings.LOOKUP_KEY, 3)):
        if len(value) < SHORTEST_KEY:
            yield Error(f"CHINAR_{name}_KEY is missing or too short.", hint=hint, id=f"chinar.E00{number}")
    if not settings.DATA_KEYS or not all(_is_data_key(key) for key in settings.DATA_KEYS):
        yield Error("CHINAR_DATA_KEYS is missing or not a list of id:base64 of 32 bytes.", hint=hint, id="chinar.E004")
    if {settings.DEMO_SECRET, settings.DEMO_DATA_KEY} & {secret, settings.LOOKUP_KEY, *settings.DATA_KEYS}:
        yield Error("A key of the demo is in use, which everybody knows.", hint=hint, id="chinar.E005")
    elif secret and secret == settings.LOOKUP_KEY:
        yield Error("CHINAR_SECRET_KEY and CHINAR_LOOKUP_KEY are the same.", hint=hint, id="chinar.E006")


def _is_data_key(line: str) -> bool:
    try:
        return len(base64.b64decode(line.partition(":")[2], validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


@register(SAFETY, Tags.security, deploy=True)
def check_addresses(**kwargs: Any) -> list[CheckMessage]:
    if settings.DEMO:
        return []
    found: list[CheckMessage] = []
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "CHINAR_HOSTS does not say which host names are ours.",
                hint="List them: CHINAR_HOSTS=uslugi.troyan.bg",
                id="chinar.E007",
            )
        )
    if not settings.SECURE:
        found.append(
            Error(
                "CHINAR_BASE_URL does not begin with https://: passwords would travel in the open.",
                hint="Put a proxy with a certificate in front (docs/operations/production.md).",
                id="chinar.E008",
            )
        )
    return found


@register(SAFETY, deploy=True)
def check_mail(**kwargs: Any) -> list[CheckMessage]:
    if settings.DEMO or "filebased" not in settings.EMAIL_BACKEND:
        return []
    return [
        Error(
            "Messages would be written into a folder and reach nobody.",
            hint="Set CHINAR_SMTP=smtp://user:password@host:587",
            id="chinar.E009",
        )
    ]


@register(SAFETY, deploy=True)
def check_register_certificates(**kwargs: Any) -> list[CheckMessage]:
    """Those by which RegiX knows the municipalities: one that ends unseen stops every question at once."""
    folder = Path(settings.REGIX_KEYS)
    towns = sorted(path.parent for path in folder.glob("*/client.crt")) if folder.is_dir() else []
    now = datetime.now(UTC)  # noqa: TID251  nobody tells a check the time
    return [found for town in towns for found in _wrong_certificate(town, now)]


def _wrong_certificate(town: Path, now: datetime) -> Iterator[CheckMessage]:
    found, trouble = certificate.read(town / "client.crt", town / "client.key", at=now)
    if trouble:
        until = f", until {found.until:%Y-%m-%d}" if found else ""
        yield Warning(
            f"The certificate for RegiX of {town.name} is not in order: {trouble}{until}.",
            hint="docs/operations/regix.md says how to get one; it takes weeks.",
            id="chinar.W002",
        )
    elif (town / "client.key").stat().st_mode & 0o077:
        yield Warning(
            f"The key for RegiX of {town.name} can be read by others on this machine.",
            hint=f"chmod 600 {town / 'client.key'}",
            id="chinar.W003",
        )


@register(SAFETY, Tags.security, deploy=True)
def check_identity_providers(**kwargs: Any) -> list[CheckMessage]:
    """Whoever is believed about who somebody is: none that believes everybody, and none whose keys are wrong."""
    hint = "docs/operations/identification.md says what stands in providers.toml."
    try:
        found = identity_providers.read_providers()
    except identity_providers.WrongProviders as error:
        return [Error(f"Nobody can sign in from outside: {error}", hint=hint, id="chinar.E015")]
    now = datetime.now(UTC)  # noqa: TID251  nobody tells a check the time
    simulated = [provider.code for provider in found if provider.simulated and not settings.DEMO]
    told: list[CheckMessage] = [
        Error(f"{code} is a simulator: anybody could sign in as anybody.", hint=hint, id="chinar.E016")
        for code in simulated
    ]
    return told + [
        Warning(f"The identity provider {provider.code} is not in order: {trouble}.", hint=hint, id="chinar.W004")
        for provider in found
        for trouble in identity_troubles(provider, now)
    ]


@register("work", deploy=True)
def check_ticks(**kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for path, _ in [*settings.TICKS, *settings.TICKS_APART]:
        try:
            import_string(path)
        except ImportError:
            found.append(Error(f"The worker cannot find {path}.", hint="Mend it in the settings.", id="chinar.E010"))
    return found


@register(SAFETY, Tags.database, deploy=True)
def check_database(**kwargs: Any) -> list[CheckMessage]:
    """Asked only with --database, as other commands must work before the tables are there."""
    found: list[CheckMessage] = []
    for alias in kwargs.get("databases") or []:
        try:
            found.extend(_wrong_in_database(alias))
        except DatabaseError as error:
            hint = "See that it runs and that CHINAR_DATABASE is right."
            found.append(Error(f"The database does not answer: {str(error).strip()}", hint=hint, id="chinar.E011"))
    return found


@register(SAFETY, Tags.database, deploy=True)
def check_calendar(**kwargs: Any) -> list[CheckMessage]:
    """From 1 October the days off of the next year must be known: periods begin to end there."""
    if "default" not in (kwargs.get("databases") or []):
        return []
    from chinar.foundation.time.queries import missing_years

    try:
        missing = missing_years(localdate())
    except DatabaseError:
        return []  # check_database tells it
    hint = "Take a newer version and run `chinar calendar load`, or enter the days: `chinar calendar declare`."
    return [
        Warning(f"No working calendar for {year}: due dates in that year are refused.", hint=hint, id="chinar.W002")
        for year in missing
    ]


def _wrong_in_database(alias: str) -> Iterator[CheckMessage]:
    connection = connections[alias]
    executor = MigrationExecutor(connection)
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        hint = "Run `chinar migrate`."
        yield Error(f"{len(waiting)} migrations have not been applied.", hint=hint, id="chinar.E012")
        return
    if missing := guards.expected(connection.vendor) - guards.present(connection):
        yield Error(
            f"Guards of the data are missing in the database: {', '.join(sorted(missing))}.",
            hint="Run `chinar migrate`, which puts them back.",
            id="chinar.E013",
        )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
            if cursor.fetchone()[0]:
                yield Error(
                    "The database role is a superuser or skips row-level security, which then guards nothing.",
                    hint="Use a role of its own: create role chinar login (docs/operations/production.md).",
                    id="chinar.E014",
                )
        elif not settings.DEMO:
            cursor.execute("select count(*) from territory_municipality where is_active")
            if cursor.fetchone()[0] > 1:
                yield Warning(
                    "Several municipalities share one SQLite file, which has no row-level security.",
                    hint="Use PostgreSQL for a shared installation.",
                    id="chinar.W001",
                )
