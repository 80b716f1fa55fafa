"""`chinar search`: what people find, asked from the terminal; and the index made anew."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chinar.foundation.search.actions import rebuild
from chinar.foundation.search.queries import FOUND_AT_MOST, Hit, search
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality


class Command(BaseCommand):
    help = "Searches what a municipality has published; with --rebuild makes the index of it (or of all) anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", nargs="?", default="", help="what to seek, in everyday words")
        parser.add_argument("--municipality", help="slug of the municipality")
        parser.add_argument("--kind", default="", help="only objects of this kind")
        parser.add_argument("--limit", type=int, default=10, help=f"how many at most (up to {FOUND_AT_MOST})")
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument("--rebuild", action="store_true", help="make the index anew from what is published")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            return self._rebuild(options["municipality"])
        if not options["text"].strip() or not options["municipality"]:
            raise CommandError("Say what to seek and where: chinar search TEXT --municipality SLUG")
        with inside(_town(options["municipality"])):
            found = search(options["text"], kind=options["kind"], limit=max(1, options["limit"]))
        if options["json"]:
            self.stdout.write(json.dumps({"meant": found.meant, "hits": [*map(_row, found.hits)]}, ensure_ascii=False))
            return None
        for hit in found.hits:
            self.stdout.write(f"{_plain(hit.title)}  [{hit.kind} {hit.key}]")
        if not found.hits:
            self.stdout.write("Nothing was found.")
        return None

    def _rebuild(self, slug: str | None) -> None:
        for town in [_town(slug)] if slug else Municipality.objects.active():
            with inside(town):
                made = rebuild()
            self.stdout.write(f"{town.slug}: " + ", ".join(f"{count} {kind}" for kind, count in made.items()))


def _town(slug: str) -> Municipality:
    town: Municipality | None = Municipality.objects.active().filter(slug=slug).first()
    if town is None:
        raise CommandError(f"No active municipality has the slug {slug!r}.")
    return town


def _row(hit: Hit) -> dict[str, str]:
    return {"kind": hit.kind, "key": hit.key, "title": _plain(hit.title), "excerpt": _plain(hit.excerpt)}


def _plain(pieces: list[tuple[str, bool]]) -> str:
    return "".join(piece for piece, _ in pieces)
