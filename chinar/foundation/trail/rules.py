"""Pure: how the links around an object become a chain that can be read."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

DEPTH = 3
"""So many steps away a chain is told; what lies beyond is told on the page of its last object."""
SHOWN_AT_MOST = 12
"""Of so many objects a page tells in each direction."""


class Thing(NamedTuple):
    """A public object: its kind, and its permanent key within the kind."""

    kind: str
    key: str


class Tie(NamedTuple):
    """A link as the rules see it."""

    pk: int
    cause: Thing
    effect: Thing


@dataclass(frozen=True, slots=True)
class Branch:
    """One object of a chain, the link by which it was reached, and what follows it."""

    thing: Thing
    tie: int
    then: tuple["Branch", ...]


def grown(start: Thing, ties: Iterable[Tie], public: Collection[Thing], *, forwards: bool) -> tuple[Branch, ...]:
    """The chain that begins at an object: its effects, or its causes when not `forwards`, in the order of the links.

    Each object stands there once, at the shortest way, so rings end; what is not public is left out with all beyond it.
    """
    onward: dict[Thing, list[tuple[Thing, int]]] = {}
    for tie in ties:
        here, there = (tie.cause, tie.effect) if forwards else (tie.effect, tie.cause)
        onward.setdefault(here, []).append((there, tie.pk))
    met, level = {start}, [start]
    children: dict[Thing, list[tuple[Thing, int]]] = {}
    for _step in range(DEPTH):
        following = []
        for here in level:
            for there, pk in onward.get(here, ()):
                if there in met or there not in public or len(met) > SHOWN_AT_MOST:
                    continue
                met.add(there)
                children.setdefault(here, []).append((there, pk))
                following.append(there)
        level = following
    return _branches(start, children)


def _branches(here: Thing, children: dict[Thing, list[tuple[Thing, int]]]) -> tuple[Branch, ...]:
    return tuple(Branch(there, pk, _branches(there, children)) for there, pk in children.get(here, ()))


def things_of(branches: Iterable[Branch]) -> Iterator[Thing]:
    """Every object of a chain, each before what follows it."""
    for branch in branches:
        yield branch.thing
        yield from things_of(branch.then)
