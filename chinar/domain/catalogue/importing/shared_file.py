"""Shared descriptions as a file, so that an installation can get those of another: one row each, evidence in lines."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TextIO

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.catalogue import evidence_lines
from chinar.domain.catalogue.forms_of_sharing import SharedForm
from chinar.domain.catalogue.importing.actions import CHANGED, NEW, SAME, WRONG, WrongRows
from chinar.domain.catalogue.importing.rules import LARGEST_FILE, Note, UnknownFile
from chinar.domain.catalogue.inheriting import SHARED
from chinar.domain.catalogue.models import SharedVersion
from chinar.domain.catalogue.sharing import publish_shared
from chinar.foundation.core.actor import Actor

COLUMNS = ("code", "unified_number", *SHARED, "source", "evidence")
MOST_ROWS = 2_000
_FORMULA = re.compile(r"[=+\-@\t\r]")


@dataclass(slots=True)
class Plan:
    """What becomes of a row: `outcome` is one of NEW, CHANGED, SAME, WRONG. `seen` is the number of the version that
    holds here, 0 for none."""

    line: int
    code: str
    name: str
    form: SharedForm
    seen: int
    outcome: str
    errors: list[Note] = field(default_factory=list)
    doubts: list[Note] = field(default_factory=list)


def write(file: TextIO) -> int:
    """Writes those that hold; how many."""
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    holding = _holding()
    for version in holding:
        row = {name: str(getattr(version, name)) for name in (*SHARED, "unified_number", "source")}
        row |= {"code": version.description.code, "evidence": evidence_lines.write(version.evidence.all())}
        writer.writerow({column: f"'{cell}" if _FORMULA.match(cell) else cell for column, cell in row.items()})
    return len(holding)


def plan(text: str, *, on: date) -> list[Plan]:
    """What importing the file would do, without doing it; every row, with every error and doubt. Raises UnknownFile."""
    here = {version.description.code: version for version in _holding()}
    numbers = {version.unified_number: code for code, version in here.items() if version.unified_number}
    plans: list[Plan] = []
    seen_codes: set[str] = set()
    for line, cells in _rows(text):
        planned = _plan(line, cells, here.get(cells["code"]), on=on)
        if planned.code in seen_codes:
            planned.errors.append(Note("same_code"))
        seen_codes.add(planned.code)
        number = cells.get("unified_number", "")
        if number and numbers.setdefault(number, planned.code) != planned.code:
            planned.doubts.append(Note("same_number", numbers[number]))
        if planned.errors:
            planned.outcome = WRONG
        plans.append(planned)
    return plans


@transaction.atomic
def import_shared(text: str, *, by: Actor, at: datetime) -> list[Plan]:
    """Publishes a version of each new or changed description: all of them, or none. Raises UnknownFile, WrongRows when
    a row has errors, and as publish_shared."""
    plans = plan(text, on=localtime(at).date())
    if wrong := sum(planned.outcome == WRONG for planned in plans):
        raise WrongRows(f"{wrong} rows")
    for planned in plans:
        if planned.outcome != SAME:
            publish_shared(planned.code, seen=planned.seen, by=by, at=at, **planned.form.said)
    return plans


def _holding() -> list[SharedVersion]:
    holding = SharedVersion.objects.holding().select_related("description").order_by("description__code")
    return list(holding.prefetch_related("evidence"))


def _rows(text: str) -> Iterable[tuple[int, dict[str, str]]]:
    if len(text) > LARGEST_FILE:
        raise UnknownFile("too_large")
    if "\0" in text:
        raise UnknownFile("not_text")
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        columns = list(reader.fieldnames or ())
        if not {"code", "name"} <= set(columns) or set(columns) - set(COLUMNS):
            raise UnknownFile("unknown_columns", ", ".join(columns)[:200])
        if len(set(columns)) < len(columns):
            raise UnknownFile("doubled_columns", ", ".join(columns)[:200])
        rows = [(reader.line_num, _cells(cells)) for cells in reader]
    except csv.Error as error:
        raise UnknownFile("not_csv", str(error)) from error
    if len(rows) > MOST_ROWS:
        raise UnknownFile("too_many_rows", str(MOST_ROWS))
    return rows


def _cells(cells: Mapping[str | None, str | list[str] | None]) -> dict[str, str]:
    """A cell that was kept from a spreadsheet is itself again; what stands beyond the columns is kept to be told."""
    known = {str(key): value.strip() for key, value in cells.items() if key and isinstance(value, str)}
    for key, value in known.items():
        if value[:1] == "'" and _FORMULA.match(value[1:]):
            known[key] = value[1:]
    return known | ({"": "more"} if None in cells else {})


def _plan(line: int, cells: dict[str, str], holding: SharedVersion | None, *, on: date) -> Plan:
    code, beyond = cells["code"], "" in cells
    seen = holding.number if holding else 0
    form = SharedForm({**cells, "seen": str(seen)}, on=on, is_new=True)
    planned = Plan(line, code, cells["name"], form, seen, NEW if holding is None else CHANGED)
    if beyond:
        planned.errors.append(Note("too_many_cells"))
    if not form.is_valid():
        wrong = [(name, message) for name, messages in form.errors.items() for message in messages]
        planned.errors += [Note("wrong_cell", f"{name}: {message}") for name, message in wrong]
        return planned
    if not cells.get("unified_number"):
        planned.doubts.append(Note("no_number"))
    if holding is not None:
        changes = _changes(holding, form)
        planned.outcome = CHANGED if changes else SAME
        planned.doubts += [Note("changes", name) for name in changes]
    return planned


def _changes(holding: SharedVersion, form: SharedForm) -> list[str]:
    """Names of the columns that say something else than what holds; spaces and ends of lines are nothing else."""
    held = {name: str(getattr(holding, name)) for name in (*SHARED, "unified_number", "source")}
    told = {name: str(form.said[name]) for name in held}
    held["evidence"], told["evidence"] = (
        evidence_lines.write(holding.evidence.all()),
        evidence_lines.write(form.said["evidence"]),
    )
    return [name for name in held if held[name].split() != told[name].split()]
