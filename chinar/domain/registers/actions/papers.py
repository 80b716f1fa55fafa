"""„Поискаха ми документ, който държавата има“."""

from datetime import datetime

from django.db import transaction

from chinar.domain.cases.models import Case
from chinar.domain.registers.actions.expecting import OfService
from chinar.domain.registers.models import PaperAsked
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


class LookedAt(Exception):
    """A colleague has looked into it meanwhile; nothing was changed."""


@transaction.atomic
def tell_of_paper(service: OfService, *, case: Case | None = None, by: Actor, at: datetime) -> PaperAsked:
    """A citizen was asked for a paper that the state has."""
    made: PaperAsked = PaperAsked.objects.create(
        service=service.code, service_name=service.name, service_name_en=service.name_en, case=case, at=at
    )
    _tell("paper.asked", made, by=by, at=at)
    return made


@transaction.atomic
def look_into_paper(paper: PaperAsked, *, finding: str, by: Actor, at: datetime) -> PaperAsked:
    """What the secretary found. Raises LookedAt."""
    fresh: PaperAsked = PaperAsked.objects.select_for_update().get(pk=paper.pk)
    if fresh.looked_at is not None:
        raise LookedAt(str(fresh))
    fresh.looked_at, fresh.looked_by_id, fresh.finding = at, by.account_id, finding
    fresh.save()
    _tell("paper.looked_into", fresh, by=by, at=at)
    return fresh


def _tell(verb: str, paper: PaperAsked, *, by: Actor, at: datetime) -> None:
    facts = {"service": paper.service_name, "service_en": paper.service_name_en}
    record(verb, by=by, at=at, subject=paper.service, subject_kind="service", facts=facts)
