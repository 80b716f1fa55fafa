"""Followers hear the news of what they follow: noted when it happens, told by the worker once everybody may read it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from chinar.foundation.conversation.actions.subscribing import AT_ONCE, write_to
from chinar.foundation.conversation.models import News, Subscription
from chinar.foundation.conversation.sorts import Sort, sort_named
from chinar.foundation.conversation.subjects import kind_named

READ_AT_MOST = 1_000


def note_news(kind: str, subject: str, *, sort: str, mark: str, at: datetime) -> None:
    """In the transaction of what happened; whoever follows the object now will be told."""
    News.objects.get_or_create(subject_kind=kind, subject=subject, sort=sort, mark=mark, defaults={"noted_at": at})


def tell_news(*, at: datetime) -> int:
    """Writes to followers of what is new and public; answers to how many. The rest waits for its next round, and what
    cannot be told yet goes to the end of the line."""
    waiting = list(News.objects.in_turn()[:READ_AT_MOST])
    ripe, public = _ripe(waiting), _public(waiting)
    told, unripe, gone = 0, [], []
    for news in waiting:
        sort, standing = sort_named(news.sort), ripe.get((news.sort, news.mark))
        if standing is False:
            gone.append(news.pk)
        elif sort is None or standing is None or (news.subject_kind, news.subject) not in public:
            unripe.append(news.pk)
        elif told < AT_ONCE:
            told += _tell(news, sort, at=at)
    News.objects.waiting().filter(pk__in=gone).update(told_at=at)
    News.objects.waiting().filter(pk__in=unripe).update(looked_at=at)
    return told


def _ripe(waiting: Iterable[News]) -> dict[tuple[str, str], bool]:
    marks: dict[str, set[str]] = {}
    for news in waiting:
        marks.setdefault(news.sort, set()).add(news.mark)
    sorts = [sort for code in marks if (sort := sort_named(code))]
    return {(sort.code, mark): told for sort in sorts for mark, told in sort.ripe(marks[sort.code]).items()}


def _public(waiting: Iterable[News]) -> set[tuple[str, str]]:
    keys: dict[str, set[str]] = {}
    for news in waiting:
        keys.setdefault(news.subject_kind, set()).add(news.subject)
    kinds = [talked for kind in keys if (talked := kind_named(kind))]
    return {(talked.kind, key) for talked in kinds for key in talked.seen(keys[talked.kind])}


@transaction.atomic
def _tell(news: News, sort: Sort, *, at: datetime) -> int:
    """The next who follow it; the key of each letter is that of the mark, so that nobody is told twice."""
    rows = Subscription.objects.active().of(news.subject_kind, news.subject)
    rows = rows.filter(pk__gt=news.reached, confirmed_at__lte=news.noted_at)
    due = list(rows.select_related("account").order_by("pk")[:AT_ONCE])
    for subscription in due:
        key = f"{sort.code}:{news.mark}"
        write_to(subscription, sort.template, key=key, more=lambda: sort.words(news.mark), at=at)
    reached = {"reached": due[-1].pk} if len(due) == AT_ONCE else {"told_at": at}
    News.objects.waiting().filter(pk=news.pk, reached=news.reached).update(**reached)
    return len(due)
