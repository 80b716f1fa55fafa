"""Services as search finds them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.search.describing import Document, Searchable, describe

KIND = "service"


def document_of(version: ServiceVersion) -> Document:
    """What of a service is sought in: its name, for whom it is and what it gives."""
    return Document(
        key=version.service.code,
        title=version.name,
        title_en=version.name_en,
        text=" ".join(filter(None, (version.summary, version.who_may_apply, version.result, version.group))),
        text_en=" ".join(filter(None, (version.summary_en, version.who_may_apply_en, version.result_en))),
    )


def published() -> Iterator[Document]:
    versions = ServiceVersion.objects.published_rows().select_related("service").order_by("pk")
    return (document_of(version) for version in versions.iterator())


describe(
    Searchable(
        kind=KIND,
        name=_("service"),
        plural=_("Services"),
        address=lambda code: reverse("catalogue:service", kwargs={"code": code}),
        documents=published,
    )
)
