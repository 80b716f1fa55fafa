"""Verbs of the trail."""

from datetime import date, datetime
from enum import StrEnum

from django.db import IntegrityError, transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.moderation.rules import personal_data_in
from chinar.foundation.trail.describing import kind_named
from chinar.foundation.trail.models import Link
from chinar.foundation.trail.queries import causes_of, seen_of
from chinar.foundation.trail.rules import Thing, things_of


class Misfit(StrEnum):
    """Why two objects cannot be linked."""

    ITSELF = "itself"
    NOT_PUBLIC = "not_public"
    TURNED_ROUND = "turned_round"
    ALREADY = "already"
    PERSONAL_DATA = "personal_data"


class CannotLink(Exception):
    """`misfit` says why; nothing was changed."""

    def __init__(self, misfit: Misfit) -> None:
        super().__init__(misfit.value)
        self.misfit = misfit


class AlreadyRemoved(Exception):
    """Somebody has removed the link meanwhile; nothing was changed."""


@transaction.atomic
def link(cause: Thing, effect: Thing, *, bond: str, on: date, note: str = "", by: Actor, at: datetime) -> Link:
    """Says that one public object led to another, and tells those who follow the cause, or what it came from.

    Raises CannotLink.
    """
    misfit = _misfit(cause, effect, note)
    if misfit is not None:
        raise CannotLink(misfit)
    try:
        with transaction.atomic():
            made: Link = Link.objects.create(
                cause_kind=cause.kind,
                cause_key=cause.key,
                effect_kind=effect.kind,
                effect_key=effect.key,
                bond=bond,
                on=on,
                note=note,
                made_at=at,
                made_by_id=by.account_id,
            )
    except IntegrityError as error:
        raise CannotLink(Misfit.ALREADY) from error
    record("trail.linked", by=by, at=at, subject=cause.key, subject_kind=cause.kind, facts={"effect": effect.key})
    for thing in (cause, *things_of(causes_of(cause))):
        _tell(thing, made, at=at)
    return made


def _misfit(cause: Thing, effect: Thing, note: str) -> Misfit | None:
    if cause == effect:
        return Misfit.ITSELF
    if not {cause, effect} <= seen_of([cause, effect]).keys():
        return Misfit.NOT_PUBLIC
    if personal_data_in(note):
        return Misfit.PERSONAL_DATA
    turned = Link.objects.standing().filter(cause_kind=effect.kind, cause_key=effect.key)
    if turned.filter(effect_kind=cause.kind, effect_key=cause.key).exists():
        return Misfit.TURNED_ROUND
    return None


def _tell(cause: Thing, made: Link, *, at: datetime) -> None:
    traced = kind_named(cause.kind)
    if traced is not None:
        traced.heard(cause.key, made.effect, str(made.pk), at)


@transaction.atomic
def unlink(made: Link, *, reason: str, by: Actor, at: datetime) -> None:
    """Takes a link away, with the reason. Raises AlreadyRemoved."""
    standing = Link.objects.standing().filter(pk=made.pk)
    if not standing.update(removed_at=at, removed_by_id=by.account_id, removal=reason):
        raise AlreadyRemoved(made.pk)
    facts = {"effect": made.effect_key}
    record("trail.unlinked", by=by, at=at, subject=made.cause_key, subject_kind=made.cause_kind, facts=facts)
