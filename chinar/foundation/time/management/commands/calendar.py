"""`chinar calendar`: the working calendar of the installation and its local days."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.identifiers import COUNTRIES
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality
from chinar.foundation.time.actions import NewLocalDay, declare_local_day, declare_national_day, load_calendar
from chinar.foundation.time.calendar_file import DayKind, NationalDay, file_of, write
from chinar.foundation.time.queries import calendar_for

FIRST_YEAR, HORIZON = 2015, 2028


class Command(BaseCommand):
    help = "The working calendar: make the shipped file, load it, enter decisions about single days, look ahead."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        freeze = verbs.add_parser("freeze", help="makes the shipped file anew from the package holidays")
        freeze.add_argument("--first", type=int, default=FIRST_YEAR)
        freeze.add_argument("--last", type=int, default=HORIZON)
        freeze.add_argument("--to", type=Path, help="the shipped file when it is not named")
        load = verbs.add_parser("load", help="brings the table to the shipped file; what has an act stays")
        declare = verbs.add_parser("declare", help="enters a decision of the government about one day")
        declare.add_argument("--kind", choices=[kind.value for kind in DayKind], default="declared")
        for verb in (freeze, load, declare):
            verb.add_argument("--country", default="BG", choices=sorted(COUNTRIES), help="two letters of its code")
        local = verbs.add_parser("local", help="enters a decision of a municipal council about one day")
        local.add_argument("--town", required=True, help="slug of the municipality")
        local.add_argument("--place", default="", help="EKATTE or mayoralty code; without it the whole municipality")
        local.add_argument("--working", action="store_true", help="the day is worked, although it is a day off")
        for verb in (declare, local):
            verb.add_argument("date", type=date.fromisoformat)
            verb.add_argument("--name", required=True)
            verb.add_argument("--name-en", default="")
            verb.add_argument("--act", required=True, help="number and day of the decision")
        verbs.add_parser("check", help="ends with 1 when this year or the next one is not known")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        getattr(self, f"_{verb}")(options)

    def _freeze(self, options: dict[str, Any]) -> None:
        from chinar.foundation.time.freezing import days_of

        days = days_of(range(options["first"], options["last"] + 1), options["country"])
        to = options["to"] or file_of(options["country"])
        write(to, days)
        self.stdout.write(f"{to}: {len(days)} days, {options['first']}-{options['last']}")

    def _load(self, options: dict[str, Any]) -> None:
        loaded = load_calendar(by=SYSTEM, at=timezone.now(), country=options["country"])
        self.stdout.write(
            f"{loaded.added} days added, {loaded.changed} changed, {loaded.removed} taken out"
            if loaded
            else "The calendar was loaded already; nothing changed."
        )

    def _declare(self, options: dict[str, Any]) -> None:
        day = NationalDay(options["date"], options["name"], options["name_en"], DayKind(options["kind"]))
        declare_national_day(day, act=options["act"], by=SYSTEM, at=timezone.now(), country=options["country"])
        self.stdout.write(f"{day.date}: {day.name} ({day.kind})")

    def _local(self, options: dict[str, Any]) -> None:
        municipality = Municipality.objects.filter(slug=options["town"]).first()
        if municipality is None:
            raise CommandError(f"No municipality has the address {options['town']!r}.", returncode=2)
        with inside(municipality):
            day = NewLocalDay(
                **{name: options[name] for name in ("date", "name", "name_en", "act", "place", "working")}
            )
            declare_local_day(day, by=SYSTEM, at=timezone.now())
        self.stdout.write(f"{municipality.name}, {day.date}: {day.name}")

    def _check(self, options: dict[str, Any]) -> None:
        known = calendar_for().years
        year = timezone.localdate().year
        missing = [str(wanted) for wanted in (year, year + 1) if wanted not in known]
        if missing:
            raise CommandError(f"No working calendar for {', '.join(missing)}: due dates there are refused.")
        self.stdout.write(f"Working calendar known from {min(known)} to {max(known)}.")
