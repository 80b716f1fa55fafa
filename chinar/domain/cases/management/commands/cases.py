"""`chinar cases check`: whether the stored due dates are those that the ledgers give."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chinar.domain.cases.recounting import Difference, differences, repair
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality


class Command(BaseCommand):
    help = "Proves that the due date kept with each open case is the one its ledger gives. Ends with 1 when not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="lists open cases whose stored due date differs")
        check.add_argument("--repair", action="store_true", help="moves dates that are too early; shortens none")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        wrong = 0
        for municipality in Municipality.objects.active():
            with inside(municipality):
                for difference in list(differences()):
                    wrong += self._told(municipality.name, difference, mend=options["repair"])
        if wrong:
            raise CommandError(f"{wrong} due dates are not what the ledger gives.", returncode=1)
        self.stdout.write("Every due date is what its ledger gives.")

    def _told(self, town: str, difference: Difference, *, mend: bool) -> int:
        """One line for the difference; 0 when it is no fault."""
        line = f"{town}, {difference.case.number}: kept {difference.stored}, counted {difference.counted}"
        if difference.on_record:
            self.stdout.write(f"{line}; the later date was told and stays")
            return 0
        mended = mend and repair(difference.case, by=SYSTEM, at=timezone.now())
        self.stdout.write(f"{line}; moved" if mended else line)
        return 1
