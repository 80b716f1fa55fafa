"""The bank of answers and the questions of councillors as search finds them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chinar.domain.enquiries.models import BankAnswer, CouncillorQuestion
from chinar.foundation.search.describing import Document, Searchable, describe

KIND = "answer"
COUNCIL = "council"


def document_of(answer: BankAnswer) -> Document:
    """The public wording only."""
    return Document(key=str(answer.pk), title=answer.question, text=answer.text)


def published() -> Iterator[Document]:
    return (document_of(answer) for answer in BankAnswer.objects.public().order_by("pk").iterator())


describe(
    Searchable(
        kind=KIND,
        name=_("answer"),
        plural=_("Questions and answers"),
        address=lambda key: reverse("enquiries:answer", kwargs={"pk": int(key)}),
        documents=published,
    )
)


def council_document(row: CouncillorQuestion) -> Document:
    return Document(key=row.number, title=row.title, text=f"{row.councillor}\n{row.question}\n{row.answer}")


def of_council() -> Iterator[Document]:
    return (council_document(row) for row in CouncillorQuestion.objects.standing().order_by("pk").iterator())


describe(
    Searchable(
        kind=COUNCIL,
        name=_("councillor's question"),
        plural=_("Questions of councillors"),
        address=lambda number: reverse("enquiries:councillor_question", kwargs={"number": number}),
        documents=of_council,
    )
)
