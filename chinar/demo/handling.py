"""What happens to a matter between filing and decision: a checklist, opinions of others, papers that come late."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from chinar.demo.worked_stories import PHOTO, Worked, chance, file_story
from chinar.domain.applications.kinds import APPLICATION
from chinar.domain.cases.actions.asking import ask_opinion, give_opinion
from chinar.domain.cases.actions.checking import add_line, tick
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.actions.updating import add_update
from chinar.domain.cases.checklists import lines_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.showing.actions import ask_for_file
from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department

ADDRESS = Worked("permanent-address", ("Дамян", "Тошев", "Белчев", "8725123147"), 3, {"purpose": "bank"})
LINES = (
    ("receiving", "Данните на заявителя са сверени с Регистъра на населението", False),
    ("examining", "Адресът е намерен в класификатора на адресите", True),
    ("deciding", "Удостоверението е сравнено със заявлението", False),
)


def set_checklists(*, at: datetime) -> None:
    """Of one service, before its first matter of the demo is received."""
    for step, text, is_binding in LINES:
        add_line(
            kind=APPLICATION.code, subject=ADDRESS.service, step=step, text=text, is_binding=is_binding,
            by=SYSTEM, at=at - timedelta(days=50),
        )  # fmt: skip


def tell_handling(accounts: Mapping[str, Account], *, at: datetime) -> None:
    """In the municipality in scope."""
    georgi, dimitar = (Actor(accounts[key].pk, "official") for key in ("georgi", "dimitar"))
    roads = Department.objects.get(code="infrastructure")
    case = file_story(ADDRESS, 40, None, at=at).case
    hours = [min(case.received_at + timedelta(hours=step), at) for step in range(1, 7)]
    case = take_case(case, handler=accounts["georgi"], by=georgi, at=hours[0])
    first = lines_of(case)[0].pk
    tick(case, shown=[], ticked=[first], by=georgi, at=hours[1])
    due_on = min(case.due_on, localdate(at) + timedelta(days=2))
    what = "Съществува ли ул. „Явор“ № 2А и от коя година е номерът?"
    asked = ask_opinion(case, of=roads, what=what, due_on=due_on, key=_key("roads"), by=georgi, at=hours[2])
    body = "Служба по геодезия, картография и кадастър, гр. Ловеч"
    what = "Моля за данни за сградата на ул. „Явор“ № 2А."
    ask_opinion(case, body=body, what=what, due_on=due_on, key=_key("cadastre"), by=georgi, at=hours[3])
    text = "Номерът съществува от 2019 г. Издаден е с наредба за именуване и номериране на обектите."
    give_opinion(asked, text=text, by=dimitar, at=hours[4])
    ask_for_file(case, by=VISITOR, at=hours[5])
    _ask_about_a_sign(accounts, roads, at=at)
    _bring_late(accounts["elena"], at=at)


def _ask_about_a_sign(accounts: Mapping[str, Account], roads: Department, *, at: datetime) -> None:
    """What the expert in infrastructure finds on his desk."""
    cases = Case.objects.filter(application__service_version__service__code=ADDRESS.service, phase="received")
    case = cases.order_by("pk").first()
    if case is not None:
        what = "Поставена ли е табела с номера на сградата?"
        by, due_on = Actor(accounts["georgi"].pk, "official"), min(case.due_on, localdate(at) + timedelta(days=3))
        ask_opinion(case, of=roads, what=what, due_on=due_on, key=_key("sign"), by=by, at=at)


def _bring_late(elena: Account, *, at: datetime) -> None:
    """To a matter that is closed: it stands on no worklist, and the paper is found all the same."""
    case = Case.objects.of_account(elena.pk).filter(kind=APPLICATION.code, phase="closed").order_by("pk").first()
    if case is not None:
        papers, by = [Paper("image/png", PHOTO)], Actor(elena.pk, "citizen")
        text = "Нотариусът иска и снимка на печата. Прилагам я."
        add_update(case, text=text, papers=papers, key=_key("late"), by=by, at=at)


def _key(what: str) -> UUID:
    return UUID(bytes=chance(f"handling-{what}")[:16], version=4)
