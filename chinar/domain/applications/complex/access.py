"""The only door by which a view gets a complex request."""

from datetime import date

from django.http import Http404

from chinar.domain.applications.models import ComplexAnswer, ComplexCharge, ComplexRequest
from chinar.domain.cases.access import User, cases_for, get_case_for_official, may_handle
from chinar.domain.cases.models import Case, CaseDocument
from chinar.foundation.territory.models import HandOver

MOST = 200


def complex_of(case: Case) -> ComplexRequest:
    """Of a case that the view got through the door of cases, read once. Raises Http404 for another kind."""
    if "_complex" not in case.__dict__:
        rows = ComplexRequest.objects.select_related("town", "service_version__service")
        case.__dict__["_complex"] = rows.filter(case=case).first()
    request: ComplexRequest | None = case.__dict__["_complex"]
    if request is None:
        raise Http404
    request.case = case
    return request


def answer_of(request: ComplexRequest) -> ComplexAnswer | None:
    """The one that stands."""
    rows = ComplexAnswer.objects.select_related("document", "by").filter(request=request, set_aside_at=None)
    answer: ComplexAnswer | None = rows.first()
    return answer


def charges_of(answer: ComplexAnswer) -> list[ComplexCharge]:
    """What evidence costs the applicant, as the competent municipality told it. One query."""
    return list(answer.charges.all())


def papers_of(case: Case) -> list[CaseDocument]:
    """What the applicant brought, in the order in which it came. One query."""
    rows = CaseDocument.objects.select_related("document__scan").filter(case=case, part=CaseDocument.Part.ATTACHMENT)
    return list(rows.filter(document__erasure=None).order_by("pk"))


def get_complex_for(user: User, number: str, *, on: date, ability: str) -> ComplexRequest:
    """Of a matter that the official may handle with the ability. Raises Http404."""
    case = get_case_for_official(user, number, on=on, ability=ability)
    request = complex_of(case)
    if not may_handle(user, case, ability, on=on):
        raise Http404
    return request


def listed_for(user: User, *, on: date) -> list[tuple[ComplexRequest, ComplexAnswer | None, HandOver | None]]:
    """The newest that the official may read, with their answer and the message by which they left. Four queries."""
    rows = ComplexRequest.objects.filter(case__in=cases_for(user, on=on).values("pk")).select_related("case", "town")
    requests = list(rows.order_by("-id")[:MOST])
    standing = ComplexAnswer.objects.filter(request__in=requests, set_aside_at=None)
    answers = {answer.request_id: answer for answer in standing}
    numbers = [one.case.number for one in requests if one.is_sent_on]
    sent = HandOver.objects.sent().filter(kind="complex_request", subject__in=numbers).defer("content").order_by("id")
    messages = {message.subject: message for message in sent}
    return [(one, answers.get(one.pk), messages.get(one.case.number)) for one in requests]
