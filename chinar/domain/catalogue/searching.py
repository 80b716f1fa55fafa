"""Services as search finds them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chinar.domain.catalogue.models import DepartmentText, ServiceVersion
from chinar.foundation.search.describing import Document, Searchable, describe
from chinar.foundation.territory.models import Department

KIND = "service"
DEPARTMENT = "department"


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


def department_document(department: Department, text: DepartmentText | None) -> Document:
    return Document(
        key=department.code,
        title=department.name,
        title_en=department.name_en,
        text=text.text if text else "",
        text_en=text.text_en if text else "",
    )


def departments() -> Iterator[Document]:
    texts = {text.department_id: text for text in DepartmentText.objects.published_rows()}
    return (department_document(one, texts.get(one.pk)) for one in Department.objects.current().order_by("pk"))


describe(
    Searchable(
        kind=DEPARTMENT,
        name=_("department"),
        plural=_("Departments"),
        address=lambda code: f"{reverse('catalogue:town_hall')}#department-{code}",
        documents=departments,
    )
)
