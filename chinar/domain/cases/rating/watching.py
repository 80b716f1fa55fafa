"""Who hears of a low rating: its unit at once, again when it falls due, and the secretary when it is late."""

from collections.abc import Collection
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language

from chinar.domain.cases.models import Case, Rating
from chinar.domain.cases.models.rating_request import RatingRequest
from chinar.domain.cases.rating.naming import called
from chinar.domain.cases.rating.promises import due_day
from chinar.domain.cases.watching.actions import may_remind, plan_in_force, working_calendar
from chinar.domain.cases.watching.officials import Officials, officials
from chinar.domain.cases.watching.rules import Level, horizon, reminder
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.notifications.actions import About, notify
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.queries import unwritten, written
from chinar.foundation.notifications.recipients import of_account
from chinar.foundation.people.abilities import ROLES
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Municipality

ABILITY = "ratings.answer"
AT_ONCE = 500
UNIT, TOWN = Level.HEAD, Level.SECRETARY


def tell_unit(rating: Rating, *, at: datetime) -> None:
    """A low rating has come; in the transaction in which it was given."""
    people = officials(on=localtime(at).date())
    near = answerers(people, rating, [UNIT], kept_from_rating([rating]).get(rating.pk, ()))
    _tell(near, rating, "official_rating", f"rating:{rating.pk}:low", at=at)


def remind_of_ratings(*, at: datetime) -> int:
    """Reminds of low ratings that fall due or are late; answers of how many. Raises NoCalendar.

    One that came while no calendar was loaded gets its day first.
    """
    today, plan = localtime(at).date(), plan_in_force()
    calendar = working_calendar(today)
    _give_days()
    if not may_remind(plan, at=at, calendar=calendar):
        return 0
    last = horizon(plan, today=today, calendar=calendar)
    rows = Rating.objects.owed().filter(due_on__lte=last).select_related("request__department").order_by("due_on")
    owed = list(rows[:AT_ONCE])
    people, kept_away, called_for = officials(on=today), kept_from_rating(owed), []
    for rating in owed:
        now = reminder(plan, due_on=rating.due_on, today=today, calendar=calendar)
        levels = [level for level in (UNIT, TOWN) if level in now.levels]
        near = answerers(people, rating, levels, kept_away.get(rating.pk, ()))
        called_for.append((rating, f"rating:{rating.pk}:{now.stage}", now.stage, near))
    known = written({f"{key}:{of_account(one).key}" for _rating, key, _stage, near in called_for for one in near})
    told = 0
    for rating, key, stage, near in called_for:
        new = [to.account for to in unwritten(key, [of_account(one) for one in near], known) if to.account]
        told += bool(new)
        _tell(new, rating, f"official_rating_{stage}", key, at=at)
    return told


def answerers(people: Officials, rating: Rating, levels: list[Level], kept_away: Collection[int]) -> list[Account]:
    """Who of the unit answers, and who answers for all of the town hall; the latter also where the unit has nobody at
    work who may hear of it."""
    able = [role for role in people.roles if ABILITY in ROLES.get(role.role, ())]
    here = [role for role in able if role.account_id not in kept_away and role.account_id not in people.away]
    unit = [role.account for role in here if role.department_id == rating.request.department_id]
    town = [role.account for role in here if role.department_id is None]
    found = [one for level in levels for one in (unit or town if level is UNIT else town)]
    return list({account.pk: account for account in found}.values())


def kept_from_rating(ratings: Collection[Rating]) -> dict[int, set[int]]:
    """Rating -> accounts that are kept away from its matter or are party to it. Two queries."""
    cases = {rating.request.case_id: rating.pk for rating in ratings if rating.request.case_id}
    found: dict[int, set[int]] = {}
    if not cases:
        return found
    rows = Case.objects.filter(pk__in=cases)
    recused = rows.filter(recusals__ended_at__isnull=True).values_list("pk", "recusals__account_id")
    for case, account in [*recused, *rows.values_list("pk", "parties__account_id")]:
        if account is not None:
            found.setdefault(cases[case], set()).add(account)
    return found


def _give_days() -> None:
    for rating in Rating.objects.owed().filter(due_on=None)[:AT_ONCE]:
        if day := due_day(localtime(rating.at).date()):
            Rating.objects.filter(pk=rating.pk, due_on=None).update(due_on=day)


def _tell(near: list[Account], rating: Rating, template: str, key: str, *, at: datetime) -> None:
    notify(
        [of_account(one) for one in near],
        template=f"cases/notices/{template}.txt",
        key=key,
        facts=partial(_facts, rating.pk, rating.request, rating.due_on),
        audience=Message.Audience.OFFICIAL,
        about=About("rating", str(rating.pk)),
        at=at,
    )


def _facts(pk: int, asked: RatingRequest, due_on: date | None, town: Municipality) -> dict[str, Any]:
    """Neither the mark nor the words: a letter by e-mail is an open card."""
    link = absolute_url(town.slug, "cases:rating", language=get_language() or "bg", pk=pk)
    return {"what": called(asked), "department": asked.department, "due_on": due_on, "link": link}
