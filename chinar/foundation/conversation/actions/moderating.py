"""What officials do with comments: publish, withhold, answer for the municipality, decide of objections.

Each locks the comment first: of two officials one acts, and the other is told.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from chinar.foundation.conversation.actions.commenting import show, tell_author
from chinar.foundation.conversation.actions.telling import note_news
from chinar.foundation.conversation.models import Comment, TalkRules
from chinar.foundation.conversation.subjects import Owed, Talked, registrar
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.moderation import actions as moderation
from chinar.foundation.moderation.models import Objection, Withholding
from chinar.foundation.moderation.rules import PersonalData, personal_data_in
from chinar.foundation.territory.models import Department

WITHHELD_AS = "comment"
"""What moderation calls comments; their ids are the subjects."""
ANSWER = "answer"
"""The sort of news by which followers hear that the municipality has answered."""


class ReadBefore(Exception):
    """A colleague has published or withheld it meanwhile; nothing was changed."""


class HoldsPersonalData(ValueError):
    """The words of the municipality hold what must not be public; `kinds` says what. Nothing was changed."""

    def __init__(self, kinds: tuple[PersonalData, ...]) -> None:
        super().__init__(", ".join(kinds))
        self.kinds = kinds


def _held(comment: Comment) -> Comment:
    return Comment.objects.select_for_update().get(pk=comment.pk)  # type: ignore[no-any-return]


@transaction.atomic
def publish(comment: Comment, talked: Talked, *, by: Actor, at: datetime) -> None:
    """Everybody reads it from now on, with what was spotted masked; its author is told. Raises ReadBefore."""
    held = _held(comment)
    if not held.is_waiting:
        raise ReadBefore(held.pk)
    show(held, at=at)
    held.save()
    tell_author(held, "comment_published", key="published", at=at)
    record("comment.published", by=by, at=at, subject=held.subject, subject_kind=talked.journal_kind)


@transaction.atomic
def withhold(
    comment: Comment, *, seen: str, reason: str, explanation: str = "", by: Actor, at: datetime
) -> Withholding:
    """A tombstone with the reason takes its place; its author is told and may object. `seen` is how it stood when the
    official looked (`standing_of`). Raises ReadBefore."""
    held = _held(comment)
    if held.withholding_id is not None or held.confirmed_at is None or seen != standing_of(held):
        raise ReadBefore(held.pk)
    held.withholding = moderation.withhold(
        WITHHELD_AS,
        str(held.pk),
        was_public=held.published_at is not None,
        reason=reason,
        explanation=explanation,
        by=by,
        at=at,
    )
    held.save(update_fields=["withholding"])
    told = {"reason": Withholding.Reason(reason).label, "was_public": held.published_at is not None}
    tell_author(held, "comment_withheld", key=f"withheld:{held.withholding.pk}", more=told, at=at)
    return held.withholding


def standing_of(comment: Comment) -> str:
    """How it stands, for the form in which an official decides."""
    if comment.withholding_id is not None:
        return "withheld"
    return "public" if comment.published_at else "waiting"


@transaction.atomic
def object_to(comment: Comment, *, text: str, by: Actor, at: datetime) -> None:
    """Its author objects. Raises ObjectedBefore."""
    held = _held(comment)
    if held.withholding is None:
        raise moderation.ObjectedBefore(held.pk)
    moderation.object_to(held.withholding, text=text, by=by, at=at)


@transaction.atomic
def decide_objection(
    comment: Comment, objection: Objection, *, grants: bool, answer: str, by: Actor, at: datetime
) -> None:
    """Granted, everybody reads it; the author is told either way. Raises SamePerson, DecidedBefore."""
    held = _held(comment)
    moderation.decide_objection(objection, grants=grants, answer=answer, by=by, at=at)
    if grants:
        show(held, at=at)
        held.save()
    tell_author(held, "comment_objection", key=f"objection:{objection.pk}", more={"granted": grants}, at=at)


@transaction.atomic
def answer(
    comment: Comment, talked: Talked, *, key: UUID, text: str, unit: Department, by: Actor, at: datetime
) -> Comment:
    """The municipality answers for everybody to read; the author and those who follow the object are told. The same key
    again changes nothing. Raises HoldsPersonalData, ReadBefore where the comment is not public."""
    if found := personal_data_in(text):
        raise HoldsPersonalData(found)
    held = _held(comment)
    known: Comment | None = Comment.objects.filter(key=key).first()
    if known is not None:
        return known
    if not held.is_public:
        raise ReadBefore(held.pk)
    made: Comment = Comment.objects.create(
        subject_kind=held.subject_kind,
        subject=held.subject,
        key=key,
        reply_to_id=held.reply_to_id or held.pk,
        text=text,
        account_id=by.account_id,
        unit=unit,
        written_at=at,
        confirmed_at=at,
        published_at=at,
        wording=text,
    )
    tell_author(held, "comment_answered", key=f"answered:{made.pk}", at=at)
    note_news(held.subject_kind, held.subject, sort=ANSWER, mark=str(made.pk), at=at)
    record("comment.answered", by=by, at=at, subject=held.subject, subject_kind=talked.journal_kind)
    return made


@transaction.atomic
def owe_an_answer(comment: Comment, talked: Talked, *, chance: Callable[[int], bytes], by: Actor, at: datetime) -> str:
    """It becomes a question of its own with number and period; answers to the number, the same the second time, and to
    "" when it cannot be registered just now."""
    held, make = _held(comment), registrar()
    if held.matter or make is None or held.confirmed_at is None:
        return str(held.matter)
    owed = Owed(
        key=held.key,
        text=held.text,
        name=held.name,
        address=held.address,
        account=held.account,
        language=held.language,
        received_at=held.confirmed_at,
        by=by,
        at=at,
        chance=chance,
    )
    held.matter = make(owed)
    if not held.matter:
        return ""
    held.save(update_fields=["matter"])
    record("comment.owed", by=by, at=at, subject=held.subject, subject_kind=talked.journal_kind)
    return str(held.matter)


@transaction.atomic
def set_rules(*, reads_first: str, closes_after: int | None, by: Actor, at: datetime) -> None:
    """Holds for comments from now on."""
    TalkRules.objects.update_or_create(defaults={"reads_first": reads_first, "closes_after": closes_after})
    record("comment.rules_set", by=by, at=at)
