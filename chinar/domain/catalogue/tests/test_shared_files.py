"""Shared descriptions go from one installation to another as a file, and lists of services name those that they use."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chinar.domain.catalogue.importing import exports, shared_file
from chinar.domain.catalogue.importing.actions import CHANGED, KEPT, NEW, SAME, WRONG, WrongRows, import_services, plan
from chinar.domain.catalogue.importing.rules import UnknownFile, read
from chinar.domain.catalogue.inheriting import own_fields
from chinar.domain.catalogue.models import ServiceVersion, SharedVersion
from chinar.domain.catalogue.tests.test_importing import AT, FILES, HEAD, SKETCH
from chinar.domain.catalogue.tests.test_shared import CODE, LINES, SAID, inherit, share
from chinar.foundation.core.actor import SYSTEM

ON = AT.date()


def file_of(*rows: dict[str, str]) -> str:
    out = StringIO()
    writer = csv.DictWriter(out, shared_file.COLUMNS)
    writer.writeheader()
    for row in rows:
        writer.writerow({**{name: str(value) for name, value in SAID.items()}, "code": CODE, "evidence": LINES, **row})
    return out.getvalue()


def test_a_file_goes_out_and_comes_in_again_as_the_same(town: Any) -> None:
    share(procedure="=cmd() първи ред\nвтори ред")
    share("other", unified_number="", evidence="photo | citizen optional | Снимка | | Няма я друг.")
    out = StringIO()
    assert shared_file.write(out) == 2
    assert "'=cmd()" in out.getvalue()
    assert [planned.outcome for planned in shared_file.plan(out.getvalue(), on=ON)] == [SAME, SAME]
    assert [note.code for planned in shared_file.plan(out.getvalue(), on=ON) for note in planned.doubts] == [
        "no_number"
    ]
    shared_file.import_shared(out.getvalue(), by=SYSTEM, at=AT)
    assert SharedVersion.objects.count() == 2
    changed = out.getvalue().replace("втори ред", "друг ред")
    planned = shared_file.plan(changed, on=ON)[0]
    assert (planned.outcome, [note.detail for note in planned.doubts]) == (CHANGED, ["procedure"])
    shared_file.import_shared(changed, by=SYSTEM, at=AT)
    assert "друг ред" in SharedVersion.objects.holding().get(description__code=CODE).procedure


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"code": ""}, "code"),
        ({"code": "дървета"}, "code"),
        ({"name": ""}, "name"),
        ({"unified_number": "12a"}, "unified_number"),
        ({"legal_period": "made_up"}, "legal_period"),
        ({"event": "party"}, "event"),
        ({"procedure": "x" * 5000}, "procedure"),
        ({"evidence": "x"}, "evidence"),
    ],
)
def test_a_wrong_row_is_told_with_its_column_and_nothing_is_taken(town: Any, row: dict[str, str], said: str) -> None:
    text = file_of({"code": "good", "unified_number": ""}, row)
    planned = shared_file.plan(text, on=ON)
    assert [one.outcome for one in planned] == [NEW, WRONG]
    assert planned[1].errors[0].detail.startswith(said)
    with pytest.raises(WrongRows):
        shared_file.import_shared(text, by=SYSTEM, at=AT)
    assert not SharedVersion.objects.exists()


def test_doubles_and_cells_without_a_column_are_told(town: Any) -> None:
    planned = shared_file.plan(file_of({}, {}, {"code": "b"}), on=ON)
    assert [one.outcome for one in planned] == [NEW, WRONG, NEW]
    assert [note.code for note in planned[2].doubts] == ["same_number"]
    assert shared_file.plan("code,name\na,Име,още\n", on=ON)[0].outcome == WRONG


@pytest.mark.parametrize(
    "text",
    ["", "a,b\n1,2\n", "code,name,code\n", "\0", 'code,name\n"', "x" * 5_000_001, "code,name\n" + "a,b\n" * 2001],
)
def test_what_is_no_file_of_shared_descriptions_is_refused(db: None, text: str) -> None:
    with pytest.raises(UnknownFile):
        shared_file.plan(text, on=ON)


def test_the_command_tells_every_row_and_publishes_only_when_told_to(db: None, tmp_path: Path) -> None:
    path, out = tmp_path / "shared.csv", StringIO()
    path.write_text(file_of({}, {"code": "two", "unified_number": ""}), encoding="utf-8")
    call_command("catalogue", "import-shared", str(path), stdout=out)
    assert "has given no number yet" in out.getvalue()
    assert "Nothing was changed" in out.getvalue()
    call_command("catalogue", "import-shared", str(path), "--apply", stdout=out)
    assert "2 versions were published." in out.getvalue()
    exported = StringIO()
    call_command("catalogue", "export-shared", stdout=exported)
    assert exported.getvalue().count("Подава се заявление.") == 2
    path.write_text(file_of({"name": ""}), encoding="utf-8")
    with pytest.raises(CommandError, match="1 rows are wrong"):
        call_command("catalogue", "import-shared", str(path), "--apply", stdout=out)
    assert "name: Enter the name of the service" in out.getvalue()
    for content in (b"\xff\xfe\x00", b"name\nx\n"):
        path.write_bytes(content)
        with pytest.raises(CommandError):
            call_command("catalogue", "import-shared", str(path))


def test_a_list_of_services_may_name_what_each_inherits(registry: Any) -> None:
    inherit(registry, share())
    share("sketch", unified_number="2024", legal_period="", group="Кадастър", name="Скица")
    share("lawful", unified_number="")
    columns = HEAD.strip() + ",shared\n"
    rows = read(
        "".join((columns, *(f"{SKETCH.strip()},{code}\n" for code in ("sketch", "lawful", CODE, "=x", "sketch"))))
    )
    plans = import_services(rows, department=registry, by=SYSTEM, at=AT)
    assert [[note.code for note in one.doubts] for one in plans] == [
        [], ["shared_without_period"], [], ["unknown_shared"], ["shared_elsewhere"],
    ]  # fmt: skip
    assert (plans[2].outcome, plans[2].code) == (KEPT, CODE), "described by hand"
    made = ServiceVersion.objects.get(service__code="sketch")
    assert (made.name, made.group, made.procedure) == ("Скица за имот", "Устройство", SAID["procedure"])
    assert own_fields(made) == ["name", "group"]
    assert made.requirements.count() == 2
    lawful = ServiceVersion.objects.get(service__code="lawful")
    assert (lawful.legal_period, lawful.shared_version.description.code) == ("", "lawful")
    assert [one.outcome for one in plan(rows)][:2] == [SAME, SAME]
    out = StringIO()
    exports.write(out)
    told = {row["code"]: (row["shared"], row["shared_version"]) for row in csv.DictReader(StringIO(out.getvalue()))}
    assert told["sketch"] == ("sketch", "1")
    assert told[CODE] == (CODE, "1")
    assert ("", "") in told.values()


def test_a_service_of_an_earlier_list_may_be_tied_by_a_later_one(registry: Any) -> None:
    import_services(read(HEAD + SKETCH), department=registry, by=SYSTEM, at=AT)
    code = ServiceVersion.objects.get().service.code
    share(code, unified_number="2024", legal_period="")
    rows = read(HEAD.strip() + ",shared\n" + SKETCH.strip() + f",{code}\n")
    assert [one.outcome for one in import_services(rows, department=registry, by=SYSTEM, at=AT)] == [CHANGED]
    held = ServiceVersion.objects.published_rows().get()
    assert (held.number, held.shared_version.description.code, held.procedure) == (2, code, SAID["procedure"])


@pytest.mark.parametrize(("name", "count"), FILES)
def test_a_real_list_with_shared_descriptions_loses_nothing(registry: Any, shared: Path, name: str, count: int) -> None:
    share("sketch", unified_number="", legal_period="")
    lines = (shared / "data" / "bg-municipal-services" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    text = "\n".join([f"{lines[0]},shared", f"{lines[1]},sketch", *(f"{line},unknown" for line in lines[2:])])
    plans = import_services(read(text), department=registry, by=SYSTEM, at=AT)
    assert len(plans) == count
    assert sum(note.code == "unknown_shared" for one in plans for note in one.doubts) == count - 1
    first = ServiceVersion.objects.get(shared_version__isnull=False)
    assert (first.name, first.procedure) == (plans[0].row.name, SAID["procedure"])
