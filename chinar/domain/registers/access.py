"""The only door by which a view gets evidence and answers of registers. Not yours and not there answer alike."""

from datetime import date

from django.http import Http404

from chinar.domain.cases.access import User, get_case_for_official, may_handle
from chinar.domain.cases.models import Case
from chinar.domain.cases.standing_in import absence_of
from chinar.domain.registers.models import Evidence, EvidenceRequest, PaperAsked, RegisterQuery
from chinar.domain.registers.queries import with_records
from chinar.domain.registers.rules import MayNotAsk, why_not_ask
from chinar.foundation.people.access import roles_of


def get_evidence_for(user: User, number: str, code: str, *, on: date, ability: str) -> Evidence:
    """Evidence of a matter that the official may handle with the ability. Raises Http404."""
    case = get_case_for_official(user, number, on=on, ability=ability)
    evidence: Evidence | None = with_records(Evidence.objects.filter(case=case, code=code)).first()
    if evidence is None or not may_handle(user, case, ability, on=on):
        raise Http404
    evidence.case = case
    return evidence


def get_request_for(user: User, number: str, *, on: date) -> EvidenceRequest:
    """A request of another municipality that the official may answer, or has answered. Raises Http404."""
    case = get_case_for_official(user, number, on=on, ability="evidence.record")
    rows = EvidenceRequest.objects.select_related("asking", "answer__document")
    request: EvidenceRequest | None = rows.filter(case=case).first()
    if request is None or not may_handle(user, case, "evidence.record", on=on):
        raise Http404
    request.case = case
    return request


def why_not_asked_by(user: User, evidence: Evidence, *, is_present: bool, on: date) -> MayNotAsk | None:
    """Why this official may not have the register asked; None when they may. Whoever stands in for the absent handler
    may what the handler may."""
    case: Case = evidence.case
    absence = absence_of(user, case, on=on)
    acting = [user, absence.official] if absence else [user]
    held = {role.role for one in acting for role in roles_of(one, on=on) if role.covers(case.department_id)}
    filed_here = case.channel == Case.Channel.VILLAGE
    return why_not_ask(held, asking=evidence.roles, is_filed_here=filed_here, is_present=is_present)


def get_query_for(user: User, number: str, pk: int, *, on: date) -> RegisterQuery:
    """A query whose answer is kept, for an official who might have asked it. Raises Http404."""
    case = get_case_for_official(user, number, on=on, ability="evidence.ask")
    rows = RegisterQuery.objects.select_related("evidence", "answer", "result", "by", "approved_by")
    query: RegisterQuery | None = rows.filter(case=case, pk=pk, answer__isnull=False).first()
    if query is None or not may_handle(user, case, "evidence.ask", on=on):
        raise Http404
    query.case = query.evidence.case = case
    if why_not_asked_by(user, query.evidence, is_present=True, on=on) is not None:
        raise Http404
    return query


def get_paper(pk: int) -> PaperAsked:
    """Raises Http404."""
    paper: PaperAsked | None = PaperAsked.objects.filter(pk=pk).first()
    if paper is None:
        raise Http404
    return paper
