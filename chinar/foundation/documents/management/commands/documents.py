"""`chinar documents verify`: whether every file that a row names is there and unchanged."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chinar.foundation.documents.models import Document
from chinar.foundation.documents.queries import damaged
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality


class Command(BaseCommand):
    help = "verify: reads the file of every document; lists those gone or changed and then ends with 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("--town", metavar="SLUG", help="only the documents of this municipality")

    def handle(self, *args: Any, **options: Any) -> None:
        towns = Municipality.objects.order_by("code")
        if options["town"]:
            towns = towns.filter(slug=options["town"])
            if not towns:
                raise CommandError(f"No municipality has the slug {options['town']}.")
        wrong = sum(self._verify(town) for town in towns)
        if wrong:
            raise CommandError(f"{wrong} damaged.")

    def _verify(self, town: Municipality) -> int:
        """Prints one line for each damaged document and one for the municipality; returns how many are damaged."""
        with inside(town):
            number, wrong = Document.objects.count(), 0
            for document, what in damaged():
                wrong += 1
                self.stdout.write(f"{town.slug}: document {document.pk}, about {document.subject}: {what}")
        self.stdout.write(f"{town.slug}: {number} documents, {wrong} damaged")
        return wrong
