"""`chinar catalogue`: a list of services read, shown row by row, taken in when told to; and the catalogue as a file."""

from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chinar.domain.catalogue.importing import exports
from chinar.domain.catalogue.importing.actions import WRONG, Plan, import_services, plan
from chinar.domain.catalogue.importing.rules import Note, UnknownFile, read
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Department, Municipality

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
    "same_name": "the same name as in line",
}


class Command(BaseCommand):
    help = "Imports a list of services from CSV (without --apply it only shows what it would do), or exports it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        take = verbs.add_parser("import", help="reads a CSV and shows every row and every doubt")
        take.add_argument("file", type=Path)
        take.add_argument("--department", help="code of the department that provides the services")
        take.add_argument("--apply", action="store_true", help="take the rows in; all of them, or none")
        take.add_argument("--sample", action="store_true", help="label them as a sample without guarantee")
        give = verbs.add_parser("export", help="writes the published services as CSV to the standard output")
        for verb in (take, give):
            verb.add_argument("--municipality", required=True, help="slug of the municipality")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
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

    def _show(self, planned: Plan) -> None:
        row = planned.row
        self.stdout.write(f"{row.line:4} {planned.outcome:8} {row.number or '-':6} {row.name}")
        for note in (*row.errors, *row.doubts):
            self.stdout.write(f"     {'!' if note in row.errors else '?'} {_words(note)}")


def _read(path: Path) -> list[Any]:
    try:
        return read(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not in UTF-8.") from error
    except UnknownFile as error:
        raise CommandError(f"{path}: {WORDS[error.code]}. {error.detail}".strip()) from error


def _words(note: Note) -> str:
    return f"{WORDS[note.code]}: {note.detail}" if note.detail else WORDS[note.code]


def _summary(plans: list[Plan]) -> str:
    counts: dict[str, int] = {}
    for planned in plans:
        counts[planned.outcome] = counts.get(planned.outcome, 0) + 1
    doubts = sum(len(planned.row.doubts) for planned in plans)
    return f"{len(plans)} rows: {', '.join(f'{n} {name}' for name, n in counts.items())}; {doubts} doubts."
