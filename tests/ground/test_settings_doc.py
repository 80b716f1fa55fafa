"""docs/operations/settings.md lists every CHINAR_ variable that the code reads, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'env\.(?:text|flag|words|day)\("(CHINAR_[A-Z_]+)"|environ(?:\.get\(|\[)"(CHINAR_[A-Z_]+)"')
LISTED = re.compile(r"^\| `(CHINAR_[A-Z_]+)`", re.MULTILINE)


def read_by_the_code() -> set[str]:
    sources = [ROOT / "conftest.py", *ROOT.glob("chinar/**/*.py"), *ROOT.glob("tests/**/*.py")]
    return {first or second for source in sources for first, second in READ.findall(source.read_text())}


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    listed = LISTED.findall((ROOT / "docs/operations/settings.md").read_text())
    assert sorted(listed) == sorted(read_by_the_code())
