"""Two municipalities, none of them in scope; a small country on paper; and what the journal was told."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chinar.foundation.core import scope
from chinar.foundation.territory.models import District, Municipality

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

FILES = {
    "districts.csv": "code,name,nuts3,centre_ekatte\nLOV,Ловеч,BG315,73198\n",
    "municipalities.csv": "code,name,district,centre_ekatte,category_2014\nLOV34,Троян,LOV,73198,2\n",
    "kmetstva.csv": "code,name,centre_ekatte,municipality\nLOV34-15,Орешак,53707,LOV34\n",
    "settlements.csv": (
        "ekatte,kind,name,name_en,municipality,kmetstvo,category,postal_code,lon,lat\n"
        "53707,3,Орешак,Oreshak,LOV34,LOV34-15,5,5630,24.769766,42.890838\n"
        "55587,3,Патрешко,Patreshko,LOV34,LOV34-00,8,5631,24.773747,42.919321\n"
        "73198,1,Троян,Troyan,LOV34,LOV34-00,2,5600,24.71297,42.890375\n"
    ),
}


@pytest.fixture
def troyan(db: None) -> Municipality:
    lovech = District.objects.create(code="LOV", name="Ловеч", name_en="Lovech", nuts3="BG315", centre_ekatte="43952")
    return Municipality.objects.create(
        code="LOV34", slug="troyan", name="Троян", name_en="Troyan", district=lovech, centre_ekatte="73198"
    )


@pytest.fixture
def razlog(db: None) -> Municipality:
    return Municipality.objects.create(code="BLG37", slug="razlog", name="Разлог", name_en="Razlog")


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes the small country; a named file (without .csv) may have other contents, or None to be missing."""

    def write(**files: str | None) -> Path:
        for name, text in FILES.items():
            text = files.get(name.removesuffix(".csv"), text)
            (tmp_path / name).unlink(missing_ok=True)
            if text is not None:
                (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the journal was told: verb, scope, subject, facts."""
    rows: list[dict[str, Any]] = []

    def record(verb: str, **facts: Any) -> None:
        rows.append({"verb": verb, "scope": scope.current_or_none(), **facts})

    monkeypatch.setattr("chinar.foundation.journal.actions.record", record)
    return rows
