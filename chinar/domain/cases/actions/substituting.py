"""An official is away, another one stands in; and the earlier return."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases.models import Absence
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.people.models import Account


class Hindrance(StrEnum):
    """Why an absence cannot be entered."""

    OVER = "over"
    OVERLAPS = "overlaps"


class AbsenceRefused(Exception):
    """`hindrance` says why; nothing was changed."""

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance.value)
        self.hindrance = hindrance


@transaction.atomic
def enter_absence(
    *, official: Account, substitute: Account, first_on: date, last_on: date, act: str = "", by: Actor, at: datetime
) -> Absence:
    """The substitute acts in the official's place on each day from the first to the last, both counted.

    The same once more changes nothing. Raises AbsenceRefused; IntegrityError for one who would stand in for themself.
    """
    # The account is locked, so that of two who enter it at once one finds the other's row.
    Account.objects.select_for_update().get(pk=official.pk)
    if last_on < localtime(at).date():
        raise AbsenceRefused(Hindrance.OVER)
    meanwhile = Absence.objects.standing().filter(official=official, first_on__lte=last_on, last_on__gte=first_on)
    found: Absence | None = meanwhile.first()
    if found and (found.first_on, found.last_on, found.substitute_id) == (first_on, last_on, substitute.pk):
        return found
    if found:
        raise AbsenceRefused(Hindrance.OVERLAPS)
    absence: Absence = Absence.objects.create(
        official=official,
        substitute=substitute,
        first_on=first_on,
        last_on=last_on,
        act=act,
        at=at,
        by_id=by.account_id,
    )
    _tell("absence.entered", absence, by=by, at=at)
    return absence


@transaction.atomic
def end_absence(absence: Absence, *, by: Actor, at: datetime) -> bool:
    """The official is back earlier, or it was entered in error. False when it was taken back before."""
    if not Absence.objects.standing().filter(pk=absence.pk).update(ended_at=at, ended_by_id=by.account_id):
        return False
    _tell("absence.ended", absence, by=by, at=at)
    return True


def _tell(verb: str, absence: Absence, *, by: Actor, at: datetime) -> None:
    facts = {
        "official": absence.official.name,
        "substitute": absence.substitute.name,
        "first": absence.first_on.isoformat(),
        "last": absence.last_on.isoformat(),
    }
    record(verb, by=by, at=at, subject=str(absence.official_id), subject_kind="account", facts=facts)
