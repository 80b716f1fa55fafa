from datetime import date
from pathlib import Path

import pytest

from chinar.domain.appeals import rules
from chinar.domain.appeals.rules import Above, Issuer, Superior, Target
from chinar.domain.cases import legal_periods
from chinar.domain.cases.rules import Step

STARTED, DECIDED, REOPENED, SERVED = Step.STARTED, Step.DECIDED, Step.REOPENED, Step.SERVED


@pytest.mark.parametrize(
    ("steps", "silent", "expected"),
    [
        ((STARTED,), False, None),
        ((STARTED,), True, Target.SILENCE),
        ((STARTED, DECIDED), False, Target.ACT),
        ((STARTED, DECIDED, SERVED, Step.APPEALED), False, Target.ACT),
        ((STARTED, DECIDED, REOPENED), False, None),
        ((STARTED, DECIDED, REOPENED), True, Target.SILENCE),
        ((STARTED, DECIDED, REOPENED, DECIDED), False, Target.ACT),
        ((STARTED, Step.TERMINATED), False, None),
    ],
)
def test_what_can_be_appealed(steps: tuple[Step, ...], silent: bool, expected: Target | None) -> None:
    assert rules.target_of(steps, silent=silent) is expected


def test_who_stands_above_and_how_long_a_body_may_reconsider() -> None:
    assert rules.superior_of(Issuer.MAYORALTY) is Superior.MAYOR
    assert rules.superior_of(Issuer.MAYOR) is Superior.GOVERNOR
    assert rules.superior_of(Issuer.COLLECTIVE) is None
    periods = [legal_periods.in_force(rules.reconsideration_rule(one), on=date(2026, 11, 16)) for one in Issuer]
    assert [str(one.period) for one in periods] == ["7d", "7d", "14d"]


def test_a_term_that_has_not_begun_is_not_missed() -> None:
    assert rules.is_in_time(date(2026, 11, 16), None)
    assert rules.is_in_time(date(2026, 11, 16), date(2026, 11, 16))
    assert not rules.is_in_time(date(2026, 11, 17), date(2026, 11, 16))


@pytest.mark.parametrize(
    ("outcome", "wanted", "owed"),
    [
        (Above.UPHELD, True, False),
        (Above.CHANGED, True, False),
        (Above.ENDED, True, False),
        (Above.RETURNED, False, True),
        (Above.ANNULLED, True, True),
        (Above.ANNULLED, False, False),
        (Above.VOID, True, True),
    ],
)
def test_when_a_new_decision_is_owed(outcome: Above, wanted: bool, owed: bool) -> None:
    assert rules.must_decide_anew(outcome, wanted) is owed


def test_every_rule_of_a_term_stands_in_the_law() -> None:
    for code in (code for codes in rules.TERMS.values() for code in codes):
        assert legal_periods.in_force(code, on=date(2026, 11, 16)).group == "appeal"


def test_names_are_the_same_but_for_spaces_and_capitals() -> None:
    assert rules.same_name(" Елена  ДИМИТРОВА", "Елена Димитрова ")
    assert not rules.same_name("Елена Димитрова", "Елена Димитрова-Попова")


def test_pages_are_counted_only_where_they_lie_open() -> None:
    assert rules.pages_in(b"<< /Type /Pages /Count 3 /Kids [..] >>") == 3
    assert rules.pages_in(b"packed" * 1000) is None
    assert rules.pages_in(b"/Type /Pages" * 50_000) is None
    assert Path(rules.__file__).read_text(encoding="utf-8").count("django") == 0
