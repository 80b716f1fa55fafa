"""The pages on which an official handles a request: one for each step, made as the acts of every matter are."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import words
from chinar.domain.cases.actions.clock import StepRefused
from chinar.domain.cases.actions.moving import ClockStands
from chinar.domain.cases.acts import DECIDED, Act, Words
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.notices import is_reached
from chinar.domain.cases.queries import ledger_of
from chinar.domain.cases.rules import Phase, Step
from chinar.domain.cases.views.acting import page_of
from chinar.domain.information_requests import queries
from chinar.domain.information_requests.access import HANDLE, decision_of, request_of
from chinar.domain.information_requests.actions import consent, ending, giving
from chinar.domain.information_requests.forms import steps as forms
from chinar.foundation.core.jinja import day

STANDS = _("The clock stands: first note that the applicant made the request clear, or leave it unexamined.")
NOTED = _("Noted.")
LONGER = _("Noted. The period is longer.")
NOTHING_WAITS = _("No access waits for the applicant.")
NOT_WAIVED = _("The time for access is not over, nobody knows when it began, or it was asked for electronically.")


def _open(case: Case) -> Words:
    """Raises Http404 for another kind."""
    request_of(case)
    return "" if case.is_open else DECIDED


def _running(case: Case) -> Words:
    return _open(case) or (STANDS if case.phase == Phase.WAITING else "")


def _asked(case: Case) -> Words:
    waits = request_of(case).third_persons.filter(answer="").exists()
    return _open(case) or ("" if waits else _("Nobody was asked, or all have answered."))


def _leavable(case: Case) -> Words:
    if why_not := _open(case):
        return why_not
    may = queries.may_be_left(case, on=timezone.localdate())
    return "" if may else _("It holds what the law asks for, or the time to make it clear is not over.")


def _waits(case: Case) -> Words:
    request_of(case)
    return "" if case.state == "decided" else NOTHING_WAITS


def _unnoted(case: Case) -> Words:
    request_of(case)
    known = any(row.step == Step.SERVED for row in ledger_of(case))
    if case.state != "refused" and (why_not := _waits(case)):
        return why_not
    return _("It is known when the decision was received.") if known else ""


def _waivable(case: Case) -> Words:
    if why_not := _waits(case):
        return why_not
    decision = decision_of(request_of(case))
    if decision is None:
        return NOTHING_WAITS
    decision.request.case = case
    return "" if queries.waivable(decision, on=timezone.localdate()) else NOT_WAIVED


def _too_late(refused: consent.AskedTooLate) -> Words:
    return _("The time to ask a third person ended on %(day)s.") % {"day": day(refused.until)}


def _of_the_clock(refused: StepRefused) -> Words:
    return words.problem(refused.problem)


def _always(text: Words) -> Any:
    return lambda refused: text


def _told(case: Case, code: str) -> Words:
    """How the applicant learns of it: what is sent electronically is told, a letter has still to be posted."""
    if is_reached(case, code):
        return _("The applicant is told.")
    if kind_of(case).postal(case) is not None:
        return _("The applicant gave no e-mail address: a letter to them is ready to be posted.")
    return _("The applicant gave no address: nobody could be told.")


def _after(code: str) -> Callable[[Case], Words]:
    return lambda case: f"{NOTED} {_told(case, code)}"


def _after_asking(case: Case) -> Words:
    """Only whoever is asked first makes the period longer, and of that the applicant is told."""
    longer = any(row.step == Step.EXTENDED and row.rule == consent.RULE for row in ledger_of(case))
    if longer and request_of(case).third_persons.count() == 1:
        return f"{LONGER} {_told(case, 'extended')}"
    return _("Noted. The period stays as it was.")


WRONG_DAY = (giving.WrongDay, _always(_("The day must lie between the decision and today.")))
STANDING = (ClockStands, _always(STANDS))

STEPS = (
    Act("consent", "", HANDLE, _("Ask a third person for consent"), _("Note that they were asked"),
        NOTED, forms.AskThirdForm, _running,
        consent.ask_third_person, ((consent.AskedTooLate, _too_late), (StepRefused, _of_the_clock)), _after_asking),
    Act("consent-answer", "", HANDLE, _("Enter the answer of a third person"), _("Enter the answer"), _("Entered."),
        forms.ThirdAnswerForm, _asked, consent.enter_answer,
        ((consent.AnsweredAlready, _always(_("A colleague has entered the answer meanwhile."))),
         (consent.DayBefore, _always(_("The answer cannot have come before they were asked."))),
         (StepRefused, _of_the_clock))),
    Act("not-held", "", HANDLE, _("Say that the municipality does not hold it"), _("Tell the applicant"),
        NOTED, forms.ToldForm, _running, ending.say_not_held, (STANDING,), _after("not_held")),
    Act("unexamined", "", HANDLE, _("Leave the request unexamined"), _("Leave it unexamined"),
        NOTED, forms.ToldForm, _leavable, ending.leave_unexamined, (), _after("terminated")),
    Act("received", "", HANDLE, _("Note when the decision was received"), _("Note it"), NOTED,
        forms.ReceivedForm, _unnoted, giving.note_received, (WRONG_DAY,)),
    Act("access", "", HANDLE, _("Note that access was given"), _("Note it"), _("Noted. The request is closed."),
        forms.AccessForm, _waits, giving.give_access, (WRONG_DAY,)),
    Act("waiver", "", HANDLE, _("Note that nobody came for it"), _("Note it and tell the applicant"),
        NOTED, forms.WaiverForm, _waivable, giving.note_waiver,
        ((giving.NotWaived, _always(NOT_WAIVED)),), _after("waived")),
)  # fmt: skip
PAGES = {act.code: page_of(act) for act in STEPS}
