"""The public register of requests as search finds it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chinar.domain.information_requests.models import PublicAnswer
from chinar.foundation.search.describing import Document, Searchable, describe

KIND = "information"


def document_of(answer: PublicAnswer) -> Document:
    """The public wording only."""
    return Document(key=str(answer.pk), title=answer.question, text=answer.text)


def published() -> Iterator[Document]:
    return (document_of(answer) for answer in PublicAnswer.objects.public().order_by("pk").iterator())


describe(
    Searchable(
        kind=KIND,
        name=_("request for information"),
        plural=_("Requests for information"),
        address=lambda key: reverse("information_requests:answer", kwargs={"pk": int(key)}),
        documents=published,
    )
)
