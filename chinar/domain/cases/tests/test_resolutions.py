"""Resolutions: who is named, by when inside, who reads the matter because of it; the register on page and paper."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404

from chinar.domain.cases import access
from chinar.domain.cases.actions import assigning, clock, ending
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.actions.moving import ClockStands, lock_to_decide, take_case
from chinar.domain.cases.models import Absence, Assignment, Case, LedgerEntry, Recusal, Resolution
from chinar.domain.cases.queries import milestones
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import NOW, client_of, official, open_department, registered
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Account

BY = {"by": SYSTEM, "at": NOW}
TODAY = NOW.date()
DESK = "/troyan/en/desk"


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_a_resolution_names_everybody_and_opens_the_matter_to_them_alone(
    registry: Any, georgi: Any, nadezhda: Any
) -> None:
    roads = open_department("roads", "Пътища")
    todor, rada, stranger = (official(name, name, "expert", roads) for name in ("todor", "rada", "stranger"))
    case = registered(registry)
    assigning.resolve(case, to=georgi, expected="Проверка", co_executors=[todor, georgi], informed=[rada, todor], **BY)
    assert fresh(case).handler == georgi
    standing = {(row.official.name, row.part) for row in Assignment.objects.standing().filter(case=case)}
    assert standing == {("Георги Николов", "lead"), ("todor", "co_executor"), ("rada", "informed")}
    for who in (todor, rada):
        who = Account.objects.get(pk=who.pk)
        assert access.get_case_for_official(who, case.number, on=TODAY) == case
        assert case in access.worklist_for(who, on=TODAY)
        assert not access.may_handle(who, fresh(case), "cases.take", on=TODAY)
    with pytest.raises(Http404):
        access.get_case_for_official(stranger, case.number, on=TODAY)
    assert case not in access.worklist_for(stranger, on=TODAY)
    assigning.resolve(case, to=nadezhda, expected="Друго", **BY)
    with pytest.raises(Http404):
        access.get_case_for_official(Account.objects.get(pk=todor.pk), case.number, on=TODAY)


def test_the_inner_term_is_shorter_than_the_law_gives_and_not_over(registry: Any, georgi: Any) -> None:
    case = registered(registry)
    for wrong in (case.due_on, case.due_on + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(assigning.WrongInnerTerm):
            assigning.resolve(case, to=georgi, expected="Проверка", inner_due_on=wrong, **BY)
    assert not Resolution.objects.exists()
    assigning.resolve(case, to=georgi, expected="Проверка", inner_due_on=case.due_on - timedelta(days=1), **BY)
    assert fresh(case).due_on == case.due_on


def test_of_two_resolutions_at_once_the_second_learns_of_the_first(registry: Any, georgi: Any, nadezhda: Any) -> None:
    case = registered(registry)
    seen = seen_of(case)
    assigning.resolve(case, to=georgi, expected="Проверка", seen=seen, **BY)
    with pytest.raises(ChangedSince):
        assigning.resolve(case, to=nadezhda, expected="Друго", seen=seen, **BY)


def test_the_secretary_gives_it_to_another_department_with_the_same_paper(
    registry: Any, georgi: Any, nadezhda: Any
) -> None:
    roads = open_department("roads", "Пътища")
    todor, svetla = official("todor", "Тодор Василев", "expert", roads), official("svetla", "Светла", "secretary")
    case, choice = registered(registry), f"{todor.pk}/{roads.pk}"
    secretary, head = client_of(svetla, is_official=True), client_of(nadezhda, is_official=True)
    page, typed = f"{DESK}/cases/{case.number}/resolve/", {"to": choice, "expected": "Огледайте пътя"}
    assert "Тодор Василев (Department roads)" in secretary.get(page).content.decode()
    assert head.post(page, typed).status_code == 200, "a head writes resolutions in their own department only"
    own = registered(registry, account=todor)
    assert choice not in secretary.get(f"{DESK}/cases/{own.number}/resolve/").content.decode()
    assert secretary.post(page, typed).status_code == 302
    now = fresh(case)
    assert (now.department, now.handler, now.due_on, now.state) == (roads, todor, case.due_on, "in_progress")
    assert client_of(todor, is_official=True).get(f"{DESK}/cases/{case.number}/").status_code == 200
    told = Entry.objects.filter(subject=case.number).exclude(verb="case.read").order_by("id")
    assert list(told.values_list("verb", flat=True)) == ["case.moved", "case.resolved"]


def test_a_resolution_to_the_same_official_is_not_set_aside_unread(registry: Any, georgi: Any, nadezhda: Any) -> None:
    """State, handler and clock are as before: only the resolution is another. Who was ticked stays ticked."""
    rada = official("rada", "Рада Василева", "expert", registry)
    case, head = registered(registry), client_of(nadezhda, is_official=True)
    page = f"{DESK}/cases/{case.number}/resolve/"
    assigning.resolve(case, to=georgi, expected="Проверка", **BY)
    shown = hidden(head.get(page).content.decode())
    assigning.resolve(case, to=georgi, expected="Оглед на място", **BY)
    typed = {"to": georgi.pk, "expected": "Моят дълъг текст", "informed": [rada.pk, nadezhda.pk]}
    told = head.post(page, {**typed, **shown}).content.decode()
    assert "A colleague has changed something meanwhile: the resolution." in told
    assert "Моят дълъг текст" in told
    assert "Оглед на място" in told, "what the colleague wrote is read before it is set aside"
    assert len(re.findall(r'name="informed"[^>]* checked', told)) == 2
    assert head.post(page, {**typed, **hidden(told)}).status_code == 302
    assert Resolution.objects.count() == 3


def test_the_head_writes_it_and_finds_it_in_the_register_and_on_paper(
    registry: Any, georgi: Any, nadezhda: Any
) -> None:
    case, head = registered(registry), client_of(nadezhda, is_official=True)
    page = f"{DESK}/cases/{case.number}/resolve/"
    wrong = {"to": georgi.pk, "expected": "<b>Проверка</b>", "inner_due_on-day": "31", "inner_due_on-month": "12"}
    answer = head.post(page, {**wrong, "inner_due_on-year": "2026"}).content.decode()
    assert "The inner term must end before" in answer
    assert "&lt;b&gt;Проверка&lt;/b&gt;" in answer
    right = {"inner_due_on-day": "20", "inner_due_on-month": "11", "inner_due_on-year": "2026"}
    answer = head.post(page, {**wrong, **right, "informed": [nadezhda.pk]}, follow=True).content.decode()
    assert "inner term: 20 November 2026" in answer
    register = head.get(f"{DESK}/resolutions/").content.decode()
    assert case.number in register
    assert "For information: Надежда Илиева" in register
    assert Entry.objects.filter(verb="resolutions.read").exists()
    period = {
        f"{end}-{part}": n for end in ("first", "last") for part, n in (("day", 16), ("month", 11), ("year", 2026))
    }
    assert head.get(f"{DESK}/resolutions/", {**period, "form": "pdf"}).content.startswith(b"%PDF")
    backwards = {**period, "last-year": 2025, "form": "pdf"}
    assert "before the first one" in head.get(f"{DESK}/resolutions/", backwards).content.decode()
    other = client_of(official("rada", "Рада", "head", open_department("roads")), is_official=True)
    assert case.number not in other.get(f"{DESK}/resolutions/").content.decode()
    assert client_of(georgi, is_official=True).get(f"{DESK}/resolutions/").status_code == 404


def test_what_one_wrote_stays_in_ones_register_when_the_matter_moves(registry: Any, georgi: Any, nadezhda: Any) -> None:
    moved, kept_away = registered(registry), registered(registry)
    by = {"by": Actor(nadezhda.pk, "official"), "at": NOW}
    for case in (moved, kept_away):
        assigning.resolve(case, to=georgi, expected="Проверка", **by)
    Case.objects.filter(pk__in=[moved.pk, kept_away.pk]).update(department=open_department("roads", "Пътища"))
    Recusal.objects.create(case=kept_away, account=nadezhda, at=NOW)
    register = client_of(nadezhda, is_official=True).get(f"{DESK}/resolutions/").content.decode()
    assert (moved.number in register, kept_away.number in register) == (True, False)
    beside = client_of(official("rada", "Рада", "head", registry), is_official=True)
    assert moved.number not in beside.get(f"{DESK}/resolutions/").content.decode()


def test_the_register_costs_the_same_however_long_it_is(
    registry: Any, georgi: Any, nadezhda: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(15):
        assigning.resolve(registered(registry), to=georgi, informed=[nadezhda], expected="Проверка", **BY)
    head = client_of(nadezhda, is_official=True)
    with django_assert_max_num_queries(12):
        assert head.get(f"{DESK}/resolutions/").status_code == 200


def test_while_the_clock_stands_nothing_is_decided(registry: Any, georgi: Any) -> None:
    case = registered(registry)
    clock.suspend(case, ground="death", on=TODAY, **BY)
    with pytest.raises(ClockStands):
        lock_to_decide(case)
    clock.resume(case, on=TODAY, **BY)
    assert lock_to_decide(case) == case


def test_a_voided_number_keeps_its_reason_beside_the_ledger(registry: Any) -> None:
    case = registered(registry)
    ending.void(case, reason="Регистрирано два пъти", **BY)
    assert LedgerEntry.objects.filter(case=case).count() == 1
    assert "Регистрирано два пъти" in [step.note for step in milestones(fresh(case), on=TODAY)]


def test_absences_are_entered_at_the_desk_by_oneself_or_the_head_and_by_nobody_else(
    registry: Any, georgi: Any, nadezhda: Any
) -> None:
    roads = official("todor", "Тодор Василев", "expert", open_department("roads", "Пътища"))
    page = f"{DESK}/absences/"
    given = {
        "official": georgi.pk,
        "substitute": roads.pk,
        **{f"{end}_on-{part}": n for end in ("first", "last") for part, n in (("month", 11), ("year", 2026))},
        "first_on-day": 16,
        "last_on-day": 20,
    }
    stranger, own, head = (client_of(who, is_official=True) for who in (roads, georgi, nadezhda))
    assert "Select a valid choice" in stranger.post(page, given).content.decode()
    assert "Nobody stands in for themself" in own.post(page, {**given, "substitute": georgi.pk}).content.decode()
    assert "before the first one" in own.post(page, {**given, "last_on-day": 12}).content.decode()
    assert "These days are over" in own.post(page, {**given, "first_on-day": 2, "last_on-day": 6}).content.decode()
    for _ in range(2):
        assert "Тодор Василев" in own.post(page, given, follow=True).content.decode()
    assert "Another absence" in head.post(page, {**given, "last_on-day": 18}).content.decode()
    case = registered(registry)
    take_case(case, handler=georgi, **BY)
    shown = stranger.get(f"{DESK}/cases/{case.number}/").content.decode()
    assert "absent until 20 November 2026; Тодор Василев stands in" in shown
    row = Entry.objects.filter(verb="absence.entered").get()
    assert row.facts["last"] == date(2026, 11, 20).isoformat()
    ended = f"{page}{Absence.objects.get().pk}/end/"
    assert stranger.post(ended).status_code == 404
    assert "The absence is ended" in head.post(ended, follow=True).content.decode()
    assert stranger.get(f"{DESK}/cases/{case.number}/").status_code == 404
