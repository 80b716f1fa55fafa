import threading
import time
from collections.abc import Callable

import pytest

from chinar.config import working
from chinar.foundation.core import scope

calls: list[str] = []
HERE = __name__


def succeed() -> None:
    calls.append("succeed")


def fail() -> None:
    calls.append("fail")
    raise ValueError("on purpose")


def leave_scope_open() -> None:
    scope._current.set(7)


held = threading.Event()


def wait_long() -> None:
    held.wait(5)


def look_at_scope() -> None:
    calls.append(str(scope.current_or_none()))


@pytest.fixture(autouse=True)
def _no_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    calls.clear()
    # Closing connections here would close the one of the test's own transaction.
    monkeypatch.setattr(working, "close_old_connections", lambda: None)
    monkeypatch.setattr(working.connections, "close_all", lambda: None, raising=False)


def run_for(ticker: working.Ticker, seconds: float) -> float:
    """Runs the ticker in a thread, stops it after `seconds`, answers how long the stop took."""
    thread = threading.Thread(target=ticker.run)
    thread.start()
    time.sleep(seconds)
    ticker.stop.set()
    stopped_at = time.monotonic()
    thread.join(5)
    assert not thread.is_alive()
    return time.monotonic() - stopped_at


def test_a_run_that_fails_does_not_keep_the_others_from_running(caplog: pytest.LogCaptureFixture) -> None:
    run_for(working.Ticker([(f"{HERE}.fail", 0.02), (f"{HERE}.succeed", 0.02)]), 0.3)
    assert calls.count("succeed") >= 2
    assert calls.count("fail") >= 2


def test_the_whole_story_of_a_failure_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    ticker = working.Ticker([(f"{HERE}.fail", 1)])
    for _ in range(3):
        ticker.run_once(f"{HERE}.fail")
    assert [bool(record.exc_info) for record in caplog.records] == [True, False, False]


def test_a_path_that_leads_nowhere_is_a_failure_like_any_other() -> None:
    ticker = working.Ticker([("chinar.nowhere.at_all", 1)])
    ticker.run_once("chinar.nowhere.at_all")
    assert ticker.failures == {"chinar.nowhere.at_all": 1}


def test_a_scope_left_open_by_one_run_is_not_there_in_the_next() -> None:
    ticker = working.Ticker([(f"{HERE}.leave_scope_open", 1), (f"{HERE}.look_at_scope", 1)])
    ticker.run_once(f"{HERE}.leave_scope_open")
    ticker.run_once(f"{HERE}.look_at_scope")
    assert calls == ["None"]


def test_a_waiting_worker_stops_within_a_second() -> None:
    assert run_for(working.Ticker([(f"{HERE}.succeed", 3600)]), 0.1) < 1
    assert calls == ["succeed"]


def test_what_waits_in_a_lane_of_its_own_holds_up_nobody_and_ends_with_the_worker() -> None:
    held.clear()
    worker = working.Worker([(f"{HERE}.succeed", 0.02)], [(f"{HERE}.wait_long", 0.02)])
    thread = threading.Thread(target=worker.run)
    thread.start()
    wait_for(lambda: len(calls) >= 3)
    worker.stop()
    held.set()
    thread.join(5)
    assert not thread.is_alive()


def test_a_lane_that_dies_ends_the_worker_so_that_it_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = working.Worker([(f"{HERE}.succeed", 3600)], [(f"{HERE}.succeed", 3600)])
    monkeypatch.setattr(worker.tickers[1], "run", lambda: None)
    worker.run()
    assert worker.tickers[0].stop.is_set()


def wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 3
    while not happened() and time.monotonic() < until:
        time.sleep(0.005)
    assert happened()
