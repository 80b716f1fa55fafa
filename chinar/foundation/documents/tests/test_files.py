from pathlib import Path
from typing import Any

import pytest

from chinar.foundation.documents import files


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def test_what_was_stored_comes_back() -> None:
    digest = files.store(b"paper")
    assert files.fetch(digest) == b"paper"
    assert files.place_of(digest).parts[-3:] == (digest[:2], digest[2:4], digest)


def test_storing_twice_keeps_one_file(tmp_path: Path) -> None:
    assert files.store(b"paper") == files.store(b"paper")
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


def test_a_changed_file_is_found_out_and_mended_by_storing_again() -> None:
    digest = files.store(b"paper")
    files.place_of(digest).write_bytes(b"papex")
    with pytest.raises(files.DamagedFile, match="changed"):
        files.fetch(digest)
    files.store(b"paper")
    assert files.fetch(digest) == b"paper"


def test_a_lost_file_is_found_out() -> None:
    digest = files.store(b"paper")
    files.place_of(digest).unlink()
    with pytest.raises(files.DamagedFile):
        files.fetch(digest)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(handle: int) -> None:
        raise OSError("the disk is full")

    (tmp_path / "files").mkdir()
    monkeypatch.setattr(files, "_sync_folder", lambda folder: None)
    monkeypatch.setattr(files.os, "fsync", broken)
    with pytest.raises(OSError, match="full"):
        files.store(b"paper")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
