"""Verbs of delivery: each attempt with its proof, and the day from which the appeal period counts."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.applications.fees import waits_for_payment
from chinar.domain.applications.ladder import Problem, problem_of, ways_open
from chinar.domain.applications.letters_out import lock_waiting, put_on_list
from chinar.domain.applications.models import (
    Application,
    Decision,
    DeliveryAttempt,
    DeliveryResult,
    PostingList,
)
from chinar.domain.cases import law_here
from chinar.domain.cases.actions.assigning import end_handing_over, let_hand_over
from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.moving import move, note
from chinar.domain.cases.actions.registering import allot_number
from chinar.domain.cases.models import Case
from chinar.domain.cases.notices import tell
from chinar.domain.cases.rating.asking import ask_after_result
from chinar.domain.cases.rules import Phase, Step
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.models import Message
from chinar.foundation.offices.models import Office
from chinar.foundation.time.queries import calendar_for, reading_on
from chinar.foundation.time.rules import NoCalendar, count, deemed_served_on

POSTED = 1209
"""Index of the register of posting lists."""
Way, Outcome = DeliveryAttempt.Way, DeliveryResult.Outcome
RULES = {Way.ORAL: "oral_notice_collected", Way.DOOR: "notice_on_door", Way.BOARD: "notice_on_board"}
BY_LAW = {
    Way.DOWNLOAD: "Не е изтеглено в 7 дни от изпращането: смята се за връчено (АПК чл. 29в).",
    Way.BOARD: "Срокът на съобщението изтече: смята се за връчено (АПК чл. 18а, ал. 10).",
}
"""In the official language, as it stands in the way of the matter."""


class AlreadyDelivered(Exception):
    """The result was received before; nothing was changed."""


class DeliveryRefused(Exception):
    """The law or plain sense forbids the step; `problem` says why. Nothing was changed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def offer_download(decision: Decision, *, at: datetime) -> None:
    """The result waits for its download; with an account that is told of it, the seven days of the law begin
    (АПК чл. 29в). Called in the transaction of the decision."""
    application = decision.application
    if application.delivery != Application.Delivery.DOWNLOAD or application.service_version.is_handed_over:
        return
    if not application.case.parties.filter(account__is_active=True).exists():
        return
    on = localtime(at).date()
    until: date | None
    try:
        until = _last_day_of_download(on)
    except NoCalendar:
        until = None  # an act is issued also while the next year is unknown; the worker counts when it is known
    DeliveryAttempt.objects.create(decision=decision, way=Way.DOWNLOAD, started_on=on, until=until, at=at)


def offer_at_office(decision: Decision, *, by: Actor, at: datetime) -> None:
    """The village office that the applicant chose may hand it over. Called in the transaction of the decision."""
    office = decision.application.receiving_office
    if office is not None and office.department is not None:
        let_hand_over(decision.application.case, office.department, by=by, at=at)


def _last_day_of_download(on: date) -> date:
    """Raises NoCalendar."""
    calendar = calendar_for(years=[on.year, on.year + 1])
    return deemed_served_on(on, calendar, roll=reading_on(on).fiction_rolls) - timedelta(days=1)


@transaction.atomic
def count_download(attempt: DeliveryAttempt, *, at: datetime) -> None:
    """Until when it may be downloaded, once the calendar is known that was missing when the result was issued; never
    a day that was over when anybody could be told of it. Raises NoCalendar.

    That a period which could not be told ends no earlier than on the day when it can is a reading in favour of the
    applicant (docs/law/README.md).
    """
    hold(attempt.decision.application.case)
    until = max(_last_day_of_download(attempt.started_on), localtime(at).date())
    DeliveryAttempt.objects.standing().filter(pk=attempt.pk, until=None).update(until=until)


def received(
    case: Case,
    way: str,
    *,
    on: date,
    received_by: str = "",
    proof: str = "",
    office: Office | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """The result reached its addressee: the case, locked and decided, is closed and the appeal period begins. What
    another body decided (complex/) has no decision of ours, and no attempts."""
    standing = Decision.objects.select_related("application").filter(application__case=case, set_aside_at=None)
    decision: Decision | None = standing.first()
    if decision is not None:
        attempt = DeliveryAttempt.objects.standing().filter(decision=decision, way=way).order_by("-pk").first()
        attempt = attempt or DeliveryAttempt.objects.create(
            decision=decision, way=way, started_on=on, office=office, at=at, by_id=by.account_id
        )
        _end(attempt, Outcome.RECEIVED, on=on, received_by=received_by, proof=proof, by=by, at=at)
    _close(case, decision, on=on, by=by, at=at)


@transaction.atomic
def begin(
    case: Case, *, way: str, on: date, record_number: str, seen: str = "", by: Actor, at: datetime
) -> DeliveryAttempt:
    """A step of the ladder (АПК чл. 18а ал. 7-10): an oral notice, a notice at the address, one on the board.

    Raises AlreadyDelivered, ChangedSince, DeliveryRefused, NoCalendar, NoLegalPeriod.
    """
    case = _undelivered(case, seen)
    decision = _decision(case)
    attempts = list(DeliveryAttempt.objects.select_related("result").filter(decision=decision))
    today = localtime(at).date()
    if problem := problem_of(way, attempts, on=on, today=today, decided_on=localtime(decision.decided_at).date()):
        raise DeliveryRefused(problem)
    for earlier in attempts:
        if not hasattr(earlier, "result") and earlier.way != Way.DOWNLOAD:
            _end(earlier, Outcome.FAILED, on=on, by=by, at=at)
    rule = law_here.in_force(RULES[Way(way)], on=on)
    until = count(on, rule.period, calendar_for(years=[on.year, on.year + 1])).due_on
    made: DeliveryAttempt = DeliveryAttempt.objects.create(
        decision=decision, way=way, started_on=on, until=until, record=record_number, at=at, by_id=by.account_id
    )
    _tell_journal("application.delivery_tried", case, by=by, at=at)
    return made


@transaction.atomic
def note_result(
    attempt: DeliveryAttempt,
    *,
    outcome: str,
    on: date,
    received_by: str = "",
    proof: str = "",
    seen: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """What came of an attempt: received by somebody on a day, or not. Raises AlreadyDelivered, ChangedSince,
    DeliveryRefused."""
    case = _undelivered(attempt.decision.application.case, seen)
    fresh = DeliveryAttempt.objects.standing().filter(pk=attempt.pk).first()
    if fresh is None:
        raise DeliveryRefused(Problem.ENDED)
    if not fresh.started_on <= on <= localtime(at).date():
        raise DeliveryRefused(Problem.DAY)
    _end(fresh, outcome, on=on, received_by=received_by, proof=proof, by=by, at=at)
    if outcome == Outcome.RECEIVED:
        _close(case, fresh.decision, on=on, by=by, at=at)
    _tell_journal(f"application.delivery_{outcome}", case, by=by, at=at)


@transaction.atomic
def deem_received(attempt: DeliveryAttempt, *, at: datetime) -> bool:
    """Counts as received by law, once its period is over: the first day after it. False when it ended otherwise.

    That the day after the last one counts is the reading for the notice on the board too; the law gives it in words
    for the download only (docs/law/README.md).
    """
    case = hold(attempt.decision.application.case)
    fresh = DeliveryAttempt.objects.standing().select_related("decision__application").filter(pk=attempt.pk).first()
    today = localtime(at).date()
    if fresh is None or case.phase != Phase.DECIDED or fresh.until is None or fresh.until >= today:
        return False
    if fresh.way == Way.DOWNLOAD and waits_for_payment(case):
        return False  # nobody could download it
    on = fresh.until + timedelta(days=1)
    _end(fresh, Outcome.DEEMED, on=on, by=SYSTEM, at=at)
    _close(case, fresh.decision, on=on, ground=BY_LAW[Way(fresh.way)], by=SYSTEM, at=at)
    _tell_journal("application.delivery_deemed", case, by=SYSTEM, at=at)
    return True


@transaction.atomic
def post(cases: Sequence[Case], notices: Sequence[Message] = (), *, by: Actor, at: datetime) -> PostingList | None:
    """Puts letters of decided matters, and notices on paper, on one posting list, to be printed and given to the post;
    None when none of them waits to be sent any more. Locks case after case, in the order of their ids, then the
    notices, then the counter."""
    on = localtime(at).date()
    ready = []
    for case in sorted(cases, key=lambda one: one.pk):
        fresh = hold(case)
        decision = Decision.objects.filter(application__case=fresh, set_aside_at=None).first()
        if fresh.phase != Phase.DECIDED or decision is None or waits_for_payment(fresh):
            continue
        if Way.POST in ways_open(_attempts(decision)):
            ready.append((fresh, decision))
    waiting = lock_waiting(notices)
    if not ready and not waiting:
        return None
    made: PostingList = PostingList.objects.create(number=allot_number(POSTED, on).number, at=at, by_id=by.account_id)
    for case, decision in ready:
        DeliveryAttempt.objects.create(
            decision=decision, way=Way.POST, started_on=on, posting=made, at=at, by_id=by.account_id
        )
        _tell_journal("application.posted", case, by=by, at=at)
    put_on_list(made, waiting, by=by, at=at)
    return made


@transaction.atomic
def note_tracking(attempt: DeliveryAttempt, *, tracking: str, by: Actor, at: datetime) -> bool:
    """The number by which the post follows the letter; entered once. False when one stands already."""
    case = hold(attempt.decision.application.case)
    noted = DeliveryAttempt.objects.filter(pk=attempt.pk, tracking=None).update(tracking=tracking)
    if noted:
        _tell_journal("application.tracking_noted", case, by=by, at=at)
    return bool(noted)


def _undelivered(case: Case, seen: str = "") -> Case:
    case = hold(case, seen=seen)
    if case.phase != Phase.DECIDED:
        raise AlreadyDelivered(case.number)
    return case


def _decision(case: Case) -> Decision:
    decision: Decision = Decision.objects.get(application__case=case, set_aside_at=None)
    return decision


def _attempts(decision: Decision) -> list[DeliveryAttempt]:
    return list(DeliveryAttempt.objects.select_related("result").filter(decision=decision))


def _end(attempt: DeliveryAttempt, outcome: str, *, on: date, by: Actor, at: datetime, **facts: str) -> None:
    DeliveryResult.objects.create(attempt=attempt, outcome=outcome, on=on, at=at, by_id=by.account_id, **facts)


def _close(case: Case, decision: Decision | None, *, on: date, by: Actor, at: datetime, ground: str = "") -> None:
    """Served: the other attempts are overtaken."""
    for other in DeliveryAttempt.objects.standing().filter(decision=decision):
        _end(other, Outcome.OVERTAKEN, on=max(on, other.started_on), by=by, at=at)
    if decision is not None and decision.application.receiving_office_id:
        end_handing_over(case, at=at)
    entry = note(case, Step.SERVED, on=on, at=at, by=by, ground=ground)
    case.closed_at = at
    is_refusal = case.state == Decision.Outcome.REFUSED
    move(case, f"{case.state}_served")
    if ground:  # received by law only: nobody was served yet
        tell(case, "deemed", key=entry.pk, at=at)
    else:
        ask_after_result(case, refused=is_refusal, at=at)


def _tell_journal(verb: str, case: Case, *, by: Actor, at: datetime) -> None:
    record(verb, by=by, at=at, subject=case.number, subject_kind="case")
