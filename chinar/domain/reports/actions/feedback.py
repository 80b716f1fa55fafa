"""Whether the author agrees that a signal is settled, and what the official decides of the wish to open it again."""

from datetime import datetime

from django.db import transaction

from chinar.domain.cases.actions.ending import is_reopenable, reopen
from chinar.domain.cases.actions.holding import hold
from chinar.domain.reports.actions.asking_back import tell_author
from chinar.domain.reports.models import CitizenReport, Feedback, Remark, Resolution
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


class SaidBefore(Exception):
    """The author has said so of this answer, or it is not settled, or an official has decided; nothing was changed."""


@transaction.atomic
def give_feedback(
    report: CitizenReport, *, is_content: bool, wants_reopening: bool, text: str, by: Actor, at: datetime
) -> Feedback:
    """The author's word on the last answer, once. Raises SaidBefore."""
    case = hold(report.case)
    last = Resolution.objects.filter(report=report).last()
    if case.is_open or last is None or Feedback.objects.filter(resolution=last).exists():
        raise SaidBefore(case.number)
    feedback: Feedback = Feedback.objects.create(
        resolution=last, is_content=is_content, wants_reopening=wants_reopening and not is_content, text=text, at=at
    )
    record("signal.feedback_given", by=by, at=at, subject=case.number, subject_kind="case")
    return feedback


@transaction.atomic
def decide_reopening(feedback: Feedback, *, opens: bool, reason: str, by: Actor, at: datetime) -> None:
    """Opens the signal again or leaves it closed; the author reads the reason either way, and is written to. Raises
    SaidBefore."""
    report = feedback.resolution.report
    case = hold(report.case)
    decided = Feedback.objects.filter(pk=feedback.pk, decided_at=None, wants_reopening=True)
    if not is_reopenable(case) or not decided.update(decided_at=at, decided_by_id=by.account_id, was_reopened=opens):
        raise SaidBefore(case.number)
    if opens:
        reopen(case, reason=reason, by=by, at=at)
    words = Remark.objects.create(report=report, reader=Remark.Reader.AUTHOR, text=reason, at=at, by_id=by.account_id)
    if not opens:
        tell_author(words, case, at=at)
    record("signal.feedback_decided", by=by, at=at, subject=case.number, subject_kind="case")
