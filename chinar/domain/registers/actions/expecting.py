"""What a matter will rest on, written down when it begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chinar.domain.cases.models import Case
from chinar.domain.registers.models import Evidence
from chinar.domain.registers.rules import is_fetched_by_itself


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement of a service, as the module that owns it tells it; `subject` is the number to ask about."""

    code: str
    name: str
    name_en: str
    source: str
    operation: str
    ground: str
    subject: str
    asking_roles: str
    four_eyes: bool
    is_optional: bool


@dataclass(frozen=True, slots=True)
class OfService:
    """Of which service the requirements are: its permanent code, names, and the number of the frozen version."""

    code: str
    name: str
    name_en: str
    version: int


@transaction.atomic
def expect_evidence(case: Case, needs: Sequence[Need], *, of: OfService, at: datetime) -> None:
    """In the transaction that registers the matter. What may be fetched by itself, the worker fetches from then on;
    where the municipality has no connection nothing is sent, and the rows wait for an official or for one."""
    rows = [
        Evidence(
            case=case,
            service=of.code,
            service_name=of.name,
            service_name_en=of.name_en,
            version=of.version,
            code=need.code,
            name=need.name,
            name_en=need.name_en,
            source=need.source,
            operation=need.operation,
            ground=need.ground,
            subject=need.subject,
            asking_roles=need.asking_roles,
            four_eyes=need.four_eyes,
            is_optional=need.is_optional,
            ask_at=at if _by_itself(need) else None,
        )
        for need in needs
    ]
    if rows:
        Evidence.objects.bulk_create(rows)


def _by_itself(need: Need) -> bool:
    return is_fetched_by_itself(
        source=need.source,
        operation=need.operation,
        ground=need.ground,
        subject=need.subject,
        four_eyes=need.four_eyes,
    )
