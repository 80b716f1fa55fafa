"""The watch over deadlines: each is told once, silence is noted once with its right day, one fault stops nothing else.

A matter received on Monday, 16 November 2026 is due on Monday, 23 November (seven days, declaratory act).
"""

import tomllib
from collections import Counter
from datetime import date
from typing import Any

import pytest

from chinar.domain.cases import legal_periods, tasks
from chinar.domain.cases.actions import clock as verbs
from chinar.domain.cases.actions.assigning import move_to_department
from chinar.domain.cases.actions.ending import NotOfThisKind
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.actions.substituting import end_absence, enter_absence
from chinar.domain.cases.models import Case, LedgerEntry, ReminderPlan
from chinar.domain.cases.queries import explain
from chinar.domain.cases.rules import Step
from chinar.domain.cases.tests.world import (
    NOW,
    TOWN,
    client_of,
    decide,
    official,
    open_department,
    registered,
    sofia,
)
from chinar.domain.cases.watching import round as rounds
from chinar.domain.cases.watching import silence
from chinar.domain.cases.watching.rules import Plan
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.time.models import CalendarDay
from chinar.foundation.time.rules import NoCalendar, WorkingCalendar


@pytest.fixture
def svetla(registry: Any) -> Any:
    return official("svetla", "Светла Маринова", "secretary")


@pytest.fixture
def taken(registry: Any, georgi: Any, nadezhda: Any, svetla: Any, elena: Any) -> Case:
    """In Georgi's hands, of Elena."""
    return take_case(registered(registry, account=elena), handler=georgi, by=Actor(georgi.pk, "official"), at=NOW)


def watch(month: int, day: int, hour: int = 9) -> None:
    rounds.watch("troyan", at=sofia(2026, month, day, hour, 0))


def sent() -> Counter[tuple[str, str]]:
    """(template, first name of the reader) of every message."""
    rows = Message.objects.select_related("account")
    return Counter((row.template.rpartition("/")[2], row.account.name.split()[0]) for row in rows)


def of(template: str) -> list[str]:
    return sorted(name for (file, name), n in sent().items() for _ in range(n) if file == template)


def test_a_table_of_days(taken: Case) -> None:
    """What has been told in all, by the end of each day; the watch runs several times a day."""
    table = [
        # day, reminders before, reminders of lateness, silence
        ((11, 17), [], [], []),
        ((11, 18), ["Георги"], [], []),
        ((11, 20), ["Георги", "Надежда"], [], []),
        ((11, 21), ["Георги", "Надежда"], [], []),  # Saturday
        ((11, 23), ["Георги", "Надежда", "Светла"], [], []),
        ((11, 24), ["Георги", "Надежда", "Светла"], ["Георги", "Надежда"], ["Елена"]),
        ((11, 25), ["Георги", "Надежда", "Светла"], ["Георги", "Надежда"], ["Елена"]),
        ((11, 26), ["Георги", "Надежда", "Светла"], ["Георги", "Надежда", "Светла"], ["Елена"]),
        ((12, 14), ["Георги", "Надежда", "Светла"], ["Георги", "Надежда", "Светла"], ["Елена"]),
    ]
    for (month, day), due, late, told in table:
        for hour in (0, 9, 17):
            watch(month, day, hour)
        now = (of("official_due.txt"), of("official_late.txt"), of("silence.txt"))
        assert now == (due, late, told), (month, day)


def test_silence_is_noted_once_with_its_day_and_the_matter_stays_owed(taken: Case) -> None:
    watch(12, 1, 0)  # the server was down for a week
    watch(12, 1, 0)
    entry = LedgerEntry.objects.get(step=Step.SILENCE)
    assert (entry.on, entry.by_id, entry.rule) == (date(2026, 11, 24), None, "appeal_of_silence")
    case = Case.objects.get(pk=taken.pk)
    assert (case.is_open, case.outcome, case.is_overdue(on=date(2026, 12, 1))) == (True, "", True)
    assert Entry.objects.get(verb="case.silence").subject == case.number
    told = Message.objects.get(template="cases/notices/silence.txt")
    assert [
        part for part in ("25 януари 2027", "25 май 2027", "АПК чл. 84, ал. 2", "дължи") if part not in told.text
    ] == []
    assert "срокът изтече без решение (апк чл. 84" in " ".join(explain(case).lines).lower()


def test_a_step_of_before_may_still_be_entered_after_the_night(taken: Case, georgi: Any) -> None:
    watch(11, 24, 0)
    case = verbs.suspend(
        taken, ground="other_case", on=date(2026, 11, 23), by=Actor(georgi.pk, "official"), at=sofia(2026, 11, 24)
    )
    assert case.phase == "waiting"


def test_what_waits_is_neither_reminded_of_nor_silent_and_a_new_due_date_begins_anew(taken: Case, georgi: Any) -> None:
    by = Actor(georgi.pk, "official")
    stands = verbs.suspend(taken, ground="other_case", on=date(2026, 11, 17), by=by, at=sofia(2026, 11, 17))
    for day in (18, 23, 24, 30):
        watch(11, day)
    assert of("official_due.txt") == of("official_late.txt") == of("silence.txt") == []
    goes = verbs.resume(stands, on=date(2026, 11, 30), by=by, at=sofia(2026, 11, 30))
    watch(12, 4)
    assert (goes.due_on, of("official_due.txt")) == (date(2026, 12, 7), ["Георги", "Надежда"])
    decide(goes)
    watch(12, 8)
    assert of("official_late.txt") == of("silence.txt") == []


def test_an_enquiry_is_late_but_gives_no_right_by_silence(registry: Any, nadezhda: Any, elena: Any) -> None:
    registered(registry, account=elena, legal_period="enquiry")
    watch(11, 24)
    assert (of("official_late.txt"), of("silence.txt")) == (["Надежда"], [])
    assert not LedgerEntry.objects.filter(step=Step.SILENCE).exists()


def test_nobodys_matter_is_its_heads_and_each_is_told_once(registry: Any, nadezhda: Any) -> None:
    registered(registry)
    watch(11, 18)
    watch(11, 23)
    assert of("official_due.txt") == ["Надежда"]
    message = Message.objects.get(template="cases/notices/official_due.txt")
    assert "/troyan/bg/desk/cases/99-1-16.11.2026/" in message.text
    assert (message.audience, message.about) == ("official", "99-1-16.11.2026")


def test_in_the_place_of_who_is_away_the_substitute_is_told_and_above_both_the_head(
    taken: Case, registry: Any, georgi: Any
) -> None:
    todor = official("todor", "Тодор Василев", "expert", registry)
    dates = {"first_on": date(2026, 11, 16), "by": SYSTEM, "at": NOW}
    enter_absence(official=georgi, substitute=todor, last_on=date(2026, 11, 19), **dates)
    watch(11, 18)
    assert of("official_due.txt") == ["Тодор"]
    enter_absence(
        official=todor, substitute=official("ivo", "Иво Лалев", "expert", registry), last_on=date(2026, 11, 20), **dates
    )
    watch(11, 19)
    assert of("official_due.txt") == ["Надежда", "Тодор"]
    watch(11, 20)  # Georgi is back
    assert of("official_due.txt") == ["Георги", "Надежда", "Тодор"]


def test_for_a_head_who_is_away_whoever_stands_in_and_reads_the_department_is_told(
    taken: Case, registry: Any, nadezhda: Any, svetla: Any
) -> None:
    deputy = official("todor", "Тодор Василев", "expert", registry)
    far = official("ivo", "Иво Лалев", "expert", open_department("taxes", "Местни данъци"))
    days = {"first_on": date(2026, 11, 16), "last_on": date(2026, 11, 30), "by": SYSTEM, "at": NOW}
    absence = enter_absence(official=nadezhda, substitute=deputy, **days)
    watch(11, 20)
    assert of("official_due.txt") == ["Георги", "Тодор"]
    watch(11, 23)
    assert of("summary.txt") == ["Надежда", "Светла", "Тодор"]
    end_absence(absence, by=SYSTEM, at=NOW)
    enter_absence(official=nadezhda, substitute=far, **days)
    watch(11, 24)
    assert of("official_late.txt") == ["Георги", "Светла"], "who does not read the department is no way to it"


def test_a_matter_of_who_has_left_is_the_heads_from_the_first_reminder_on(taken: Case, georgi: Any) -> None:
    georgi.is_active = False
    georgi.save()
    watch(11, 18)
    assert of("official_due.txt") == ["Надежда"]


def test_the_mayor_is_the_last_step_where_the_secretary_is_kept_away(taken: Case, svetla: Any) -> None:
    official("boris", "Борис Марков", "mayor")
    recuse(taken, accounts=[svetla.pk], by=SYSTEM, at=NOW)
    watch(11, 23)
    watch(11, 26)
    assert of("official_due.txt") == of("official_late.txt") == ["Борис", "Георги", "Надежда"]


def test_the_summary_is_one_a_day_of_ones_own_departments_and_none_when_there_is_nothing(
    taken: Case, registry: Any, nadezhda: Any
) -> None:
    taxes = open_department("taxes", "Местни данъци")
    official("todor", "Тодор Илиев", "head", taxes)
    for _ in range(20):
        registered(registry)
    watch(11, 21)  # Saturday
    watch(11, 23, 7)  # before the hour
    assert of("summary.txt") == []
    for hour in (8, 9, 12):
        watch(11, 23, hour)
    assert of("summary.txt") == ["Надежда", "Светла"]
    summary = Message.objects.filter(template="cases/notices/summary.txt", account=nadezhda).get()
    assert summary.subject == "23 ноември 2026 г.: просрочени 0, за днес 21"
    assert "- 99-1-16.11.2026, Проба 1, 23 ноември 2026 г., Георги Николов\n- 99-2-16.11.2026" in summary.text
    assert "и още 6" in summary.text
    move_to_department(taken, to=taxes, reason="данъци", by=SYSTEM, at=NOW)
    watch(12, 1)  # one for today, none for the days between
    assert of("summary.txt") == ["Надежда", "Надежда", "Светла", "Светла", "Тодор"]


def test_two_workers_at_once_tell_nobody_twice(taken: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slower one has looked before the faster one wrote."""
    watch(11, 24)
    before = sent()
    for module in ("actions", "summary"):
        monkeypatch.setattr(f"chinar.domain.cases.watching.{module}.written", lambda keys: set())
    monkeypatch.setattr(silence, "_candidates", lambda today: iter([Case.objects.get(pk=taken.pk)]))
    watch(11, 24)
    assert sent() == before
    assert LedgerEntry.objects.filter(step=Step.SILENCE).count() == 1


def test_a_year_without_calendar_alarms_the_operator_once_a_day_and_the_rest_goes_on(
    taken: Case, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    official("op", "Огнян Попов", "operator")

    def unknown(*, at: Any) -> int:
        raise NoCalendar(2027)

    monkeypatch.setattr(rounds, "PARTS", (silence.mark_silences, unknown))
    for _ in range(3):
        watch(11, 24)
    assert of("no_calendar.txt") == ["Огнян", "Светла"]
    assert of("silence.txt") == ["Елена"]
    assert "no working calendar for the year 2027" in caplog.text
    monkeypatch.setattr(rounds, "PARTS", ())
    monkeypatch.setattr(rounds, "working_calendar", lambda today: WorkingCalendar(frozenset({2026})))
    watch(11, 25)
    watch(12, 1)  # in December one looks ahead
    assert of("no_calendar.txt") == ["Огнян", "Огнян", "Светла", "Светла"]
    assert not CalendarDay.objects.exists()


def test_a_fault_in_one_part_or_one_town_stops_no_other(
    taken: Case, other_town: Any, clock: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def broken(*, at: Any) -> int:
        raise RuntimeError

    monkeypatch.setattr(rounds, "PARTS", (broken, silence.mark_silences))
    seen = []
    real = tasks.watch
    monkeypatch.setattr(tasks, "watch", lambda slug, at: seen.append(slug) or real(slug, at=at) or 1 / 0)
    clock.moment = sofia(2026, 11, 24)
    with scoped(None):
        tasks.watch_all()
    assert sorted(seen) == ["razlog", "troyan"]
    assert of("silence.txt") == ["Елена"]


def test_a_matter_that_cannot_be_counted_is_named_and_holds_up_no_other(
    taken: Case, registry: Any, caplog: Any
) -> None:
    broken = registered(registry)
    LedgerEntry.objects.create(case=broken, step=Step.STARTED, on=NOW.date(), at=NOW)
    watch(11, 24)
    assert broken.number in caplog.text
    assert LedgerEntry.objects.get(step=Step.SILENCE).case_id == taken.pk


def test_consent_by_silence_is_prepared_for_handler_and_head_and_confirmed_by_a_person(
    taken: Case, georgi: Any, elena: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Потвърждаване на мълчаливо съгласие" not in page_of(taken, georgi)
    text = (legal_periods.LAW / "bg.toml").read_text(encoding="utf-8")
    rules = tomllib.loads(text)["rule"]
    assert {rule["code"] for rule in rules if rule.get("silence") == "consent"} == {"consent"}, "of no matter, so far"
    law = text.replace('silence = "refusal"', 'silence = "consent"')
    monkeypatch.setattr(legal_periods, "table", lambda country="BG": legal_periods.read(law, country="BG"))
    watch(11, 24)
    watch(11, 25)
    assert (of("official_consent.txt"), of("silence.txt")) == (["Георги", "Надежда"], [])
    assert Case.objects.get(pk=taken.pk).is_open
    clock.moment = sofia(2026, 11, 25)
    assert "Потвърждаване на мълчаливо съгласие" in page_of(taken, georgi)
    address = f"{TOWN}/desk/cases/{taken.number}/confirm_consent/"
    client_of(georgi, is_official=True).post(address, {"reason": "Срокът изтече без отказ."})
    case = Case.objects.get(pk=taken.pk)
    assert (case.phase, case.outcome, of("consented.txt")) == ("closed", "consented", ["Елена"])
    with pytest.raises(NotOfThisKind):
        silence.confirm_consent(
            registered(case.department), reason="не", by=Actor(georgi.pk, "official"), at=sofia(2026, 11, 25)
        )


def page_of(case: Case, who: Any) -> str:
    return client_of(who, is_official=True).get(f"{TOWN}/desk/cases/{case.number}/").text


def test_the_secretary_sets_the_days_and_wrong_ones_come_back_with_what_was_typed(
    taken: Case, svetla: Any, georgi: Any
) -> None:
    address, typed = f"{TOWN}/desk/reminders/", {
        "handler_before": "5", "head_before": "2", "secretary_before": "1",
        "head_after": "2", "secretary_after": "4", "from_hour": "7",
    }  # fmt: skip
    client = client_of(svetla, is_official=True)
    assert 'value="3"' in client.get(address).text
    wrong = [("head_before", "6"), ("secretary_after", "1"), ("from_hour", "24"), ("handler_before", "x")]
    wrong += [("handler_before", "-1"), ("head_after", "0"), ("head_before", ""), ("from_hour", "9" * 400)]
    for field, value in wrong:
        page = client.post(address, {**typed, field: value}).text
        assert "govuk-error-message" in page, (field, value)
        assert f'value="{value}"' in page or not value
        assert not ReminderPlan.objects.exists()
    assert client.post(address, typed).status_code == 302
    assert ReminderPlan.objects.get().as_plan() == Plan(5, 2, 1, 2, 4, 7)
    assert Entry.objects.filter(verb="watch.set").last().actor_id == svetla.pk
    assert client_of(georgi, is_official=True).get(address).status_code == 404
    watch(11, 16, 7)
    assert of("official_due.txt") == ["Георги"]


def test_a_round_costs_the_same_for_three_matters_and_for_thirty(
    registry: Any, nadezhda: Any, django_assert_max_num_queries: Any
) -> None:
    """When all are told already, which is every round but one."""
    for number in (3, 27):
        for _ in range(number):
            registered(registry)
        watch(11, 24)
        with django_assert_max_num_queries(23):
            watch(11, 24)
