"""A matter for which another municipality of this installation is competent (АПК чл. 31 ал. 2, чл. 112).

It leaves as a message; the receiver registers it anew under a number of its own, or refuses it, and the sender opens
it again. Neither writes a row of the other.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from chinar.domain.cases import outcomes
from chinar.domain.cases.actions.ending import NotOfThisKind, close, hold_open, reopen
from chinar.domain.cases.actions.moving import note
from chinar.domain.cases.handed_over import carriage_for, carriage_of, sent_of
from chinar.domain.cases.kinds import Received, kind_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.notices import tell_with
from chinar.domain.cases.rules import Step
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.territory import doors
from chinar.foundation.territory.models import HandOver, Municipality


@transaction.atomic
def send(case: Case, *, to: Municipality, reason: str, seen: str = "", by: Actor, at: datetime) -> Case:
    """Closes the matter here and sends what its kind carries; the author reads where it went.

    Raises NotOfThisKind, AlreadyDecided, ChangedSince; ValueError for a municipality that is not served here.
    """
    case = hold_open(case, seen)
    carriage = carriage_of(case)
    if carriage is None or carriage.why_not(case):
        raise NotOfThisKind(case.kind)
    facts = {**carriage.pack(case), "reason": reason}
    doors.hand_over(to=to, kind=case.kind, subject=case.number, facts=facts, by=by, at=at)
    body = _("Municipality of %(name)s") % {"name": to.name}
    ground = f"{body}: {reason}"
    entry = note(
        case, Step.FORWARDED, on=localtime(at).date(), at=at, by=by, ground=ground, rule=kind_of(case).forwarding_rule
    )
    close(case, kind_of(case).left_state, outcomes.FORWARDED, at=at)
    record("case.forwarded", by=by, at=at, subject=case.number, subject_kind="case", facts={"to": body})
    tell_with(case, "forwarded", {"body": body}, key=entry.pk, at=at)
    return case


@transaction.atomic
def receive(message: HandOver, *, about: str, by: Actor, at: datetime) -> Case:
    """Registers the matter here: its clock runs from the moment when it reached this municipality (АПК чл. 25).

    `about` is what it is about here, of the kind's `choices`. Two who accept at once register it once. Raises
    AlreadyAnswered, NotOfThisKind.
    """
    waiting = HandOver.objects.received().waiting().select_for_update(of=("self",)).filter(pk=message.pk)
    held = waiting.select_related("sender").first()
    if held is None:
        raise doors.AlreadyAnswered(f"Message {message.pk} was answered before.")
    carriage = carriage_for(held.kind)
    if carriage is None:
        raise NotOfThisKind(held.kind)
    case = carriage.unpack(Received(held.facts, about, f"handover:{held.pk}", held.sent_at), by, at)
    doors.accept(hand_over=held, number=case.number, by=by, at=at)
    facts = {"other": held.subject, "sender": held.sender.name}
    record("case.received", by=by, at=at, subject=case.number, subject_kind="case", facts=facts)
    return case


def take_back_refused(*, at: datetime) -> int:
    """Opens again, in the municipality in scope, each matter that the receiver refused; says how many."""
    refused = HandOver.objects.sent().filter(refused_at__isnull=False).values_list("subject", flat=True)
    cases = Case.objects.filter(number__in=list(refused), outcome=outcomes.FORWARDED)
    return sum(_take_back(case, at=at) for case in cases)


@transaction.atomic
def _take_back(case: Case, *, at: datetime) -> bool:
    """Only when it is the refused message with which the matter ended: it may have been sent elsewhere since."""
    message = sent_of(case)
    if message is None or message.refused_at is None:
        return False
    name = _("Municipality of %(name)s") % {"name": message.receiver.name}
    reopen(case, reason=f"{name}: {message.refusal}", by=SYSTEM, at=at)
    return True
