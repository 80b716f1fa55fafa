"""From the configuration of a municipality to a client that asks for it. One client for each, for as long as the
process lives: it keeps connections open and remembers which registers do not answer."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from chinar.domain.registers.models import Connection
from chinar.domain.registers.regix.client import Client, Endpoint
from chinar.domain.registers.regix.pacing import Pacing
from chinar.domain.registers.regix.transport import Administration
from chinar.domain.registers.simulator.certificates import Certificates
from chinar.domain.registers.simulator.server import administration

V2 = "/RegiXEntryPointV2.svc/basic"
SECONDS = 8.0
"""For one question of the worker, which has other work to do; who gets no answer is asked again later."""


@dataclass(frozen=True, slots=True)
class Way:
    """How the municipality in scope asks; equal ways share a client."""

    endpoint: Endpoint
    administration: Administration
    trusted: frozenset[str]
    responsible: str


class NotConnected(Exception):
    """The municipality has no connection, or its key is not where it should be."""


_clients: dict[Way, Client] = {}


def way() -> Way:
    """Raises NotConnected. One query; none in the demo, where the simulator beside us is asked."""
    if settings.REGIX_SIMULATOR:
        return _simulated(settings.REGIX_SIMULATOR, Path(settings.VAR) / "regix-simulator")
    connection = Connection.objects.select_related("municipality").filter(is_on=True).first()
    if connection is None:
        raise NotConnected("No connection is set and switched on.")
    folder = connection.folder
    authority = folder / "authority.crt"
    asker = Administration(
        connection.oid,
        connection.name,
        folder / "client.crt",
        folder / "client.key",
        authority if authority.exists() else None,
    )
    _must_exist(asker.certificate, asker.key)
    return Way(Endpoint(connection.address), asker, connection.fingerprints, connection.responsible)


def _simulated(address: str, folder: Path) -> Way:
    _must_exist(folder / "client.crt", folder / "client.key", folder / "signer.crt")
    trusted = frozenset({Certificates(folder).fingerprint("signer")})
    return Way(Endpoint(f"{address}{V2}"), administration(folder), trusted, "simulator")


def _must_exist(*files: Path) -> None:
    for file in files:
        if not file.exists():
            raise NotConnected(f"{file} is not there.")


def client_of(chosen: Way, *, now: Callable[[], datetime], jitter: Callable[[], float]) -> Client:
    if chosen not in _clients:
        _clients[chosen] = Client(
            chosen.endpoint,
            chosen.administration,
            trusted=chosen.trusted,
            pacing=Pacing(seconds=SECONDS, one_try=SECONDS, retry_after=(), jitter=jitter),
            now=now,
        )
    return _clients[chosen]


def trusted_signers() -> Collection[str]:
    """Fingerprints by which a kept answer is judged anew."""
    try:
        return way().trusted
    except NotConnected:
        return frozenset()
