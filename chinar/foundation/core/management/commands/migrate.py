"""`chinar migrate`: Django's own, but the tables of an empty database are made at once."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from chinar.foundation.core.tables import make_at_once


class Command(migrate.Command):
    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("--walk", action="store_true", help="Walk the whole history, also on an empty database.")

    def handle(self, *args: Any, **options: Any) -> None:
        whole = not any(options[name] for name in ("app_label", "plan", "check_unapplied", "prune", "run_syncdb"))
        if whole and not options["walk"] and make_at_once(connections[options["database"]]):
            self.stdout.write("All tables are made.") if options["verbosity"] else None
        super().handle(*args, **options)
