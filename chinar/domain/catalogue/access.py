"""The only door by which a view gets a published service."""

from django.http import Http404

from chinar.domain.catalogue.models import ServiceVersion


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
