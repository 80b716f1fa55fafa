"""Verbs of the catalogue."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases import law_here
from chinar.domain.catalogue.models import EvidenceRequirement, FeeReduction, Service, ServiceVersion, Speed
from chinar.domain.catalogue.rules import PeriodTooLong, UnknownRole, is_longer, unknown_roles
from chinar.domain.catalogue.searching import KIND, document_of
from chinar.domain.questionnaires.actions import publish_questions
from chinar.domain.registers.regix import catalogue as operations
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.people.abilities import ROLES
from chinar.foundation.search.actions import put
from chinar.foundation.time.rules import Period


class ChangedMeanwhile(Exception):
    """Another version was published since the editor looked; nothing was changed."""


@transaction.atomic
def publish_version(
    service: Service,
    *,
    by: Actor,
    at: datetime,
    speeds: Sequence[Speed] = (),
    requirements: Sequence[EvidenceRequirement] | None = None,
    reductions: Sequence[FeeReduction] | None = None,
    **content: Any,
) -> ServiceVersion:
    """Makes a new version of a service hold from now on; the former one is kept as superseded.

    `content` are the texts and facts of ServiceVersion, `speeds`, `requirements` and `reductions` unsaved rows without
    a version; without the last two the new version has the same ones as the one that held. Raises PeriodTooLong when
    the town gives itself more time than the law, NoLegalPeriod when the rule is not in force, UnknownRole and
    WrongQuestion when a requirement names a role or an operation that does not exist.
    """
    if content.get("legal_period"):
        rule = law_here.in_force(content["legal_period"], on=localtime(at).date())
        if is_longer(Period.parse(content["period"]), rule.period):
            raise PeriodTooLong(f"{content['period']} is longer than {rule.period} ({rule.article})")
    holding = ServiceVersion.objects.select_for_update().filter(service=service, superseded_at=None).first()
    if holding is not None:
        holding.superseded_at = at
        holding.save(update_fields=["superseded_at"])
    version = ServiceVersion.objects.create(
        service=service,
        number=holding.number + 1 if holding else 1,
        published_at=at,
        published_by_id=by.account_id,
        **content,
    )
    for speed in speeds:
        speed.version = version
    Speed.objects.bulk_create(speeds)
    _require(version, _evidence_of(holding) if requirements is None else requirements)
    _reduce(version, _reductions_of(holding) if reductions is None else reductions)
    put(KIND, document_of(version))
    record("service.published", by=by, at=at, subject=service.code, facts={"version": str(version.number)})
    return version  # type: ignore[no-any-return]


def _evidence_of(version: ServiceVersion | None) -> list[EvidenceRequirement]:
    rows = list(version.requirements.all()) if version is not None else []
    for row in rows:
        row.pk = None
    return rows


def _reductions_of(version: ServiceVersion | None) -> list[FeeReduction]:
    rows = list(version.reductions.all()) if version is not None else []
    for row in rows:
        row.pk = None
    return rows


def _reduce(version: ServiceVersion, reductions: Sequence[FeeReduction]) -> None:
    for row in reductions:
        row.version = version
    FeeReduction.objects.bulk_create(reductions)


def _require(version: ServiceVersion, requirements: Sequence[EvidenceRequirement]) -> None:
    for row in requirements:
        if unknown := unknown_roles(row.roles, known=ROLES):
            raise UnknownRole(f"{row.code}: no role is called {', '.join(unknown)}")
        if row.operation:
            row.operation = operations.shipped().find(row.operation).string
        row.version = version
    EvidenceRequirement.objects.bulk_create(requirements)


def held_by(service: Service, *, seen: int) -> ServiceVersion:
    """The version that holds, nobody else changing it before this transaction ends. Raises ChangedMeanwhile when `seen`
    is not its number."""
    holding: ServiceVersion = ServiceVersion.objects.select_for_update().get(service=service, superseded_at=None)
    if holding.number != seen:
        raise ChangedMeanwhile(service.code)
    return holding


def publish_again(holding: ServiceVersion, *, by: Actor, at: datetime, **changes: Any) -> ServiceVersion:
    """What holds with some changes, as the next version; `changes` are arguments of publish_version, which says what it
    raises."""
    kept: dict[str, Any] = {name: getattr(holding, name) for name in TEXTS_AND_FACTS}
    kept["speeds"] = list(holding.speeds.all())
    for speed in kept["speeds"]:
        speed.pk = None
    return publish_version(holding.service, by=by, at=at, **{**kept, **changes})


@transaction.atomic
def publish_questions_of(
    service: Service, *, questions: str, result: str, seen: int, by: Actor, at: datetime
) -> ServiceVersion:
    """A new version of the service that asks by these texts and is otherwise as the one that holds.

    The same texts again change nothing. Raises ChangedMeanwhile when `seen` is not the number of the version that
    holds, WrongQuestions.
    """
    holding = held_by(service, seen=seen)
    if holding.question_version is None or holding.result_version is None:
        raise LookupError(f"{service.code} asks by no question set.")
    asked = publish_questions(holding.question_version.question_set.code, questions, by=by, at=at)
    filled_in = publish_questions(holding.result_version.question_set.code, result, by=by, at=at)
    if (asked.pk, filled_in.pk) == (holding.question_version_id, holding.result_version_id):
        return holding
    return publish_again(holding, by=by, at=at, question_version=asked, result_version=filled_in)


@transaction.atomic
def publish_fees_of(
    service: Service, *, reductions: Sequence[FeeReduction], seen: int, by: Actor, at: datetime, **fees: Any
) -> ServiceVersion:
    """A new version of the service that is owed and paid so, and is otherwise as the one that holds; `fees` are the
    facts of ServiceVersion about its fee. Raises ChangedMeanwhile when `seen` is not the version that holds."""
    holding = held_by(service, seen=seen)
    return publish_again(holding, by=by, at=at, reductions=reductions, **fees)


@transaction.atomic
def publish_description_of(service: Service, *, seen: int, by: Actor, at: datetime, **texts: Any) -> ServiceVersion:
    """A new version that describes itself so and is otherwise as the one that holds; the same again changes nothing.

    Raises ChangedMeanwhile when `seen` is not the version that holds, PeriodTooLong, NoLegalPeriod.
    """
    holding = held_by(service, seen=seen)
    if all(getattr(holding, name) == value for name, value in texts.items()):
        return holding
    return publish_again(holding, by=by, at=at, **texts)


FEE_FACTS = ("fee_ground", "fee_due", "fee_unit", "fee_unit_en", "fee_unit_answer", "fee_account", "is_technical")
_OF_ONE_VERSION = {"id", "municipality", "service", "number", "published_at", "published_by", "superseded_at"}
TEXTS_AND_FACTS = [field.name for field in ServiceVersion._meta.concrete_fields if field.name not in _OF_ONE_VERSION]
