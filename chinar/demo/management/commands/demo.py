"""`chinar demo seed`: fills an empty installation with the demo and says whom to sign in as.

`chinar demo start` makes or updates the tables before, in the same process: `make run` should not be waited for.
"""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone, translation

from chinar.demo import cast
from chinar.demo.acts import prepare_practice_key
from chinar.demo.seeding import MAIN, seed


class Command(BaseCommand):
    help = "The demo: invented people and matters in seven municipalities with their real settlements."
    requires_system_checks = ()  # `chinar serve` and `chinar migrate` check

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["start", "seed", "people"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo's passwords are known to everybody: set CHINAR_DEMO=1, on localhost only.")
        if what == "start":
            _make_tables()
        if what != "people":
            prepare_practice_key(MAIN, at=timezone.now())
            if seed(at=timezone.now()):
                self.stdout.write("The demo is told.")
        with translation.override("en"):
            self._people()

    def _people(self) -> None:
        self.stdout.write(f"\nSign in at {settings.BASE_URL}/bg/accounts/login/ with the password {cast.PASSWORD} as:")
        for member in cast.PEOPLE:
            factor = "  + the code shown on the sign-in page" if member.is_official else ""
            self.stdout.write(f"  {member.email:<28} {member.name_en}, {member.work}{factor}")


def _make_tables() -> None:
    """Nothing when all migrations have run."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
