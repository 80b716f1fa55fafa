"""Answers of the bank as the trail links them: what was asked, told to everybody."""

from collections.abc import Collection
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.access import actor_on, may_handle, numbers_kept_from
from chinar.domain.cases.notices import tell_with
from chinar.domain.enquiries.models import BankAnswer
from chinar.domain.enquiries.searching import KIND
from chinar.foundation.core.actor import Actor
from chinar.foundation.trail.access import ABILITY
from chinar.foundation.trail.describing import Seen, Traced, User, describe, kind_named
from chinar.foundation.trail.rules import Thing


def seen(keys: Collection[str]) -> dict[str, Seen]:
    answers = BankAnswer.objects.public().select_related("service_version").filter(pk__in=ids_of(keys))
    return {
        str(answer.pk): Seen(
            title=answer.question,
            on=localdate(answer.published_at),
            language="bg",
            state=gettext("outdated") if answer.is_outdated else "",
            phase="late" if answer.is_outdated else "",
        )
        for answer in answers
    }


def ids_of(keys: Collection[str]) -> list[int]:
    return [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 19]


def _answer(key: str) -> BankAnswer | None:
    rows = BankAnswer.objects.select_related("answer__enquiry__case__department").filter(pk__in=ids_of([key]))
    return rows.first()  # type: ignore[no-any-return]


def reached(user: User, key: str, on: date) -> bool:
    answer = _answer(key)
    return answer is not None and may_handle(user, answer.answer.enquiry.case, ABILITY, on=on)


def actor(user: User, key: str, on: date) -> Actor:
    answer = _answer(key)
    assert answer is not None  # asked of what `reached` has found
    return actor_on(user, answer.answer.enquiry.case, on=on)


def kept_from(user: User) -> frozenset[str]:
    numbers = numbers_kept_from(user)
    kept = (
        BankAnswer.objects.filter(answer__enquiry__case__number__in=numbers) if numbers else BankAnswer.objects.none()
    )
    return frozenset(map(str, kept.values_list("pk", flat=True)))


def heard(key: str, effect: Thing, mark: str, at: datetime) -> None:
    """Whoever asked is told at the address they gave."""
    answer, traced = _answer(key), kind_named(effect.kind)
    if answer is not None and traced is not None:
        more = {"effect": traced.name}
        tell_with(answer.answer.enquiry.case, "came_of_it", more, key=mark, at=at)


def desk_address(key: str) -> str:
    answer = _answer(key)
    assert answer is not None  # asked of what `reached` has found
    return reverse("cases:case", kwargs={"number": answer.answer.enquiry.case.number})


describe(
    Traced(
        kind=KIND,
        name=_("answer"),
        seen=seen,
        address=lambda key: reverse("enquiries:answer", kwargs={"pk": int(key)}),
        desk_address=desk_address,
        reached=reached,
        actor=actor,
        kept_from=kept_from,
        heard=heard,
    )
)
