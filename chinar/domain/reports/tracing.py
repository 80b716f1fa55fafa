"""Signals as the trail links them with what came of them."""

from collections.abc import Collection
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import kinds, outcomes
from chinar.domain.cases.access import actor_on, may_handle, numbers_kept_from, reaches
from chinar.domain.cases.models import Case
from chinar.domain.cases.notices import tell_with
from chinar.domain.reports.queries import shown_to_all
from chinar.domain.reports.rules import KIND
from chinar.foundation.conversation.actions.telling import note_news
from chinar.foundation.core.actor import Actor
from chinar.foundation.trail.access import ABILITY
from chinar.foundation.trail.describing import Seen, Traced, User, describe, kind_named
from chinar.foundation.trail.rules import Thing


def seen(numbers: Collection[str]) -> dict[str, Seen]:
    """Those that have a page for everybody: category and settlement, where they stand, when they came."""
    return {report.case.number: told(report) for report in shown_to_all().filter(case__number__in=numbers)}


def told(report: object) -> Seen:
    """As the trail and letters tell it."""
    case: Case = report.case  # type: ignore[attr-defined]
    ended = outcomes.outcome_of(case)
    state = kinds.kind_of(case).state(case.state)
    return Seen(
        title=report.title,  # type: ignore[attr-defined]
        on=localdate(case.received_at),
        language=get_language() or "bg",
        state=str(ended.words if ended else state.for_citizen),
        phase=str(state.phase),
    )


def _case(number: str) -> Case | None:
    return Case.objects.select_related("department").filter(number=number, kind="report").first()  # type: ignore[no-any-return]


def reached(user: User, number: str, on: date) -> bool:
    case = _case(number)
    return case is not None and reaches(user, case, "cases.read", on=on) and may_handle(user, case, ABILITY, on=on)


def actor(user: User, number: str, on: date) -> Actor:
    case = _case(number)
    assert case is not None  # asked of what `reached` has found
    return actor_on(user, case, on=on)


def heard(number: str, effect: Thing, mark: str, at: datetime) -> None:
    """The author, and those whose signals were joined with it, are told at the addresses they gave; its followers by
    the worker, as they may be many."""
    case, traced = _case(number), kind_named(effect.kind)
    if case is not None and traced is not None:
        tell_with(case, "came_of_it", {"effect": traced.name}, key=mark, at=at)
        note_news(KIND, number, sort="effect", mark=mark, at=at)


describe(
    Traced(
        kind=KIND,
        name=_("signal"),
        seen=seen,
        address=lambda number: reverse("reports:report", kwargs={"number": number}),
        desk_address=lambda number: reverse("cases:case", kwargs={"number": number}),
        reached=reached,
        actor=actor,
        kept_from=numbers_kept_from,
        is_numbered=True,
        heard=heard,
    )
)
