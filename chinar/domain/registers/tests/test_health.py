"""State of registers from what came of questions; and the certificate by which RegiX knows us."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chinar.domain.registers.health import Came, health
from chinar.domain.registers.regix import certificate
from chinar.domain.registers.regix.breaker import State
from chinar.domain.registers.regix.certificate import Trouble

NOW = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)
A, B = "x.y.Persons", "x.y.Companies"


def came(*errors: str, operation: str = A, ago: float = 0.0) -> list[Came]:
    """The first one is the newest, a minute apart."""
    return [
        Came(operation, error, NOW - timedelta(seconds=ago, minutes=number), 100 * (number + 1))
        for number, error in enumerate(errors)
    ]


def test_a_register_is_judged_by_its_own_questions() -> None:
    rows = [*came("timed_out", "", "register_failed"), *came("", "", operation=B)]
    persons, companies = sorted(health(rows, at=NOW), key=lambda one: one.report, reverse=True)
    assert (persons.report, persons.asked, persons.failed, persons.median_ms, persons.slow_ms) == (
        "Persons", 3, 2, 200, 300,
    )  # fmt: skip
    assert (persons.last_error, persons.last_error_at, persons.state) == ("timed_out", NOW, State.CLOSED)
    assert (companies.failed, companies.last_error, companies.is_granted) == (0, "", True)
    assert health([], at=NOW) == []


@pytest.mark.parametrize(
    ("errors", "ago", "state"),
    [
        (["timed_out"] * 5, 10, State.OPEN),
        (["timed_out"] * 5, 61, State.HALF_OPEN),
        (["timed_out"] * 4, 10, State.CLOSED),
        (["timed_out"] * 4 + [""], 10, State.CLOSED),
        (["", *["timed_out"] * 5], 10, State.CLOSED),
        (["circuit_open", *["server_busy"] * 5], 10, State.HALF_OPEN),
        (["refused", *["bad_answer"] * 5], 10, State.HALF_OPEN),
        (["refused"] * 9, 10, State.CLOSED),
    ],
)
def test_the_state_follows_the_rule_of_the_breaker(errors: list[str], ago: float, state: State) -> None:
    (found,) = health(came(*errors, ago=ago), at=NOW)
    assert found.state is state


@pytest.mark.parametrize(
    ("errors", "granted"),
    [(["refused", ""], False), (["", "refused"], True), (["timed_out"], None), (["register_failed"], True)],
)
def test_whether_we_may_ask_is_what_regix_said_last(errors: list[str], granted: bool | None) -> None:
    (found,) = health(came(*errors), at=NOW)
    assert found.is_granted is granted


def test_what_was_never_sent_is_not_counted_and_trouble_stands_first() -> None:
    first, second = health([*came("", "", operation=B), *came("circuit_open", *["timed_out"] * 5)], at=NOW)
    assert (first.operation, first.asked, second.operation) == (A, 5, B)
    (never,) = health(came("circuit_open"), at=NOW)
    assert (never.asked, never.median_ms, never.slow_ms, never.last_error) == (0, None, None, "")


def test_a_certificate_tells_whose_it_is_and_what_is_wrong_with_it(certificates: Path, tmp_path: Path) -> None:
    ours, key = certificates / "client.crt", certificates / "client.key"
    now = datetime.now(UTC)
    found, trouble = certificate.read(ours, key, at=now)
    assert found
    assert (found.oid, found.host, trouble) == ("2.16.100.1.1.999", "chinar.localhost", None)
    for at, expected in (
        (found.until - timedelta(days=29), Trouble.ENDS_SOON),
        (found.until, Trouble.ENDED),
        (found.since - timedelta(seconds=1), Trouble.NOT_YET),
    ):
        assert certificate.read(ours, key, at=at)[1] is expected
    assert certificate.read(ours, certificates / "unknown.key", at=now)[1] is Trouble.OTHER_KEY
    assert certificate.read(certificates / "nothing", key, at=now) == (None, Trouble.MISSING)
    (tmp_path / "noise").write_bytes(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")
    assert certificate.read(tmp_path / "noise", key, at=now) == (None, Trouble.UNREADABLE)
    assert certificate.read(ours, tmp_path / "noise", at=now) == (None, Trouble.UNREADABLE)
