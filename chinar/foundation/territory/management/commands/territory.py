"""`chinar territory import FOLDER`, `adopt CODE`, `borders FILE`, `pack FOLDER`: places of the country, their borders,
and which municipalities this installation serves."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.jinja import day
from chinar.foundation.territory.actions import adopt_municipality
from chinar.foundation.territory.borders import import_borders, read_borders
from chinar.foundation.territory.editions import FAR, read_edition
from chinar.foundation.territory.imports import import_edition
from chinar.foundation.territory.models import Municipality
from chinar.foundation.territory.packs import make_pack
from chinar.foundation.territory.problems import Problem, Refused

# What a municipality prints of itself; the rest of it comes from the classifier.
FACTS = ("address", "address_en", "phone", "email", "website", "mayor_title", "mayor_title_en", "eik")


class Command(BaseCommand):
    help = "Reads the classifier of places (EKATTE) or official borders, or begins to serve a municipality of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=["bg", "en"], default="bg", help="language of the messages")
        parts = parser.add_subparsers(dest="part", required=True)
        edition = parts.add_parser("import", help="districts, municipalities, mayoralties and settlements from CSV")
        edition.add_argument("folder", type=Path)
        edition.add_argument("--edition", type=date.fromisoformat, help="state of the classifier on, as 2026-05-15")
        edition.add_argument("--part", dest="is_part", action="store_true", help="only some municipalities: close none")
        edition.add_argument("--far", type=float, default=FAR, help="degrees to the next point, from which to doubt")
        edition.add_argument("--dry-run", action="store_true", help="check and count, change nothing")
        adopt = parts.add_parser("adopt", help="begin to serve a municipality; again, to correct what is told of it")
        adopt.add_argument("code", help="code of the municipality in the classifier, as LOV34")
        adopt.add_argument("--slug", help="short name in addresses; without it the one that the import gave it")
        for fact in FACTS:
            adopt.add_argument(f"--{fact.replace('_', '-')}")
        borders = parts.add_parser("borders", help="official borders of municipalities from GeoJSON")
        borders.add_argument("file", type=Path)
        borders.add_argument("--source", default="", help="named under the map; without it the name of the file")
        pack = parts.add_parser("pack", help="make the demo pack that is shipped from the files of the whole country")
        pack.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            try:
                self._do(options)
            except Refused as refused:
                for problem in refused.problems:
                    self.stderr.write(str(problem))
                count = len(refused.problems)
                raise CommandError(
                    ngettext("%d problem; nothing was changed.", "%d problems; nothing was changed.", count) % count
                ) from None

    def _do(self, options: dict[str, Any]) -> None:
        parts = {"import": self._edition, "adopt": self._adopt, "borders": self._borders, "pack": self._pack}
        parts[options["part"]](options)

    def _adopt(self, options: dict[str, Any]) -> None:
        code = options["code"]
        town = Municipality.objects.filter(code=code).first()
        if town is None:
            raise CommandError(_("The classifier knows no municipality %(code)s; import it first.") % {"code": code})
        facts = {name: options[name] for name in ("slug", *FACTS) if options[name] is not None}
        try:
            town = adopt_municipality(municipality=town, by=SYSTEM, at=timezone.now(), **facts)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        except ValueError:
            raise CommandError(
                _("Municipality %(code)s no longer exists since %(day)s.")
                % {"code": code, "day": day(town.valid_until)}
            ) from None
        names = {"name": town.name, "slug": town.slug}
        self.stdout.write(_("Municipality %(name)s is served; its short name in addresses is %(slug)s.") % names)

    def _edition(self, options: dict[str, Any]) -> None:
        now = timezone.now()
        is_whole = not options["is_part"]
        edition = read_edition(options["folder"], is_whole=is_whole, far=options["far"])
        self._doubt(edition.doubts)
        counts = import_edition(
            edition,
            on=options["edition"] or timezone.localdate(now),
            is_whole=is_whole,
            by=SYSTEM,
            at=now,
            dry_run=options["dry_run"],
        )
        if counts.any:
            facts = {"begun": counts.begun, "closed": counts.closed, "corrected": counts.corrected}
            self.stdout.write(_("Begun: %(begun)d. Closed: %(closed)d. Corrected: %(corrected)d.") % facts)
        else:
            self.stdout.write(_("Everything stands already as in these files; nothing was changed."))
        if options["dry_run"]:
            self.stdout.write(_("This was a trial; nothing was changed."))

    def _borders(self, options: dict[str, Any]) -> None:
        source = options["source"] or options["file"].name
        changed, doubts = import_borders(read_borders(options["file"]), source=source, by=SYSTEM, at=timezone.now())
        self._doubt(doubts)
        self.stdout.write(ngettext("%d border was brought in.", "%d borders were brought in.", changed) % changed)

    def _pack(self, options: dict[str, Any]) -> None:
        make_pack(options["folder"])

    def _doubt(self, doubts: list[Problem]) -> None:
        for doubt in doubts:
            self.stderr.write(str(doubt))
