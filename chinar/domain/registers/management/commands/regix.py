"""`chinar regix`: the operations, one question, a proof of schemas and samples, a simulator."""

import json
import os
import random
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from getpass import getpass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.registers import asking_at_terminal, connecting, showing
from chinar.domain.registers.actions.holding import RecordedMeanwhile
from chinar.domain.registers.regix import catalogue, checking, description, xml
from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.client import Client, Endpoint
from chinar.domain.registers.regix.envelope import CallContext
from chinar.domain.registers.regix.errors import NotTrusted, RegixError, Unreachable
from chinar.domain.registers.regix.pacing import Pacing
from chinar.domain.registers.regix.schemas import Schemas
from chinar.domain.registers.simulator.certificates import OID, Certificates
from chinar.domain.registers.simulator.exchange import Consumer
from chinar.domain.registers.simulator.faults import Faults
from chinar.domain.registers.simulator.server import Simulator, administration
from chinar.foundation.people.terminal import NotSignedIn, signed_in
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

PORT = 8765
HERE = {"localhost", "127.0.0.1", "::1"}


class Command(BaseCommand):
    help = "State registers through RegiX: the catalogue, a question to the simulator, proof of schemas, the simulator."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        listing = verbs.add_parser("operations", help="the catalogue, one operation a line")
        listing.add_argument("word", nargs="?", default="", help="only those with this word in them")
        self._ask_arguments(verbs.add_parser("ask", help="asks the simulator, or as an official a real register"))
        checked = verbs.add_parser("check", help="validates every sample of a folder and takes it to Python and back")
        checked.add_argument("folder", type=Path)
        checked.add_argument("--allow", action="append", default=[], metavar="NAME", help="may fail; again for more")
        described = verbs.add_parser("describe", help="makes descriptions from CHINAR_REGIX_SCHEMAS, for developers")
        described.add_argument("operation", nargs="+")
        self._simulator_arguments(verbs.add_parser("simulator", help="a RegiX of our own, until Ctrl-C"))

    def _ask_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("operation", help="name, Adapter.Name or the whole string")
        parser.add_argument(
            "--argument",
            nargs="+",
            default=[],
            metavar="FILE|KEY=VALUE",
            help="EGN=... or Identity.ID=... or a file",
        )
        parser.add_argument("--case", required=True, metavar="NUMBER", help="number of the case that it is for")
        parser.add_argument("--service", default="проба на връзката", help="service or activity (ServiceType)")
        parser.add_argument("--ground", default="проба със симулатор", help="legal ground (LawReason)")
        parser.add_argument("--town", default="", metavar="SLUG", help="asks the real register of this municipality")
        parser.add_argument("--as", dest="official", default="", metavar="E-MAIL", help="the official who asks it")
        parser.add_argument("--present", action="store_true", help="the person concerned is present (village offices)")
        parser.add_argument("--address", default=f"https://localhost:{PORT}", help="of the simulator")
        parser.add_argument("--raw", action="store_true", help="the answer as it came, byte for byte")
        parser.add_argument("--language", choices=("bg", "en"), default="bg", help="language of the labels")

    def _simulator_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=PORT)
        parser.add_argument(
            "--fault", action="append", default=[], metavar="OPERATION=KIND[:NUMBER]", help="* for all; again for more"
        )
        parser.add_argument(
            "--withhold", action="append", default=[], metavar="OPERATION:PATH", help="an element we may not see"
        )
        parser.add_argument("--strict", action="store_true", help="refuses elements that RegiX drops in silence")
        parser.add_argument("--invent", action="store_true", help="answers for numbers that nobody has")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        work: dict[str, Callable[..., None]] = {
            "operations": self._operations,
            "ask": self._ask,
            "check": self._check,
            "describe": self._describe,
            "simulator": self._simulator,
        }
        work[verb](**options)

    def _operations(self, word: str, **options: Any) -> None:
        schemas = _schemas()
        for operation in catalogue.shipped().operations:
            if word.lower() not in operation.string.lower():
                continue
            how = "described" if description.shipped(operation) else "by schema" if schemas else "needs a schema"
            sends = "sends" if operation.sends else ""
            self.stdout.write(f"{operation.name:45} {operation.adapter:35} {how:15} {sends}".rstrip())

    def _ask(self, operation: str, argument: list[str], case: str, address: str, **options: Any) -> None:
        if options["town"] or options["official"]:
            self._ask_for_real(operation, argument, case, **options)
            return
        if urlsplit(address).hostname not in HERE:
            raise CommandError(
                "A real register is asked for an open case only, by an official, on the ground of the service, and "
                "journalled: --town SLUG --as E-MAIL. Without these the simulator on this machine is asked.",
                returncode=2,
            )
        if not argument:
            raise CommandError("Say what to ask: --argument EGN=...", returncode=2)
        folder = _folder()
        if not (folder / "client.key").exists():
            raise CommandError("The simulator has never run here. Start it: chinar regix simulator")
        client = Client(
            Endpoint(f"{address}/RegiXEntryPointV2.svc/basic", f"{address}/RegiXEntryPoint.svc/basic"),
            administration(folder),
            trusted={Certificates(folder).fingerprint("signer")},
            schemas=_schemas(),
            pacing=Pacing(jitter=_jitter),
            now=timezone.now,
        )
        try:
            answer = client.ask(
                operation, _argument(argument), CallContext(case, options["service"], options["ground"])
            )
        except (Unreachable, NotTrusted) as error:
            raise CommandError(f"{error} Does it run? chinar regix simulator") from error
        except RegixError as error:
            raise CommandError(f"{error.code}: {error}") from error
        self._show(answer, client, **options)

    def _ask_for_real(self, operation: str, argument: list[str], case: str, **options: Any) -> None:
        """Password and code are asked for here, so that they stand in no list of processes and no history."""
        found = Municipality.objects.active().filter(slug=options["town"]).first()
        if found is None or not options["official"]:
            raise CommandError("Say both: --town SLUG of a municipality served here, --as E-MAIL.", returncode=2)
        try:
            string = catalogue.shipped().find(operation).string
            further = _argument(argument) if argument else {}
            if not isinstance(further, dict):
                raise CommandError("A real register is asked about the number in the case: no file.", returncode=2)
            wanted = asking_at_terminal.Wanted(case, string, further, options["present"])
            password, code = getpass("Password: "), getpass("Code of the app: ")
            account = signed_in(options["official"], password, code, at=timezone.now())
            with inside(found):
                evidence = asking_at_terminal.prepare(account, wanted, on=timezone.localdate())
                way = connecting.way()
                client = connecting.client_of(way, now=timezone.now, jitter=_jitter)
                answer = asking_at_terminal.ask(account, evidence, wanted, client=client, way=way, now=timezone.now)
                self._show(answer, client, **options)
        except (NotSignedIn, asking_at_terminal.MayNot, connecting.NotConnected) as error:
            raise CommandError(str(error), returncode=2) from error
        except (RecordedMeanwhile, AlreadyDecided) as error:
            raise CommandError("Something was recorded meanwhile; nothing was asked.") from error
        except RegixError as error:
            raise CommandError(f"{error.code}: {error}") from error

    def _show(self, answer: Answer, client: Client, **options: Any) -> None:
        if options["raw"]:
            self.stdout.write(answer.raw.decode())
            return
        with translation.override(options["language"]):
            for line in showing.lines(answer, client.describe(answer.operation), options["language"]):
                self.stdout.write(line)
        self.stdout.write(
            f"{answer.operation.name}, call {answer.call_id}, {answer.at.isoformat(timespec='seconds')}, "
            f"signature: {answer.verdict.outcome}"
        )
        for complaint in answer.complaints:
            self.stdout.write(f"schema: {complaint}")

    def _check(self, folder: Path, allow: list[str], **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.", returncode=2)
        known = folder / "known-bad.txt"
        allowed = {*allow, *(known.read_text(encoding="utf-8").split() if known.is_file() else ())}
        samples = valid = equal = failed = unexpected = 0
        for found in checking.check(folder):
            samples += found.equal is not None
            valid += found.equal is not None and found.valid
            equal += found.equal is True
            failed += found.failed
            excused = found.name in allowed or Path(found.name).name in allowed
            unexpected += found.failed and not excused
            marks = f"{'valid' if found.valid else 'NOT VALID':10}{_equality(found.equal):12}"
            note = f"{'known; ' if found.failed and excused else ''}{found.remark}"
            self.stdout.write(f"{found.name:85} {marks}{note}".rstrip())
        self.stdout.write(f"{samples} samples, {valid} valid, {equal} equal after the round trip, {failed} failed")
        if unexpected or not samples:
            sys.exit(1)

    def _describe(self, operation: list[str], **options: Any) -> None:
        schemas = _schemas()
        if schemas is None:
            raise CommandError("Set CHINAR_REGIX_SCHEMAS to the folder of the official schemas.", returncode=2)
        for name in operation:
            try:
                found = catalogue.shipped().find(name)
                made = schemas.description(found)
            except RegixError as error:
                raise CommandError(str(error), returncode=2) from error
            path = description.file_of(found)
            path.write_text(json.dumps(made.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            unnamed = sorted(
                {field.local for kind in made.types for field in kind.fields if not description.is_labelled(field.name)}
            )
            self.stdout.write(f"{path.name}{': without a label: ' + ', '.join(unnamed) if unnamed else ''}")

    def _simulator(self, port: int, fault: list[str], withhold: list[str], **options: Any) -> None:
        now: datetime = timezone.now()
        folder = _folder()
        mine = Certificates(folder).make(now).fingerprint("client")
        try:
            faults = Faults.parse(fault)
            simulator = Simulator(
                folder,
                now=now,
                draw=os.urandom,
                clock=timezone.now,
                port=port,
                faults=faults,
                consumers={mine: Consumer(OID, denials=_denials(withhold))},
                strict=options["strict"],
                invent=options["invent"],
            )
        except ValueError as error:
            raise CommandError(f"That is no fault: {error}", returncode=2) from error
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used: {error.strerror}. Say another one: --port", returncode=2
            ) from error
        with simulator:
            self.stdout.write(f"RegiX simulator at {simulator.v2}\nCertificates in {folder}  (stop: Ctrl-C)")
            self.stdout.flush()
            try:
                simulator.wait()
            except KeyboardInterrupt:
                self.stdout.write("Stopped.")


def _jitter() -> float:
    return random.uniform(0.8, 1.2)  # noqa: S311  spreads tries, keeps no secret


def _equality(equal: bool | None) -> str:
    return {True: "equal", False: "NOT EQUAL", None: "schema"}[equal]


def _folder() -> Path:
    return Path(settings.VAR) / "regix-simulator"


def _schemas() -> Schemas | None:
    return Schemas(Path(settings.REGIX_SCHEMAS)) if settings.REGIX_SCHEMAS else None


def _argument(words: list[str]) -> Any:
    """A document from a file, or a dictionary: `Identity.ID=1` goes into groups."""
    if len(words) == 1 and "=" not in words[0]:
        try:
            return xml.parse(Path(words[0]).read_bytes())
        except (OSError, RegixError) as error:
            raise CommandError(f"{words[0]}: {error}", returncode=2) from error
    content: dict[str, Any] = {}
    for word in words:
        path, equals, value = word.partition("=")
        if not equals or not path:
            raise CommandError(f"“{word}” is no KEY=VALUE.", returncode=2)
        *groups, leaf = path.split(".")
        place = content
        for group in groups:
            place = place.setdefault(group, {})
        place[leaf] = value
    return content


def _denials(words: list[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in words:
        operation, _, path = word.partition(":")
        found.setdefault(operation, set()).add(path)
    return {operation: frozenset(paths) for operation, paths in found.items()}
