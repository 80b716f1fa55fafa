"""The law as data: read strictly, by the version in force, for one country as for another."""

from datetime import date
from pathlib import Path

import pytest

import chinar
from chinar.domain.cases import legal_periods, words
from chinar.domain.cases.law_table import markdown
from chinar.domain.cases.legal_periods import NoLegalPeriod, WrongLaw, in_force, read, table
from chinar.domain.cases.rules import Entry, Step
from chinar.domain.cases.rules import read as read_clock
from chinar.foundation.time.rules import Reason, WorkingCalendar

RULE = """
[[rule]]
code = "{code}"
group = "act"
name = "Правило"
name_en = "Rule"
period = "7d"
article = "чл. 1"
article_en = "art. 1"
starts = "receipt"
source = "Закон"
valid_from = {since}
{more}
"""


def law(code: str = "one", since: str = "2026-01-01", more: str = "") -> str:
    return RULE.format(code=code, since=since, more=more)


PERIODS = {
    "declaratory_act": "7d",
    "individual_act": "14d",
    "expertise": "14d",
    "immediate": "7d",
    "defence_of_others": "1m",
    "complex_service": "3d",
    "consent": "14d",
    "defect_remedy": "3d",
    "appeal_of_act": "14d",
    "appeal_of_silence": "2m",
    "appeal_of_silence_unnotified": "6m",
    "reconsideration": "7d",
    "reconsideration_collective": "14d",
    "superior_decision": "2w",
    "superior_decision_collective": "1m",
    "proposal": "2m",
    "proposal_extended": "6m",
    "signal": "2m",
    "signal_extension": "1m",
    "forwarding": "7d",
    "execution": "1m",
    "notice_of_decision": "3d",
    "enquiry": "5wd",
    "information_request": "14d",
    "information_extension": "10d",
    "information_third_person": "14d",
    "information_clarification": "30d",
    "technical_service": "1m",
}


@pytest.mark.parametrize(("code", "period"), PERIODS.items())
def test_a_period_is_as_the_law_has_it(code: str, period: str) -> None:
    assert str(in_force(code, on=date(2026, 11, 16)).period) == period


@pytest.mark.parametrize(("on", "there"), [(date(2025, 9, 2), False), (date(2025, 9, 3), True)])
def test_the_window_after_silence_is_known_since_its_change(on: date, there: bool) -> None:
    """АПК чл. 84 ал. 2 before 2025-09-03 had another window; it was not read, so it is not guessed."""
    if there:
        assert str(in_force("appeal_of_silence", on=on).period) == "2m"
        return
    with pytest.raises(NoLegalPeriod):
        in_force("appeal_of_silence", on=on)


def test_a_new_version_follows_the_old_one() -> None:
    old = law(more="valid_until = 2026-05-31")
    new = law(since="2026-06-01").replace('"7d"', '"9d"')
    rules = read(old + new, country="BG")
    held = {on: [str(rule.period) for rule in rules if rule.holds(on)] for on in (date(2026, 5, 31), date(2026, 6, 1))}
    assert held == {date(2026, 5, 31): ["7d"], date(2026, 6, 1): ["9d"]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[rule]", ["not TOML"]),
        (law() + law(), ["one: two versions are in force on one day"]),
        (law(more='extends = ["other"]'), ["one: other is no rule"]),
        (law(more="valid_until = 2025-01-01"), ["valid until a day before it begins"]),
        (law(more="confirmed = false"), ["question and question_en must ask what"]),
        (law(more='effect = "adds"'), ["extends is missing"]),
        (law(more='effect = "first_session"'), ["so it has no period", "extends is missing"]),
        (law(more='colour = "red"'), ["colour is not known"]),
        (law(since='"soon"'), ["valid_from is no date"]),
        (law().replace("receipt", "sunrise").replace("7d", "soon"), ["'sunrise' is none of", "'soon' is not a period"]),
        (law().replace('name = "Правило"', ""), ["name is missing"]),
        ("[[rule]]", ["rule 1 (without code)", "article is missing", "starts is missing"]),
    ],
)
def test_everything_wrong_is_said_at_once(text: str, said: list[str]) -> None:
    with pytest.raises(WrongLaw) as refused:
        read(text, country="BG")
    assert [part for part in said if part not in str(refused.value)] == []


def test_every_event_group_and_silence_has_words() -> None:
    assert set(words.EVENTS) == set(legal_periods.Event)
    assert set(words.GROUPS) == set(legal_periods.GROUPS)
    assert set(words.SILENCES) == legal_periods.SILENCES
    used = {rule.starts for country in ("BG", "RO") for rule in table(country)}
    assert used == set(legal_periods.Event), "an event that no rule starts from"


def test_the_table_in_the_documents_is_that_of_the_data() -> None:
    shown = (Path(chinar.__file__).parents[1] / "docs/law/periods.md").read_text(encoding="utf-8")
    assert shown == markdown(), "run: chinar cases law > docs/law/periods.md"


def test_a_country_without_a_file_is_refused() -> None:
    with pytest.raises(NoLegalPeriod):
        table("GR")


ROMANIA = WorkingCalendar(
    frozenset({2026, 2027}),
    {
        date(2026, 11, 30): Reason("public", "Sfântul Andrei", "Saint Andrew's Day"),
        date(2026, 12, 1): Reason("public", "Ziua Națională", "National Day"),
    },
)


@pytest.mark.parametrize(
    ("code", "extension", "plain", "longer"),
    [
        ("petition", "petition_extension", date(2026, 12, 2), date(2026, 12, 16)),
        ("information_request", "information_extension", date(2026, 11, 11), date(2026, 12, 2)),
    ],
)
def test_another_country_is_other_data(code: str, extension: str, plain: date, longer: date) -> None:
    """Thirty days from 1 November end on 1 December, a Romanian holiday; Bulgaria works on both days."""
    started = date(2026, 11, 1)
    rule, more = (in_force(one, on=started, country="RO") for one in (code, extension))
    rows = [Entry(Step.STARTED, started)]
    assert read_clock(rows, rule.period, ROMANIA).counted.due_on == plain
    rows.append(Entry(Step.EXTENDED, started, rule=extension, term=more.period, in_all=more.effect == "in_all"))
    assert read_clock(rows, rule.period, ROMANIA).counted.due_on == longer


def test_nothing_romanian_is_taken_as_confirmed() -> None:
    assert {rule.confirmed for rule in table("RO")} == {False}
