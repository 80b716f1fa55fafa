"""Appeals, signals and proposals, access to information: every row of the law's tables is a rule with its start, its
period and what it does, and each is counted as the product counts it.
"""

from dataclasses import dataclass
from datetime import date

import pytest

from chinar.domain.cases.legal_periods import extensions_of, in_force, remedies_of
from chinar.domain.cases.models.ledger_entry import entry_of
from chinar.domain.cases.rules import Entry, Step, read
from chinar.foundation.time.calendar_file import shipped_calendar

CALENDAR = shipped_calendar()
KNOWN = date(2026, 11, 2)


@dataclass(frozen=True)
class Row:
    """A rule, the event that starts it, the day to which it leads; `then` are later rows of the ledger."""

    code: str
    article: str
    starts: str
    due: str
    start: str = "2026-11-02"
    then: tuple[tuple[Step, str, str], ...] = ()
    bound: str = "at_most"
    tells: str = ""


APPEALS = (
    Row("appeal_of_act", "АПК чл. 84, ал. 1", "service_of_act", "2026-11-16"),
    Row("appeal_of_silence", "АПК чл. 84, ал. 2", "end_of_term", "2027-01-04"),
    Row("appeal_of_silence_unnotified", "АПК чл. 84, ал. 2", "end_of_term", "2027-05-05"),
    Row("defects_of_appeal", "АПК чл. 87", "notice_of_defects", "2026-11-09"),
    Row("defects_on_board", "АПК чл. 87, ал. 2", "posting", "2026-11-09", bound="at_least"),
    Row("restoration", "АПК чл. 88-89", "notice", "2026-11-09"),
    Row("reconsideration", "АПК чл. 91", "receipt", "2026-11-09"),
    Row(
        "reconsideration",
        "АПК чл. 91",
        "receipt",
        "2026-11-23",
        then=((Step.DEFECT_NOTED, "2026-11-05", "defects_of_appeal"), (Step.REMEDIED, "2026-11-16", "")),
    ),
    Row("reconsideration_collective", "АПК чл. 91", "receipt", "2026-11-16"),
    Row("direct_appeal", "АПК чл. 92", "end_of_term", "2026-11-05", bound="at_least"),
    Row("superior_decision", "АПК чл. 97", "receipt_of_file", "2026-11-16", tells="appellant"),
    Row("superior_decision_collective", "АПК чл. 97", "receipt_of_file", "2026-12-02", tells="appellant"),
    Row("appeal_without_instruction", "АПК чл. 140", "service_of_act", "2027-01-04"),
    Row("appeal_wrong_instruction", "АПК чл. 140", "service_of_act", "2027-05-05"),
)
SIGNALS = (
    Row("proposal", "АПК чл. 118", "receipt", "2027-01-04"),
    Row("proposal", "АПК чл. 118", "receipt", "2027-05-05", then=((Step.EXTENDED, "2026-12-01", "proposal_extended"),)),
    Row("signal", "АПК чл. 121", "receipt", "2027-01-04"),
    Row("signal", "АПК чл. 121", "receipt", "2027-02-02", then=((Step.EXTENDED, "2026-12-01", "signal_extension"),)),
    Row("signal_information", "АПК чл. 111, ал. 4", "receipt", "2027-01-04"),
    Row("old_violation", "АПК чл. 111, ал. 4", "violation", "2028-11-02"),
    Row("forwarding", "АПК чл. 112", "receipt", "2026-11-09", tells="author"),
    Row("notice_to_author", "АПК чл. 118, 123", "decision", "2026-11-09", tells="author"),
    Row("signal_sent_up", "АПК чл. 122, ал. 2", "receipt", "2026-12-02"),
    Row("execution", "АПК чл. 125", "decision", "2026-12-02"),
    Row(
        "execution",
        "АПК чл. 125",
        "decision",
        "2027-02-02",
        then=((Step.EXTENDED, "2026-11-20", "execution_extension"),),
    ),
    Row("enquiry", "НАО прил. 7, т. 12", "receipt", "2026-11-09"),
)
INFORMATION = (
    Row("information_request", "ЗДОИ чл. 28", "registration", "2026-11-16"),
    Row(
        "information_request",
        "ЗДОИ чл. 28",
        "registration",
        "2026-12-04",
        then=(
            (Step.DEFECT_NOTED, "2026-11-05", "information_clarification"),
            (Step.REMEDIED, "2026-11-20", ""),
        ),
    ),
    Row(
        "information_request",
        "ЗДОИ чл. 28",
        "registration",
        "2026-11-26",
        then=((Step.EXTENDED, "2026-11-10", "information_extension"),),
    ),
    Row(
        "information_request",
        "ЗДОИ чл. 28",
        "registration",
        "2026-11-30",
        then=((Step.EXTENDED, "2026-11-09", "information_third_person"),),
    ),
    Row("information_clarification", "ЗДОИ чл. 29", "notice_of_defects", "2026-12-02"),
    Row("information_consent_asked", "ЗДОИ чл. 31", "registration", "2026-11-09"),
    Row("information_forwarding", "ЗДОИ чл. 32", "registration", "2026-11-16", tells="applicant"),
    Row("information_not_held", "ЗДОИ чл. 33", "registration", "2026-11-16", tells="applicant"),
    Row("information_access_period", "ЗДОИ чл. 34", "service_of_act", "2026-12-02", bound="at_least"),
    Row("information_given_before", "ЗДОИ чл. 37-38", "decision", "2027-05-05"),
    Row("preparatory_documents", "ЗДОИ чл. 13", "event", "2028-11-02"),
    Row("proactive_publication", "ЗДОИ чл. 15а, ал. 4", "adoption", "2026-11-05"),
)


@pytest.mark.parametrize("row", [*APPEALS, *SIGNALS, *INFORMATION], ids=lambda row: f"{row.code} {row.due}")
def test_every_row_of_the_law_is_a_rule_that_is_counted_so(row: Row) -> None:
    rule = in_force(row.code, on=KNOWN)
    assert (rule.article, str(rule.starts), rule.bound) == (row.article, row.starts, row.bound)
    assert row.tells in ("", *rule.tells)
    ledger = [Entry(Step.STARTED, date.fromisoformat(row.start))]
    ledger += [entry_of(step, on=date.fromisoformat(day), rule=code) for step, day, code in row.then]
    assert read(ledger, rule.period, CALENDAR).due_on == date.fromisoformat(row.due)


@pytest.mark.parametrize(
    ("code", "lengthened_by", "mended_by"),
    [
        ("signal", {"signal_extension"}, set()),
        ("proposal", {"proposal_extended"}, set()),
        ("execution", {"execution_extension"}, set()),
        ("information_request", {"information_extension", "information_third_person"}, {"information_clarification"}),
        ("reconsideration", set(), {"defects_of_appeal"}),
        ("individual_act", {"consent", "defence_needed"}, {"defect_remedy", "unreadable_attachments"}),
    ],
)
def test_each_period_grows_and_begins_anew_only_by_its_own_rules(
    code: str, lengthened_by: set[str], mended_by: set[str]
) -> None:
    longer = extensions_of(code, on=KNOWN)
    assert {rule.code for rule in longer} == lengthened_by
    assert {rule.by for rule in longer} <= {"body", "superior"}, "who may lengthen is named"
    assert [rule.code for rule in longer if not rule.tells] == []
    assert {rule.code for rule in remedies_of(code, on=KNOWN)} == mended_by
