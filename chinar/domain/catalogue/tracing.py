"""Services as the trail links them with what led to a change of them."""

from collections.abc import Collection
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chinar.domain.catalogue.models import Service, ServiceVersion
from chinar.domain.catalogue.searching import KIND
from chinar.foundation.core.content import words
from chinar.foundation.people.access import can
from chinar.foundation.trail.access import ABILITY
from chinar.foundation.trail.describing import Seen, Traced, User, describe


def seen(codes: Collection[str]) -> dict[str, Seen]:
    """The published versions, by the day since which they hold."""
    versions = ServiceVersion.objects.published_rows().select_related("service").filter(service__code__in=codes)
    return {
        version.service.code: Seen(
            title=words(version, "name"),
            on=localdate(version.published_at),
            language=get_language() or "bg" if version.name_en else "bg",
        )
        for version in versions.only("name", "name_en", "published_at", "service__code")
    }


def reached(user: User, code: str, on: date) -> bool:
    service = Service.objects.select_related("department").filter(code=code).first()
    return service is not None and can(user, ABILITY, on=on, department=service.department)


describe(
    Traced(
        kind=KIND,
        name=_("service"),
        seen=seen,
        address=lambda code: reverse("catalogue:service", kwargs={"code": code}),
        desk_address=lambda code: reverse("catalogue:service", kwargs={"code": code}),
        reached=reached,
    )
)
