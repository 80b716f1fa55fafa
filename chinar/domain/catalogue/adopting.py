"""Verbs: a municipality takes a shared description over, a newer version of it, or goes back to its words.

Each is an act of the municipality and publishes a version of its own; a shared description changes nothing by itself.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.catalogue.actions import ChangedMeanwhile, held_by, publish_again, publish_version
from chinar.domain.catalogue.inheriting import EVIDENCE, SHARED, other_fields, own_fields, shared_of, taken_over
from chinar.domain.catalogue.models import Service, ServiceVersion, SharedDescription, SharedVersion, Speed
from chinar.domain.catalogue.rules import PeriodTooLong
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.territory.models import Department

ALL = (*SHARED, EVIDENCE)


class CannotTake(Exception):
    """The shared description does not fit what the municipality has; nothing was changed. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def offer_shared(
    shared: SharedVersion,
    *,
    department: Department,
    speeds: Sequence[Speed],
    by: Actor,
    at: datetime,
    **own: Any,
) -> ServiceVersion:
    """Makes a new service of the municipality from a shared description; `own` are the facts of ServiceVersion that are
    the municipality's, its period and fee among them.

    Raises CannotTake when it offers a service of that code or takes the description elsewhere already, and as
    publish_version.
    """
    Department.objects.select_for_update().get(pk=department.pk)  # one after the other
    _refuse_second(shared)
    if Service.objects.filter(code=shared.description.code).exists():
        raise CannotTake("offered")
    service = Service.objects.create(
        code=shared.description.code, unified_number=shared.unified_number, department=department
    )
    content = taken_over(shared, None, ALL)
    made = publish_version(service, by=by, at=at, speeds=speeds, shared_version=shared, **{**content, **own})
    return _told(made, shared, by=by, at=at)


@transaction.atomic
def tie(
    service: Service, shared: SharedVersion, *, keep: Collection[str], seen: int, by: Actor, at: datetime
) -> ServiceVersion:
    """A service that is described already goes on by the shared description, but for the fields to `keep`.

    Raises ChangedMeanwhile; CannotTake when the register knows the two by different numbers, or one of them is tied
    already; and as publish_version.
    """
    holding = held_by(service, seen=seen)
    _refuse_second(shared)
    if holding.shared_version_id is not None:
        raise CannotTake("tied")
    if service.unified_number and shared.unified_number and service.unified_number != shared.unified_number:
        raise CannotTake("number")
    if shared.unified_number and not service.unified_number:
        service.unified_number = shared.unified_number
        service.save(update_fields=["unified_number"])
    made = _published(holding, shared, set(ALL) - set(keep), by=by, at=at)
    return _told(made, shared, by=by, at=at)


@transaction.atomic
def take_over(service: Service, *, seen: int, by: Actor, at: datetime) -> ServiceVersion:
    """The version of the shared description that holds now takes the place of the one that the service has; what the
    municipality says in its own words stays. Once more changes nothing.

    Raises ChangedMeanwhile, CannotTake, and as publish_version.
    """
    holding = held_by(service, seen=seen)
    former = shared_of(holding)
    newer: SharedVersion = SharedVersion.objects.holding().get(description_id=former.description_id)
    if newer == former:
        return holding
    inherited = set(ALL) - set(other_fields(holding, former))
    made = _published(holding, newer, inherited, by=by, at=at)
    return _told(made, newer, by=by, at=at)


@transaction.atomic
def go_back(service: Service, *, name: str, seen: int, by: Actor, at: datetime) -> ServiceVersion:
    """One field says again what the shared version says that the service has. Once more changes nothing.

    Raises ChangedMeanwhile, CannotTake, and as publish_version.
    """
    holding = held_by(service, seen=seen)
    if name not in own_fields(holding):
        return holding
    return _published(holding, shared_of(holding), {name}, by=by, at=at)


@transaction.atomic
def untie(service: Service, *, seen: int, by: Actor, at: datetime) -> ServiceVersion:
    """The municipality describes the service by itself from now on; the words stay. Raises ChangedMeanwhile."""
    holding = held_by(service, seen=seen)
    if holding.shared_version_id is None:
        return holding
    code = shared_of(holding).description.code
    made = publish_again(holding, by=by, at=at, shared_version=None)
    record("service.untied", by=by, at=at, subject=service.code, facts={"shared": code})
    return made


def take_over_many(chosen: Mapping[Service, int], *, by: Actor, at: datetime) -> dict[Service, str]:
    """Each by itself, from the number of the version that was seen; "" for what was taken over, else the code of the
    reason why not. What cannot be taken stays as it was."""
    return {service: _why_not(service, seen, by=by, at=at) for service, seen in chosen.items()}


def _why_not(service: Service, seen: int, *, by: Actor, at: datetime) -> str:
    try:
        take_over(service, seen=seen, by=by, at=at)
    except CannotTake as refused:
        return refused.code
    except ChangedMeanwhile:
        return "meanwhile"
    except PeriodTooLong:
        return "too_long"
    except NoLegalPeriod:
        return "no_rule"
    return ""


def _published(
    holding: ServiceVersion, shared: SharedVersion, names: Collection[str], *, by: Actor, at: datetime
) -> ServiceVersion:
    changes = taken_over(shared, holding, names)
    if changes.get("legal_period") and not holding.period:
        raise CannotTake("no_period")
    return publish_again(holding, by=by, at=at, shared_version=shared, **changes)


def _refuse_second(shared: SharedVersion) -> None:
    """One service of a municipality to each shared description."""
    SharedDescription.objects.select_for_update().get(pk=shared.description_id)  # two at once, one after the other
    here = ServiceVersion.objects.published_rows().filter(shared_version__description=shared.description_id)
    if here.exists():
        raise CannotTake("used")


def _told(made: ServiceVersion, shared: SharedVersion, *, by: Actor, at: datetime) -> ServiceVersion:
    facts = {"shared": shared.description.code, "version": str(shared.number)}
    record("service.inherited", by=by, at=at, subject=made.service.code, facts=facts)
    return made
