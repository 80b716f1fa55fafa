"""Verbs of the numbering port: a matter waits for a second number, gets it once, or learns why not yet."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import IntegrityError, transaction

from chinar.domain.cases.models import Case, OutsideNumber, RecordsConnection
from chinar.domain.cases.numbering.client import NoNumber
from chinar.domain.cases.numbering.rules import Trouble, pause_after, sought
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.journal.actions import record


def wait_for_number(case: Case, *, at: datetime) -> None:
    """In the transaction that registers, where numbers come from outside: what is acknowledged waits for the other
    system, whether that is up or not.

    The key follows from the matter, so that even a lost row would be registered over there once.
    """
    key = uuid5(NAMESPACE_URL, f"{case.municipality.code}:{case.number}")
    OutsideNumber.objects.create(case=case, key=key, asked_at=at, next_try_at=at)


@transaction.atomic
def claim(waiting: OutsideNumber, *, at: datetime) -> bool:
    """One of two workers asks: the other finds the next try moved on already."""
    later = at + pause_after(waiting.tries + 1)
    mine = OutsideNumber.objects.waiting().filter(pk=waiting.pk, tries=waiting.tries, next_try_at__lte=at)
    return bool(mine.update(tries=waiting.tries + 1, next_try_at=later))


def note_number(waiting: OutsideNumber, number: str, *, at: datetime) -> None:
    """The other system answered; the first number stays. One that another matter bears already is kept for nobody."""
    try:
        with transaction.atomic():
            mine = OutsideNumber.objects.waiting().filter(pk=waiting.pk)
            if mine.update(number=number, sought=sought(number), given_at=at, trouble="", trouble_code=""):
                _heard(at)
                record("case.numbered", by=SYSTEM, at=at, subject=waiting.case.number, subject_kind="case")
    except IntegrityError:
        note_trouble(waiting, NoNumber(Trouble.DOUBLE), at=at)


@transaction.atomic
def note_trouble(waiting: OutsideNumber, why: NoNumber, *, at: datetime) -> None:
    """Kept for whoever keeps the connection; the matter goes on waiting."""
    OutsideNumber.objects.waiting().filter(pk=waiting.pk).update(trouble=why.trouble, trouble_code=why.code[:40])
    failed(why, at=at)


def failed(why: NoNumber, *, at: datetime) -> None:
    RecordsConnection.objects.update(failed_at=at, trouble=why.trouble, trouble_code=why.code[:40])


def _heard(at: datetime) -> None:
    RecordsConnection.objects.update(heard_at=at)


@transaction.atomic
def note_test(why: NoNumber | None, *, by: Actor, at: datetime) -> None:
    """Somebody tried the connection. When it answers, what waits is asked for at once."""
    if why is None:
        _heard(at)
        OutsideNumber.objects.waiting().update(next_try_at=at)
    else:
        failed(why, at=at)
    record("numbering.tested", by=by, at=at, facts={"result": why.trouble if why else "ok"})


@transaction.atomic
def set_connection(*, address: str, token: str, is_on: bool, by: Actor, at: datetime) -> RecordsConnection:
    """An empty token keeps the one that is held. What waits is asked for anew; switched off, it goes on waiting, and
    what is registered meanwhile has our number only."""
    content = {"address": address, "is_on": is_on, "changed_at": at, "changed_by_id": by.account_id}
    held: RecordsConnection = RecordsConnection.objects.update_or_create(
        defaults=content | ({"token": token} if token else {})
    )[0]
    OutsideNumber.objects.waiting().update(next_try_at=at)
    record("numbering.set", by=by, at=at, facts={"state": "on" if is_on else "off"})
    return held
