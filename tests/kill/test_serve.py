"""`chinar serve`: what it starts dies with it, what dies is started again, and it says what keeps it from starting."""

import re
import socket
from pathlib import Path

import psutil
import pytest

from tests.kill.client import Client
from tests.kill.installation import Installation, wait_until

KILLS = ["kill_everything", "kill_group", "kill_parent"]


def test_it_serves_says_where_and_stops_when_asked(installation: Installation) -> None:
    installation.prepare()
    installation.start()
    assert Client(installation.url).get("/healthz").text == "ok\n"
    wait_until("it says where", lambda: f"http://localhost:{installation.port}/" in installation.output(), 5)
    assert installation.stop() == 0
    assert installation.port_is_free()


@pytest.mark.parametrize("kill", KILLS)
def test_after_kill_9_nothing_is_left_and_the_next_start_is_clean(on_sqlite: Installation, kill: str) -> None:
    on_sqlite.start()
    # supervisor, web, two web processes, worker, simulators of registers, payment portal and identification
    assert len(on_sqlite.members()) == 8
    getattr(on_sqlite, kill)()  # asserts that all are gone and the port is free
    on_sqlite.start()
    assert "ended without tidying up" in on_sqlite.output()
    assert on_sqlite.stop() == 0


@pytest.mark.parametrize("who", [r" work$", r" web "])
def test_a_child_that_dies_is_started_again(on_sqlite: Installation, who: str) -> None:
    on_sqlite.start()
    first = on_sqlite.member(who)
    first.kill()
    wait_until("it is dead", lambda: not _is_alive(first))
    wait_until("there is another one", lambda: _another(on_sqlite, who, first.pid), 15)
    wait_until("pages are served", on_sqlite.is_healthy, 15)
    assert on_sqlite.stop() == 0


def _another(installation: Installation, who: str, pid: int) -> bool:
    try:
        return installation.member(who).pid != pid
    except (AssertionError, psutil.NoSuchProcess):
        return False


def test_a_web_process_that_dies_is_started_again(on_sqlite: Installation) -> None:
    on_sqlite.start()
    web = on_sqlite.member(r" web ")
    first = web.children()[0]
    first.kill()
    wait_until("there are two again", lambda: len(_others(web, first)) == 2, 15)
    # The new process is given connections before it has loaded the application; they wait for it.
    wait_until("pages are served", on_sqlite.is_healthy, 15)


def _others(parent: psutil.Process, first: psutil.Process) -> list[psutil.Process]:
    return [child for child in parent.children() if child != first and _is_alive(child)]


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_taken_port_is_named_with_its_holder_and_the_way_out(on_sqlite: Installation) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", on_sqlite.port))
        listener.listen()
        refused = on_sqlite.chinar("serve", "--port", str(on_sqlite.port))
    assert refused.returncode == 1
    assert f"Port {on_sqlite.port} is taken by process" in refused.stderr
    assert f"make run PORT={on_sqlite.port + 1}" in refused.stderr


def test_a_second_start_on_the_same_data_is_refused(on_sqlite: Installation) -> None:
    on_sqlite.start()
    refused = on_sqlite.chinar("serve", "--port", str(on_sqlite.port + 1))
    assert refused.returncode == 1
    assert on_sqlite.process is not None
    assert f"kill {on_sqlite.process.pid}" in refused.stderr


def test_a_pid_file_left_by_a_dead_process_does_not_stand_in_the_way(on_sqlite: Installation) -> None:
    (on_sqlite.var / "serve.pid").write_text("1 http://localhost:8000/\n")  # process 1 lives, and is not ours
    on_sqlite.start("--no-worker")
    assert len(on_sqlite.members()) == 4
    assert on_sqlite.stop() == 0


def test_the_demo_is_not_served_to_other_machines(on_sqlite: Installation) -> None:
    refused = on_sqlite.chinar("serve", "--host", "0.0.0.0")
    assert refused.returncode == 1
    assert "this machine only" in refused.stderr


def test_an_unsafe_installation_is_refused_with_a_list(tmp_path: Path) -> None:
    refused = Installation(tmp_path, CHINAR_DEMO="0").chinar("serve")
    assert refused.returncode == 1
    found = set(re.findall(r"chinar\.E\d+", refused.stderr))
    assert {f"chinar.E{number:03}" for number in (2, 3, 4, 7, 8, 9, 12)} <= found


def test_without_tables_it_says_how_to_make_them(tmp_path: Path) -> None:
    refused = Installation(tmp_path).chinar("serve")
    assert refused.returncode == 1
    assert "chinar migrate" in refused.stderr
