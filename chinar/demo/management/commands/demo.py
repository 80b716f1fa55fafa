"""`chinar demo seed`: fills an empty installation with the demo and says whom to sign in as."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from chinar.demo import cast
from chinar.demo.acts import prepare_practice_key
from chinar.demo.seeding import MAIN, seed


class Command(BaseCommand):
    help = "The demo: invented people and matters in seven municipalities with their real settlements."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["seed", "people"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo's passwords are known to everybody: set CHINAR_DEMO=1, on localhost only.")
        if what == "seed":
            prepare_practice_key(MAIN, at=timezone.now())
        if what == "seed" and seed(at=timezone.now()):
            self.stdout.write("The demo is told.")
        with translation.override("en"):
            self._people()

    def _people(self) -> None:
        self.stdout.write(f"\nSign in at {settings.BASE_URL}/bg/accounts/login/ with the password {cast.PASSWORD} as:")
        for member in cast.PEOPLE:
            factor = "  + the code shown on the sign-in page" if member.is_official else ""
            self.stdout.write(f"  {member.email:<28} {member.name_en}, {member.work}{factor}")
