"""Signals as people support and follow them, and what their followers hear of what came of them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.models import Case
from chinar.domain.cases.relations import leading_of
from chinar.domain.reports import tracing
from chinar.domain.reports.models import CitizenReport
from chinar.domain.reports.moderating import cases_within
from chinar.domain.reports.queries import shown_to_all
from chinar.domain.reports.rules import KIND
from chinar.foundation.conversation import sorts
from chinar.foundation.conversation.subjects import Subject, Talked, User, describe
from chinar.foundation.people.access import can
from chinar.foundation.trail.describing import kind_named
from chinar.foundation.trail.models import Link
from chinar.foundation.trail.queries import seen_of


def seen(numbers: Collection[str]) -> dict[str, Subject]:
    return {report.case.number: subject_of(report) for report in shown_to_all().filter(case__number__in=numbers)}


def subject_of(report: CitizenReport) -> Subject:
    """Of one that accuses somebody nobody talks here, however it is worded."""
    told, case = tracing.told(report), report.case
    ended_on = localdate(case.closed_at) if case.closed_at else None
    return Subject(told.title, told.state, takes_comments=not report.is_restricted, ended_on=ended_on)


def moved(subscriptions: Any) -> Any:
    """Those whose signal everybody may see and which stands elsewhere than they were told."""
    shown = shown_to_all().filter(case__number=OuterRef("subject"))
    elsewhere = shown.exclude(case__state=OuterRef("told_state"), case__outcome=OuterRef("told_outcome"))
    return subscriptions.filter(Exists(elsewhere))


def standing(number: str) -> tuple[str, str]:
    return Case.objects.values_list("state", "outcome").get(number=number)  # type: ignore[no-any-return]


def leading(number: str) -> str:
    """The signal with which it was joined, if everybody may see it."""
    case = Case.objects.get(number=number)
    other = leading_of(case)
    shown = other.pk != case.pk and shown_to_all().filter(case=other).exists()
    return str(other.number) if shown else ""


def within(user: User, ability: str, on: date) -> Any:
    return cases_within(user, ability, on=on).values("number") if can(user, ability, on=on) else ()


def ripe(marks: Collection[str]) -> dict[str, bool]:
    """Links of the trail of which both ends are public; never those that were removed."""
    links = list(Link.objects.filter(pk__in=marks))
    public = seen_of(end for link in links if not link.removed_at for end in (link.cause, link.effect))
    removed = {str(link.pk): False for link in links if link.removed_at}
    return removed | {str(link.pk): True for link in links if {link.cause, link.effect} <= public.keys()}


def words_of(mark: str) -> Mapping[str, str]:
    """What came of it as everybody reads it."""
    link = Link.objects.get(pk=mark)
    traced, effect = kind_named(link.effect_kind), seen_of([link.effect])[link.effect]
    return {"effect": effect.title, "sort": str(traced.name) if traced else "", "stands": effect.state}


EFFECT = sorts.Sort("effect", "conversation/notices/effect.txt", ripe, words_of)
sorts.register(EFFECT)
SIGNAL = Talked(
    kind=KIND,
    name=_("signal"),
    seen=seen,
    page="reports:report",
    argument="number",
    is_numbered=True,
    recorded_as="case",
    moved=moved,
    standing=standing,
    leading=leading,
    within=within,
    actor=tracing.actor,
)
describe(SIGNAL)
