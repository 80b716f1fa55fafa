import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management.base import BaseCommand, CommandError

from chinar.config import ports, static
from chinar.config.checks import LOOPBACK, SAFETY
from chinar.config.pidfile import AlreadyRuns, PidFile
from chinar.config.serving import Child, Supervisor


class Command(BaseCommand):
    help = "Serves the installation: the web server and the worker, started again when they die, stopped together."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="web processes (default: cores)")
        parser.add_argument("--no-worker", action="store_true", help="serve pages only; run `chinar work` elsewhere")

    def handle(self, *args: Any, host: str, port: int, workers: int, no_worker: bool, **options: Any) -> None:
        if settings.DEMO and host not in LOOPBACK:
            raise CommandError(f"The demo is served on this machine only: --host {host} is refused.")
        self.refuse_unsafe_settings()
        try:
            with PidFile(settings.VAR / "serve.pid") as pid_file:
                self.refuse_taken_port(host, port)
                code = self.supervise(pid_file, host, port, workers, no_worker)
        except AlreadyRuns as other:
            raise CommandError(
                f"chinar serve runs on this data folder ({settings.VAR}) already: process {other}.\n"
                f"Stop it first: kill {str(other).split(' ')[0]}"
            ) from None
        sys.exit(code)

    def refuse_unsafe_settings(self) -> None:
        found = checks.run_checks(tags=[SAFETY], include_deployment_checks=True, databases=["default"])
        errors = [message for message in found if message.level >= checks.ERROR]
        if errors:
            lines = "\n".join(f"- {error.msg}\n  {error.hint} ({error.id})" for error in errors)
            raise CommandError(f"Not started, because this would be unsafe:\n{lines}")

    def refuse_taken_port(self, host: str, port: int) -> None:
        try:
            free = ports.is_free(host, port)
        except OSError as error:
            raise CommandError(f"Cannot listen on {host}:{port}: {error.strerror}.") from error
        if not free:
            by = f" by {who}" if (who := ports.holder(port)) else ""
            raise CommandError(
                f"Port {port} is taken{by}.\n"
                f"Stop that program, or use another port: chinar serve --port {port + 1} (make run PORT={port + 1})."
            )

    def supervise(self, pid_file: PidFile, host: str, port: int, workers: int, no_worker: bool) -> int:
        if pid_file.stale:
            self.say(f"Process {pid_file.stale} ended without tidying up; starting anew.")
        if static.gather():
            self.say("Styles, scripts and fonts gathered.")
        address = f"http://{'localhost' if host in LOOPBACK else host}:{port}/"
        pid_file.write(address)
        children = [Child("web", ["web", host, str(port), str(max(1, workers))])]
        if not no_worker:
            if settings.DEMO:
                children += self.simulators(port)
            children.append(Child("worker", ["work"]))
        return Supervisor(
            children,
            say=self.say,
            is_ready=lambda: ports.answers(host, port),
            on_ready=lambda: self.say(f"Chinar is at {address}  (stop: Ctrl-C)"),
        ).run()

    def simulators(self, port: int) -> list[Child]:
        """State registers, payment portal, identity provider, on the next free ports; the children find them by the
        environment."""
        children = []
        if registers := ports.free_after(port):
            os.environ["CHINAR_REGIX_SIMULATOR"] = f"https://localhost:{registers}"
            children.append(Child("simulator of registers", ["simulator", str(registers)]))
        if registers and (portal := ports.free_after(registers)):
            os.environ["CHINAR_PAYMENT_SIMULATOR"] = f"http://localhost:{portal}"
            children.append(Child("simulator of the payment portal", ["portal", str(portal)]))
            if identity := ports.free_after(portal):
                os.environ["CHINAR_IDENTITY_PROVIDERS"] = str(settings.VAR / "identity-simulator")
                children.append(Child("simulator of electronic identification", ["identity", str(identity)]))
        return children

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()  # a log reader must not wait until a block is full
