"""The worker asks the records system for the numbers that wait."""

import logging
from collections.abc import Callable
from datetime import datetime

from chinar.domain.cases import kinds
from chinar.domain.cases.models import Case, OutsideNumber
from chinar.domain.cases.numbering.actions import claim, note_number, note_trouble
from chinar.domain.cases.numbering.client import NoNumber
from chinar.domain.cases.numbering.connecting import connection_on, system_of
from chinar.domain.cases.numbering.rules import Trouble

log = logging.getLogger(__name__)
AT_ONCE = 50
FOR_ALL = frozenset({Trouble.UNREACHABLE, Trouble.BUSY, Trouble.KEY})
"""What is wrong with the system and no single matter: the others are not tried in the same round."""


def ask_for_numbers(*, now: Callable[[], datetime]) -> int:
    """Of the municipality in scope, the longest waiting first; answers of how many came. Nothing is held open or locked
    while the other system answers."""
    held = connection_on()
    if held is None:
        return 0
    system, came = system_of(held), 0
    rows = OutsideNumber.objects.due(at=now()).select_related("case__department").order_by("next_try_at", "id")
    for waiting in list(rows[:AT_ONCE]):
        if not claim(waiting, at=now()):
            continue
        try:
            number = system.register(waiting.key, told_of(waiting.case))
        except NoNumber as why:
            log.warning("no number for %s: %s", waiting.case.number, why)
            note_trouble(waiting, why, at=now())
            if why.trouble in FOR_ALL:
                break
        else:
            note_number(waiting, number, at=now())
            came += 1
    return came


def told_of(case: Case) -> dict[str, str]:
    """What the other system learns: nothing of the people."""
    return {
        "number": case.number,
        "received_at": case.received_at.isoformat(),
        "kind": case.kind,
        "title": kinds.title_of(case),
        "department": case.department.name,
        "channel": case.channel,
    }
