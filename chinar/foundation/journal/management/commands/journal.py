"""`chinar journal`: proves that the journal is whole, shows one matter, exports a chain."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime, now

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal import actions, queries, tasks
from chinar.foundation.journal.models import Chain, Entry
from chinar.foundation.journal.sentences import sentence

WRONG = {
    "changed": "BROKEN: entry {at} was changed or moved",
    "missing": "BROKEN: entry {at} is missing",
    "added": "BROKEN: entry {at} was put behind the last seal",
    "unchained": "BROKEN: entries wait, but the chain was never opened",
}


class Command(BaseCommand):
    help = "Proves that the journal is whole (verify), shows one matter (show), exports a chain (export)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verify = verbs.add_parser("verify", help="compute every digest anew; exit 1 when something is wrong")
        verify.add_argument("--town", metavar="SLUG", help="one municipality; all and the installation by default")
        verify.add_argument("--json", action="store_true", help="one JSON object per chain")
        show = verbs.add_parser("show", help="tell what happened to one matter")
        show.add_argument("--subject", required=True, metavar="NUMBER", help="its public identifier")
        show.add_argument("--town", metavar="SLUG", help="look in one municipality only")
        export = verbs.add_parser("export", help="seal, then write every entry as a line of JSON")
        export.add_argument("--town", metavar="SLUG", help="the municipality; the installation by default")

    def handle(self, *, verb: str, **options: Any) -> None:
        run: dict[str, Callable[..., None]] = {"verify": self.verify, "show": self.show, "export": self.export}
        run[verb](**options)

    def verify(self, town: str | None, json: bool, **_: Any) -> None:
        at, failed = now(), False
        for home in [_home(town)] if town else queries.homes():
            verdict = queries.check(home)
            if not (town or verdict.sealed or verdict.unsealed or verdict.wrong or home is None):
                continue  # a municipality that this installation does not serve
            failed |= bool(verdict.wrong) or verdict.is_late(at)
            self.stdout.write(_as_json(verdict, at) if json else _as_text(verdict, at))
        if failed:
            raise CommandError("The journal is not in order.", returncode=1)

    def show(self, subject: str, town: str | None, **_: Any) -> None:
        found = 0
        for home in [_home(town)] if town else queries.homes():
            with scoped(home):
                for entry in Entry.objects.select_related("actor").filter(subject=subject).order_by("pk").iterator():
                    found += 1
                    moment = localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
                    self.stdout.write(f"{moment}  {entry.position or 'unsealed'}  {sentence(entry)}")
        if not found:
            raise CommandError(f"No entry about {subject}.", returncode=1)

    def export(self, town: str | None, **_: Any) -> None:
        home = _home(town) if town else None
        chain = actions.open_chain(home)
        with scoped(home):
            tasks.seal_whole(home)
            chain.refresh_from_db()
            position = str(chain.last_position + 1)
            actions.record("journal.exported", by=SYSTEM, at=now(), facts={"position": position})
            tasks.seal_whole(home)
            for line in queries.sealed_lines(home):
                self.stdout.write(json.dumps(line, ensure_ascii=False, sort_keys=True))


def _home(slug: str) -> int:
    municipalities: Any = Chain._meta.get_field("municipality").related_model
    home = municipalities._base_manager.filter(slug=slug).values_list("pk", flat=True).first()
    if home is None:
        raise CommandError(f"No municipality {slug!r}.")
    return int(home)


def _name(home: int | None) -> str:
    if home is None:
        return "installation"
    municipalities: Any = Chain._meta.get_field("municipality").related_model
    return str(municipalities._base_manager.values_list("slug", flat=True).get(pk=home))


def _as_json(verdict: queries.Verdict, at: Any) -> str:
    return json.dumps(
        {
            "chain": _name(verdict.municipality_id),
            "sealed": verdict.sealed,
            "head": verdict.head,
            "unsealed": verdict.unsealed,
            "unsealed_seconds": _age(verdict, at),
            "late": verdict.is_late(at),
            "wrong": verdict.wrong or None,
            "wrong_at": verdict.wrong_at,
        }
    )


def _as_text(verdict: queries.Verdict, at: Any) -> str:
    parts = [f"{_name(verdict.municipality_id)}: {verdict.sealed} sealed, head {verdict.head}"]
    if verdict.unsealed:
        parts.append(f"{verdict.unsealed} unsealed, the oldest for {_age(verdict, at)} s")
    if verdict.is_late(at):
        parts.append("LATE: the sealer does not run (is `chinar work` alive?)")
    if verdict.wrong:
        parts.append(WRONG[verdict.wrong].format(at=verdict.wrong_at))
    return "; ".join(parts)


def _age(verdict: queries.Verdict, at: Any) -> int:
    return int((at - verdict.oldest_unsealed_at).total_seconds()) if verdict.oldest_unsealed_at else 0
