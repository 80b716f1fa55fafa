"""Who counts anew when a day of the calendar changes, or the way in which it is counted.

Higher modules register a function of (by, at) in AppConfig.ready; it runs in the scope of each municipality that the
change touches, in the same transaction, and tells what it moved.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change does to one matter: `told` is the date before it, `due` the one that is counted now."""

    subject: str
    told: date
    due: date

    @property
    def stays(self) -> bool:
        """It would end earlier now: a date that was told is never shortened."""
        return self.due < self.told


Recount = Callable[[Actor, datetime], Sequence[Moved]]
_recounts: list[Recount] = []


def on_calendar_change(recount: Recount) -> None:
    if recount not in _recounts:
        _recounts.append(recount)


def announce_here(*, by: Actor, at: datetime) -> list[Moved]:
    """The calendar of the municipality in scope has changed."""
    return [moved for recount in _recounts for moved in recount(by, at)]


def announce_everywhere(*, by: Actor, at: datetime) -> None:
    """The national calendar has changed."""
    for municipality in Municipality.objects.active():
        with inside(municipality):
            announce_here(by=by, at=at)


class _Rehearsed(Exception):
    """Takes the transaction of a rehearsal back."""


def rehearse(change: Callable[[], list[Moved]], *, by: Actor, at: datetime) -> list[Moved]:
    """What the change would move, found by doing it and taking it back: so it can never differ from doing it.

    What would stand there without the change too, such as a date that was kept long ago, is left out.
    """
    without = set(_taken_back(lambda: announce_here(by=by, at=at)))
    return [moved for moved in _taken_back(change) if moved not in without]


def _taken_back(change: Callable[[], list[Moved]]) -> list[Moved]:
    moved: list[Moved] = []
    try:
        with transaction.atomic():
            moved = change()
            raise _Rehearsed
    except _Rehearsed:
        return moved
