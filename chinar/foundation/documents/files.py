"""Files by their content: the name of a file is its SHA-256, so storing again is harmless and damage shows.

A file is on the disk, whole, before any row names it; a crash in between leaves a file that nobody names.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class DamagedFile(Exception):
    """A stored file is gone, or is no longer what was stored."""


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def place_of(digest: str) -> Path:
    return Path(settings.FILES_ROOT) / digest[:2] / digest[2:4] / digest


def store(content: bytes) -> str:
    """Writes the content durably and returns its digest. What is there already is kept, or mended if damaged."""
    digest = digest_of(content)
    if is_intact(digest):
        return digest
    place = place_of(digest)
    _make_folder(place.parent)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix="new-", delete=False) as new:
        try:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
            Path(new.name).replace(place)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise
    _sync_folder(place.parent)
    return digest


def fetch(digest: str) -> bytes:
    """The content, checked on the way. Raises DamagedFile."""
    try:
        content = place_of(digest).read_bytes()
    except OSError as error:
        raise DamagedFile(f"{digest}: {error.strerror}") from error
    if digest_of(content) != digest:
        raise DamagedFile(f"{digest}: the content has changed")
    return content


def is_intact(digest: str) -> bool:
    try:
        fetch(digest)
    except DamagedFile:
        return False
    return True


def _make_folder(folder: Path) -> None:
    """With its parents, each entry durable before anything is put below it."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(digest: str) -> None:
    """Takes the file from the disk, durably. What is not there is no error."""
    place = place_of(digest)
    if place.exists():
        place.unlink()
        _sync_folder(place.parent)
