"""Verbs of what everybody may not read. A higher module calls them with its own row locked, and takes its text away or
brings it back in the same transaction."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.models import Erasure
from chinar.foundation.journal.actions import record
from chinar.foundation.moderation.models import Objection, ObjectionDecision, ObjectionPromise, Withholding
from chinar.foundation.moderation.queries import standing_of
from chinar.foundation.time.queries import calendar_for
from chinar.foundation.time.rules import NoCalendar, Period, Unit, count


class WithheldBefore(Exception):
    """A colleague has withheld it meanwhile; nothing was changed."""


class ObjectedBefore(Exception):
    """The author has objected before, or it is public again; nothing was changed."""


class DecidedBefore(Exception):
    """A colleague has decided meanwhile; nothing was changed."""


class SamePerson(Exception):
    """Whoever withheld it does not decide of the objection; nothing was changed."""


@transaction.atomic
def withhold(
    subject_kind: str, subject: str, *, was_public: bool, reason: str, explanation: str = "", by: Actor, at: datetime
) -> Withholding:
    """Says why everybody may not read it. Raises WithheldBefore."""
    if standing_of(subject_kind, subject):
        raise WithheldBefore(subject)
    made: Withholding = Withholding.objects.create(
        subject_kind=subject_kind,
        subject=subject,
        was_public=was_public,
        reason=reason,
        explanation=explanation,
        at=at,
        by_id=by.account_id or 0,
    )
    verb = "moderation.taken_down" if was_public else "moderation.not_published"
    record(verb, by=by, at=at, subject=subject, subject_kind=subject_kind, facts={"reason": reason})
    return made


def lift(subject_kind: str, subject: str, *, by: Actor, at: datetime) -> bool:
    """It is public now, whatever was said before; False when nothing stood against it. The act that makes it public
    has the row in the journal."""
    standing = Withholding.objects.standing().filter(subject_kind=subject_kind, subject=subject)
    return bool(standing.update(lifted_at=at, lifted_by_id=by.account_id))


@transaction.atomic
def object_to(withholding: Withholding, *, text: str, by: Actor, at: datetime) -> Objection:
    """The author's word, once. Raises ObjectedBefore."""
    fresh = Withholding.objects.select_for_update().get(pk=withholding.pk)
    if fresh.lifted_at is not None or Objection.objects.filter(withholding=fresh).exists():
        raise ObjectedBefore(fresh.subject)
    due_on = _promised(localtime(at).date())
    made: Objection = Objection.objects.create(withholding=fresh, text=text, at=at, due_on=due_on)
    record("moderation.objected", by=by, at=at, subject=fresh.subject, subject_kind=fresh.subject_kind)
    return made


@transaction.atomic
def decide_objection(objection: Objection, *, grants: bool, answer: str, by: Actor, at: datetime) -> None:
    """Another official decides; granted, nothing stands against publishing. Raises SamePerson, DecidedBefore."""
    withholding = Withholding.objects.select_for_update().get(pk=objection.withholding_id)
    if withholding.by_id == by.account_id:
        raise SamePerson(withholding.subject)
    if withholding.lifted_at is not None or ObjectionDecision.objects.filter(objection=objection).exists():
        raise DecidedBefore(withholding.subject)
    ObjectionDecision.objects.create(objection=objection, is_granted=grants, answer=answer, at=at, by_id=by.account_id)
    if grants:
        lift(withholding.subject_kind, withholding.subject, by=by, at=at)
    verb = "moderation.objection_granted" if grants else "moderation.objection_refused"
    record(verb, by=by, at=at, subject=withholding.subject, subject_kind=withholding.subject_kind)


@transaction.atomic
def erase_objections(subject_kind: str, subject: str, *, erasure: Erasure) -> None:
    """Empties what the author and the official wrote of a matter that was kept long enough."""
    rows = Objection.objects.filter(withholding__subject_kind=subject_kind, withholding__subject=subject)
    ObjectionDecision.objects.filter(objection__in=rows).update(answer="", erasure=erasure)
    rows.update(text="", erasure=erasure)


@transaction.atomic
def set_promise(days: int | None, *, by: Actor, at: datetime) -> None:
    """Holds for objections from now on; None promises nothing."""
    if days is None:
        ObjectionPromise.objects.all().delete()
    else:
        ObjectionPromise.objects.update_or_create(defaults={"days": days})
    record("moderation.promise_set", by=by, at=at)


def _promised(today: date) -> date | None:
    """The last day of the town's promise; None without one, and where its calendar is not known."""
    promise = ObjectionPromise.objects.first()
    if promise is None:
        return None
    try:
        calendar = calendar_for(years=[today.year, today.year + 1])
        return count(today, Period(promise.days, Unit.WORKING_DAYS), calendar).due_on
    except NoCalendar:
        return None
