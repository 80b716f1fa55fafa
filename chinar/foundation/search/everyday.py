"""Everyday words that mean the same in every municipality. Pure: reads the shipped list, no database."""

from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "data" / "everyday.txt"


@cache
def everyday() -> tuple[str, ...]:
    """Each line one meaning, its expressions with commas between, as `Synonym.words`."""
    lines = (line.strip() for line in LIST.read_text().splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
