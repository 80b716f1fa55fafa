"""Work on a signal: ordered from a crew, a firm or another body, answered once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from chinar.domain.cases.actions.holding import compare, hold
from chinar.domain.cases.actions.moving import lock_open, move
from chinar.domain.reports.actions.filing import add_photo
from chinar.domain.reports.models import CitizenReport, Photo, WorkOrder
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


class AnsweredBefore(Exception):
    """The link was used, or an official has entered the answer; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is asked of whom, until when. `name` is a crew, a firm or a body, never a citizen."""

    party: str
    name: str
    task: str
    until_on: date


@transaction.atomic
def order_work(
    report: CitizenReport, work: Work, *, link_digest: str, seen: str = "", by: Actor, at: datetime
) -> WorkOrder:
    """Orders the work; whoever has the key of the digest answers it once. The same digest again gives what was
    ordered. Raises AlreadyDecided, ChangedSince."""
    case = lock_open(report.case)
    known: WorkOrder | None = WorkOrder.objects.filter(link_digest=link_digest).first()
    if known is not None:
        return known
    compare(case, seen)
    order: WorkOrder = WorkOrder.objects.create(
        report=report,
        party=work.party,
        name=work.name,
        task=work.task,
        until_on=work.until_on,
        link_digest=link_digest,
        ordered_at=at,
        ordered_by_id=by.account_id or 0,
    )
    case.handler_id = case.handler_id or by.account_id
    move(case, "ordered")
    facts = {"party": work.party}
    record("signal.work_ordered", by=by, at=at, subject=case.number, subject_kind="case", facts=facts)
    return order


@transaction.atomic
def answer_work(
    order: WorkOrder, *, answer: str, cost_cents: int | None = None, photo: bytes | None = None, by: Actor, at: datetime
) -> WorkOrder:
    """Keeps what was done; the signal stays open until an official says what came of it. Raises AnsweredBefore."""
    case = hold(order.report.case)
    fresh: WorkOrder = WorkOrder.objects.select_for_update().get(pk=order.pk)
    if fresh.answered_at is not None:
        raise AnsweredBefore(case.number)
    if photo is not None:
        fresh.photo = add_photo(order.report, photo, moment=Photo.Moment.AFTER, by=by, at=at)
    fresh.answer, fresh.cost_cents = answer, cost_cents
    fresh.answered_at, fresh.answered_by_id = at, by.account_id
    fresh.save()
    record("signal.work_answered", by=by, at=at, subject=case.number, subject_kind="case")
    return fresh
