"""What secretary and head of the demo town have written: a day of the council, an absence to come, a resolution."""

from datetime import date, datetime, timedelta

from chinar.domain.cases.actions.assigning import resolve
from chinar.domain.cases.actions.substituting import enter_absence
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Phase
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.models import Account
from chinar.foundation.time.actions import NewLocalDay, declare_local_day


def run_the_town_hall(accounts: dict[str, Account], *, at: datetime) -> None:
    """Nothing of it moves a date that the stories tell."""
    secretary, head = (Actor(accounts[key].pk, "official") for key in ("svetla", "nadezhda"))
    fair = NewLocalDay(
        date(at.year + 1, 10, 14), "Празник на Троян", f"Решение № 5 от {at:%d.%m.%Y} г.", name_en="Day of Troyan"
    )
    declare_local_day(fair, by=secretary, at=at)
    enter_absence(
        official=accounts["georgi"],
        substitute=accounts["nadezhda"],
        first_on=at.date() + timedelta(days=14),
        last_on=at.date() + timedelta(days=18),
        act="Заповед № 12",
        by=head,
        at=at,
    )
    case = Case.objects.filter(handler=accounts["georgi"], phase=Phase.IN_PROGRESS).order_by("id").first()
    if case is not None:
        resolve(
            case,
            to=accounts["georgi"],
            informed=[accounts["nadezhda"]],
            expected="Проверете акта за смърт и подгответе удостоверението.",
            by=secretary,
            at=at,
        )
