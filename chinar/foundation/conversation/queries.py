"""Reads of the conversation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.db.models.expressions import Combinable

from chinar.foundation.conversation.models import Comment, Support, TalkRules
from chinar.foundation.conversation.rules import is_closed
from chinar.foundation.conversation.subjects import Subject, Talked, User, described
from chinar.foundation.journal.models import Entry
from chinar.foundation.moderation.models import Objection

ON_A_PAGE = 20
MOST_REPLIES = 200
MOST = 50
MODERATE, DECIDE = "conversation.moderate", "conversation.decide"
READ = "comment.read"
NEWEST, OLDEST = "newest", "oldest"


def supporters_of(kind: str, keys: Collection[str]) -> dict[str, int]:
    """How many said "me too" of each; those that nobody supports are left out. One query at most."""
    if not keys:
        return {}
    rows = Support.objects.filter(subject_kind=kind, subject__in=keys).order_by()
    return dict(rows.values_list("subject").annotate(n=Count("id")))


def is_supported(kind: str, key: str | Combinable) -> Exists:
    """Whether anybody said "me too", as part of another query."""
    return Exists(Support.objects.filter(subject_kind=kind, subject=key))


def rules_of_town() -> TalkRules:
    """As they are set, or as they hold where nothing is set."""
    return TalkRules.objects.first() or TalkRules()


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and what was answered to it, the oldest first."""

    comment: Comment
    replies: list[Comment]


@dataclass(frozen=True, slots=True)
class Talk:
    """What the page of a public object shows of its comments. `following` is the last comment when more come after."""

    talked: Talked
    key: str
    threads: list[Thread]
    takes: bool
    order: str
    begun: bool
    following: int | None


def talk_of(talked: Talked, key: str, subject: Subject, *, asked: dict[str, str], today: date) -> Talk:
    """`asked` is what the address says of order and page. One query where nobody has written; two else, and one more
    once the object came to its end."""
    order = OLDEST if asked.get("order") == OLDEST else NEWEST
    after = _number(asked.get("after", ""))
    rows = Comment.objects.of(talked.kind, key).shown().filter(reply_to=None)
    if after is not None:
        rows = rows.filter(pk__gt=after) if order == OLDEST else rows.filter(pk__lt=after)
    found = list(_as_shown(rows).order_by("pk" if order == OLDEST else "-pk")[: ON_A_PAGE + 1])
    tops = found[:ON_A_PAGE]
    return Talk(
        talked=talked,
        key=key,
        threads=_threads(tops),
        takes=takes_comments(subject, today=today),
        order=order,
        begun=after is not None,
        following=tops[-1].pk if len(found) > len(tops) else None,
    )


def _threads(tops: list[Comment]) -> list[Thread]:
    replies: dict[int, list[Comment]] = {}
    if tops:
        rows = Comment.objects.shown().filter(reply_to__in=[top.pk for top in tops])
        for reply in _as_shown(rows).order_by("pk")[:MOST_REPLIES]:
            replies.setdefault(reply.reply_to_id, []).append(reply)
    return [Thread(top, replies.get(top.pk, [])) for top in tops]


def _as_shown(rows: Any) -> Any:
    """Without what everybody may not read: nothing of it is even deciphered."""
    return rows.select_related("withholding", "unit").defer("text", "name", "address")


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None


def takes_comments(subject: Subject, *, today: date) -> bool:
    """Whether a new comment is taken; one query once the object came to its end."""
    if not subject.takes_comments:
        return False
    return subject.ended_on is None or not is_closed(subject.ended_on, rules_of_town().closes_after, today=today)


def within(user: User, ability: str, *, on: date) -> Q:
    """Comments on what the official reaches with the ability; what they have written themselves is for others."""
    reached = Q(pk__in=())
    for talked in described():
        reached |= Q(subject_kind=talked.kind, subject__in=talked.within(user, ability, on))
    return reached & (Q(account=None) | ~Q(account_id=user.pk))


def to_read(user: User, *, on: date) -> Any:
    """What waits for an official before everybody reads it, the oldest first."""
    return Comment.objects.waiting().filter(within(user, MODERATE, on=on)).order_by("confirmed_at", "pk")


def lately_published(user: User, *, on: date, about: str = "") -> list[Comment]:
    """What people wrote and everybody reads, the newest first; each knows whether the municipality has answered."""
    rows = Comment.objects.public().filter(within(user, MODERATE, on=on), unit=None)
    if about:
        rows = rows.filter(subject=about)
    answers = Comment.objects.filter(unit__isnull=False, reply_to=OuterRef("pk"))
    return list(rows.annotate(is_answered=Exists(answers)).order_by("-pk")[:MOST])


def lately_withheld(user: User, *, on: date) -> list[Comment]:
    rows = Comment.objects.filter(within(user, MODERATE, on=on), withholding__isnull=False)
    return list(rows.select_related("withholding__by", "withholding__objection__decision").order_by("-pk")[:MOST])


def objections_for(user: User, *, on: date) -> Any:
    """What waits for a decision of the official: nothing that they withheld themselves."""
    comments = Comment.objects.filter(within(user, DECIDE, on=on), withholding__isnull=False)
    waiting = Objection.objects.waiting().filter(withholding__in=comments.values("withholding"))
    waiting = waiting.exclude(withholding__by_id=user.pk).select_related("withholding")
    return waiting.order_by(F("due_on").asc(nulls_last=True), "id")


def readers_of(comment: Comment) -> list[tuple[str, datetime]]:
    """Officials who saw the name of the author, by name, and when first; one query."""
    opened = Entry.objects.filter(subject_kind="comment", subject=str(comment.pk), verb=READ, actor_kind="official")
    rows = opened.order_by().values("actor_id", "actor__name").annotate(first=Min("at")).order_by("first")
    return list(rows.values_list("actor__name", "first")[:MOST])
