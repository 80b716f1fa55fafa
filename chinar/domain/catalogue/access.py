"""The only door by which a view gets a published service, to show it or to edit what it asks."""

from django.http import Http404

from chinar.domain.catalogue.models import ServiceVersion, TownStatement
from chinar.domain.questionnaires.models import QuestionSetVersion


def get_published_version(code: str) -> ServiceVersion:
    """The version that holds now. Raises Http404."""
    version: ServiceVersion | None = (
        ServiceVersion.objects.published_rows()
        .select_related("service", "service__department")
        .filter(service__code=code)
        .first()
    )
    if version is None:
        raise Http404
    return version


def asking_versions() -> list[ServiceVersion]:
    """The published versions that ask by a question set, A to Z."""
    versions = ServiceVersion.objects.published_rows().select_related("service")
    return list(versions.filter(question_version__isnull=False, result_version__isnull=False).order_by("name"))


def get_asking_version(code: str) -> ServiceVersion:
    """The one of a service, with both texts. Raises Http404."""
    versions = ServiceVersion.objects.published_rows().select_related("service", "question_version", "result_version")
    version: ServiceVersion | None = versions.filter(
        service__code=code, question_version__isnull=False, result_version__isnull=False
    ).first()
    if version is None:
        raise Http404
    return version


def described_versions() -> list[ServiceVersion]:
    """All published versions, A to Z, with what says how long they take; two queries."""
    versions = ServiceVersion.objects.published_rows().select_related("service", "municipality")
    return list(versions.prefetch_related("speeds").order_by("name", "pk"))


def versions_of(code: str) -> list[ServiceVersion]:
    """Every version of a service, newest first; a fixed number of queries."""
    versions = ServiceVersion.objects.filter(service__code=code).select_related("service", "published_by")
    beside = ("speeds", "reductions", "requirements", "question_version")
    return list(versions.prefetch_related(*beside).order_by("-number"))


def texts_of(version: ServiceVersion) -> tuple[QuestionSetVersion, QuestionSetVersion]:
    """What it asks, and what is filled in for the result. Raises Http404 when it has not both."""
    if version.question_version is None or version.result_version is None:
        raise Http404
    return version.question_version, version.result_version


def stated_here() -> TownStatement:
    """What the municipality in scope has told for the pages that the law asks of it; an empty row when nothing yet."""
    return TownStatement.objects.published_rows().first() or TownStatement()
