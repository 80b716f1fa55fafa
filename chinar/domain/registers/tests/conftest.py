"""One simulator for all tests, over real TLS on this machine; each test finds it as if it had just been started."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chinar.domain.registers.regix.client import Client, Endpoint
from chinar.domain.registers.regix.envelope import CallContext
from chinar.domain.registers.regix.pacing import Pacing
from chinar.domain.registers.simulator.certificates import Certificates
from chinar.domain.registers.simulator.exchange import Consumer
from chinar.domain.registers.simulator.faults import Faults
from chinar.domain.registers.simulator.server import Simulator, administration

CONTEXT = CallContext("АУ-2026-000123", "удостоверение за наследници", "основание (пример)")
QUICK = Pacing(seconds=5.0, one_try=5.0, retry_after=(0.01, 0.02), poll_after=(0.01,), wait_for_turn=0.2)
VELKO, ELENA, NOBODY = "7125101268", "9230287339", "9428170007"


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: keys cost time."""
    folder = tmp_path_factory.mktemp("regix")
    Certificates(folder).make(datetime.now(UTC), strangers=True)
    return folder


@pytest.fixture(scope="session")
def running(certificates: Path) -> Iterator[Simulator]:
    with Simulator(certificates, now=datetime.now(UTC), draw=os.urandom) as started:
        yield started


@pytest.fixture
def simulator(running: Simulator) -> Simulator:
    """The one that runs, as if it had just been started."""
    exchange = running.exchange
    exchange.faults, exchange.strict, exchange.invent = Faults(), False, False
    exchange.log.clear()
    exchange.acknowledged.clear()
    consumer(running)
    return running


@pytest.fixture
def connect(simulator: Simulator, certificates: Path) -> Iterator[Callable[..., Client]]:
    """Makes clients of the simulator: `as_` another certificate, and any option of `Client`."""
    made: list[Client] = []

    def connect(as_: str = "client", **options: object) -> Client:
        options.setdefault("trusted", {simulator.certificates.fingerprint("signer")})
        options.setdefault("pacing", QUICK)
        options.setdefault("endpoint", Endpoint(simulator.v2, simulator.v1))
        options.setdefault("now", lambda: datetime.now(UTC))
        client = Client(administration=administration(certificates, as_), **options)  # type: ignore[arg-type]
        made.append(client)
        return client

    yield connect
    for client in made:
        client.close()


@pytest.fixture
def client(connect: Callable[..., Client]) -> Client:
    return connect()


def consumer(simulator: Simulator, **facts: object) -> None:
    """Replaces what the simulator knows about us."""
    mine = simulator.certificates.fingerprint("client")
    simulator.exchange.consumers[mine] = Consumer("2.16.100.1.1.999", **facts)  # type: ignore[arg-type]
