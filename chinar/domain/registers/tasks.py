"""What the worker does for registers."""

import logging
import random
import time

from django.utils import timezone

from chinar.domain.registers import connecting
from chinar.domain.registers.actions.asking_towns import ANSWER, land_answer, note_refused
from chinar.domain.registers.actions.destroying import forget_old_answers
from chinar.domain.registers.actions.fetching import claim, settle_answer, settle_error
from chinar.domain.registers.asking import ask
from chinar.domain.registers.models import Evidence
from chinar.domain.registers.regix.client import Client
from chinar.domain.registers.regix.errors import RegixError
from chinar.foundation.territory.doors import inbox, inside
from chinar.foundation.territory.models import Municipality

SECONDS = 10.0
"""For one run: the worker has other work, too. What is not reached is due again in the next one."""
MOST_OF_ONE_TOWN = 20

log = logging.getLogger("chinar.registers")


def fetch_evidence() -> None:
    """Asks registers for what is due, in each municipality that is connected; those asked longest ago come first."""
    ends = time.monotonic() + SECONDS
    for municipality in Municipality.objects.active().order_by("?"):
        with inside(municipality):
            _fetch(ends)


def _fetch(ends: float) -> None:
    due = list(Evidence.objects.due(at=timezone.now())[:MOST_OF_ONE_TOWN])
    if not due:
        return
    try:
        way = connecting.way()
        client = connecting.client_of(way, now=timezone.now, jitter=lambda: random.uniform(0.8, 1.2))  # noqa: S311
    except (connecting.NotConnected, OSError) as error:
        log.debug("Evidence waits: %s", error)
        return
    for evidence in due:
        if time.monotonic() >= ends:
            return
        _ask_for(evidence, way, client)


def _ask_for(evidence: Evidence, way: connecting.Way, client: Client) -> None:
    now = timezone.now()
    claimed = claim(evidence, oid=way.administration.oid, at=now)
    if claimed is None:
        return
    began = time.monotonic()
    try:
        answer = ask(claimed.evidence, claimed.query, client, responsible=way.responsible, on=timezone.localdate(now))
    except RegixError as error:
        settle_error(claimed, error, milliseconds=_since(began), at=timezone.now())
    else:
        settle_answer(claimed, answer, milliseconds=_since(began), at=timezone.now())


def carry_between_towns() -> None:
    """Enters what other municipalities answered about evidence, and notes what they did not accept."""
    for municipality in Municipality.objects.active():
        try:
            with inside(municipality):
                for message in inbox().filter(kind=ANSWER)[:MOST_OF_ONE_TOWN]:
                    land_answer(message, at=timezone.now())
                note_refused(at=timezone.now())
        except Exception:
            log.exception("answers about evidence wait in %s; it will be tried again", municipality.slug)


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)


def forget_answers() -> None:
    """Deletes answers whose own term is over."""
    for municipality in Municipality.objects.active():
        with inside(municipality):
            forget_old_answers(at=timezone.now())
