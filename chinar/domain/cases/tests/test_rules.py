import re
from datetime import date

import pytest

from chinar.domain.cases import legal_periods
from chinar.domain.cases.rules import BrokenLedger, Entry, Step, appeal_ends, due, registration_number
from chinar.foundation.time.calendar_file import shipped_calendar
from chinar.foundation.time.rules import Period

SEVEN_DAYS = Period.parse("7d")
CALENDAR = shipped_calendar()


@pytest.mark.parametrize(
    ("started_on", "due_on"),
    [
        (date(2026, 11, 13), date(2026, 11, 20)),  # law.md V3: plain
        (date(2026, 4, 3), date(2026, 4, 14)),  # V6: Easter
    ],
)
def test_the_due_date_follows_from_the_start_of_the_clock(started_on: date, due_on: date) -> None:
    assert due([Entry(Step.STARTED, started_on)], SEVEN_DAYS, CALENDAR).due_on == due_on


def test_later_entries_do_not_move_the_due_date() -> None:
    ledger = [Entry(Step.STARTED, date(2026, 11, 13)), Entry(Step.DECIDED, date(2026, 11, 16))]
    assert due(ledger, SEVEN_DAYS, CALENDAR).due_on == date(2026, 11, 20)


@pytest.mark.parametrize("starts", [0, 2])
def test_a_clock_that_did_not_start_once_gives_no_date(starts: int) -> None:
    with pytest.raises(BrokenLedger):
        due([Entry(Step.STARTED, date(2026, 11, 13))] * starts, SEVEN_DAYS, CALENDAR)


def test_the_appeal_period_runs_from_the_day_of_service() -> None:
    fourteen = Period.parse("14d")
    ledger = [Entry(Step.STARTED, date(2026, 12, 1)), Entry(Step.SERVED, date(2026, 12, 11))]
    counted = appeal_ends(ledger, fourteen, CALENDAR)
    assert counted is not None
    assert counted.due_on == date(2026, 12, 29)  # V13
    assert appeal_ends(ledger[:1], fourteen, CALENDAR) is None


def test_the_number_has_the_national_form() -> None:
    assert registration_number(1204, 17, date(2026, 11, 3)) == "1204-17-03.11.2026"


def test_a_legal_period_is_not_guessed_before_its_wording_was_in_force() -> None:
    assert legal_periods.in_force("declaratory_act", on=date(2026, 7, 1)).period == SEVEN_DAYS
    with pytest.raises(legal_periods.NoLegalPeriod):
        legal_periods.in_force("declaratory_act", on=date(2026, 6, 30))


def test_every_legal_period_names_its_article_in_both_languages() -> None:
    for rule in legal_periods.table():
        assert re.search(r"(чл\.|прил\.) \d", rule.article)
        assert re.search(r"(art\.|annex) \d", rule.article_en)
        assert rule.valid_until is None or rule.valid_from <= rule.valid_until
