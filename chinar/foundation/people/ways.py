"""The entries of the officials' navigation: each shown to those who have its ability.

A desk has some thirty of them on every page. Each is written once for a language and a municipality, the same for
everybody; who sees it is asked anew for each page.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.loader import get_template
from django.urls import get_script_prefix, get_urlconf
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import get_language
from markupsafe import Markup

from chinar.foundation.core.slots import Panel
from chinar.foundation.core.urls import url
from chinar.foundation.people.abilities import ABILITIES
from chinar.foundation.people.access import abilities_of


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A page by the name of its address, what it is called, and who may open it. `key` is the digit that, with Alt,
    follows it; with `below` one is there on every page under its address."""

    page: str
    words: str | Promise
    ability: str
    key: int | None = None
    below: bool = False


def ways(*entries: Way) -> Panel:
    """A panel for the slots of the navigation (sites/desk/navigation.py). Raises ValueError for an ability that no role
    has: it is misspelt."""
    if unknown := {way.ability for way in entries} - ABILITIES:
        raise ValueError(f"No role has the abilities {unknown} (people.abilities).")

    def panel(request: HttpRequest, subject: Any) -> str:
        held = _held(request)
        place, path = (get_urlconf(), get_script_prefix(), get_language()), request.path
        return Markup("").join(_shown(way, place, path) for way in entries if way.ability in held)

    return panel


def _held(request: HttpRequest) -> frozenset[str]:
    """Read once for a page, as each of its panels asks."""
    known: frozenset[str] | None = request.__dict__.get("_held_here")
    if known is None:
        known = request.__dict__["_held_here"] = abilities_of(request.user, on=localdate())
    return known


def _shown(way: Way, place: tuple[str | None, ...], path: str) -> Markup:
    address, usual, current = _written(way, place)
    is_here = path.startswith(address) if way.below else path == address
    return current if is_here else usual


@lru_cache(10_000)
def _written(way: Way, place: tuple[str | None, ...]) -> tuple[str, Markup, Markup]:
    """The address, the entry, and the entry on its own page. `place` is what is active: addresses and language."""
    write = get_template("core/ui/navigation.html").template.module.nav_item  # type: ignore[attr-defined]
    address = url(way.page)
    return address, write(address, way.words, False, way.key), write(address, way.words, True, way.key)
