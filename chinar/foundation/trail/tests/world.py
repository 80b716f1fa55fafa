"""Public objects that only tests know: pages that are shown or hidden as a test says."""

from collections.abc import Collection
from datetime import date, datetime

from chinar.foundation.people.access import can
from chinar.foundation.trail.access import ABILITY
from chinar.foundation.trail.describing import Seen, Traced, User
from chinar.foundation.trail.rules import Thing

HIDDEN: set[str] = set()
KEPT: set[str] = set()
TOLD: list[tuple[str, Thing]] = []


def page(key: str) -> Thing:
    return Thing("page", key)


def seen(keys: Collection[str]) -> dict[str, Seen]:
    state = {"state": "Приключено", "phase": "closed"}
    return {key: Seen(f"Страница {key}", date(2026, 11, 1), "bg", **state) for key in keys if key not in HIDDEN}


def reached(user: User, key: str, on: date) -> bool:
    return can(user, ABILITY, on=on) and not key.startswith("foreign")


def heard(key: str, effect: Thing, mark: str, at: datetime) -> None:
    TOLD.append((key, effect))


PAGE = Traced(
    kind="page",
    name="страница",
    seen=seen,
    address=lambda key: f"/pages/{key}/",
    desk_address=lambda key: f"/desk/pages/{key}/",
    reached=reached,
    kept_from=lambda user: frozenset(KEPT),
    is_numbered=True,
    heard=heard,
)
