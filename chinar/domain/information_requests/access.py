"""The only door by which a view gets a request for information, or what was given on it."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404

from chinar.domain.cases.access import User, cases_for, may_handle
from chinar.domain.cases.models import Case
from chinar.domain.information_requests.models import Decision, GivenFile, InformationRequest, PublicAnswer
from chinar.domain.information_requests.rules import OFTEN, Outcome
from chinar.foundation.people.access import departments_of

HANDLE, DECIDE = "information.handle", "information.decide"

# Everything that the pages of a request read of it.
_OWN = (
    "decision__document",
    "decision__decided_by",
    "decision__access_given",
    "decision__published",
    "proposed_decision__prepared_by",
)


def request_of(case: Case) -> InformationRequest:
    """The request of a case that the view got through the door of cases. Raises Http404 for another kind."""
    request: InformationRequest | None = InformationRequest.objects.select_related(*_OWN).filter(case=case).first()
    if request is None:
        raise Http404
    request.case = case
    return request


def get_request_to_handle(user: User, number: str, *, on: date, ability: str = HANDLE) -> InformationRequest:
    """One whose department the official's ability reaches, and not their own. Raises Http404."""
    rows = InformationRequest.objects.select_related("case", "case__department", *_OWN)
    request = rows.filter(case__number=number).first()
    if request is None or not may_handle(user, request.case, ability, on=on):
        raise Http404
    return request  # type: ignore[no-any-return]


def find_registered(key: UUID, *, description: str, email: str) -> InformationRequest | None:
    """What a form with this key has become, for whoever sends the same words again: the key alone opens nothing."""
    found = InformationRequest.objects.select_related("case").filter(idempotency_key=key).first()
    same = found is not None and (found.description, found.email) == (description, email)
    return found if same else None


def files_of(request: InformationRequest) -> list[GivenFile]:
    """What is given as files, or will be."""
    rows = request.files.filter(taken_out_at=None, document__erasure=None)
    return list(rows.select_related("document__scan"))


def files_for_applicant(request: InformationRequest) -> list[GivenFile]:
    """None before the decision gives access."""
    decision = decision_of(request)
    return files_of(request) if decision and decision.outcome != Outcome.REFUSED.value else []


def decision_of(request: InformationRequest) -> Decision | None:
    return getattr(request, "decision", None)


def published_of(decision: Decision) -> PublicAnswer | None:
    """What the register shows of it now."""
    row: PublicAnswer | None = getattr(decision, "published", None)
    return row if row is not None and row.withdrawn_at is None else None


def get_public_answer(pk: int) -> PublicAnswer:
    """An entry of the register that is not withdrawn. Raises Http404."""
    rows = PublicAnswer.objects.public().select_related("decision__request")
    answer = rows.filter(pk=pk).first()
    if answer is None:
        raise Http404
    return answer  # type: ignore[no-any-return]


def public_files(answer: PublicAnswer) -> list[GivenFile]:
    return files_for_applicant(answer.decision.request) if answer.shows_files else []


def handled_by(user: User, *, on: date) -> QuerySet[InformationRequest]:
    """Of the departments that the official's ability reaches, without those from which they are kept away."""
    cases = cases_for(user, on=on).filter(kind="information_request").exclude(parties__account_id=user.pk or 0)
    departments = departments_of(user, HANDLE, on=on)
    if departments is not None:
        cases = cases.filter(department__in=departments)
    return InformationRequest.objects.filter(case__in=cases.order_by())  # type: ignore[no-any-return]


def given_often(user: User, *, on: date) -> list[dict[str, object]]:
    """What was given so often that it is published for everybody, most often first, and how many of these answers are
    in the register; one query."""
    given = Decision.objects.filter(request__in=handled_by(user, on=on)).exclude(outcome=Outcome.REFUSED.value)
    shown = Count("id", filter=Q(published__isnull=False, published__withdrawn_at=None))
    counted = given.values("about").annotate(n=Count("id"), last=Max("decided_at"), shown=shown).filter(n__gt=OFTEN)
    return list(counted.order_by("-n", "about")[:50])
