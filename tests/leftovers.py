"""Which files lie in the repository, to see that tests leave none there."""

import os
from pathlib import Path

import pytest

BEFORE = pytest.StashKey[set[str]]()
OTHERS_WORK = {".git", ".venv", "node_modules", "var", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"}


def files(root: Path) -> set[str]:
    found = set()
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in OTHERS_WORK and not name.endswith(".egg-info")]
        found |= {os.path.relpath(os.path.join(folder, name), root) for name in names}
    return found
