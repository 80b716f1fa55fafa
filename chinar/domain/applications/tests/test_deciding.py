"""The certificate is issued, or refused; once; and then received, once."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from chinar.domain.applications.actions import issue_certificate, serve_result
from chinar.domain.applications.models import Decision, Heir
from chinar.domain.applications.rules import Share, WrongShares
from chinar.domain.applications.tests.world import (
    CERTIFICATE_CODE,
    FACTS,
    GROUNDS,
    HEIR_EGN,
    HEIRS,
    granted,
    refused,
    stored,
    submitted,
)
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.models import Case, CaseDocument, LedgerEntry
from chinar.domain.cases.queries import appeal_until
from chinar.domain.cases.tests.world import NOW, sofia
from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.journal.models import Entry

DAY_AFTER = sofia(2026, 11, 17)


def steps(case: Any) -> list[tuple[str, date]]:
    return list(LedgerEntry.objects.filter(case=case).values_list("step", "on"))


def test_issuing_gives_a_number_heirs_a_paper_and_an_end(application: Any, georgi: Any) -> None:
    decision = granted(application, georgi, at=DAY_AFTER)
    case = Case.objects.get()
    assert decision.number == "1205-1-17.11.2026"
    assert (case.phase, case.state, case.outcome, case.handler_id) == ("decided", "granted", "granted", georgi.pk)
    assert [(heir.position, heir.name, heir.egn) for heir in decision.heirs.all()] == [
        (1, HEIRS[0].name, HEIR_EGN),
        (2, HEIRS[1].name, ""),
    ]
    assert steps(case) == [("started", date(2026, 11, 16)), ("decided", date(2026, 11, 17))]
    entry = Entry.objects.get(verb="application.granted")
    assert (entry.subject, entry.actor_id) == (case.number, georgi.pk)


def test_the_certificate_in_the_file_says_what_was_decided(application: Any, georgi: Any) -> None:
    granted(application, georgi)
    document = CaseDocument.objects.get().document
    assert document.code == CERTIFICATE_CODE
    with document.open() as file:
        said = text_of(file.read())
    for words in ("1205-1-16.11.2026", HEIRS[0].name, HEIRS[1].name, "1/2", "Константин Хаджиев Стефанов", "M3WX-90AK"):
        assert words in said, words
    assert "ПРОЕКТ" not in said


def test_a_refusal_stands_on_facts_and_law_and_says_how_to_appeal(application: Any, georgi: Any) -> None:
    decision = refused(application, georgi)
    case = Case.objects.get()
    assert (case.phase, case.state, case.outcome) == ("decided", "refused", "refused")
    with CaseDocument.objects.get().document.open() as file:
        said = text_of(file.read())
    for words in (decision.number, FACTS, GROUNDS, "14-дневен срок", "Отказвам"):
        assert words in said, words
    assert Entry.objects.filter(verb="application.refused", subject=case.number).count() == 1


def test_a_refusal_without_facts_is_refused_by_the_database(application: Any, georgi: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            application=application,
            outcome="refused",
            number="1",
            decided_at=NOW,
            decided_by=georgi,
            facts="",
            grounds="x",
        )


@pytest.mark.parametrize("shares", [[], [Share(1, 2)], [Share(1, 2), Share(2, 3)]])
def test_shares_that_are_not_a_whole_decide_nothing(application: Any, georgi: Any, shares: list[Share]) -> None:
    heirs = [HEIRS[0].__class__("Х", "", "син", share) for share in shares]
    by = Actor(georgi.pk, "official")
    with pytest.raises(WrongShares):
        issue_certificate(application, death_act="1", heirs=heirs, code=CERTIFICATE_CODE, by=by, at=NOW)
    assert Case.objects.get().is_open
    assert not Decision.objects.exists()


@pytest.mark.parametrize("first", [granted, refused])
@pytest.mark.parametrize("second", [granted, refused])
def test_the_second_of_two_officials_changes_nothing(
    application: Any, georgi: Any, nadezhda: Any, first: Any, second: Any
) -> None:
    stale = type(application).objects.select_related("case").get()
    kept = first(application, georgi)
    with pytest.raises(AlreadyDecided):
        second(stale, nadezhda)
    assert Decision.objects.get() == kept
    assert CaseDocument.objects.count() == 1
    assert Case.objects.get().handler_id == georgi.pk
    assert [step for step, _ in steps(Case.objects.get())] == ["started", "decided"]


def test_nobody_decides_as_the_system(application: Any) -> None:
    with pytest.raises(ValueError, match="by a person"):
        issue_certificate(application, death_act="1", heirs=HEIRS, code=CERTIFICATE_CODE, by=SYSTEM, at=NOW)
    assert Case.objects.get().is_open


def test_a_failed_print_decides_nothing_and_gives_the_number_back(
    version: Any, georgi: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = submitted(version), submitted(version)

    def fail(*_: Any, **__: Any) -> bytes:
        raise RuntimeError("no font")

    with monkeypatch.context() as broken:
        broken.setattr("chinar.domain.applications.actions.certificate_pdf", fail)
        with pytest.raises(RuntimeError), transaction.atomic():
            granted(first, georgi)
    assert not Decision.objects.exists()
    assert granted(second, georgi).number == "1205-1-16.11.2026"


def test_the_case_is_locked_before_the_counter(application: Any, georgi: Any) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        granted(application, georgi)
    said = [query["sql"] for query in asked]
    case = next(at for at, sql in enumerate(said) if sql.startswith("SELECT") and 'FROM "cases_case"' in sql)
    counter = next(at for at, sql in enumerate(said) if 'FROM "cases_counter"' in sql)
    assert case < counter
    if connection.vendor == "postgresql":
        assert "FOR UPDATE" in said[case]
        assert "FOR UPDATE" in said[counter]


@pytest.mark.parametrize("model", [Decision, Heir])
def test_a_decision_is_never_rewritten(application: Any, georgi: Any, model: Any) -> None:
    granted(application, georgi)
    change = {"number": "1"} if model is Decision else {"name": "Друг"}
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**change)


def test_the_numbers_of_heirs_lie_encrypted(application: Any, georgi: Any) -> None:
    granted(application, georgi)
    assert HEIR_EGN not in stored("applications_heir", "journal_entry", "documents_document")


@pytest.mark.parametrize(("decide", "state"), [(granted, "granted_served"), (refused, "refused_served")])
def test_a_result_is_served_once_and_the_appeal_counts_from_then(
    application: Any, georgi: Any, decide: Any, state: str
) -> None:
    decide(application, georgi)
    case = Case.objects.get()
    assert appeal_until(case) is None
    for day in (18, 20):
        serve_result(case, on=date(2026, 11, day), by=VISITOR, at=sofia(2026, 11, day))
    case = Case.objects.get()
    assert (case.phase, case.state, case.closed_at) == ("closed", state, sofia(2026, 11, 18))
    assert steps(case)[2:] == [("served", date(2026, 11, 18))]
    counted = appeal_until(case)
    assert counted is not None
    assert counted.due_on == date(2026, 12, 2)
    assert Entry.objects.filter(verb="application.served").count() == 1


def test_what_is_not_decided_is_not_served(application: Any) -> None:
    serve_result(application.case, on=date(2026, 11, 17), by=VISITOR, at=DAY_AFTER)
    assert [step for step, _ in steps(application.case)] == ["started"]
    assert Case.objects.get().is_open
