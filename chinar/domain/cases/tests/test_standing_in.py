"""A colleague is away: who stands in sees and does it, in whose place, and only while it lasts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from chinar.domain.cases import access
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.actions.substituting import AbsenceRefused, Hindrance, end_absence, enter_absence
from chinar.domain.cases.models import Absence, Case
from chinar.domain.cases.printing import post_on_paper
from chinar.domain.cases.standing_in import matters_of
from chinar.domain.cases.tests.world import NOW, client_of, official, open_department, registered
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.journal.models import Entry
from chinar.foundation.journal.sentences import sentence
from chinar.foundation.people.models import Account

BY = {"by": SYSTEM, "at": NOW}
TODAY = NOW.date()
DESK = "/troyan/en/desk"


def away(who: Account, substitute: Account, first: int = 0, last: int = 4) -> Absence:
    return enter_absence(
        official=who,
        substitute=substitute,
        first_on=TODAY + timedelta(days=first),
        last_on=TODAY + timedelta(days=last),
        **BY,
    )


def fresh(who: Account) -> Account:
    """As the next request finds them: nothing remembered."""
    return Account.objects.get(pk=who.pk)


def mine(who: Account, on: date = TODAY) -> set[str]:
    somebody = fresh(who)
    return {case.number for case in access.worklist_for(somebody, on=on).filter(matters_of(somebody, on=on))}


def test_the_substitute_of_another_department_sees_and_does_what_the_absent_one_could(
    registry: Any, georgi: Any
) -> None:
    todor = official("todor", "Тодор Василев", "expert", open_department("roads", "Пътища"))
    case, other = registered(registry), registered(registry)
    take_case(case, handler=georgi, **BY)
    before, during, after = TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=5)
    away(georgi, todor, first=1)
    for day, sees in ((before, False), (during, True), (after, False)):
        assert (case.number in mine(todor, day)) is sees
        assert access.may_handle(fresh(todor), Case.objects.get(pk=case.pk), "cases.take", on=day) is sees
    assert access.get_case_for_official(fresh(todor), case.number, on=during) == case
    assert access.actor_on(fresh(todor), Case.objects.get(pk=case.pk), on=during).in_place_of == "Георги Николов"
    assert access.actor_on(fresh(georgi), Case.objects.get(pk=case.pk), on=during).in_place_of == ""
    # What nobody has taken, and what is another's, stays the department's.
    with pytest.raises(Http404):
        access.get_case_for_official(fresh(todor), other.number, on=during)
    assert mine(georgi, during) == {case.number}


def test_a_substitute_who_is_a_party_acts_on_nothing_of_their_own(registry: Any, georgi: Any) -> None:
    todor = official("todor", "Тодор Василев", "expert", open_department("roads", "Пътища"))
    case = registered(registry, account=todor)
    take_case(case, handler=georgi, **BY)
    away(georgi, todor)
    assert not access.may_handle(fresh(todor), Case.objects.get(pk=case.pk), "cases.take", on=TODAY)


def test_when_both_are_absent_the_matters_are_the_heads(registry: Any, georgi: Any, nadezhda: Any) -> None:
    roads = open_department("roads", "Пътища")
    todor, other_head = official("todor", "Тодор", "expert", registry), official("rada", "Рада", "head", roads)
    case = registered(registry)
    take_case(case, handler=georgi, **BY)
    away(georgi, todor)
    assert (mine(todor), mine(nadezhda)) == ({case.number}, set())
    absence = away(todor, nadezhda)
    assert (mine(todor), mine(nadezhda), mine(other_head)) == (set(), {case.number}, set())
    assert end_absence(absence, **BY)
    assert not end_absence(absence, **BY)
    assert (mine(todor), mine(nadezhda)) == ({case.number}, set())


def test_one_absence_at_a_time_and_nobody_stands_in_for_themself(georgi: Any, nadezhda: Any) -> None:
    absence = away(georgi, nadezhda)
    assert away(georgi, nadezhda) == absence
    for first, last, hindrance in ((2, 9, Hindrance.OVERLAPS), (-9, -1, Hindrance.OVER)):
        with pytest.raises(AbsenceRefused) as refused:
            away(georgi, nadezhda, first, last)
        assert refused.value.hindrance is hindrance
    with pytest.raises(IntegrityError), transaction.atomic():
        away(nadezhda, nadezhda)
    with pytest.raises(IntegrityError), transaction.atomic():
        away(nadezhda, georgi, 5, 3)


def test_on_the_first_day_back_one_reads_what_was_done_in_ones_place(
    registry: Any, georgi: Any, nadezhda: Any, clock: Any
) -> None:
    case, other, secret = (registered(registry) for _ in range(3))
    for one in (case, secret):
        take_case(one, handler=georgi, **BY)
    away(georgi, nadezhda)
    head = client_of(nadezhda, is_official=True)
    for one in (case, other, secret):
        assert head.post(f"{DESK}/cases/{one.number}/give_back/", {"reason": "Спешно"}).status_code in (200, 302)
    recuse(secret, accounts=[georgi.pk], **BY)
    clock.moment = NOW + timedelta(days=7)
    page = client_of(georgi, is_official=True).get(f"{DESK}/absences/").text
    assert f"gave matter {case.number} back to the department (in place of Георги Николов)" in page
    assert other.number not in page
    assert secret.number not in page
    clock.moment = NOW + timedelta(days=40)
    assert "What was done in your place" not in client_of(georgi, is_official=True).get(f"{DESK}/absences/").text


def test_a_paper_says_in_whose_place_it_is_signed_and_by_which_order(registry: Any, georgi: Any, nadezhda: Any) -> None:
    case = take_case(registered(registry), handler=georgi, **BY)
    days = {"first_on": TODAY, "last_on": TODAY + timedelta(days=4)}
    enter_absence(official=georgi, substitute=nadezhda, act="Заповед № 12", **days, **BY)
    said = {who: post_on_paper("Отдел", case, who, on=TODAY) for who in (georgi.pk, nadezhda.pk, None)}
    assert said == {
        georgi.pk: "Отдел",
        nadezhda.pk: "Отдел, в заместване на Георги Николов (Заповед № 12)",
        None: "Отдел",
    }
    assert post_on_paper("Отдел", case, nadezhda.pk, on=TODAY + timedelta(days=5)) == "Отдел"


def test_the_journal_tells_in_whose_place(registry: Any, georgi: Any) -> None:
    todor = official("todor", "Тодор Василев", "expert", open_department("roads", "Пътища"))
    case = registered(registry)
    take_case(case, handler=georgi, **BY)
    away(georgi, todor)
    assert client_of(todor, is_official=True).get(f"{DESK}/cases/{case.number}/").status_code == 200
    entry = Entry.objects.get(verb="case.read")
    assert sentence(entry, "en") == f"Тодор Василев read matter {case.number} (in place of Георги Николов)"
