"""`chinar catalogue`: a list of services read, shown row by row, taken in when told to; the catalogue as a file; the
shared descriptions of the installation out of one and into another."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from chinar.domain.catalogue.importing import exports, shared_file
from chinar.domain.catalogue.importing.actions import SAME, WRONG, Plan, import_services, plan
from chinar.domain.catalogue.importing.rules import Note, UnknownFile, read
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Department, Municipality

P = TypeVar("P")
WORDS = {
    "too_large": "the file is larger than 5 MB",
    "not_text": "the file is no text",
    "not_csv": "the file is no CSV",
    "unknown_columns": "no list of services that we know has these columns",
    "doubled_columns": "two columns have one name",
    "no_name": "the service has no name",
    "too_many_cells": "there are more cells than columns",
    "too_long": "longer than 2000 characters, or 500 for a name",
    "unknown_speed": "no speed that we know; its term and fee stand only under “printed”",
    "term_as_printed": "the term is kept as printed, for it is no period",
    "fee_as_printed": "the fee is kept as printed, for it is no sum",
    "note_as_printed": "the note on fees is shown as printed",
    "number_as_printed": "no register number; it stands only under “printed”",
    "level_as_printed": "no level of e-service that we know",
    "assurance_as_printed": "no level of assurance that we know",
    "event_as_printed": "no life or business event that we know",
    "audience_as_printed": "no audience that we know",
    "same_name": "the same name as in line",
    "unknown_shared": "no shared description of this installation has this code; the service is described alone",
    "shared_elsewhere": "another service uses this shared description already",
    "shared_without_period": "no period is known for it, so the rule of law of the shared description is left out",
    "too_many_rows": "more rows than",
    "same_code": "the code stands in the file twice",
    "same_number": "the number in the Register of Services is also that of",
    "no_number": "the Register of Services has given no number yet",
    "wrong_cell": "cannot be taken",
    "changes": "says something new",
}


class Command(BaseCommand):
    help = (
        "Imports a list of services, or shared descriptions, from CSV (without --apply it only shows what it would "
        "do), or exports them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        take = verbs.add_parser("import", help="reads a CSV and shows every row and every doubt")
        take.add_argument("file", type=Path)
        take.add_argument("--department", help="code of the department that provides the services")
        take.add_argument("--apply", action="store_true", help="take the rows in; all of them, or none")
        take.add_argument("--sample", action="store_true", help="label them as a sample without guarantee")
        give = verbs.add_parser("export", help="writes the published services as CSV to the standard output")
        verbs.add_parser("export-shared", help="writes the shared descriptions of the installation as CSV")
        share = verbs.add_parser(
            "import-shared", help="reads shared descriptions, as another installation exports them"
        )
        share.add_argument("file", type=Path)
        share.add_argument("--apply", action="store_true", help="publish what is new; all of it, or nothing")
        for verb in (take, give):
            verb.add_argument("--municipality", required=True, help="slug of the municipality")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb.endswith("-shared"):
            with override("en"):
                self._import_shared(options) if verb == "import-shared" else self._export_shared()
            return
        town = Municipality.objects.active().filter(slug=options["municipality"]).first()
        if town is None:
            raise CommandError(f"No active municipality has the slug {options['municipality']!r}.")
        with inside(town):
            getattr(self, f"_{verb}")(options)

    def _export(self, options: dict[str, Any]) -> None:
        file = StringIO()
        exports.write(file)
        self.stdout.write(file.getvalue(), ending="")

    def _import(self, options: dict[str, Any]) -> None:
        rows = _read(options["file"])
        plans = plan(rows)
        for planned in plans:
            self._show(planned)
        wrong = sum(planned.outcome == WRONG for planned in plans)
        if options["apply"] and not wrong:
            department = Department.objects.current().filter(code=options["department"]).first()
            if department is None:
                raise CommandError("Say who provides the services: --department CODE")
            import_services(rows, department=department, is_sample=options["sample"], by=SYSTEM, at=timezone.now())
        self.stdout.write(_summary(plans))
        if wrong:
            raise CommandError(f"{wrong} rows are wrong; nothing was changed.")
        if not options["apply"]:
            self.stdout.write("Nothing was changed. With --apply the rows are taken in.")

    def _export_shared(self) -> None:
        file = StringIO()
        shared_file.write(file)
        self.stdout.write(file.getvalue(), ending="")

    def _import_shared(self, options: dict[str, Any]) -> None:
        text, now = _text(options["file"]), timezone.now()
        plans = _known(options["file"], lambda: shared_file.plan(text, on=timezone.localdate()))
        for planned in plans:
            self._tell(planned.line, planned.outcome, planned.code, planned.name, planned.errors, planned.doubts)
        if wrong := sum(planned.outcome == WRONG for planned in plans):
            raise CommandError(f"{wrong} rows are wrong; nothing was changed.")
        if not options["apply"]:
            self.stdout.write("Nothing was changed. With --apply what is new is published for all municipalities.")
            return
        shared_file.import_shared(text, by=SYSTEM, at=now)
        self.stdout.write(f"{sum(planned.outcome != SAME for planned in plans)} versions were published.")

    def _show(self, planned: Plan) -> None:
        row = planned.row
        doubts = (*row.doubts, *planned.doubts)
        self._tell(row.line, planned.outcome, row.number or "-", row.name, row.errors, doubts)

    def _tell(
        self, line: int, outcome: str, key: str, name: str, errors: Sequence[Note], doubts: Sequence[Note]
    ) -> None:
        self.stdout.write(f"{line:4} {outcome:8} {key:6} {name}")
        for mark, notes in (("!", errors), ("?", doubts)):
            for note in notes:
                self.stdout.write(f"     {mark} {_words(note)}")


def _read(path: Path) -> list[Any]:
    text = _text(path)
    return _known(path, lambda: read(text))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not in UTF-8.") from error


def _known(path: Path, reading: Callable[[], list[P]]) -> list[P]:
    try:
        return reading()
    except UnknownFile as error:
        raise CommandError(f"{path}: {WORDS[error.code]}. {error.detail}".strip()) from error


def _words(note: Note) -> str:
    return f"{WORDS[note.code]}: {note.detail}" if note.detail else WORDS[note.code]


def _summary(plans: list[Plan]) -> str:
    counts: dict[str, int] = {}
    for planned in plans:
        counts[planned.outcome] = counts.get(planned.outcome, 0) + 1
    doubts = sum(len(planned.row.doubts) + len(planned.doubts) for planned in plans)
    return f"{len(plans)} rows: {', '.join(f'{n} {name}' for name, n in counts.items())}; {doubts} doubts."
