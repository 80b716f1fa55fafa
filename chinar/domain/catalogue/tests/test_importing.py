"""Lists of services read, shown and taken in; nothing lost, nothing half done."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chinar.domain.cases.tests.world import sofia
from chinar.domain.catalogue.actions import publish_description_of
from chinar.domain.catalogue.importing import exports
from chinar.domain.catalogue.importing.actions import KEPT, NEW, SAME, WrongRows, import_services, plan
from chinar.domain.catalogue.importing.rules import UnknownFile, parse_leva, parse_term, read
from chinar.domain.catalogue.models import Service, ServiceVersion, Speed
from chinar.domain.catalogue.tests.world import offer, publish
from chinar.foundation.core.actor import SYSTEM

AT = sofia(2026, 11, 2)
COLUMNS = "service_name,unified_number,service_group,tier1,term1,fee1_bgn,tier2,term2,fee2_bgn,tier3,term3,fee3_bgn"
HEAD = f"{COLUMNS},fee_note\n"
SKETCH = "Скица за имот,2024,Устройство,обикновена,7 дни,20.00,бърза,3 дни,40.00,,,,на лист\n"
FILES = [("services", 107), ("numbered_services_70", 70), ("peshtera_eservices_numbers", 29)]


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("7 дни", "7d"),
        ("до 3 дни", "3d"),
        ("1 ден", "1d"),
        ("5 работни дни", "5wd"),
        ("1 месец", "1m"),
        ("веднага", "0d"),
        ("3 часа", "3h"),
        ("до 8 ч.", "8h"),
        ("24 ч.", "24h"),
        ("до 31.12.", ""),
        ("съгласно чл. 129 ЗУТ", ""),
        ("", ""),
    ],
)
def test_a_printed_term_is_read_or_left_alone(printed: str, period: str) -> None:
    assert parse_term(printed) == period


@pytest.mark.parametrize(
    ("leva", "cents"),
    [("5.00", 256), ("10,00", 511), ("0", 0), ("100.00", 5113), ("дарение", None), ("-5", None), ("NaN", None)],
)
def test_leva_are_cents_of_euro(leva: str, cents: int | None) -> None:
    assert parse_leva(leva) == cents


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\0", "x" * 5_000_001, '"'])
def test_what_is_no_list_of_services_is_refused(text: str) -> None:
    with pytest.raises(UnknownFile):
        read(text)


def test_wrong_rows_are_all_told_at_once_and_nothing_is_changed(registry: Any) -> None:
    rows = read(HEAD + SKETCH + ",,,обикновена,1 ден,1\n" + f"{'А' * 501},,,,,\n")
    assert [[note.code for note in row.errors] for row in rows] == [[], ["no_name"], ["too_long"]]
    with pytest.raises(WrongRows):
        import_services(rows, department=registry, by=SYSTEM, at=AT)
    assert Service.objects.count() == 0


def test_a_row_becomes_a_service_with_its_speeds(registry: Any) -> None:
    import_services(read(HEAD + SKETCH), department=registry, is_sample=True, by=SYSTEM, at=AT)
    version = ServiceVersion.objects.get()
    assert (version.service.unified_number, version.fee_cents, version.fee_note) == ("2024", 1023, "на лист")
    assert [(speed.kind, speed.period, speed.fee_cents) for speed in version.speeds.all()] == [
        ("ordinary", "7d", 1023),
        ("fast", "3d", 2045),
    ]
    assert "term2: 3 дни" in version.printed


def test_the_same_file_again_changes_nothing_and_a_new_fee_is_a_new_version(registry: Any) -> None:
    import_services(read(HEAD + SKETCH), department=registry, by=SYSTEM, at=AT)
    assert [planned.outcome for planned in plan(read(HEAD + SKETCH))] == [SAME]
    import_services(read(HEAD + SKETCH.replace("20.00", "22.00")), department=registry, by=SYSTEM, at=AT)
    assert ServiceVersion.objects.count() == 2
    holding = ServiceVersion.objects.published_rows().get()
    assert holding.number == 2
    by_hand = {"procedure": "Подава се заявление.", "legal_basis": "ЗКИР, чл. 16"}
    publish_description_of(holding.service, seen=2, by=SYSTEM, at=AT, **by_hand)
    import_services(read(HEAD + SKETCH.replace("20.00", "24.00")), department=registry, by=SYSTEM, at=AT)
    holding = ServiceVersion.objects.published_rows().get()
    assert (holding.number, holding.fee_cents, holding.procedure) == (4, 1227, "Подава се заявление.")


def test_a_service_worked_out_by_hand_is_kept(registry: Any) -> None:
    publish(offer(registry))
    rows = read(HEAD + SKETCH.replace("2024", "2016"))
    assert [planned.outcome for planned in import_services(rows, department=registry, by=SYSTEM, at=AT)] == [KEPT]
    assert ServiceVersion.objects.count() == 1


def test_a_second_list_adds_to_what_the_first_one_printed(registry: Any) -> None:
    electronic = "unified_number,service_name,eservice_level,assurance_level\n2024,Скица за имот,Ниво IV,високо\n"
    for text in (HEAD + SKETCH, electronic, HEAD + SKETCH.replace("20.00", "22.00")):
        import_services(read(text), department=registry, by=SYSTEM, at=AT)
    version = ServiceVersion.objects.published_rows().get()
    assert (version.e_level, version.assurance, version.fee_note) == ("IV", "high", "на лист")
    assert [speed.fee_cents for speed in version.speeds.all()] == [1125, 2045]
    assert "eservice_level: Ниво IV" in version.printed
    assert "fee1_bgn: 22.00" in version.printed
    assert "fee1_bgn: 20.00" not in version.printed
    assert [planned.outcome for planned in plan(read(electronic))] == [SAME]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEAD + 'Скица,"2024,,,,\n,"Скица,\n', "not_csv"),
        (HEAD + 'Скица,"2024', "not_csv"),
        (HEAD.replace("fee_note", "tier1") + SKETCH, "doubled_columns"),
        (HEAD.replace(",", ";") + SKETCH, "unknown_columns"),
        (HEAD + SKETCH * 70_000, "too_large"),
    ],
)
def test_a_file_that_is_broken_is_refused_as_a_whole(text: str, code: str) -> None:
    with pytest.raises(UnknownFile) as refused:
        read(text)
    assert refused.value.code == code


@pytest.mark.parametrize(("name", "count"), FILES)
def test_a_real_list_is_taken_in_with_nothing_lost(registry: Any, shared: Path, name: str, count: int) -> None:
    path = shared / "data" / "bg-municipal-services" / f"{name}.csv"
    rows = read(path.read_text(encoding="utf-8"))
    plans = import_services(rows, department=registry, by=SYSTEM, at=AT)
    assert [planned.outcome for planned in plans] == [NEW] * count
    out = StringIO()
    assert exports.write(out) == count
    kept = " ".join(row["printed"] for row in csv.DictReader(StringIO(out.getvalue())))
    with path.open(encoding="utf-8") as file:
        cells = [" ".join(cell.split()) for row in csv.DictReader(file) for cell in row.values() if cell]
    assert [cell for cell in cells if cell not in kept] == []
    assert all(planned.outcome == SAME for planned in plan(rows))


def test_the_command_shows_every_row_and_every_doubt_and_changes_nothing(registry: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + SKETCH.replace("7 дни", "до 31.12."), encoding="utf-8")
    out = StringIO()
    call_command("catalogue", "import", str(path), "--municipality", "troyan", stdout=out)
    assert "Скица за имот" in out.getvalue()
    assert "kept as printed, for it is no period: до 31.12." in out.getvalue()
    assert Speed.objects.count() == 0
    call_command(
        "catalogue",
        "import",
        str(path),
        "--municipality",
        "troyan",
        "--apply",
        "--department",
        registry.code,
        stdout=out,
    )
    assert Speed.objects.count() == 2


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"name\nx\n"])
def test_the_command_refuses_what_it_cannot_read(registry: Any, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("catalogue", "import", str(path), "--municipality", "troyan")


def test_a_cell_that_a_spreadsheet_would_run_is_text(registry: Any) -> None:
    import_services(read(HEAD + SKETCH.replace("Скица за имот", "=cmd()")), department=registry, by=SYSTEM, at=AT)
    out = StringIO()
    exports.write(out)
    assert "'=cmd()" in out.getvalue()
