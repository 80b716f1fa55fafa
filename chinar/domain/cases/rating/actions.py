"""Verbs of ratings: given, answered; words erased when they were kept long enough."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import get_language

from chinar.domain.cases.models import Case, Rating, RatingReply, RatingRequest
from chinar.domain.cases.rating.codes import own_key_for
from chinar.domain.cases.rating.promises import due_day, plan_in_force
from chinar.domain.cases.rating.rules import LOW, erased_before
from chinar.domain.cases.rating.watching import tell_unit
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.documents.codes import format_code
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.actions import About, forget_about, notify
from chinar.foundation.notifications.recipients import Recipient
from chinar.foundation.territory.models import Municipality


class AlreadyRated(Exception):
    """This contact was rated before; nothing was changed."""


class TooLate(Exception):
    """The time to rate this contact is over."""


class AlreadyReplied(Exception):
    """A colleague was first, or the words are erased by now; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody said of how they were served. `address` is of the kind that `channel` names."""

    score: int
    text: str = ""
    address: str = ""
    channel: str = ""
    language: str = "bg"


@transaction.atomic
def give(asked: RatingRequest, given: Given, *, way: str, by: Actor, at: datetime) -> Rating:
    """Keeps a rating; a low one is owed an answer. Who it is about is told at once. `by` is the official who writes it
    down, for `way` OFFICIAL, or a visitor: nobody is named with what they said. Raises AlreadyRated, TooLate."""
    held = RatingRequest.objects.select_for_update(of=("self",)).select_related("department").get(pk=asked.pk)
    if Rating.objects.filter(request=held).exists():
        raise AlreadyRated(held.pk)
    today = localtime(at).date()
    if held.until < today:
        raise TooLate(held.pk)
    is_low = given.score <= LOW
    rating: Rating = Rating.objects.create(
        request=held,
        service=held.service,
        by_company=held.by_company,
        score=given.score,
        text=given.text,
        way=way,
        at=at,
        entered_by_id=by.account_id if way == Rating.Way.OFFICIAL else None,
        address=given.address if is_low else "",
        channel=given.channel if is_low and given.address else "",
        language=given.language,
        due_on=due_day(today) if is_low else None,
    )
    if is_low:
        tell_unit(rating, at=at)
    verb = "rating.entered" if rating.entered_by_id else "rating.given"
    record(verb, by=by, at=at, subject=str(rating.pk), subject_kind="rating")
    return rating


@transaction.atomic
def reply(rating: Rating, *, text: str, by: Actor, at: datetime) -> RatingReply:
    """The unit answers a low one; whoever left an address is told that there is an answer, and where. Raises
    AlreadyReplied."""
    held: Rating | None = (
        Rating.objects.select_for_update(of=("self",)).select_related("request").owed().filter(pk=rating.pk).first()
    )
    if held is None or by.account_id is None:
        raise AlreadyReplied(rating.pk)
    made: RatingReply = RatingReply.objects.create(rating=held, text=text, at=at, by_id=by.account_id)
    record("rating.answered", by=by, at=at, subject=str(held.pk), subject_kind="rating")
    if held.address:
        to = Recipient(language=held.language, address=held.address, channel=held.channel)
        suffix = "_sms" if held.channel == "sms" else ""
        notify(
            [to],
            template=f"cases/notices/rating_answered{suffix}.txt",
            key=f"rating:{held.pk}:answered",
            facts=partial(_own_page, held.request),
            about=about(held),
            at=at,
        )
    return made


def about(rating: Rating) -> About:
    return About("rating", str(rating.pk))


def _own_page(asked: RatingRequest, town: Municipality) -> dict[str, Any]:
    codes = {"code": format_code(asked.code), "key": format_code(own_key_for(asked.subject))}
    return {"link": absolute_url(town.slug, "cases:rated", language=get_language() or "bg", **codes)}


def empty_ratings_of(case: Case, *, at: datetime) -> None:
    """What was said of a matter whose file is destroyed, in the transaction of that act; the marks stay counted."""
    _empty([row.pk for row in Rating.objects.filter(request__case=case, emptied_at=None)], at=at)


@transaction.atomic
def empty_old(*, at: datetime) -> int:
    """Erases the words, addresses and answers that the town has kept for as long as it promised; answers of how many
    ratings. A low one that is still owed an answer keeps them."""
    first = erased_before(localtime(at).date(), plan_in_force().text_months)
    old = Rating.objects.filter(at__date__lt=first, emptied_at=None)
    answered = old.exclude(pk__in=Rating.objects.owed().values("pk")).order_by("pk")
    pks = list(answered.values_list("pk", flat=True)[:500])
    if pks:
        _empty(pks, at=at)
        record("rating.emptied", by=SYSTEM, at=at, facts={"n": str(len(pks))})
    return len(pks)


def _empty(pks: list[int], *, at: datetime) -> None:
    Rating.objects.filter(pk__in=pks).update(text="", address="", emptied_at=at)
    RatingReply.objects.filter(rating__in=pks, emptied_at=None).update(text="", emptied_at=at)
    for pk in pks:
        forget_about(About("rating", str(pk)), at=at)
