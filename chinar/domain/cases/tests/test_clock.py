"""Officials move the clock: what is written, what the due date becomes, who is refused and why."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils.translation import override

from chinar.domain.cases import kinds, legal_periods
from chinar.domain.cases.actions import clock
from chinar.domain.cases.actions.ending import close, reopen
from chinar.domain.cases.actions.moving import AlreadyDecided, move, note, take_case
from chinar.domain.cases.models import Case, LedgerEntry, Party
from chinar.domain.cases.queries import clock_of, explain, milestones, notice_until, silence_of, to_mend
from chinar.domain.cases.rules import Step
from chinar.domain.cases.step_rules import Problem
from chinar.domain.cases.tests import world
from chinar.domain.cases.tests.world import decide, open_department, registered, sofia
from chinar.domain.cases.watching.silence import mark_silences
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.time.rules import Period

RECEIVED = sofia(2026, 11, 2)
NOW = sofia(2026, 11, 20)


@pytest.fixture
def act(georgi: Any) -> dict[str, Any]:
    return {"by": Actor(georgi.pk, "official"), "at": NOW}


@pytest.fixture
def case(registry: Any, georgi: Any) -> Case:
    """An individual act of 14 days, received on Monday, 2 November, in Georgi's hands."""
    made = registered(registry, received_at=RECEIVED, legal_period="individual_act", period=Period.parse("14d"))
    return take_case(made, handler=georgi, by=Actor(georgi.pk, "official"), at=RECEIVED)


def fresh(case: Case) -> Case:
    again: Case = Case.objects.get(pk=case.pk)
    return again


def test_v38_a_stopped_clock_stands_and_goes_on(case: Case, act: Any) -> None:
    clock.suspend(case, ground="other_case", act="уд. 7/2026", on=date(2026, 11, 10), **act)
    stands = fresh(case)
    assert (stands.phase, stands.state, stands.due_on) == ("waiting", "waiting", date(2026, 11, 16))
    told = explain(stands)
    assert told.stands
    assert [part for part in ("вторник, 10 ноември 2026", "7 дни") if part not in told.whole] == []
    whole = "\n".join(told.lines)
    assert [
        part for part in ("7/2026", "АПК чл. 54", "АПК, чл. 54, ал. 3", "не е потвърдено от юрист") if part not in whole
    ] == []
    assert not stands.is_overdue(on=date(2026, 12, 24))
    assert silence_of(stands, due_on=stands.due_on, on=date(2026, 11, 24)) is None
    clock.resume(stands, on=date(2026, 11, 20), **act)
    goes = fresh(case)
    assert (goes.phase, goes.state, goes.due_on) == ("in_progress", "in_progress", date(2026, 11, 27))
    assert [entry.facts["due"] for entry in Entry.objects.filter(verb="case.resumed")] == ["2026-11-27"]
    row = LedgerEntry.objects.get(step=Step.SUSPENDED)
    assert (row.ground, row.act, row.by_id) == ("other_case", "уд. 7/2026", goes.handler_id)


def test_v37_what_is_mended_starts_anew(case: Case, act: Any) -> None:
    clock.note_defects(case, what="Липсва подпис", on=date(2026, 11, 10), **act)
    waits = fresh(case)
    mend = to_mend(waits)
    assert mend is not None
    assert (mend.what, mend.until) == ("Липсва подпис", date(2026, 11, 13))
    assert "Липсва подпис" in [step.note for step in milestones(waits, on=NOW.date())]
    clock.note_remedy(waits, on=date(2026, 11, 12), **act)
    assert fresh(case).due_on == date(2026, 11, 26)
    assert to_mend(fresh(case)) is None


def test_a13_unreadable_attachments_do_not_stop_the_clock_for_ever(case: Case, act: Any) -> None:
    clock.note_defects(case, what="Файлът не се отваря", rule="unreadable_attachments", on=date(2026, 11, 4), **act)
    now = fresh(case)
    assert (now.phase, now.due_on) == ("in_progress", date(2026, 11, 23))
    clock.note_remedy(now, on=date(2026, 11, 5), **act)
    now = fresh(case)
    assert now.due_on == date(2026, 11, 23), "a date that was told is never shortened"
    assert clock_of(now).counted.due_on == date(2026, 11, 19)


def test_v36_consent_lengthens_once_and_an_answer_shortens_nothing(case: Case, act: Any) -> None:
    clock.ask_consent(case, of="РИОСВ", on=date(2026, 11, 5), **act)
    assert fresh(case).due_on == date(2026, 11, 30)
    with pytest.raises(clock.StepRefused) as refused:
        clock.ask_consent(fresh(case), of="РЗИ", on=date(2026, 11, 6), **act)
    assert refused.value.problem is Problem.ASKED_ALREADY
    clock.receive_consent(fresh(case), on=date(2026, 11, 9), **act)
    assert fresh(case).due_on == date(2026, 11, 30)
    assert clock_of(fresh(case)).answer_until is None


def call(case: Case, for_day: date, by: Any, **more: Any) -> Case:
    facts = {"body": "Общински съвет", "rule": "collective_body", "on": date(2026, 11, 10), **more}
    return clock.call_session(case, session_on=for_day, **facts, **by)


def test_a6_a_collective_body_decides_at_its_session_and_an_earlier_one_shortens_nothing(
    case: Case, act: Any, elena: Any
) -> None:
    Party.objects.create(case=case, role="filer", person=case.parties.first().person, account=elena)
    with pytest.raises(clock.StepRefused) as refused:
        call(case, date(2026, 11, 16), act)
    assert refused.value.problem is Problem.SESSION_WITHIN
    call(case, date(2026, 12, 3), act, act="Покана № 12")
    now = fresh(case)
    assert (now.due_on, now.phase) == (date(2026, 12, 3), "in_progress")
    told = explain(now)
    whole = "\n".join(told.lines)
    assert told.sentence == "до четвъртък, 3 декември 2026 г."
    said = ("Общински съвет", "Покана № 12", "АПК чл. 57, ал. 6", "16 ноември")
    assert [one for one in said if one not in whole] == []
    call(now, date(2026, 11, 26), act, on=date(2026, 11, 12))
    now = fresh(case)
    assert (now.due_on, clock_of(now).due_on) == (date(2026, 12, 3), date(2026, 11, 26))
    assert "не се скъсява" in explain(now).lines[-1]
    call(now, date(2026, 12, 10), act, on=date(2026, 11, 13))
    assert fresh(case).due_on == date(2026, 12, 10)
    assert [entry.facts for entry in Entry.objects.filter(verb="case.session_called").order_by("id")] == [
        {"told": "2026-11-16", "due": "2026-12-03"},
        {"told": "2026-12-03", "due": "2026-12-03"},
        {"told": "2026-12-03", "due": "2026-12-10"},
    ]
    letters = list(Message.objects.filter(template="cases/notices/session_called.txt").order_by("id"))
    assert len(letters) == 3, "told at once, each time (АПК чл. 57, ал. 8)"
    assert "до 3 декември 2026 г." in letters[0].text
    assert "Общински съвет" not in letters[0].text, "an open card names no body"


def test_a6_a_session_that_is_missed_is_silence_the_day_after_it(case: Case, act: Any) -> None:
    call(case, date(2026, 11, 26), act)
    assert mark_silences(at=sofia(2026, 11, 26, 23)) == 0
    assert mark_silences(at=sofia(2026, 11, 27, 1)) == 1
    assert LedgerEntry.objects.get(step=Step.SILENCE).on == date(2026, 11, 27)


def test_a6_over_a_session_the_clock_stands_and_after_it_the_session_is_called_anew(case: Case, act: Any) -> None:
    act = {**act, "at": sofia(2026, 12, 10)}
    call(case, date(2026, 11, 20), act)
    clock.suspend(fresh(case), ground="death", on=date(2026, 11, 18), **act)
    stands = explain(fresh(case))
    assert (stands.stands, "оставаха 3 дни" in stands.whole) == (True, True)
    assert "Изтекли дни от срока: 14, тоест целият" in "\n".join(stands.lines)
    clock.resume(fresh(case), on=date(2026, 12, 10), **act)
    goes = explain(fresh(case))
    assert (goes.due_on, fresh(case).due_on) == (date(2026, 12, 14), date(2026, 12, 14))
    said = ("не можеше да реши", "оставаха дни: 3", "докато заседанието не бъде свикано отново")
    assert [one for one in said if one not in "\n".join(goes.lines)] == []
    call(fresh(case), date(2026, 12, 17), act, on=date(2026, 12, 10))
    assert fresh(case).due_on == date(2026, 12, 17)


def test_a4_data_on_paper_begins_the_period_once_for_each_body(registry: Any, act: Any) -> None:
    period = Period.parse("7d")
    case = registered(registry, received_at=RECEIVED, legal_period="immediate", period=period)
    asked: dict[str, Any] = {"rule": "data_on_paper", "asked_on": date(2026, 11, 3), **act}
    clock.receive_data(case, of="РКМЕ – Ловеч", on=date(2026, 11, 5), **asked)
    assert fresh(case).due_on == date(2026, 11, 12)
    for again, day, problem in (
        ("„РКМЕ“  ЛОВЕЧ", 9, Problem.DATA_KNOWN),
        ("Държавен архив", 2, Problem.BEFORE_LAST),
    ):
        with pytest.raises(clock.StepRefused) as refused:
            clock.receive_data(fresh(case), of=again, on=date(2026, 11, day), **asked)
        assert refused.value.problem is problem
    later = {**asked, "asked_on": date(2026, 11, 10)}
    with pytest.raises(clock.StepRefused) as refused:
        clock.receive_data(fresh(case), of="Държавен архив", on=date(2026, 11, 9), **later)
    assert refused.value.problem is Problem.DATA_ASKED_LATER
    clock.receive_data(fresh(case), of="Държавен архив", on=date(2026, 11, 9), **asked)
    assert fresh(case).due_on == date(2026, 11, 16)


def test_a6_only_where_the_law_knows_it(registry: Any, act: Any) -> None:
    enquiry = registered(registry, received_at=RECEIVED, legal_period="enquiry", period=Period.parse("5wd"))
    with pytest.raises(legal_periods.NoLegalPeriod):
        call(enquiry, date(2026, 11, 26), act, on=date(2026, 11, 5))


def test_v34_a_request_for_information_is_extended_by_its_own_rules_only(registry: Any, act: Any) -> None:
    request = registered(
        registry,
        received_at=sofia(2026, 10, 23),
        legal_period="information_request",
        period=Period.parse("14d"),
    )
    with pytest.raises(legal_periods.NoLegalPeriod):
        clock.extend(request, rule="signal_extension", reason="…", on=date(2026, 11, 2), **act)
    clock.extend(request, rule="information_extension", reason="Голям обем", on=date(2026, 11, 2), **act)
    assert fresh(request).due_on == date(2026, 11, 16)
    with pytest.raises(clock.StepRefused):
        clock.extend(fresh(request), rule="information_third_person", reason="…", on=date(2026, 11, 3), **act)


def test_a_matter_ends_without_a_decision(case: Case, act: Any) -> None:
    clock.terminate(case, ground="По желание на заявителя", on=date(2026, 11, 10), **act)
    ended = fresh(case)
    assert (ended.phase, ended.state, ended.outcome, ended.closed_at) == ("closed", "terminated", "terminated", NOW)
    assert [step.note for step in milestones(ended, on=NOW.date())][-1] == "По желание на заявителя"
    with pytest.raises(AlreadyDecided):
        clock.terminate(ended, ground="пак", on=date(2026, 11, 10), **act)


def test_who_comes_second_is_told_and_changes_nothing(case: Case, act: Any) -> None:
    seen = LedgerEntry.objects.filter(case=case).last().pk
    clock.suspend(case, ground="death", on=date(2026, 11, 10), seen=seen, **act)
    with pytest.raises(clock.ChangedMeanwhile) as refused:
        clock.terminate(case, ground="…", on=date(2026, 11, 10), seen=seen, **act)
    assert refused.value.step is Step.SUSPENDED
    assert fresh(case).is_open
    assert LedgerEntry.objects.filter(case=case).count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_one_wins(town: Any) -> None:
    contested = registered(open_department(), received_at=RECEIVED)
    seen = LedgerEntry.objects.get(case=contested).pk
    by = Actor(None, "system")

    def press(_: int) -> bool:
        try:
            with scoped(town.pk):
                clock.suspend(contested, ground="death", on=date(2026, 11, 5), seen=seen, by=by, at=NOW)
                return True
        except clock.ChangedMeanwhile:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(press, range(8)))
    assert won.count(True) == 1
    assert LedgerEntry.objects.filter(step=Step.SUSPENDED).count() == 1


def test_who_takes_over_what_waits_lets_it_wait(case: Case, act: Any, nadezhda: Any) -> None:
    clock.suspend(case, ground="death", on=date(2026, 11, 10), **act)
    take_case(case, handler=nadezhda, seen=case.handler_id, by=Actor(nadezhda.pk, "official"), at=NOW)
    assert (fresh(case).phase, fresh(case).handler_id) == ("waiting", nadezhda.pk)


VERBS: dict[str, Callable[..., Any]] = {
    "suspend": lambda case, **act: clock.suspend(case, ground="death", on=date(2026, 11, 10), **act),
    "resume": lambda case, **act: clock.resume(case, on=date(2026, 11, 10), **act),
    "note_defects": lambda case, **act: clock.note_defects(case, what="…", on=date(2026, 11, 10), **act),
    "note_remedy": lambda case, **act: clock.note_remedy(case, on=date(2026, 11, 10), **act),
    "extend": lambda case, **act: clock.extend(case, rule="consent", reason="…", on=date(2026, 11, 10), **act),
    "ask_consent": lambda case, **act: clock.ask_consent(case, of="…", on=date(2026, 11, 10), **act),
    "receive_consent": lambda case, **act: clock.receive_consent(case, on=date(2026, 11, 10), **act),
    "call_session": lambda case, **act: call(case, date(2026, 11, 26), act),
    "terminate": lambda case, **act: clock.terminate(case, ground="…", on=date(2026, 11, 10), **act),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_decided_matter_keeps_its_clock(case: Case, act: Any, verb: str) -> None:
    decide(case)
    with pytest.raises(AlreadyDecided):
        VERBS[verb](case, **act)


@pytest.mark.parametrize("verb", ["suspend", "note_defects", "terminate"])
def test_a_kind_that_cannot_wait_is_refused_whole(
    case: Case, act: Any, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = replace(world.SAMPLE, waiting_state="", terminated_state="")
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds, "sample": plain})
    with pytest.raises(clock.CannotWait):
        VERBS[verb](case, **act)
    assert LedgerEntry.objects.filter(case=case).count() == 1
    assert fresh(case).state == "in_progress"


def test_what_nobody_had_taken_waits_again_for_everybody(registry: Any, act: Any) -> None:
    untaken = registered(registry, received_at=sofia(2026, 11, 16))
    clock.suspend(untaken, ground="death", on=date(2026, 11, 17), **act)
    clock.resume(untaken, on=date(2026, 11, 18), **act)
    assert (fresh(untaken).phase, fresh(untaken).state) == ("received", "new")


def test_the_parties_are_told_within_three_days_of_the_decision(case: Case) -> None:
    assert notice_until(case) is None
    note(case, Step.DECIDED, on=date(2026, 11, 10), at=NOW, by=Actor(None, "system"))
    counted = notice_until(case)
    assert counted is not None
    assert counted.due_on == date(2026, 11, 13)


def test_what_is_past_is_told_in_its_own_words_and_not_in_those_of_where_the_matter_stands(case: Case) -> None:
    by = {"by": SYSTEM, "at": NOW}

    def way() -> list[str]:
        return [step.what for step in milestones(fresh(case), on=NOW.date())]

    received, over, works = "Received by the applicant", "Приключено", "Работи се"
    with override("en"):
        note(case, Step.DECIDED, on=NOW.date(), **by)
        move(case, "done")
        note(case, Step.SERVED, on=NOW.date(), **by)
        assert received in way(), "received, but not over: access is still to be given"
        close(case, "over", "done", at=NOW)
        assert received not in way()
        assert over in way()
        reopen(fresh(case), reason="Грешка", **by)
        assert way().count(works) == 1, "where it stands is said once, at the end"
        assert way().index(received) < way().index("Opened again")
