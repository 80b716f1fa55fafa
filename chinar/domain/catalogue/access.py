"""The only door by which a view gets a published service, to show it or to edit what it asks."""

from collections.abc import Collection

from django.http import Http404

from chinar.domain.catalogue.models import ServiceVersion, SharedDescription, SharedVersion, TownStatement
from chinar.domain.questionnaires.models import QuestionSetVersion


def get_published_version(code: str) -> ServiceVersion:
    """The version that holds now. Raises Http404."""
    version: ServiceVersion | None = (
        ServiceVersion.objects.published_rows()
        .select_related("service__department", "shared_version")
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


def get_shared(code: str) -> SharedVersion:
    """The version of a shared description that holds, with its evidence. Raises Http404."""
    holding = SharedVersion.objects.holding().select_related("description").prefetch_related("evidence")
    version: SharedVersion | None = holding.filter(description__code=code).first()
    if version is None:
        raise Http404
    return version


def get_inheriting(code: str) -> ServiceVersion:
    """The published version of a service that takes its words from a shared description, with all that is compared.
    Raises Http404."""
    with_shared = ServiceVersion.objects.published_rows().select_related("service", "shared_version__description")
    found: ServiceVersion | None = (
        with_shared.filter(service__code=code, shared_version__isnull=False)
        .prefetch_related("requirements", "shared_version__evidence")
        .first()
    )
    if found is None:
        raise Http404
    return found


def is_shared(code: str) -> bool:
    return SharedDescription.objects.filter(code=code).exists()


def get_described(code: str) -> ServiceVersion:
    """The version that holds, with all that the editor of its description reads. Raises Http404."""
    versions = ServiceVersion.objects.published_rows().filter(service__code=code)
    beside = ("service__department", "municipality", "shared_version__description")
    found: ServiceVersion | None = (
        versions.select_related(*beside).prefetch_related("speeds", "requirements", "shared_version__evidence").first()
    )
    if found is None:
        raise Http404
    return found


def get_compared(code: str) -> ServiceVersion:
    """The published version of a service with its evidence. Raises Http404."""
    versions = ServiceVersion.objects.published_rows().select_related("service", "municipality")
    found: ServiceVersion | None = versions.filter(service__code=code).prefetch_related("requirements").first()
    if found is None:
        raise Http404
    return found


def inheriting_among(codes: Collection[str]) -> list[ServiceVersion]:
    """Those of the named services that take their words from a shared description, A to Z."""
    versions = ServiceVersion.objects.published_rows().select_related("service")
    return list(versions.filter(service__code__in=codes, shared_version__isnull=False).order_by("name", "pk"))


def inheriting_from(description_id: int) -> ServiceVersion | None:
    """The service of the municipality in scope that takes its words from that shared description."""
    versions = ServiceVersion.objects.published_rows().select_related("service", "shared_version")
    found: ServiceVersion | None = versions.filter(shared_version__description=description_id).first()
    return found


def described_alone() -> list[ServiceVersion]:
    """Published versions that take their words from no shared description, A to Z."""
    versions = ServiceVersion.objects.published_rows().select_related("service")
    return list(versions.filter(shared_version__isnull=True).only("name", "name_en", "service__code").order_by("name"))


def stated_here() -> TownStatement:
    """What the municipality in scope has told for the pages that the law asks of it; an empty row when nothing yet."""
    return TownStatement.objects.published_rows().first() or TownStatement()
