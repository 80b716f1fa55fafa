"""`chinar fonts`: makes the fonts that PDFs are printed with, from the packages that `npm ci` has brought."""

import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chinar.foundation.documents import fonts


class Command(BaseCommand):
    help = "Makes the fonts for printed documents from the font package in node_modules."
    requires_system_checks: list[str] = []  # noqa: RUF012

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("fontTools").setLevel(logging.WARNING)
        try:
            fonts.build(settings.NODE_MODULES / fonts.PACKAGE, fonts.FONTS)
        except fonts.NoSource as error:
            raise CommandError(f"{error} Run `npm ci --ignore-scripts` first, or `make setup`.") from error
        self.stdout.write(f"{fonts.FAMILY}: {', '.join(fonts.WEIGHTS)}, {len(fonts.printable())} characters")
