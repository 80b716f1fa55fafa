"""Registers that a town keeps itself: a port, and one implementation over the CSV exports of its programs.

A base is a file `<folder>/<municipality>/<base>.csv` in UTF-8 with a head; its column `number` holds EGN, LNCh or EIK.
What else stands in the head are the facts that it knows, under the codes of the questions that they answer.
docs/operations/local-bases.md tells a town how to write it.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO

from chinar.foundation.core.identifiers import clean

NUMBER, NAME = "number", "name"
LARGEST = 100_000_000


class BaseUnreadable(Exception):
    """The base is not there or not as agreed; the official looks there by hand."""


class LocalBase(Protocol):
    """A register of the town. `facts` names what it knows; `find` gives them for one number, or None."""

    @property
    def code(self) -> str: ...
    def facts(self) -> frozenset[str]: ...
    def find(self, number: str) -> Mapping[str, str] | None: ...


@dataclass(frozen=True, slots=True)
class CsvBase:
    """An export, read anew each time: what the town's program wrote last is what holds."""

    path: Path

    @property
    def code(self) -> str:
        return self.path.stem

    def facts(self) -> frozenset[str]:
        """Raises BaseUnreadable."""
        try:
            with self._opened() as file:
                head = next(csv.reader(file), [])
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise BaseUnreadable(self.code) from error
        if NUMBER not in head:
            raise BaseUnreadable(f"{self.code}: no column {NUMBER}")
        return frozenset(head) - {NUMBER}

    def find(self, number: str) -> Mapping[str, str] | None:
        """Raises BaseUnreadable, also when the number stands there twice: then nobody can say which row holds."""
        wanted = clean(number)
        try:
            with self._opened() as file:
                found = [row for row in csv.DictReader(file) if clean(row.get(NUMBER) or "") == wanted]
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise BaseUnreadable(self.code) from error
        if len(found) > 1:
            raise BaseUnreadable(f"{self.code}: a number stands there twice")
        return {name: value.strip() for name, value in found[0].items() if name and value} if found else None

    def _opened(self) -> TextIO:
        if self.path.stat().st_size > LARGEST:
            raise BaseUnreadable(f"{self.code}: larger than {LARGEST} bytes")
        return self.path.open(encoding="utf-8-sig", newline="")


def bases_in(folder: str, town: str) -> list[LocalBase]:
    """The bases of a municipality, by its slug; none without a folder."""
    place = Path(folder) / town
    return [CsvBase(path) for path in sorted(place.glob("*.csv"))] if folder and place.is_dir() else []
