"""`chinar cases check`: whether what cases keep as copies is what the ledgers and the kinds say. `chinar cases law`:
the periods."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chinar.domain.cases.law_table import markdown
from chinar.domain.cases.recounting import Difference, differences, repair
from chinar.domain.cases.subjects import repair_subject, wrong_subjects
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality


class Command(BaseCommand):
    help = "Proves the due dates of open cases; prints the table of legal periods."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="lists cases whose copies differ; ends with 1")
        check.add_argument(
            "--repair",
            action="store_true",
            help="moves dates that are too early, shortens none; writes what was asked anew",
        )
        verbs.add_parser("law", help="prints the legal periods as Markdown, for docs/law/periods.md")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "law":
            self.stdout.write(markdown(), ending="")
        else:
            self._check(repair_them=options["repair"])

    def _check(self, *, repair_them: bool) -> None:
        wrong = wrong_subjects_found = 0
        for municipality in Municipality.objects.active():
            with inside(municipality):
                for difference in list(differences()):
                    wrong += self._told(municipality.name, difference, mend=repair_them)
                wrong_subjects_found += self._told_subjects(municipality.name, mend=repair_them)
        if wrong:
            raise CommandError(f"{wrong} due dates are not what the ledger gives.", returncode=1)
        if wrong_subjects_found:
            raise CommandError(
                f"{wrong_subjects_found} copies of what was asked are not what the kind says.", returncode=1
            )
        self.stdout.write("Every due date is what its ledger gives, every copy of what was asked what its kind says.")

    def _told_subjects(self, town: str, *, mend: bool) -> int:
        """A line for each case whose copy of what was asked is wrong; how many there are."""
        found = list(wrong_subjects())
        for case, asked in found:
            self.stdout.write(f"{town}, {case.number}: kept as asked {case.subject!r}, is {asked!r}")
            if mend:
                repair_subject(case, asked)
        return len(found)

    def _told(self, town: str, difference: Difference, *, mend: bool) -> int:
        """One line for the difference; 0 when it is no fault."""
        line = f"{town}, {difference.case.number}: kept {difference.stored}, counted {difference.counted}"
        if difference.on_record:
            self.stdout.write(f"{line}; the later date was told and stays")
            return 0
        mended = mend and repair(difference.case, by=SYSTEM, at=timezone.now())
        self.stdout.write(f"{line}; moved" if mended else line)
        return 1
