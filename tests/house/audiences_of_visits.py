"""Rows of the demo that the addresses of visits at the counter name."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID


def visit(cast: Any, *, finished: bool) -> dict[str, Any]:
    """To the one-stop desk."""
    from chinar.domain.visits.models import Visit

    rows = Visit.objects.filter(office__code="desk", finished_at__isnull=not finished)
    return {"key": rows.earliest("pk").key}


def paper_of_visit(cast: Any) -> dict[str, Any]:
    from chinar.domain.visits.models import Paper

    key = visit(cast, finished=True)["key"]
    return {"key": key, "pk": Paper.objects.filter(item__visit__key=key).latest("pk").pk}


def signed_protocol(cast: Any) -> dict[str, Any]:
    from chinar.domain.cases.models import CaseDocument

    part = CaseDocument.objects.select_related("case").get(part="protocol")
    return {"number": part.case.number, "pk": part.pk}


def written_down(cast: Any) -> dict[str, Any]:
    """By the clerk, for somebody on the telephone."""
    from chinar.domain.applications.models import Draft
    from chinar.domain.catalogue.models import ServiceVersion

    facts = {"written_by": cast.account("maria@chinar.example"), "service_version": ServiceVersion.objects.first()}
    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    return {"key": Draft.objects.get_or_create(key=UUID(int=7), defaults={**facts, "changed_at": at})[0].key}


def new_call(cast: Any) -> dict[str, Any]:
    from tests.house.audiences import service

    return {"key": UUID(int=8), **service(cast)}
