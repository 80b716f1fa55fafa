"""The only door by which a view gets an enquiry or an answer of the bank."""

from datetime import date
from uuid import UUID

from django.http import Http404

from chinar.domain.cases.access import User, may_handle
from chinar.domain.cases.models import Case
from chinar.domain.enquiries.models import BankAnswer, CouncillorQuestion, Enquiry

# Everything that the pages of an enquiry read of it.
_OWN = (
    "service",
    "answer__service_version__service",
    "answer__published__service_version__service",
    "answer__answered_by",
)
_WHOLE = ("case", "case__department", *_OWN)


def enquiry_of(case: Case) -> Enquiry:
    """The enquiry of a case that the view got through the door of cases."""
    enquiry: Enquiry = Enquiry.objects.select_related(*_OWN).get(case=case)
    enquiry.case = case
    return enquiry


def get_enquiry_to_answer(user: User, number: str, *, on: date) -> Enquiry:
    """One whose department the official's ability reaches, and not their own. Raises Http404."""
    enquiry = Enquiry.objects.select_related(*_WHOLE).filter(case__number=number).first()
    if enquiry is None or not may_handle(user, enquiry.case, "enquiries.answer", on=on):
        raise Http404
    return enquiry  # type: ignore[no-any-return]


def find_registered(key: UUID, *, question: str, email: str) -> Enquiry | None:
    """What a form with this key has become, for whoever sends the same words again: the key alone opens nothing."""
    enquiry = Enquiry.objects.select_related("case").filter(idempotency_key=key).first()
    same = enquiry is not None and (enquiry.question, enquiry.asker_email) == (question, email)
    return enquiry if same else None


def get_councillor_question(number: str) -> CouncillorQuestion:
    """One of the public register, a voided one too. Raises Http404."""
    row = CouncillorQuestion.objects.select_related("department").filter(number=number).first()
    if row is None:
        raise Http404
    return row  # type: ignore[no-any-return]


def get_public_answer(pk: int) -> BankAnswer:
    """An answer of the bank that is not withdrawn. Raises Http404."""
    answer = BankAnswer.objects.public().select_related("service_version__service").filter(pk=pk).first()
    if answer is None:
        raise Http404
    return answer  # type: ignore[no-any-return]
