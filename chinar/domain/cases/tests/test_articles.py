"""The clock of an individual act article by article, as the product runs it: the day, who is told, what explains it.

The letters are those of the table of law 1.1 of the project; the rows that need an application, its delivery or another
municipality stand in domain/applications/tests/test_articles.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from chinar.domain.cases import notices
from chinar.domain.cases.actions import clock, ending
from chinar.domain.cases.actions.moving import note
from chinar.domain.cases.grounds import grounds_here
from chinar.domain.cases.law_here import in_force
from chinar.domain.cases.legal_periods import table
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.queries import clock_of, explain, notice_until, silence_windows
from chinar.domain.cases.rules import Phase, Step
from chinar.domain.cases.tests.world import registered, sofia
from chinar.domain.cases.watching.silence import mark_silences
from chinar.foundation.core.actor import Actor
from chinar.foundation.notifications.models import Message
from chinar.foundation.time.rules import Period

MONDAY = sofia(2026, 11, 2)
TODAY = sofia(2026, 11, 20)
Act = dict[str, Any]
Do = Callable[[Case, Act], Any]


def on(month: int, day: int, **more: Any) -> dict[str, Any]:
    return {"on": date(2026, month, day), **more}


def ask(case: Case, act: Act) -> None:
    clock.ask_consent(case, of="РИОСВ", **on(11, 5), **act)


def answer(case: Case, act: Act) -> None:
    clock.receive_consent(case, act="№ 7", **on(11, 10), **act)


def lengthen(case: Case, act: Act) -> None:
    clock.extend(case, rule="defence_needed", reason="Съседите", **on(11, 5), **act)


def call(case: Case, act: Act) -> None:
    day = date(2026, 12, 10)
    clock.call_session(case, body="Общински съвет", session_on=day, rule="collective_body", **on(11, 5), **act)


def data(case: Case, act: Act) -> None:
    clock.receive_data(case, of="Държавен архив", asked_on=date(2026, 11, 3), rule="data_on_paper", **on(11, 5), **act)


def defects(case: Case, act: Act) -> None:
    clock.note_defects(case, what="Липсва подпис", **on(11, 10), **act)


def mended(case: Case, act: Act) -> None:
    clock.note_remedy(case, **on(11, 12), **act)


def unreadable(case: Case, act: Act) -> None:
    clock.note_defects(case, what="Файлът не се отваря", rule="unreadable_attachments", **on(11, 4), **act)


def again(case: Case, act: Act) -> None:
    clock.note_remedy(case, **on(11, 5), **act)


def part(case: Case, act: Act) -> None:
    clock.tell_of_part(case, part="Таксата се оспорва пред НАП, Ловеч", **on(11, 5), **act)


def stop(case: Case, act: Act) -> None:
    clock.suspend(case, ground="other_case", act="дело 7/2026", **on(11, 10), **act)


def go_on(case: Case, act: Act) -> None:
    clock.resume(case, **on(11, 18), **act)


@dataclass(frozen=True)
class Row:
    """What is done to a matter received on Monday, 2 November; the day that follows; which letters go out."""

    due: date
    rule: str = "individual_act"
    steps: tuple[Do, ...] = ()
    told: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    received: datetime = MONDAY


ROWS = {
    "A1 the day on which it reached the body starts it": Row(date(2026, 11, 16), said=("2 ноември 2026 г., 10:30",)),
    "A2 fourteen days": Row(date(2026, 11, 16), said=("14 дни (АПК чл. 57, ал. 1)",)),
    "A3 seven for a declaratory act": Row(date(2026, 11, 9), "declaratory_act", said=("7 дни (АПК чл. 57, ал. 2)",)),
    "A3 fourteen where an expert is needed": Row(date(2026, 11, 16), "expertise", said=("14 дни (АПК чл. 57, ал. 3)",)),
    "A4 at once, seven days at most": Row(date(2026, 11, 9), "immediate", said=("7 дни (АПК чл. 57, ал. 4)",)),
    "A4 data on paper: from its receipt": Row(
        date(2026, 11, 12),
        "immediate",
        (data,),
        ("data_came",),
        ("Държавен архив", "3 ноември", "5 ноември", "чл. 57, ал. 4"),
    ),
    "A5 one month": Row(date(2026, 12, 2), "defence_of_others", said=("1 месец (АПК чл. 57, ал. 5)",)),
    "A5 one month in all, when it is found out": Row(
        date(2026, 12, 2), steps=(lengthen,), told=("extended",), said=("АПК чл. 57, ал. 5", "1 месец")
    ),
    "A6 the first session after the period": Row(
        date(2026, 12, 10), steps=(call,), told=("session_called",), said=("Общински съвет", "АПК чл. 57, ал. 6")
    ),
    "A6 the same after a month and the consent of others": Row(
        date(2026, 12, 16),
        "defence_of_others",
        (call, ask),
        ("session_called", "consent_asked"),
        ("в рамките на срока", "АПК, чл. 57, ал. 6"),
    ),
    "A7 another body: fourteen days more": Row(
        date(2026, 11, 30),
        steps=(ask,),
        told=("consent_asked",),
        said=("28 дни", "до четвъртък, 19 ноември", "мълчанието му се смята за съгласие", "АПК чл. 57, ал. 7"),
    ),
    "A5 and A7 together, the consent asked first": Row(
        date(2026, 12, 16), steps=(ask, lengthen), told=("consent_asked", "extended"), said=("чл. 57, ал. 5",)
    ),
    "A7 and A5 together, the month found out first": Row(
        date(2026, 12, 16), steps=(lengthen, ask), told=("extended", "consent_asked"), said=("чл. 57, ал. 7",)
    ),
    "A7 its answer shortens nothing": Row(date(2026, 11, 30), steps=(ask, answer), told=("consent_asked",)),
    "A11 late on a Friday, so the next working day is the first": Row(
        date(2026, 12, 7), received=sofia(2026, 11, 20, 19, 30), said=("извън работното време", "АПК, чл. 29, ал. 6")
    ),
    "A12 defects: the period begins with the remedy": Row(
        date(2026, 11, 26), steps=(defects, mended), told=("defects", "mended"), said=("АПК чл. 30, ал. 1-3",)
    ),
    "A13 unreadable: three days after the notice": Row(
        date(2026, 11, 23), steps=(unreadable,), told=("unreadable",), said=("АПК чл. 30, ал. 4",)
    ),
    "A13 sent again: from that day, and a told date stays": Row(
        date(2026, 11, 23), steps=(unreadable, again), told=("unreadable", "mended"), said=("не се скъсява",)
    ),
    "A14 a part for another body": Row(
        date(2026, 11, 16), steps=(part,), told=("partly_elsewhere",), said=("пред НАП, Ловеч", "АПК чл. 31")
    ),
    "A19 the clock stood": Row(
        date(2026, 11, 25),
        steps=(stop, go_on),
        told=("suspended", "resumed"),
        said=("АПК чл. 54", "дело 7/2026", "АПК, чл. 54, ал. 3"),
    ),
}


@pytest.fixture
def act(georgi: Any) -> Act:
    return {"by": Actor(georgi.pk, "official"), "at": TODAY}


def codes() -> list[str]:
    return [row.template.rpartition("/")[2].removesuffix(".txt") for row in Message.objects.order_by("id")]


def opened(registry: Any, elena: Any, rule: str = "individual_act", received: datetime = MONDAY) -> Case:
    period = in_force(rule, on=received.date()).period
    return registered(registry, received_at=received, legal_period=rule, period=period, account=elena)


def fresh(case: Case) -> Case:
    again: Case = Case.objects.get(pk=case.pk)
    return again


@pytest.mark.parametrize("name", ROWS)
def test_each_article_gives_its_day_tells_its_letter_and_explains_itself(
    name: str, registry: Any, elena: Any, act: Act
) -> None:
    row = ROWS[name]
    case = opened(registry, elena, row.rule, row.received)
    for step in row.steps:
        step(fresh(case), act)
    now = fresh(case)
    told = explain(now)
    whole = "\n".join((told.whole, *told.lines))
    assert (now.due_on, told.due_on) == (row.due, row.due)
    assert tuple(codes()) == row.told
    assert [part for part in row.said if part not in whole] == []
    letters = [message.text for message in Message.objects.order_by("id")]
    if letters and "defects" not in row.told:
        assert f"{row.due.day} " in letters[-1], "the letter tells the day that holds"


def test_a8_every_rule_that_lengthens_names_whom_it_tells() -> None:
    lengthens = [rule for rule in table() if rule.effect in ("adds", "in_all", "first_session")]
    assert [rule.code for rule in lengthens if not rule.tells] == []
    assert {Step.EXTENDED, Step.CONSENT_ASKED, Step.SESSION_CALLED} <= set(notices.OF_STEPS)
    assert {notices.OF_STEPS[one] for one in (Step.CONSENT_ASKED, Step.SESSION_CALLED)} <= notices.ON_PAPER


def test_a11_and_a16_receipt_is_confirmed_in_writing_with_the_due_date(registry: Any, elena: Any) -> None:
    """A period over seven days: the notice of the opening states the day."""
    case = opened(registry, elena)
    notices.tell_receipt(case, at=MONDAY)
    letter = Message.objects.get()
    assert case.number in letter.subject
    assert "до 16 ноември 2026 г." in letter.text


def test_a12_not_mended_ends_without_a_decision_and_the_applicant_is_told(registry: Any, elena: Any, act: Act) -> None:
    case = opened(registry, elena)
    defects(case, act)
    standing = clock_of(fresh(case)).standing
    assert standing is not None
    assert standing.until == date(2026, 11, 13)
    clock.terminate(fresh(case), ground="Искането не е поправено в срок", **on(11, 16), **act)
    assert (fresh(case).outcome, codes()) == ("terminated", ["defects", "terminated"])


def test_a14_the_wrong_body_sends_it_on_and_says_where(registry: Any, elena: Any, act: Act) -> None:
    case = opened(registry, elena)
    ending.forward(case, body="Община Ловеч", act="изх. № 5", **act)
    assert (fresh(case).phase, fresh(case).outcome, codes()) == (Phase.CLOSED, "forwarded", ["forwarded"])
    assert "Община Ловеч" in Message.objects.get().text


GROUNDS = ["death", "guardianship", "crime", "constitutional_court", "other_case", "settlement"]


@pytest.mark.parametrize("ground", GROUNDS)
def test_a19_on_each_ground_the_clock_stops_is_told_and_may_be_appealed(
    ground: str, registry: Any, elena: Any, act: Act
) -> None:
    assert [one.code for one in grounds_here()] == GROUNDS
    case = opened(registry, elena)
    clock.suspend(case, ground=ground, **on(11, 10), **act)
    told = explain(fresh(case))
    assert told.stands
    assert [part for part in ("7 дни", "АПК чл. 54") if part not in "\n".join((told.whole, *told.lines))] == []
    assert "може да се обжалва" in Message.objects.get().text
    go_on(fresh(case), act)
    assert fresh(case).due_on == date(2026, 11, 25), "seven days were used, seven follow 18 November"


def test_a20_the_applicant_may_end_it(registry: Any, elena: Any) -> None:
    case = opened(registry, elena)
    ending.withdraw(case, by=Actor(elena.pk, "citizen"), at=TODAY)
    assert (fresh(case).outcome, LedgerEntry.objects.filter(step=Step.TERMINATED).count()) == ("withdrawn", 1)


def test_a21_no_decision_in_time_is_a_silent_refusal_and_the_matter_stays_owed(registry: Any, elena: Any) -> None:
    case = opened(registry, elena)
    assert mark_silences(at=sofia(2026, 11, 16, 23)) == 0
    assert mark_silences(at=sofia(2026, 11, 17, 1)) == 1
    windows = silence_windows(fresh(case), due_on=date(2026, 11, 16))
    assert (windows.until, windows.unnotified_until) == (date(2027, 1, 18), date(2027, 5, 17))
    assert (fresh(case).is_open, codes()) == (True, ["silence"])
    letter = Message.objects.get().text
    assert [part for part in ("18 януари 2027", "17 май 2027", "АПК чл. 84, ал. 2") if part not in letter] == []
    assert {rule.code for rule in table() if rule.silence == "consent"} == {"consent"}, (
        "of another body, by no law more"
    )


def test_a23_the_parties_are_told_within_three_days(registry: Any, elena: Any) -> None:
    case = opened(registry, elena)
    note(case, Step.DECIDED, on=date(2026, 11, 12), at=TODAY, by=Actor(None, "system"))
    counted = notice_until(case)
    assert counted is not None
    assert counted.due_on == date(2026, 11, 16), "the third day is a Sunday"
    assert in_force("notice_of_decision", on=TODAY.date()).article == "АПК чл. 61"


def test_no_matter_is_counted_by_a_period_that_the_law_does_not_give() -> None:
    assert str(in_force("act_without_own_term", on=TODAY.date()).period) == str(Period.parse("14d"))
    assert in_force("collective_body", on=TODAY.date()).length is None
