"""Verb: what the state sets about a service is described once, for all municipalities of the installation.

It changes no municipality: each takes a newer version over by itself (adopting.py).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases import law_here
from chinar.domain.catalogue.actions import ChangedMeanwhile
from chinar.domain.catalogue.models import SharedDescription, SharedEvidence, SharedVersion
from chinar.domain.registers.regix import catalogue as operations
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record

_OF_ONE_VERSION = {"id", "description", "number", "published_at", "published_by", "superseded_at"}
SAID = [field.name for field in SharedVersion._meta.concrete_fields if field.name not in _OF_ONE_VERSION]
_OF_EVIDENCE = [field.name for field in SharedEvidence._meta.concrete_fields if field.name not in ("id", "version")]


@transaction.atomic
def publish_shared(
    code: str, *, evidence: Sequence[SharedEvidence], seen: int, by: Actor, at: datetime, **said: Any
) -> SharedVersion:
    """Holds from now on as the next version of the shared description, the first one of a new `code`; the same again
    changes nothing. `seen` is the number of the version on which the editor worked, 0 for none; `evidence` is unsaved.

    Raises ChangedMeanwhile, NoLegalPeriod when the rule of law is not in force, WrongQuestion when evidence names an
    operation of RegiX that does not exist.
    """
    if said.get("legal_period"):
        law_here.in_force(said["legal_period"], on=localtime(at).date())
    description, _is_new = SharedDescription.objects.get_or_create(code=code)
    description = SharedDescription.objects.select_for_update().get(pk=description.pk)  # one after the other
    holding: SharedVersion | None = SharedVersion.objects.holding().filter(description=description).first()
    if seen != (holding.number if holding else 0):
        raise ChangedMeanwhile(code)
    for row in evidence:
        if row.operation:
            row.operation = operations.shipped().find(row.operation).string
    if holding is not None and says_the_same(holding, said, evidence):
        return holding
    return _publish(description, holding, evidence, said, by=by, at=at)


def says_the_same(holding: SharedVersion, said: dict[str, Any], evidence: Sequence[SharedEvidence]) -> bool:
    """Whether another version would say nothing new."""
    return all(getattr(holding, name) == value for name, value in said.items()) and _rows(evidence) == _rows(
        list(holding.evidence.all())
    )


def _rows(evidence: Sequence[SharedEvidence]) -> list[tuple[Any, ...]]:
    return [tuple(getattr(row, name) for name in _OF_EVIDENCE) for row in evidence]


def _publish(
    description: SharedDescription,
    holding: SharedVersion | None,
    evidence: Sequence[SharedEvidence],
    said: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> SharedVersion:
    if holding is not None:
        holding.superseded_at = at
        holding.save(update_fields=["superseded_at"])
    version: SharedVersion = SharedVersion.objects.create(
        description=description,
        number=holding.number + 1 if holding else 1,
        published_at=at,
        published_by_id=by.account_id,
        **said,
    )
    for row in evidence:
        row.version = version
    SharedEvidence.objects.bulk_create(evidence)
    record("service.shared", by=by, at=at, subject=description.code, facts={"version": str(version.number)})
    return version
