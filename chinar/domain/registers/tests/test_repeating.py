"""What is asked again, how often and how fast, as the contract has it."""

import pytest

from chinar.domain.registers.regix import errors
from chinar.domain.registers.regix.client import Client
from chinar.domain.registers.regix.pacing import BACKGROUND, Pacing
from chinar.domain.registers.regix.transport import CONNECT_SECONDS
from chinar.domain.registers.simulator.faults import Kind
from chinar.domain.registers.simulator.server import Simulator
from chinar.domain.registers.tests.conftest import CONTEXT, QUICK, VELKO

VALID = "ValidPersonSearch"


def test_a_passing_fault_is_tried_again(simulator: Simulator, client: Client) -> None:
    simulator.exchange.faults.set(VALID, Kind.UNAVAILABLE, times=2)
    assert client.ask(VALID, {"EGN": VELKO}, CONTEXT).verdict.is_verified


def test_a_refusal_is_not_tried_again(simulator: Simulator, client: Client) -> None:
    simulator.exchange.faults.set(VALID, Kind.DISABLED, times=1)
    with pytest.raises(errors.Refused, match="disabled"):
        client.ask(VALID, {"EGN": VELKO}, CONTEXT)


def test_an_operation_that_sends_is_never_repeated(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def lost(*args: object, **options: object) -> bytes:
        tried.append(1)
        raise errors.ConnectionLost("lost")

    def never_sent(*args: object, **options: object) -> bytes:
        tried.append(1)
        raise errors.Unreachable("no line")

    monkeypatch.setattr(client._transport, "post", lost)
    described = client.describe(client.operations.find(VALID))
    monkeypatch.setattr(client, "describe", lambda operation: described)
    sending = [each for each in client.operations.operations if each.sends]
    for count, operation in enumerate(sending, 1):
        with pytest.raises(errors.ConnectionLost):
            client.ask(operation.string, {"EGN": VELKO}, CONTEXT)
        assert len(tried) == count, operation.name
    assert len(tried) == 14
    monkeypatch.setattr(client._transport, "post", never_sent)
    with pytest.raises(errors.Unreachable):
        client.ask(sending[0].string, {"EGN": VELKO}, CONTEXT)
    assert len(tried) == 14 + 1 + len(QUICK.retry_after), "what was never sent may be tried again"


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (errors.Unreachable, 4),
        (errors.ConnectionLost, 4),
        (errors.TimedOut, 4),
        (errors.ServerBusy, 4),
        (errors.RegisterFailed, 4),
        (errors.Fault, 1),
        (errors.Refused, 1),
        (errors.NotTrusted, 1),
        (errors.BadAnswer, 1),
    ],
)
def test_the_pace_is_that_of_the_contract(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: type[errors.RegixError], tries: int
) -> None:
    """Three more times after 1, 4 and 9 seconds, within 30 s for whoever waits and 180 s for the worker."""
    slept: list[float] = []
    tried: list[float] = []

    def fail(*args: object, seconds: float, **options: object) -> bytes:
        tried.append(seconds)
        raise error("no")

    monkeypatch.setattr(client._transport, "post", fail)
    pace = Pacing(clock=lambda: sum(slept), sleep=slept.append)
    monkeypatch.setattr(client, "pacing", pace)
    with pytest.raises(error):
        client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    assert slept == [1.0, 4.0, 9.0][: tries - 1]
    assert tried == [30.0, 29.0, 25.0, 16.0][:tries]
    assert (pace.seconds, BACKGROUND.seconds, CONNECT_SECONDS, pace.failures, pace.rest) == (30, 180, 5.0, 5, 60)


def test_exactly_fourteen_operations_send(client: Client) -> None:
    assert (len(client.operations.operations), sum(each.sends for each in client.operations.operations)) == (227, 14)
