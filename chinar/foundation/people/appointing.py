"""Who learns that somebody was given a role: higher modules, which may have to keep them away from something.

They register a function of (role, by, at) in AppConfig.ready; it runs in the transaction of the appointment.
"""

from collections.abc import Callable
from datetime import datetime

from chinar.foundation.core.actor import Actor
from chinar.foundation.people.models import Role

Learn = Callable[[Role, Actor, datetime], None]
_learners: list[Learn] = []


def on_appointment(learn: Learn) -> None:
    if learn not in _learners:
        _learners.append(learn)


def announce(given: Role, *, by: Actor, at: datetime) -> None:
    for learn in _learners:
        learn(given, by, at)
