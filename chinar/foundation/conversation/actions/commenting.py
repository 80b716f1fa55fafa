"""A comment is written, and confirmed by a link where its author has no account."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from chinar.foundation.conversation import links
from chinar.foundation.conversation.models import Comment
from chinar.foundation.conversation.models.subscription import UNCONFIRMED as KEPT
from chinar.foundation.conversation.queries import rules_of_town
from chinar.foundation.conversation.rules import waits_because
from chinar.foundation.conversation.subjects import Talked, kind_named
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.journal.actions import record
from chinar.foundation.moderation.rules import masked, personal_data_in
from chinar.foundation.notifications.actions import About, forget_old, notify
from chinar.foundation.notifications.recipients import Recipient, of_account
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Municipality

ABOUT = "comment"
HELD = "comment_held"


class TooManyHeld(Exception):
    """So many comments of this address, or of everybody, wait for their link that another one is not kept."""


@dataclass(frozen=True, slots=True)
class NewComment:
    """What somebody sends. `address` only where there is no account."""

    key: UUID
    subject: str
    text: str
    name: str = ""
    shows_name: bool = False
    account: Account | None = None
    address: str = ""
    reply_to: Comment | None = None
    language: str = "bg"


@transaction.atomic
def write(talked: Talked, new: NewComment, *, by: Actor, at: datetime) -> Comment:
    """Keeps it; with an account it is published at once where nothing speaks against that, without one a letter asks
    whether it is theirs. The same key again changes nothing. Raises TooManyHeld."""
    known: Comment | None = Comment.objects.filter(key=new.key).first()
    if known is not None:
        return known
    digest = links.digest_of_author(new.address) if new.account is None else ""
    if new.account is None:
        held = Comment.objects.unconfirmed()
        of_address = held.filter(address_hash=digest).count()
        if of_address >= Comment.MOST_OF_ONE_ADDRESS or held.count() >= Comment.MOST_UNCONFIRMED:
            raise TooManyHeld
    facts = {
        "subject_kind": talked.kind,
        "subject": new.subject,
        "reply_to": new.reply_to,
        "text": new.text,
        "name": new.name,
        "shows_name": new.shows_name and bool(new.name),
        "account": new.account,
        "address": "" if new.account else new.address.strip(),
        "address_hash": digest,
        "language": new.language,
        "written_at": at,
    }
    comment, is_new = Comment.objects.get_or_create(key=new.key, defaults=facts)
    if not is_new:
        return comment  # type: ignore[no-any-return]
    if new.account is None:
        tell_author(comment, "comment_confirm", key="confirm", about=HELD, at=at)
    else:
        _take_in(comment, talked, by=by, at=at)
    return comment  # type: ignore[no-any-return]


@transaction.atomic
def confirm(comment: Comment, talked: Talked, *, at: datetime) -> bool:
    """Its author says that it is theirs; False when they have said so before."""
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    if held.confirmed_at is not None:
        return False
    _take_in(held, talked, by=VISITOR, at=at)
    return True


def _take_in(comment: Comment, talked: Talked, *, by: Actor, at: datetime) -> None:
    found = personal_data_in(f"{comment.text}\n{comment.name if comment.shows_name else ''}")
    has_account, first = comment.account_id is not None, rules_of_town().reads_first
    because = waits_because(first, has_account=has_account, holds_personal_data=bool(found))
    comment.confirmed_at, comment.because = at, because.value if because else ""
    if because is None:
        show(comment, at=at)
    comment.save()
    record("comment.written", by=by, at=at, subject=comment.subject, subject_kind=talked.journal_kind)


def show(comment: Comment, *, at: datetime) -> None:
    """Everybody reads it once the row is saved: its words with what was spotted masked, and the name by choice."""
    comment.published_at = comment.published_at or at
    comment.wording = masked(comment.text)
    comment.author = masked(comment.name)[:150] if comment.shows_name else ""
    comment.withholding = None


def tell_author(
    comment: Comment, code: str, *, key: str, about: str = ABOUT, more: dict[str, Any] | None = None, at: datetime
) -> None:
    """A letter to whoever wrote it, in their language; none once nothing is kept of them."""
    talked = kind_named(comment.subject_kind)
    assert talked is not None  # nothing else is talked about

    def facts(town: Municipality) -> dict[str, Any]:
        language, subject = get_language() or "bg", talked.subject(comment.subject)
        own = {"key": comment.key, "code": links.to_own(comment)}
        return {
            "title": subject.title if subject else talked.label(comment.subject),
            "link": talked.whole_address(town.slug, comment.subject, language=language),
            "own": absolute_url(town.slug, "conversation:own", language=language, **own),
            **(more or {}),
        }

    notify(
        _author_of(comment),
        template=f"conversation/notices/{code}.txt",
        key=f"comment:{comment.key}:{key}",
        facts=facts,
        about=About(about, str(comment.key)),
        at=at,
    )


def _author_of(comment: Comment) -> list[Recipient]:
    if comment.account is not None:
        return [of_account(comment.account)] if comment.account.is_active and comment.account.email else []
    return [Recipient(language=comment.language, address=comment.address)] if comment.address else []


def erase_unconfirmed(*, at: datetime) -> None:
    """Comments that nobody confirmed in time, and the letters about them."""
    Comment.objects.lapsed(at=at).delete()
    forget_old(HELD, written_before=at - KEPT)
