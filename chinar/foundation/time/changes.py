"""Who counts anew when a day of the calendar changes: higher modules register a function of (by, at) in
AppConfig.ready; it runs in the scope of each municipality that the change touches, in the same transaction."""

from collections.abc import Callable
from datetime import datetime

from chinar.foundation.core.actor import Actor
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

Recount = Callable[[Actor, datetime], None]
_recounts: list[Recount] = []


def on_calendar_change(recount: Recount) -> None:
    if recount not in _recounts:
        _recounts.append(recount)


def announce_here(*, by: Actor, at: datetime) -> None:
    """The calendar of the municipality in scope has changed."""
    for recount in _recounts:
        recount(by, at)


def announce_everywhere(*, by: Actor, at: datetime) -> None:
    """The national calendar has changed."""
    for municipality in Municipality.objects.active():
        with inside(municipality):
            announce_here(by=by, at=at)
