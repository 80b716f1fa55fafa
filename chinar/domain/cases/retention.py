"""How long a matter is kept: the terms that a law sets (law/retention.toml), and when a term is over. Pure."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "law" / "retention.toml"


@dataclass(frozen=True, slots=True)
class Term:
    """`source` is the act that sets it, as people cite it."""

    kind: str
    outcome: str
    years: int
    source: str


@cache
def legal_terms() -> dict[tuple[str, str], Term]:
    """(kind, outcome) -> the term that a law sets. Raises ValueError for one named twice or of no length."""
    terms: dict[tuple[str, str], Term] = {}
    for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["term"]:
        term = Term(**row)
        if (term.kind, term.outcome) in terms or term.years < 1 or not term.source:
            raise ValueError(f"{FILE.name}: {term.kind}, {term.outcome}")
        terms[term.kind, term.outcome] = term
    return terms


def effective(legal: Term | None, own: Term | None) -> Term | None:
    """The longer one: a municipality may keep longer than the law says, never shorter. None when nobody set any."""
    if legal and own:
        return own if own.years > legal.years else legal
    return legal or own


def last_closing_day(term: Term, *, on: date) -> date:
    """Matters closed on or before this day may be destroyed on `on`: years run from 1 January after the closing."""
    return date(on.year - term.years - 1, 12, 31)
