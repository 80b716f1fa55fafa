"""What the body that issued the act does with an appeal: checks the term, reconsiders, or sends the file up.

Every verb locks the matter appealed against before the appeal, so that two of them never wait for each other. All
raise ChangedSince, AlreadyDecided when the appeal has gone on meanwhile, Http404 for a case that is no appeal.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.appeals import printing, queries, rules
from chinar.domain.appeals.access import appeal_of
from chinar.domain.appeals.actions.falling import take_back
from chinar.domain.appeals.kinds import LATE, RECONSIDERED
from chinar.domain.appeals.models import Appeal, Reconsideration, Restoration, Sending, TermCheck
from chinar.domain.appeals.rules import Target
from chinar.domain.applications.kinds import ISSUED
from chinar.domain.cases.actions import ending
from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.moving import AlreadyDecided, ClockStands, move, note
from chinar.domain.cases.actions.registering import allot_number
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.notices import tell, tell_with
from chinar.domain.cases.rules import Phase, Step
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.journal.actions import record

PAPERS = {"reconsideration": "Решение по жалба", "appeal_file": "Писмо и опис на преписка по жалба"}
"""Names of the papers, in the official language in which they are issued."""


class StillOwed(Exception):
    """An appeal against silence is answered by deciding the matter; that has not happened yet. Nothing was changed."""


@transaction.atomic
def check_term(
    case: Case, *, rule: str, notified_on: date | None = None, seen: str = "", by: Actor, at: datetime
) -> TermCheck:
    """In time by the rule, or ended as late (АПК чл. 84, 88). `notified_on` is when somebody outside the matter was
    notified of the act; None when they were not."""
    appeal, case = _held_open(case, seen)
    today = localtime(at).date()
    if hasattr(appeal, "term_check"):
        raise AlreadyDecided(case.number)
    if appeal.stands_outside:
        appeal.notified_on = notified_on
        appeal.save(update_fields=["notified_on"])
    until = queries.last_day_for(appeal, rule, on=today)
    found = rules.is_in_time(appeal.filed_on, until.day if until else None)
    check: TermCheck = TermCheck.objects.create(
        appeal=appeal, rule=rule, until=until.day if until else None, is_in_time=found, at=at, by_id=by.account_id
    )
    if found:
        move(case, case.state if case.state == "waiting" else "admitted")
        record("appeal.in_time", by=by, at=at, subject=case.number, subject_kind="case")
        return check
    entry = note(case, Step.TERMINATED, on=today, at=at, by=by)
    ending.close(case, "late", LATE, at=at)
    tell(case, "terminated", key=entry.pk, at=at)
    record("appeal.late", by=by, at=at, subject=case.number, subject_kind="case")
    return check


@transaction.atomic
def restore_term(
    case: Case, *, noticed_on: date, asked_on: date, reason: str, seen: str = "", by: Actor, at: datetime
) -> Case:
    """A late appeal is examined all the same; its clock runs anew (АПК чл. 89)."""
    case = hold(case, seen=seen)
    appeal = appeal_of(case)
    if case.outcome != LATE:
        raise AlreadyDecided(case.number)
    Restoration.objects.create(
        appeal=appeal, noticed_on=noticed_on, asked_on=asked_on, reason=reason, at=at, by_id=by.account_id
    )
    record("appeal.restored", by=by, at=at, subject=case.number, subject_kind="case")
    return ending.reopen(case, reason=reason, by=by, at=at)


@transaction.atomic
def reconsider(case: Case, *, text: str, code: str, seen: str = "", by: Actor, at: datetime) -> Reconsideration:
    """The act is taken back and its matter opened again for a new decision, once (АПК чл. 91). Raises StillOwed,
    ClockStands.

    `code` is what anyone may check the paper with.
    """
    appeal, case = _held_open(case, seen)
    _admitted(appeal)
    against = appeal.against
    if appeal.target == Target.SILENCE and against.is_open:
        raise StillOwed(against.number)
    number = allot_number(ISSUED, localtime(at).date()).number
    made: Reconsideration = Reconsideration.objects.create(
        appeal=appeal, number=number, text=text, decided_at=at, decided_by_id=by.account_id
    )
    _file(case, printing.reconsideration_pdf(made, code=code), "reconsideration", number, code=code, by=by, at=at)
    reason = f"решение № {number} по жалба № {case.number}"
    take_back(appeal, reason=reason, anew=True, by=by, at=at)
    entry = note(case, Step.DECIDED, on=localtime(at).date(), at=at, by=by)
    ending.close(case, "reconsidered", RECONSIDERED, at=at)
    tell(case, "decided", key=entry.pk, at=at)
    facts = {"against": against.number}
    record("appeal.reconsidered", by=by, at=at, subject=case.number, subject_kind="case", facts=facts)
    return made


@transaction.atomic
def send_up(
    case: Case,
    *,
    body: str,
    opinion: str,
    code: str,
    arrived_on: date | None = None,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> Sending:
    """The whole file goes to whoever decides, with a letter and its inventory (АПК чл. 92). Raises ClockStands."""
    appeal, case = _held_open(case, seen)
    _admitted(appeal)
    number = allot_number(ISSUED, localtime(at).date()).number
    sending: Sending = Sending.objects.create(
        appeal=appeal,
        number=number,
        body=body,
        opinion=opinion,
        sent_at=at,
        sent_by_id=by.account_id,
        arrived_on=arrived_on,
    )
    _file(case, printing.file_pdf(sending, code=code), "appeal_file", number, code=code, by=by, at=at)
    rule = rules.reconsideration_rule(rules.Issuer(appeal.issuer))
    entry = note(case, Step.FORWARDED, on=localtime(at).date(), at=at, by=by, ground=body, act=f"№ {number}", rule=rule)
    move(case, "sent_up")
    tell_with(case, "sent_up", {"body": body}, key=entry.pk, module="appeals", at=at)
    facts = {"to": body}
    record("appeal.sent_up", by=by, at=at, subject=case.number, subject_kind="case", facts=facts)
    return sending


@transaction.atomic
def note_arrival(case: Case, *, on: date, seen: str = "", by: Actor, at: datetime) -> None:
    """The body above has the file: from that day its term runs (АПК чл. 97)."""
    case = hold(case, seen=seen)
    if not Sending.objects.filter(appeal__case=case, arrived_on=None).update(arrived_on=on):
        raise AlreadyDecided(case.number)
    record("appeal.arrived", by=by, at=at, subject=case.number, subject_kind="case")


def _held_open(case: Case, seen: str) -> tuple[Appeal, Case]:
    """The appeal with its matter as both are now, the older one locked first."""
    against = hold(appeal_of(case).against)
    case = ending.hold_open(case, seen)
    appeal = appeal_of(case)
    appeal.against, appeal.case = against, case
    return appeal, case


def _admitted(appeal: Appeal) -> None:
    """Only what came in time, or had its term restored, is examined, and nothing while its clock stands."""
    if not hasattr(appeal, "term_check"):
        raise AlreadyDecided(appeal.case.number)
    if appeal.case.phase == Phase.WAITING:
        raise ClockStands(appeal.case.number)


def _file(case: Case, pdf: bytes, kind: str, number: str, *, code: str, by: Actor, at: datetime) -> None:
    document = keep(pdf, kind=kind, title=PAPERS[kind], subject=number, code=code, by=by, at=at)
    CaseDocument.objects.create(case=case, document=document, part=CaseDocument.Part.RESULT)
