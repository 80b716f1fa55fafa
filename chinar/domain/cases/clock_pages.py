"""The pages on which an official moves the clock: which there are, and which are open for a case today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import clock_forms as forms
from chinar.domain.cases import law_here
from chinar.domain.cases.actions import clock
from chinar.domain.cases.grounds import grounds_here
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import clock_of, ledger_of
from chinar.domain.cases.rules import Step
from chinar.domain.cases.step_rules import Problem, problem_of

NEW_DATE = _("See the new date")


@dataclass(frozen=True, slots=True)
class ClockPage:
    """One page: its part of the address, heading, form, what its confirmation does. `act` takes the row's fields by
    the names of the action.
    """

    code: str
    title: str | Promise
    confirm: str | Promise
    form: type[forms.ClockForm]
    act: Callable[..., Case]
    names: tuple[tuple[str, str], ...] = ()
    look: str | Promise = NEW_DATE
    """On the button that shows what the step changes before it is confirmed."""
    group: str = ""
    """The law that has words of its own for the step: there this page stands in the place of the common one."""

    @property
    def step(self) -> Step:
        return self.form.step

    def arguments(self, row: dict[str, Any]) -> dict[str, Any]:
        """The fields of the row under the names that the action gives them."""
        other = dict(self.names)
        return {other.get(key, key): value for key, value in row.items() if other.get(key, key)}


PAGES: tuple[ClockPage, ...] = (
    ClockPage(
        "defects",
        _("Ask the applicant to mend the request"),
        _("Ask the applicant"),
        forms.DefectsForm,
        clock.note_defects,
        (("ground", "what"),),
    ),
    ClockPage("remedy", _("Note that the request was mended"), _("Note it"), forms.RemedyForm, clock.note_remedy),
    ClockPage(
        "clarify",
        _("Ask the applicant to make the request clear"),
        _("Ask the applicant"),
        forms.ClarifyForm,
        clock.note_defects,
        (("ground", "what"),),
        group="information",
    ),
    ClockPage(
        "clarified",
        _("Note that the request was made clear"),
        _("Note it"),
        forms.ClarifiedForm,
        clock.note_remedy,
        group="information",
    ),
    ClockPage("suspend", _("Stop the clock"), _("Stop the clock"), forms.SuspendForm, clock.suspend),
    ClockPage("resume", _("Let the clock go on"), _("Let it go on"), forms.ResumeForm, clock.resume),
    ClockPage(
        "consent",
        _("Ask another body for its consent"),
        _("Note that it was asked"),
        forms.ConsentForm,
        clock.ask_consent,
        (("ground", "of"), ("rule", "")),
    ),
    ClockPage(
        "answer", _("Note the answer of the other body"), _("Note the answer"), forms.AnswerForm, clock.receive_consent
    ),
    ClockPage(
        "session",
        _("Enter the session of a collective body"),
        _("Enter the session"),
        forms.SessionForm,
        clock.call_session,
        (("ground", ""), ("until", "session_on")),
    ),
    ClockPage(
        "data",
        _("Note that data on paper came from another body"),
        _("Note it"),
        forms.DataForm,
        clock.receive_data,
        (("ground", "of"), ("until", "asked_on")),
    ),
    ClockPage(
        "part",
        _("Tell the applicant that a part is for another body"),
        _("Tell the applicant"),
        forms.PartForm,
        clock.tell_of_part,
        (("ground", "part"),),
        look=_("See what the applicant is told"),
    ),
    ClockPage(
        "extend",
        _("Extend the period"),
        _("Extend the period"),
        forms.ExtendForm,
        clock.extend,
        (("ground", "reason"),),
    ),
    ClockPage(
        "terminate",
        _("End the matter without a decision"),
        _("End the matter"),
        forms.TerminateForm,
        clock.terminate,
        look=_("See what this changes"),
    ),
)


NEVER_STANDS = ("appeal", "information")


def page_of(code: str) -> ClockPage | None:
    return next((page for page in PAGES if page.code == code), None)


def problem_today(page: ClockPage, case: Case, *, on: date) -> Problem | None:
    """What forbids the step on a day, None when nothing does."""
    entries = [row.as_entry() for row in ledger_of(case)]
    return problem_of(page.step, on=on, today=on, ledger=entries, clock=clock_of(case))


def pages_for(case: Case, *, on: date) -> tuple[ClockPage, ...]:
    """The pages that make sense for the case today; none for one that is decided.

    A term that is over today may have been stopped before it was: the day is asked on the page.
    """
    if not case.is_open:
        return ()
    return tuple(
        page
        for page in PAGES
        if _is_of_kind(page, case, on=on) and problem_today(page, case, on=on) in (None, Problem.TERM_OVER)
    )


def _is_of_kind(page: ClockPage, case: Case, *, on: date) -> bool:
    """Whether the kind of the case, and the law for its period, know such a step at all."""
    kind = kind_of(case)
    rules = {rule.code for rule in law_here.extensions_of(case.legal_period, on=on)}
    own = law_here.in_force(case.legal_period, on=localtime(case.received_at).date())
    known = {
        # The grounds of АПК чл. 54 stop the making of an act, not the appeal against it; ЗДОИ knows none.
        Step.SUSPENDED: bool(kind.waiting_state and own.group not in NEVER_STANDS and grounds_here()),
        Step.DEFECT_NOTED: bool(kind.waiting_state and law_here.remedies_of(case.legal_period, on=on)),
        Step.TERMINATED: bool(kind.terminated_state),
        Step.CONSENT_ASKED: "consent" in rules,
        Step.EXTENDED: bool(rules - {"consent", *kind.own_extensions}),
        Step.DATA_CAME: bool(law_here.receipts_of(case.legal_period, on=on)),
        Step.PARTLY_ELSEWHERE: bool(kind.forwardable and own.group in ("act", "service")),
        Step.SESSION_CALLED: bool(law_here.sessions_of(case.legal_period, on=on)),
    }
    return known.get(page.step, True) and page in _in_the_words_of(own.group)


def _in_the_words_of(group: str) -> list[ClockPage]:
    """The pages with the words of that law where it has its own, of the others the common ones."""
    own = {page.step for page in PAGES if page.group and page.group == group}
    return [page for page in PAGES if page.group == group or (not page.group and page.step not in own)]
