"""`chinar identification`: the identity providers, whether they can be used, a simulator for the demo."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chinar.foundation.identification.checking import troubles
from chinar.foundation.identification.providers import WrongProviders, read_providers
from chinar.foundation.identification.simulator.configuring import new_keys, write
from chinar.foundation.identification.simulator.server import Simulator

PORT = 8767


class Command(BaseCommand):
    help = "Electronic identification: the configured providers, and a simulator that proves nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("providers", help="which there are, and what is not in order")
        simulator = verbs.add_parser("simulator", help="an identity provider of our own, until Ctrl-C")
        simulator.add_argument("--port", type=int, default=PORT)

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "providers":
            self.show()
        else:
            self.simulate(options["port"])

    def show(self) -> None:
        """Nothing secret: codes, protocols, levels, troubles."""
        try:
            found = read_providers()
        except WrongProviders as error:
            raise CommandError(str(error)) from error
        for provider in found:
            marks = ", simulated" if provider.simulated else ""
            self.stdout.write(
                f"{provider.code}: {provider.protocol}, asks {provider.level} to {provider.highest}{marks}"
            )
            for trouble in troubles(provider, timezone.now()):
                self.stdout.write(f"  {trouble}")
        if not found:
            self.stdout.write(f"No provider in {settings.IDENTITY_PROVIDERS}.")

    def simulate(self, port: int) -> None:
        if not settings.DEMO:
            raise CommandError("Only the demo may ask a simulator who somebody is.")
        keys = new_keys(timezone.now())
        try:
            simulator = Simulator(keys.saml, keys.oidc, now=timezone.now, port=port)
        except OSError as error:
            raise CommandError(f"Port {port} cannot be used: {error.strerror}. Say another: --port") from error
        with simulator:
            write(Path(settings.IDENTITY_PROVIDERS), keys, simulator.address)
            self.stdout.write(f"Simulator of electronic identification at {simulator.address}  (stop: Ctrl-C)")
            self.stdout.flush()
            try:
                simulator.wait()
            except KeyboardInterrupt:
                self.stdout.write("Stopped.")
