"""Which groups may be shown to everybody without a figure that points to one person. Pure.

A group with few matters is folded into "others", and more are folded until the others are enough themselves, so that
nobody finds the hidden group by subtracting the shown ones from the total. Tables that cut the same matters otherwise
(a village is both a department and a channel) are checked against each other: what remains of a shown group after the
shown groups that lie wholly inside it are taken away must be nothing, or enough. All this holds for each slice of time
that is ever published, or two publications would be subtracted from each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OTHERS = ""
"""The group of all that is folded."""

Slices = dict[str, int]
"""Slice of time -> how many matters."""


@dataclass(frozen=True, slots=True)
class Cell:
    """So many matters that fall in one group of each table (`groups`, in the order of the tables) in one slice."""

    groups: tuple[str, ...]
    slice: str
    n: int


class _Tables:
    """Who may be shown in each table, while groups are being hidden."""

    def __init__(self, cells: Sequence[Cell], minimum: int) -> None:
        self.cells, self.minimum = cells, minimum
        self.width = len(cells[0].groups) if cells else 0
        self.totals: list[dict[str, Slices]] = [defaultdict(dict) for _ in range(self.width)]
        for cell in cells:
            for table, group in enumerate(cell.groups):
                _add(self.totals[table][group], cell)
        self.shown = [set(groups) for groups in self.totals]
        self.whole: Slices = {}
        for cell in cells:
            _add(self.whole, cell)
        # (table a, group a, table b, group b) when every matter of b lies in a.
        self.inside: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
        for b in range(self.width):
            for a in range(self.width):
                for group, owners in _owners(cells, a, b).items():
                    if a != b and len(owners) == 1:
                        self.inside[a, next(iter(owners))].append((b, group))

    def is_safe(self, slices: Slices) -> bool:
        return all(n == 0 or n >= self.minimum for n in slices.values())

    def hide_small(self) -> bool:
        small = [
            (table, group)
            for table, groups in enumerate(self.shown)
            for group in groups
            if not self.is_safe(self.totals[table][group])
        ]
        for table, group in small:
            self.shown[table].discard(group)
        return bool(small)

    def hide_revealing(self) -> bool:
        """Hides one group whose being shown lets a small remainder be computed."""
        for table in range(self.width):
            if self._hide_smallest(self.whole, [(table, group) for group in self.shown[table]]):
                return True
        for (a, outer), inner in self.inside.items():
            if outer not in self.shown[a]:
                continue
            for b in range(self.width):
                visible = [(t, group) for t, group in inner if t == b and group in self.shown[b]]
                if visible and self._hide_smallest(self.totals[a][outer], visible):
                    return True
        return False

    def _hide_smallest(self, whole: Slices, parts: list[tuple[int, str]]) -> bool:
        rest = dict(whole)
        for table, group in parts:
            for when, n in self.totals[table][group].items():
                rest[when] -= n
        if not parts or self.is_safe(rest):
            return False
        table, group = min(parts, key=lambda part: (sum(self.totals[part[0]][part[1]].values()), part))
        self.shown[table].discard(group)
        return True


def shown_groups(cells: Sequence[Cell], *, minimum: int) -> list[set[str]] | None:
    """For each table the groups that may stand by themselves; None when even the total is too small to be shown."""
    tables = _Tables(cells, minimum)
    if not cells or not tables.is_safe(tables.whole):
        return None
    tables.hide_small()
    while tables.hide_revealing():
        pass
    return tables.shown


def folded(group: str, shown: Iterable[str]) -> str:
    return group if group in shown else OTHERS


def _add(slices: Slices, cell: Cell) -> None:
    slices[cell.slice] = slices.get(cell.slice, 0) + cell.n


def _owners(cells: Sequence[Cell], a: int, b: int) -> dict[str, set[str]]:
    """Group of table b -> the groups of table a in which its matters lie."""
    owners: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        owners[cell.groups[b]].add(cell.groups[a])
    return owners
