"""What is done with a matter: who may, what is refused; of two at once one wins and the other loses no word."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from chinar.domain.cases import kinds, outcomes
from chinar.domain.cases.actions import assigning, clock, ending, relating
from chinar.domain.cases.actions.holding import Change, ChangedSince, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided, take_case
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.actions.registering import register_case
from chinar.domain.cases.models import Assignment, Case, LedgerEntry, Party
from chinar.domain.cases.relations import leading_of
from chinar.domain.cases.rules import Phase, Step
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import (
    KEY,
    NOW,
    SAMPLE,
    STATES,
    client_of,
    decide,
    new_case,
    official,
    open_department,
    registered,
    sofia,
)
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.time.rules import Period

BY = {"by": SYSTEM, "at": NOW}
DESK = "/troyan/en/desk/cases"


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def lead_of(case: Case) -> Assignment:
    return Assignment.objects.standing().get(case=case, part="lead")


def test_the_copy_in_the_case_is_whoever_leads(registry: Any, georgi: Any, nadezhda: Any) -> None:
    case = registered(registry)
    take_case(case, handler=georgi, **BY)
    assert (fresh(case).handler, lead_of(case).official) == (georgi, georgi)
    assigning.give(case, to=nadezhda, reason="Отпуск", **BY)
    assert (fresh(case).handler, lead_of(case).official) == (nadezhda, nadezhda)
    assigning.give_back(case, reason="Не е за мен", **BY)
    assert (fresh(case).handler, lead_of(case).department, fresh(case).state) == (None, registry, "new")
    assert [row.ended_at is None for row in case.assignments.all()] == [False, False, True]


def test_two_leads_at_once_are_refused_by_the_database(registry: Any, georgi: Any, nadezhda: Any) -> None:
    case = registered(registry)
    take_case(case, handler=georgi, **BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(case=case, part="lead", official=nadezhda, at=NOW)


def test_a_matter_is_given_to_nobody_who_may_not_handle_it(registry: Any, georgi: Any, elena: Any) -> None:
    stranger = official("stranger", "Друг", "expert", open_department("roads", "Пътища"))
    own = registered(registry, account=georgi)
    for case, to in ((registered(registry), stranger), (registered(registry), elena), (own, georgi)):
        with pytest.raises(assigning.CannotHandle):
            assigning.give(case, to=to, **BY)
        assert fresh(case).handler is None


def test_another_department_gets_it_with_number_and_clock_unchanged(registry: Any, georgi: Any) -> None:
    roads, case = open_department("roads", "Пътища"), registered(registry)
    take_case(case, handler=georgi, **BY)
    assigning.move_to_department(case, to=roads, reason="Път", **BY)
    now = fresh(case)
    assert (now.department, now.handler, now.number, now.due_on) == (roads, None, case.number, case.due_on)


def test_a_joined_matter_is_closed_and_leads_to_the_other_for_ever(registry: Any) -> None:
    first, second, third = (registered(registry) for _ in range(3))
    relating.merge(second, other=first, reason="Същото", **BY)
    relating.merge(first, other=third, reason="Същото", **BY)
    assert (fresh(second).phase, fresh(second).outcome) == (Phase.CLOSED, outcomes.JOINED)
    assert leading_of(fresh(second)) == third
    assert leading_of(third) == third


@pytest.mark.parametrize("misfit", ["itself", "other_kind", "decided", "joined"])
def test_what_does_not_fit_is_not_joined(registry: Any, monkeypatch: Any, misfit: str) -> None:
    case, other = registered(registry), registered(registry)
    if misfit == "itself":
        other = case
    elif misfit == "other_kind":
        monkeypatch.setitem(kinds._kinds, "other", replace(SAMPLE, code="other", register=98))
        other = register_case(new_case(registry, kind=kinds.by_code("other")), by=SYSTEM)
    elif misfit == "decided":
        decide(other)
    else:
        relating.merge(other, other=case, reason="Същото", **BY)
    with pytest.raises(relating.CannotRelate):
        relating.merge(case, other=other, reason="Същото", **BY)
    assert fresh(case).is_open


def test_whoever_is_kept_away_from_the_one_is_kept_away_from_the_other(
    registry: Any, georgi: Any, nadezhda: Any
) -> None:
    """АПК чл. 113: joined with another it would else be decided by the one it is against."""
    against, leading = registered(registry), registered(registry)
    recuse(against, accounts=[georgi.pk], **BY)
    take_case(leading, handler=georgi, **BY)
    relating.merge(against, other=leading, reason="Същото", **BY)
    assert fresh(leading).handler is None
    blamed, head = client_of(georgi, is_official=True), client_of(nadezhda, is_official=True)
    assert blamed.get(f"{DESK}/{leading.number}/").status_code == 404
    assert head.get(f"{DESK}/{leading.number}/").status_code == 200


def test_the_page_that_sends_on_says_by_when(registry: Any, nadezhda: Any, clock: Any, monkeypatch: Any) -> None:
    case, head = registered(registry), client_of(nadezhda, is_official=True)
    page = f"{DESK}/{case.number}/forward/"
    assert "It is sent on by 23 November 2026" in head.get(page).text
    clock.moment = sofia(2026, 11, 24)
    head = client_of(nadezhda, is_official=True)
    assert "It had to be sent on by 23 November 2026" in head.get(page).text
    monkeypatch.setitem(kinds._kinds, "sample", replace(SAMPLE, forwarding_rule=""))
    assert "It is sent on at once." in head.get(page).text


def test_related_once_in_either_direction(registry: Any) -> None:
    case, other = registered(registry), registered(registry)
    relating.relate(case, other=other, reason="Съседи", **BY)
    with pytest.raises(relating.CannotRelate):
        relating.relate(other, other=case, reason="Съседи", **BY)
    assert fresh(case).is_open
    assert leading_of(case) == case


def test_forwarded_outside_it_is_closed_here_and_the_ledger_says_to_whom(registry: Any) -> None:
    case = registered(registry)
    ending.forward(case, body="РИОСВ Плевен", act="12/16.11.2026", **BY)
    row = LedgerEntry.objects.get(case=case, step=Step.FORWARDED)
    assert (row.ground, row.act, row.rule) == ("РИОСВ Плевен", "12/16.11.2026", "forwarding")
    assert (fresh(case).phase, fresh(case).outcome) == (Phase.CLOSED, outcomes.FORWARDED)


def test_a_kind_that_does_not_allow_it_is_left_as_it_is(registry: Any, monkeypatch: Any) -> None:
    strict = replace(SAMPLE, left_state="", voided_state="", reopened_state="", forwardable=False)
    monkeypatch.setitem(kinds._kinds, "sample", strict)
    case, other = registered(registry), registered(registry)
    attempts = (
        lambda: ending.forward(case, body="Б", act="1", **BY),
        lambda: ending.void(case, reason="Грешка", **BY),
        lambda: ending.reopen(case, reason="Грешка", **BY),
        lambda: relating.merge(case, other=other, reason="Р", **BY),
        lambda: relating.convert(case, to="letter", reason="Р", **BY),
    )
    for attempt in attempts:
        with pytest.raises(ending.NotOfThisKind):
            attempt()
    assert fresh(case).is_open
    assert case.ledger.count() == 1


def test_a_voided_number_stays_and_is_never_given_again(registry: Any) -> None:
    case = registered(registry)
    ending.void(case, reason="Заведена два пъти", **BY)
    assert (fresh(case).state, fresh(case).outcome) == ("voided", outcomes.VOIDED)
    assert registered(registry).sequence == case.sequence + 1


def test_opened_again_its_period_runs_anew_and_the_applicant_is_told(registry: Any, elena: Any) -> None:
    case = registered(registry, account=elena)
    ending.void(case, reason="Грешка", **BY)
    later = sofia(2026, 11, 20)
    ending.reopen(case, reason="Не беше грешка", by=SYSTEM, at=later)
    now = fresh(case)
    assert (now.state, now.outcome, now.closed_at) == ("in_progress", "", None)
    assert now.due_on.isoformat() == "2026-11-27"
    told = Message.objects.get(template="cases/notices/reopened.txt")
    assert (told.account, "27 ноември 2026 г." in told.text) == (elena, True)
    assert "Не беше грешка" not in told.text, "a letter by e-mail is an open card"
    with pytest.raises(ending.NotOfThisKind):
        ending.reopen(case, reason="Пак", by=SYSTEM, at=later)


def test_what_lives_on_elsewhere_is_not_opened_again(registry: Any) -> None:
    case = registered(registry)
    relating.merge(case, other=registered(registry), reason="Същото", **BY)
    with pytest.raises(ending.NotOfThisKind):
        ending.reopen(case, reason="Р", **BY)


def become_letter(case: Case, about: str, by: Actor, at: Any) -> Case:
    assert about in ("", "complaint")
    parties = [Party(role=one.role, person=one.person, account=one.account) for one in case.parties.all()]
    new = new_case(case.department, kind=kinds.by_code("letter"), parties=parties, key=case.key, received_at=at)
    return register_case(new, by=by)


@pytest.fixture
def two_kinds(monkeypatch: Any) -> None:
    letter = kinds.Kind("letter", "писмо", 77, STATES, SAMPLE.title, SAMPLE.citizen_panel, SAMPLE.official_panel)
    letter = replace(letter, adopts_as=lambda: [("complaint", "оплакване")])
    monkeypatch.setitem(kinds._kinds, "letter", letter)
    monkeypatch.setitem(kinds._kinds, "sample", replace(SAMPLE, becomes={"letter": become_letter}))


def test_as_another_kind_it_has_a_new_number_and_the_old_one_leads_there(
    registry: Any, georgi: Any, two_kinds: None
) -> None:
    case = registered(registry)
    client = client_of(georgi, is_official=True)
    wrong = client.post(f"{DESK}/{case.number}/convert/", {"to": "letter", "reason": "Пита"})
    assert "писмо: оплакване" in wrong.text, "that kind asks what the matter is about"
    typed = {"to": "letter/complaint", "reason": "Пита"}
    answer = client.post(f"{DESK}/{case.number}/convert/", typed, follow=True)
    new = Case.objects.get(kind="letter")
    assert new.number in answer.redirect_chain[-1][0]
    assert (new.counter.register, fresh(case).outcome) == (77, outcomes.CONVERTED)
    page = client.get(f"{DESK}/{case.number}/", follow=True)
    assert page.redirect_chain == [(f"{DESK}/{new.number}/", 302)]
    assert case.number in page.text
    assert Entry.objects.filter(verb="case.converted", subject=case.number).count() == 1
    citizen = Client()
    answer = citizen.post("/troyan/en/follow/", {"number": case.number, "key": KEY}, follow=True)
    assert answer.redirect_chain[-1] == (f"/troyan/en/follow/{new.number}/", 302)
    assert case.number in answer.text


def test_a_conversion_that_fails_changes_nothing(registry: Any, monkeypatch: Any) -> None:
    def fails(case: Case, about: str, by: Actor, at: Any) -> Case:
        raise RuntimeError

    monkeypatch.setitem(kinds._kinds, "sample", replace(SAMPLE, becomes={"letter": fails}))
    case = registered(registry)
    with pytest.raises(RuntimeError):
        relating.convert(case, to="letter", reason="Р", **BY)
    assert fresh(case).is_open


def test_of_two_at_once_the_second_learns_what_changed_and_keeps_the_words(
    registry: Any, georgi: Any, nadezhda: Any
) -> None:
    case = registered(registry)
    seen = seen_of(case)
    take_case(case, handler=nadezhda, **BY)
    with pytest.raises(ChangedSince) as changed:
        assigning.give_back(case, reason="Р", seen=seen, **BY)
    assert changed.value.changes == (Change.STATE, Change.HANDLER)
    client = client_of(georgi, is_official=True)
    typed = {"seen": seen, "reason": "Не е за нашия отдел <b>"}
    answer = client.post(f"{DESK}/{case.number}/give_back/", typed)
    assert "who is responsible" in answer.text
    assert "Не е за нашия отдел &lt;b&gt;" in answer.text
    assert fresh(case).handler == nadezhda
    # What the page shows now may be sent again knowingly.
    assert seen_of(fresh(case)) in answer.text


@pytest.mark.parametrize(
    "act",
    ["resolve", "give", "give_back", "move_to_department", "relate", "merge", "forward", "convert", "reopen", "void"],
)
def test_each_act_is_for_those_who_may_and_asks_for_everything(
    registry: Any, georgi: Any, nadezhda: Any, elena: Any, act: str
) -> None:
    case, own = registered(registry), registered(registry, account=nadezhda)
    head = client_of(nadezhda, is_official=True)
    page = head.get(f"{DESK}/{case.number}/{act}/")
    assert page.status_code == 200
    possible = act not in ("give_back", "convert", "reopen")
    assert ('<form method="post" novalidate>' in page.text) == possible
    rows = Entry.objects.exclude(verb__endswith="read").count()
    assert head.post(f"{DESK}/{case.number}/{act}/", {"reason": " ", "seen": "x" * 500}).status_code == 200
    assert Entry.objects.exclude(verb__endswith="read").count() == rows
    assert head.get(f"{DESK}/{own.number}/{act}/").status_code == 404
    assert client_of(elena).get(f"{DESK}/{case.number}/{act}/").status_code == 404


def test_the_pages_do_what_they_say(registry: Any, georgi: Any, nadezhda: Any) -> None:
    roads = open_department("roads", "Пътища")
    head = client_of(nadezhda, is_official=True)
    cases = [registered(registry) for _ in range(5)]
    typed: list[tuple[str, dict[str, Any]]] = [
        ("give", {"to": georgi.pk, "reason": "Проверка до петък"}),
        ("move_to_department", {"to": roads.pk, "reason": "Път"}),
        ("merge", {"other": f"№ {cases[0].number} г.", "reason": "Същото"}),
        ("forward", {"body": "РИОСВ Плевен", "act": "12/16.11.2026"}),
        ("void", {"reason": "Грешка"}),
    ]
    for case, (act, fields) in zip(cases, typed, strict=True):
        answer = head.post(f"{DESK}/{case.number}/{act}/", fields)
        assert answer.status_code == 302, (act, answer.text)
    assert fresh(cases[0]).handler == georgi
    assert fresh(cases[1]).department == roads
    assert [fresh(case).outcome for case in cases[2:]] == ["joined", "forwarded", "voided"]
    page = head.get(f"{DESK}/{cases[0].number}/").text
    assert "Проверка до петък" in page
    assert cases[2].number in page


MINE = "Моят дълъг текст"
ON = {"on-day": "16", "on-month": "11", "on-year": "2026", "confirm": "1"}
SENT: dict[str, dict[str, str]] = {
    "resolve/": {"to": "{georgi}", "expected": MINE},
    "give/": {"to": "{georgi}", "reason": MINE},
    "give_back/": {"reason": MINE},
    "move_to_department/": {"to": "{roads}", "reason": MINE},
    "relate/": {"other": "{other}", "reason": MINE},
    "merge/": {"other": "{other}", "reason": MINE},
    "forward/": {"body": MINE, "act": "12"},
    "void/": {"reason": MINE},
    "clock/defects/": {"what": MINE, "rule": "defect_remedy", **ON},
    "clock/suspend/": {"ground": "other_case", "act": MINE, **ON},
    "clock/consent/": {"of": MINE, **ON},
    "clock/terminate/": {"ground": MINE, **ON},
}
EXTENDING = {"clock/extend/": {"rule": "proposal_extended", "reason": MINE, **ON}}


@pytest.mark.parametrize(("law", "sent"), [("individual_act", SENT), ("proposal", EXTENDING)])
def test_of_two_at_once_on_any_page_one_wins_and_the_other_is_told_and_loses_no_word(
    registry: Any, georgi: Any, nadezhda: Any, law: str, sent: dict[str, dict[str, str]]
) -> None:
    """Every act and every step of the clock that can be sent for an open matter; a colleague stops the clock first."""
    others = {"georgi": georgi.pk, "roads": open_department("roads", "Пътища").pk, "other": registered(registry).number}
    head, period = client_of(nadezhda, is_official=True), Period.parse("14d")
    case = registered(registry, legal_period=law, period=period)
    take_case(case, handler=nadezhda, **BY)
    shown = {page: head.get(f"{DESK}/{case.number}/{page}") for page in sent}
    assert {page: answer.status_code for page, answer in shown.items()} == dict.fromkeys(sent, 200)
    clock.suspend(case, ground="death", on=NOW.date(), by=Actor(georgi.pk, "official"), at=NOW)
    rows, told = LedgerEntry.objects.count(), {}
    for page, fields in sent.items():
        typed = {name: value.format(**others) for name, value in fields.items()}
        answer = head.post(f"{DESK}/{case.number}/{page}", {**typed, **hidden(shown[page].text)})
        told[page] = (answer.status_code, MINE in answer.text, "meanwhile" in answer.text)
    assert told == dict.fromkeys(sent, (200, True, True))
    assert (LedgerEntry.objects.count(), fresh(case).state, fresh(case).handler) == (rows, "waiting", nadezhda)


def test_what_was_decided_meanwhile_says_so(registry: Any, nadezhda: Any) -> None:
    case = registered(registry)
    decide(case)
    answer = client_of(nadezhda, is_official=True).post(f"{DESK}/{case.number}/void/", {"reason": "Моят текст"})
    assert "Моят текст" in answer.text
    assert "decided" in answer.text
    with pytest.raises(AlreadyDecided):
        ending.void(case, reason="Р", **BY)


# What the citizen does
