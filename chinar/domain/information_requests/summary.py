"""What the pages of a request show of it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from chinar.domain.cases.access import may_handle
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import ledger_of
from chinar.domain.cases.rules import Step
from chinar.domain.information_requests import access, queries
from chinar.domain.information_requests.models import Decision, InformationRequest
from chinar.domain.information_requests.rules import Outcome
from chinar.foundation.core.jinja import day
from chinar.foundation.core.money import money
from chinar.foundation.core.slots import rendered

Rows = list[dict[str, str]]


def for_citizen(request: HttpRequest, case: Case) -> str:
    """What they asked, what was decided, how to get it."""
    asked = access.request_of(case)
    decision = access.decision_of(asked)
    return rendered(
        "information_requests/citizen_panel.html",
        request,
        case=case,
        asked=asked,
        rows=asked_rows(asked),
        decision=decision,
        decided=decision_rows(decision, case) if decision else [],
        files=access.files_for_applicant(asked) if decision else [],
        published=access.published_of(decision) if decision else None,
        said=said_of(case),
    )


def for_official(request: HttpRequest, case: Case) -> str:
    """The same with who asks, whom it concerns, what is prepared, and what can be done."""
    asked, today = access.request_of(case), localdate()
    decision = access.decision_of(asked)
    return rendered(
        "information_requests/official_panel.html",
        request,
        case=case,
        asked=asked,
        rows=[*who_rows(asked), *asked_rows(asked)],
        third_persons=list(asked.third_persons.all()),
        consent_until=queries.consent_until(case),
        proposal=getattr(asked, "proposed_decision", None),
        decision=decision,
        decided=decision_rows(decision, case) if decision else [],
        given=getattr(decision, "access_given", None),
        files=access.files_of(asked),
        published=access.published_of(decision) if decision else None,
        said=said_of(case),
        **_may(request, case, decision, today),
    )


def _may(request: HttpRequest, case: Case, decision: Decision | None, today: date) -> dict[str, Any]:
    handles = may_handle(request.user, case, access.HANDLE, on=today)
    known = any(row.step == Step.SERVED for row in ledger_of(case))
    if decision is not None:
        decision.request.case = case
    waits = case.state == "decided"
    owed = handles and case.state in ("decided", "refused") and not known
    return {
        "is_by_post": bool(owed and decision and not decision.request.email and not case.parties.exists()),
        "may_handle": handles,
        "may_decide": handles and may_handle(request.user, case, access.DECIDE, on=today),
        "may_be_left": handles and case.is_open and queries.may_be_left(case, on=today),
        "may_note_receipt": owed,
        "may_note_waiver": bool(handles and waits and decision and queries.waivable(decision, on=today)),
    }


def who_rows(asked: InformationRequest) -> Rows:
    rows = [
        (_("Who asks"), asked.asker_name),
        (_("Seat"), asked.seat),
        (_("Address"), asked.address),
        (_("E-mail address"), asked.email),
    ]
    return [{"key": key, "value": value or "–"} for key, value in rows if value or key != _("Seat")]


def asked_rows(asked: InformationRequest) -> Rows:
    public = _("the applicant does not want it") if asked.publication_refused else _("yes, without personal data")
    return [
        {"key": _("What is asked"), "value": asked.description or "–"},
        {"key": _("How they would like to have it"), "value": str(asked.get_form_display())},
        {"key": _("Is it published"), "value": public},
    ]


def decision_rows(decision: Decision, case: Case) -> Rows:
    """What a decision says, without what it says nothing of."""
    decision.request.case = case
    until = queries.access_until(decision) if decision.form else None
    reason = str(decision.get_ground_display()) if decision.ground else ""
    rows = [
        (_("Decision"), f"№ {decision.number}, {day(decision.decided_at)}"),
        (_("Outcome"), str(decision.get_outcome_display())),
        (_("Access is given to"), decision.given),
        (_("Ground of the refusal"), f"{reason[:1].upper()}{reason[1:]}"),
        (_("Reasons"), decision.reasons),
        (_("How"), str(decision.get_form_display()) if decision.form else ""),
        (_("Where"), decision.place),
        (_("Material costs"), money(decision.cost_cents) if decision.cost_cents else ""),
        (_("Time for access"), _access_words(decision, until.due_on if until else None)),
        (_("If you do not agree"), decision.appeal),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _access_words(decision: Decision, until: date | None) -> str:
    if decision.outcome == Outcome.REFUSED.value:
        return ""
    if until is not None:
        return _("until %(day)s") % {"day": day(until)}
    return _("%(n)s days from the day on which you receive the decision") % {"n": decision.access_days}


def said_of(case: Case) -> str:
    """What was written to the applicant where there is no decision: why it is not held, or left unexamined."""
    if case.outcome not in ("not_held", "unexamined"):
        return ""
    ends = [row.ground for row in ledger_of(case) if row.step in (Step.DECIDED, Step.TERMINATED)]
    return ends[-1] if ends else ""
