"""`chinar payments simulator`: a payment portal of our own, for the demo."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chinar.foundation.payments.connecting import DEMO_CLIENT, DEMO_SECRET
from chinar.foundation.payments.simulator.server import Simulator

PORT = 8766


class Command(BaseCommand):
    help = "The state payment portal: a simulator that speaks as it does and moves no money."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        simulator = verbs.add_parser("simulator", help="a payment portal of our own, until Ctrl-C")
        simulator.add_argument("--port", type=int, default=PORT)
        simulator.add_argument("--hurry", type=float, default=1.0, help="divides the pauses between notifications")

    def handle(self, *args: Any, port: int, hurry: float, **options: Any) -> None:
        try:
            simulator = Simulator({DEMO_CLIENT: DEMO_SECRET}, now=timezone.now, port=port, hurry=hurry)
        except OSError as error:
            raise CommandError(f"Port {port} cannot be used: {error.strerror}. Say another: --port") from error
        with simulator:
            self.stdout.write(f"Simulator of the payment portal at {simulator.address}  (stop: Ctrl-C)")
            self.stdout.flush()
            try:
                simulator.wait()
            except KeyboardInterrupt:
                self.stdout.write("Stopped.")
