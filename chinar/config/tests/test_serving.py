import time
from pathlib import Path
from typing import Any

import pytest

from chinar.config import static
from chinar.config.env import WrongSetting
from chinar.config.mail import mail
from chinar.config.pidfile import AlreadyRuns, PidFile
from chinar.config.serving import GIVE_UP_AFTER_DEATHS, LONGEST_PAUSE, Child, Supervisor


def test_pauses_grow_while_a_child_dies_at_once_and_have_a_limit() -> None:
    child = Child("web", [])
    pauses = [child.bury(now=0.0) for _ in range(10)]
    assert pauses[:4] == [0.5, 1.0, 2.0, 4.0]
    assert max(pauses) == LONGEST_PAUSE


def test_a_child_that_lived_long_is_started_again_soon() -> None:
    child = Child("web", [], started=0.0, deaths=6)
    assert child.bury(now=3600.0) == 0.5


def test_a_child_that_never_lives_makes_the_supervisor_give_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chinar.config.serving.signal.signal", lambda *_: None)
    monkeypatch.setattr("chinar.config.serving.FIRST_PAUSE", 0.0)
    monkeypatch.setattr("chinar.config.serving.LOOK_EVERY_SECONDS", 0.0)
    monkeypatch.setattr(Child, "start", lambda self, now: self.__dict__.update(process=_Dead(), started=now))
    said: list[str] = []
    supervisor = Supervisor(
        [Child("web", [])],
        say=said.append,
        is_ready=lambda: False,
        on_ready=lambda: None,
        clock=time.monotonic,
    )
    assert supervisor.run() == 1
    assert said[-1] == f"web died {GIVE_UP_AFTER_DEATHS} times in a row: giving up."


class _Dead:
    def poll(self) -> int:
        return 3


def test_only_one_process_holds_the_pid_file(tmp_path: Path) -> None:
    path = tmp_path / "serve.pid"
    with PidFile(path) as first:
        first.write("http://localhost:8000/")
        with pytest.raises(AlreadyRuns, match="http://localhost:8000/"), PidFile(path):
            pass
    with PidFile(path) as second:
        assert second.stale == ""


def test_what_a_dead_process_left_is_told_and_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "serve.pid"
    path.write_text("4711 http://localhost:8000/\n")
    with PidFile(path) as pid_file:
        assert pid_file.stale == "4711 http://localhost:8000/"


def test_static_files_are_gathered_again_only_when_one_has_changed(settings: Any, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "style.css").write_text("a { color: red }")
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    assert static.gather()
    assert list((tmp_path / "static").glob("style.*.css"))
    assert not static.gather()
    (source / "style.css").write_text("a { color: darkgreen }")
    assert static.gather()


def test_an_address_of_a_mail_server_becomes_settings() -> None:
    found = mail("smtp://post%40troyan.bg:p%2Fw@mail.troyan.bg")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("mail.troyan.bg", 587, True)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("post@troyan.bg", "p/w")
    assert mail("smtps://mail.troyan.bg")["EMAIL_PORT"] == 465
    assert mail("") == {}


def test_an_address_of_another_kind_is_refused_without_repeating_its_password() -> None:
    with pytest.raises(WrongSetting) as refused:
        mail("http://user:hidden@mail.troyan.bg")
    assert "hidden" not in str(refused.value)
