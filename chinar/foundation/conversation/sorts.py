"""The sorts of news that followers hear, each registered by the module that knows them. In AppConfig.ready."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sort:
    """What happened, by its marks."""

    code: str
    template: str
    """Of the letter."""
    ripe: Callable[[Collection[str]], Mapping[str, bool]]
    """True for marks that anybody may read now, False for those that nobody ever will; the others wait. One query for
    each kind of thing that the marks name."""
    words: Callable[[str], Mapping[str, str]]
    """What only this letter names, in the language in which it is asked for."""


_sorts: dict[str, Sort] = {}


def register(sort: Sort) -> None:
    _sorts[sort.code] = sort


def sort_named(code: str) -> Sort | None:
    return _sorts.get(code)
