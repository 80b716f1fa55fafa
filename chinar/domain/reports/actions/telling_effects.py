"""Followers of a signal hear what came of it: noted with the link, told by the worker while everybody may read it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from chinar.domain.reports import queries
from chinar.domain.reports.actions.subscribing import AT_ONCE, write_to
from chinar.domain.reports.models import CitizenReport, EffectNews, Subscription
from chinar.foundation.trail.describing import kind_named
from chinar.foundation.trail.models import Link
from chinar.foundation.trail.queries import seen_of

READ_AT_MOST = 1_000


def note_effect(report: CitizenReport, link: Link, *, at: datetime) -> None:
    """In the transaction of the link; whoever follows the signal now will be told."""
    EffectNews.objects.get_or_create(report=report, link=link, defaults={"noted_at": at})


def tell_effects(*, at: datetime) -> int:
    """Writes to followers of what is new and public; answers to how many. The rest waits for its next round."""
    EffectNews.objects.waiting().filter(link__removed_at__isnull=False).update(told_at=at)
    rows = EffectNews.objects.waiting().filter(report__in=queries.shown_to_all().values("pk"))
    beside = ("link", "report__case", "report__category", "report__settlement")
    waiting = list(rows.select_related(*beside).order_by("id")[:READ_AT_MOST])
    public = seen_of(end for news in waiting for end in (news.link.cause, news.link.effect))
    told = 0
    for news in waiting:
        if {news.link.cause, news.link.effect} <= public.keys() and told < AT_ONCE:
            told += _tell(news, at=at)
    return told


@transaction.atomic
def _tell(news: EffectNews, *, at: datetime) -> int:
    """The next who follow it; the key of each letter is that of the link, so that nobody is told twice."""
    rows = Subscription.objects.active().filter(
        report=news.report, pk__gt=news.reached, confirmed_at__lte=news.noted_at
    )
    due = list(rows.select_related("account").order_by("pk")[:AT_ONCE])
    for subscription in due:
        subscription.report = news.report
        write_to(subscription, "effect", key=f"effect:{news.link_id}", more=_words_of(news.link), at=at)
    reached = {"reached": due[-1].pk} if len(due) == AT_ONCE else {"told_at": at}
    EffectNews.objects.waiting().filter(pk=news.pk, reached=news.reached).update(**reached)
    return len(due)


def _words_of(link: Link) -> Callable[[], Mapping[str, str]]:
    """What came of it as everybody reads it, in the language in which it is asked for."""

    def words() -> Mapping[str, str]:
        traced, seen = kind_named(link.effect_kind), seen_of([link.effect])[link.effect]
        return {"effect": seen.title, "sort": str(traced.name) if traced else "", "stands": seen.state}

    return words
