"""A version is published, followed by another, and never rewritten; a town is never slower than the law."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.tests.world import open_department, sofia
from chinar.domain.catalogue.models import EvidenceRequirement, Service, ServiceVersion
from chinar.domain.catalogue.rules import PeriodTooLong, UnknownRole
from chinar.domain.catalogue.tests.world import CODE, needs, offer, publish
from chinar.domain.registers.regix.errors import WrongQuestion
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry


def test_a_new_version_takes_the_place_of_the_one_that_held(registry: Any) -> None:
    service = offer(registry)
    first = publish(service)
    second = publish(service, at=sofia(2026, 11, 2), period="3d")
    first.refresh_from_db()
    assert (first.number, first.superseded_at, first.period) == (1, sofia(2026, 11, 2), "7d")
    assert (second.number, second.superseded_at) == (2, None)
    assert list(ServiceVersion.objects.published_rows()) == [second]
    assert Entry.objects.filter(verb="service.published", subject=CODE).count() == 2


@pytest.mark.parametrize("change", [{"name": "Друго"}, {"period": "1d"}, {"fee_cents": 500}, {"number": 7}])
def test_a_published_version_cannot_be_rewritten(registry: Any, change: dict[str, Any]) -> None:
    publish(offer(registry))
    with pytest.raises(DatabaseError), transaction.atomic():
        ServiceVersion.objects.update(**change)


def test_a_version_that_ended_does_not_come_back(registry: Any) -> None:
    service = offer(registry)
    publish(service)
    publish(service, at=sofia(2026, 11, 2))
    with pytest.raises(DatabaseError), transaction.atomic():
        ServiceVersion.objects.filter(number=1).update(superseded_at=None)


def test_no_version_is_deleted(registry: Any) -> None:
    version = publish(offer(registry))
    with pytest.raises(DatabaseError), transaction.atomic():
        version.delete()


@pytest.mark.parametrize("period", ["8d", "2w", "1m", "5wd"])
def test_a_town_that_gives_itself_more_time_than_the_law_is_refused(registry: Any, period: str) -> None:
    with pytest.raises(PeriodTooLong, match="7d"):
        publish(offer(registry), period=period)
    assert not ServiceVersion.objects.exists()


def test_a_rule_that_is_not_in_force_is_refused(registry: Any) -> None:
    with pytest.raises(NoLegalPeriod):
        publish(offer(registry), at=sofia(2026, 6, 30))


def test_a_refused_version_leaves_the_former_one_holding(registry: Any) -> None:
    service = offer(registry)
    publish(service)
    with pytest.raises(PeriodTooLong):
        publish(service, period="9d")
    assert ServiceVersion.objects.published_rows().get().number == 1


def test_the_database_lets_one_version_hold_at_a_time(registry: Any) -> None:
    version = publish(offer(registry))
    version.pk, version.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)


def test_two_towns_offer_the_same_service_apart(registry: Any, other_town: Any) -> None:
    publish(offer(registry))
    with scoped(other_town.pk):
        assert not Service.objects.exists()
        assert publish(offer(open_department()), period="2d").number == 1
    assert ServiceVersion.objects.get().period == "7d"


def test_evidence_is_frozen_with_the_version_and_goes_on_into_the_next_one(registry: Any) -> None:
    service = offer(registry)
    first = publish(service, requirements=[needs("relations"), needs("act", source="own", operation="")])
    second = publish(service, at=sofia(2026, 11, 2), summary="Друго.")
    third = publish(service, at=sofia(2026, 11, 3), requirements=[])
    assert [row.code for row in first.requirements.all()] == [row.code for row in second.requirements.all()]
    assert first.requirements.first().operation.endswith(".INBDAPI.RelationsSearch")
    assert not third.requirements.exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        EvidenceRequirement.objects.update(four_eyes=True)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"operation": "NoSuchSearch"}, WrongQuestion),
        ({"asking_roles": "expert wizard"}, UnknownRole),
        ({"ground": ""}, IntegrityError),
        ({"source": "citizen"}, IntegrityError),
    ],
)
def test_evidence_without_a_ground_a_reason_or_a_register_is_refused(
    registry: Any, change: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error), transaction.atomic():
        publish(offer(registry), requirements=[needs("relations", **change)])
    assert not ServiceVersion.objects.exists()
