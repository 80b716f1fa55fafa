"""Gathers styles, scripts and fonts into STATIC_ROOT under names that carry their content's hash."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def gather() -> bool:
    """True when something was gathered, False when nothing had changed since the last time."""
    mark, now = Path(settings.STATIC_ROOT).with_suffix(".mark"), _fingerprint()
    if mark.exists() and mark.read_text() == now and (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(now)
    return True


def _fingerprint() -> str:
    files = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            files.append((storage.path(path), stat.st_size, stat.st_mtime_ns))
    return hashlib.sha256(json.dumps(sorted(files)).encode()).hexdigest()
