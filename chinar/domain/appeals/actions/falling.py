"""What was decided above is entered, and an act that fell is taken back."""

from datetime import date, datetime

from django.db import transaction

from chinar.domain.appeals import rules
from chinar.domain.appeals.access import appeal_of
from chinar.domain.appeals.models import Appeal, HigherDecision
from chinar.domain.appeals.rules import Above
from chinar.domain.cases.actions import ending
from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.notices import tell
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.jinja import day
from chinar.foundation.documents.actions import withdraw
from chinar.foundation.documents.models import Withdrawal
from chinar.foundation.journal.actions import record


@transaction.atomic
def enter_decision_above(
    case: Case,
    *,
    outcome: Above,
    body: str,
    act: str,
    decided_on: date,
    instructions: str,
    anew: bool,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> HigherDecision:
    """What the superior body or a court decided. An act that fell is taken back; where a new decision is owed, the
    matter is opened again with the instructions. Raises AlreadyDecided when the file was not sent or this act was
    entered before, ChangedSince.
    """
    against = hold(appeal_of(case).against)
    case = hold(case, seen=seen)
    appeal = appeal_of(case)
    if case.state not in ("sent_up", "decided_above"):
        raise AlreadyDecided(case.number)
    if appeal.higher_decisions.filter(body=body, act=act).exists():
        raise AlreadyDecided(case.number)
    appeal.against, appeal.case = against, case
    owed = rules.must_decide_anew(outcome, anew)
    made: HigherDecision = HigherDecision.objects.create(
        appeal=appeal,
        outcome=outcome,
        body=body,
        act=act,
        decided_on=decided_on,
        instructions=instructions,
        is_new_decision_owed=owed,
        at=at,
        by_id=by.account_id,
    )
    if outcome in rules.FELL:
        reason = f"{body}, № {act} от {day(decided_on)} г."
        take_back(appeal, reason=reason, instructions=instructions, anew=owed, by=by, at=at)
    ending.close(case, "decided_above", outcome, at=at)
    tell(case, "decided", key=f"above:{made.pk}", at=at)
    record("appeal.decided_above", by=by, at=at, subject=case.number, subject_kind="case")
    return made


def take_back(appeal: Appeal, *, reason: str, instructions: str = "", anew: bool, by: Actor, at: datetime) -> None:
    """The act stands no more: its paper says so to whoever checks it, and the matter is opened again if a new decision
    is owed. Nothing happens when the appeal was against silence, or the act fell by another appeal before. `reason`
    is read by whoever checks the paper, so the instructions are not in it.
    """
    act, against = appeal.act, appeal.against
    if act is None or Withdrawal.objects.filter(document=act).exists():
        return
    withdraw(act, reason=reason, by=by, at=at)
    set_aside = kind_of(against).set_aside
    if set_aside is not None and anew and not against.is_open:
        set_aside(against, at)
        ending.reopen(against, reason=f"{reason}: {instructions}" if instructions else reason, by=by, at=at)
    facts = {"appeal": appeal.case.number}
    record("appeal.act_fell", by=by, at=at, subject=against.number, subject_kind="case", facts=facts)
