"""The three doors between municipalities; there are no others.

- `inside(municipality)` for jobs and commands: one municipality at a time;
- `hand_over(...)` with `accept` and `refuse`: a message, never a foreign write;
- `public_across(Model)`: published rows only.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from chinar.foundation.core import scope
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.models import TenantModel
from chinar.foundation.journal import actions as journal
from chinar.foundation.territory import towns
from chinar.foundation.territory.models import HandOver, Municipality

T = TypeVar("T", bound=TenantModel)


class AlreadyAnswered(Exception):
    """The message was accepted or refused before."""


@contextmanager
def inside(municipality: Municipality) -> Iterator[None]:
    """Puts the municipality in scope. Raises OutOfScope when another one is, or when rows are read across."""
    here = scope.current_or_none()
    if municipality.pk is None or scope.reads_published_across():
        raise scope.OutOfScope("A municipality is entered by itself, and only when it is kept.")
    if here is not None and here != municipality.pk:
        raise scope.OutOfScope(f"Municipality {here} is in scope: leave it before {municipality.pk} is entered.")
    if here == municipality.pk:
        yield
        return
    towns.learn(municipality)
    with scope.scoped(municipality.pk):
        yield


def public_across(model: type[T]) -> AbstractContextManager[QuerySet[T]]:
    """Published rows of all municipalities: `with public_across(Service) as rows:`; they are read inside the block.

    Raises TypeError for a model that publishes nothing (no `published_rows` in its queryset, or no `published_sql`).
    """
    if not model.published_sql or not hasattr(model.objects._queryset_class, "published_rows"):
        raise TypeError(f"{model.__name__} publishes nothing across municipalities.")
    return _published(model)


@contextmanager
def _published(model: type[T]) -> Iterator[QuerySet[T]]:
    with scope.published_across():
        yield model.objects.get_queryset()


@transaction.atomic
def hand_over(
    *, to: Municipality, kind: str, subject: str, facts: Mapping[str, str], by: Actor, at: datetime
) -> HandOver:
    """Sends a matter from the municipality in scope to another one, which finds it in its `inbox`.

    `subject` is a permanent public identifier (a case number). Raises ValueError when the receiver is the sender or
    is not served by this installation, and OutOfScope without a municipality in scope.
    """
    sender_id = scope.current()
    if to.pk == sender_id or not to.is_active:
        raise ValueError(f"{to.code} cannot receive from {sender_id}: itself, or not served here")
    message = HandOver(
        sender_id=sender_id,
        receiver=to,
        kind=kind,
        subject=subject,
        content=HandOver.sealed(facts),
        sent_at=at,
        sent_by_id=by.account_id,
    )
    message.save()
    _tell("handover.sent", message, {"receiver": to.name}, by=by, at=at)
    return message


def inbox() -> QuerySet[HandOver]:
    """Messages to the municipality in scope that wait for its answer, oldest first."""
    waiting: QuerySet[HandOver] = HandOver.objects.received().waiting().select_related("sender")
    return waiting


def accept(*, hand_over: HandOver, number: str | None = None, by: Actor, at: datetime) -> HandOver:
    """The receiver takes the matter, under a number of its own where it gives one, which the sender can read.

    Raises OutOfScope anywhere but in its scope, AlreadyAnswered the second time.
    """
    values = {"accepted_at": at, "accepted_by_id": by.account_id, "accepted_as": number}
    return _answer(hand_over, "handover.accepted", values, by=by, at=at)


def refuse(*, hand_over: HandOver, reason: str, by: Actor, at: datetime) -> HandOver:
    """The receiver leaves the matter with the sender, who reads the reason. Raises as `accept`; ValueError without a
    reason."""
    if not reason.strip():
        raise ValueError("A refusal needs a reason.")
    values = {"refused_at": at, "refused_by_id": by.account_id, "refusal": reason.strip()}
    return _answer(hand_over, "handover.refused", values, by=by, at=at)


@transaction.atomic
def _answer(message: HandOver, verb: str, values: dict[str, Any], *, by: Actor, at: datetime) -> HandOver:
    if message.receiver_id != scope.current():
        raise scope.OutOfScope(f"Message {message.pk} is not for municipality {scope.current()}.")
    # Of two answers at one moment, one finds the row waiting.
    if not HandOver.objects.received().waiting().filter(pk=message.pk).update(**values, content="", emptied_at=at):
        raise AlreadyAnswered(f"Message {message.pk} was answered before.")
    message.refresh_from_db()
    _tell(verb, message, {"sender": message.sender.name}, by=by, at=at)
    return message


def _tell(verb: str, message: HandOver, facts: dict[str, str], *, by: Actor, at: datetime) -> None:
    facts = {"kind": message.kind, **facts}
    journal.record(verb, by=by, at=at, subject=message.subject, subject_kind="handover", facts=facts)
