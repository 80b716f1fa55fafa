"""The bank of answers as search finds it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chinar.domain.enquiries.models import BankAnswer
from chinar.foundation.search.describing import Document, Searchable, describe

KIND = "answer"


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
