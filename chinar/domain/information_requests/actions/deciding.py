"""A decision is prepared, and made: access in full, in part, or refused (ЗДОИ чл. 28, 34, 37-38).

All raise AlreadyDecided, ChangedSince, ClockStands.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases.actions.ending import close
from chinar.domain.cases.actions.moving import lock_to_decide, move, note
from chinar.domain.cases.actions.registering import allot_number
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.notices import tell
from chinar.domain.cases.rules import Step
from chinar.domain.information_requests import printing
from chinar.domain.information_requests.access import request_of
from chinar.domain.information_requests.kinds import DECISIONS
from chinar.domain.information_requests.models import Decision, InformationRequest, ProposedDecision
from chinar.domain.information_requests.queries import facts_for
from chinar.domain.information_requests.rules import Flaw, Form, Outcome, Terms, flaws, without_idle
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.journal.actions import record
from chinar.foundation.moderation.rules import personal_data_in

TITLE = "Решение за достъп до обществена информация"
"""Name of the paper, in the official language in which it is issued."""


class Flawed(ValueError):
    """The decision lacks something that the law asks for, or says what the law does not let it say; `found` names the
    fields. Nothing was changed."""

    def __init__(self, found: list[tuple[str, Flaw]]) -> None:
        super().__init__(", ".join(flaw.value for _name, flaw in found))
        self.found = found


class OtherProposal(Exception):
    """A colleague has prepared another decision after the page was shown; nothing was changed."""

    def __init__(self, proposal: ProposedDecision) -> None:
        super().__init__()
        self.proposal = proposal


@transaction.atomic
def propose(
    case: Case, terms: Terms, *, seen: str = "", version: int | None = None, by: Actor, at: datetime
) -> ProposedDecision:
    """Prepares a decision for whoever decides; `version` is that of the proposal as it was shown, 0 for none. Raises
    OtherProposal."""
    case, request, kept = _held(case, seen, version, by)
    values = {**without_idle(terms), "prepared_at": at, "prepared_by_id": by.account_id}
    values["version"] = kept.version + 1 if kept else 1
    made, _created = ProposedDecision.objects.update_or_create(request=request, defaults=values)
    move(case, "prepared")
    record("information.proposed", by=by, at=at, subject=case.number, subject_kind="case")
    return made  # type: ignore[no-any-return]


@transaction.atomic
def decide(
    case: Case, terms: Terms, *, code: str, seen: str = "", version: int | None = None, by: Actor, at: datetime
) -> Decision:
    """Makes the decision and its paper; the applicant is told. What is given electronically is given with it.

    `code` is what anyone may check the paper with. Raises OtherProposal, Flawed.
    """
    case, request, _proposal = _held(case, seen, version, by)
    today = localtime(at).date()
    found = flaws(terms, facts_for(request, terms, on=today, reader=by.account_id), on=today)
    if found:
        raise Flawed(found)
    if personal_data_in(terms.about):
        raise ValueError("What it is about is read by everybody.")
    values = {**without_idle(terms), "decided_at": at, "decided_by_id": by.account_id}
    decision = Decision(
        request=request,
        number=allot_number(DECISIONS, today).number,
        **values,
    )
    decision.document = keep(
        printing.decision_pdf(decision, code=code),
        kind="information_decision",
        title=TITLE,
        subject=decision.number,
        code=code,
        by=by,
        at=at,
    )
    decision.save()
    CaseDocument.objects.create(case=case, document=decision.document, part=CaseDocument.Part.RESULT)
    ProposedDecision.objects.filter(request=request).delete()
    note(case, Step.DECIDED, on=today, at=at, by=by)
    case.handler_id = case.handler_id or by.account_id
    _end(case, terms, at=at)
    record("information.decided", by=by, at=at, subject=case.number, subject_kind="case")
    tell(case, "decided", key=decision.number, at=at)
    return decision


def _end(case: Case, terms: Terms, *, at: datetime) -> None:
    if terms.outcome is Outcome.REFUSED:
        close(case, "refused", terms.outcome.value, at=at)
    elif terms.form == Form.ELECTRONIC:
        close(case, "given", terms.outcome.value, at=at)
    else:
        case.outcome = terms.outcome.value
        move(case, "decided")


def _held(
    case: Case, seen: str, version: int | None, by: Actor
) -> tuple[Case, InformationRequest, ProposedDecision | None]:
    """The matter locked, when somebody who is no party to it may decide it as they saw it."""
    case = lock_to_decide(case, seen=seen)
    if by.account_id is None or case.parties.filter(account_id=by.account_id).exists():
        raise ValueError("A decision is made by a person who did not ask.")
    request = request_of(case)
    kept = ProposedDecision.objects.filter(request=request).first()
    if version is not None and kept is not None and kept.version != version:
        raise OtherProposal(kept)
    return case, request, kept
