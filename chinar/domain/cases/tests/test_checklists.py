"""The town's checklists: who sets the lines, which a matter has, what two officials at once keep."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chinar.domain.cases import kinds
from chinar.domain.cases.actions.checking import LineKnown, Unticked, add_line, end_line, must_be_ticked, tick
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.checklists import checked_of, lines_of
from chinar.domain.cases.models import Case, ChecklistLine, ChecklistTick
from chinar.domain.cases.tests.world import NOW, SAMPLE, client_of, decide, official, registered
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.journal.models import Entry

DESK = "/troyan/en/desk"
BEFORE = NOW - timedelta(days=30)


@pytest.fixture(autouse=True)
def checked(monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    checked = replace(SAMPLE, is_checked=True)
    monkeypatch.setattr(kinds, "_kinds", {SAMPLE.code: checked})


def line(text: str, *, at: Any = BEFORE, **changes: Any) -> ChecklistLine:
    facts = {"kind": SAMPLE.code, "subject": "", "step": "examining", "is_binding": False}
    return add_line(text=text, **{**facts, **changes}, by=SYSTEM, at=at)


def ticked_in(case: Case) -> set[str]:
    return {row.line.text for row in checked_of(case) if row.tick}


def test_a_matter_keeps_the_lines_that_stood_when_it_was_received(registry: Any) -> None:
    decision, first, old = line("Подпис", step="deciding"), line("Данни"), line("Старо")
    case = registered(registry)
    later = NOW + timedelta(hours=1)
    line("Ново", at=later)
    line("На друга услуга", subject="other")
    assert end_line(old, by=SYSTEM, at=later)
    assert not end_line(old, by=SYSTEM, at=later)
    assert lines_of(case) == [first, old, decision]  # by step, not by age
    with pytest.raises(LineKnown):
        line("Данни")


def test_of_two_officials_each_keeps_what_they_ticked(registry: Any, georgi: Any, nadezhda: Any) -> None:
    one, two = line("Едно"), line("Две")
    case, mine = registered(registry), {"by": Actor(georgi.pk, "official"), "at": NOW}
    theirs = {**mine, "by": Actor(nadezhda.pk, "official")}
    assert tick(case, shown=[], ticked=[one.pk], **mine) == 1
    assert tick(case, shown=[], ticked=[two.pk], **theirs) == 1  # their page showed nothing ticked
    assert ticked_in(case) == {"Едно", "Две"}
    assert tick(case, shown=[one.pk], ticked=[one.pk], **theirs) == 0
    assert tick(case, shown=[one.pk, two.pk], ticked=[two.pk], **theirs) == 1
    assert ticked_in(case) == {"Две"}
    undone = ChecklistTick.objects.get(line=one)
    assert (undone.by, undone.undone_by) == (georgi, nadezhda)
    assert tick(case, shown=[], ticked=[one.pk, 987654], **mine) == 1  # a line that it does not have
    assert Entry.objects.filter(verb="checklist.ticked", subject=case.number).count() == 4


def test_only_a_binding_line_holds_up_a_decision(registry: Any, georgi: Any) -> None:
    line("Препоръка")
    binding = line("Задължително", is_binding=True)
    case = registered(registry)
    with pytest.raises(Unticked):
        must_be_ticked(case)
    client = client_of(georgi, is_official=True)
    page = client.get(f"{DESK}/cases/{case.number}/").text
    assert "Nothing is decided without it." in page
    for hostile in ("", "x", "-1", "9" * 30, "١"):
        client.post(f"{DESK}/cases/{case.number}/check/", {"line": hostile, "shown": hostile})
    assert ticked_in(case) == set()
    client.post(f"{DESK}/cases/{case.number}/check/", {"line": binding.pk})
    must_be_ticked(case)
    assert "Георги Николов" in client.get(f"{DESK}/cases/{case.number}/").text
    decide(Case.objects.get(pk=case.pk))
    with pytest.raises(AlreadyDecided):
        tick(case, shown=[], ticked=[], by=SYSTEM, at=NOW)
    answer = client.post(f"{DESK}/cases/{case.number}/check/", {"line": binding.pk}, follow=True).text
    assert "decided meanwhile" in answer


def test_the_secretary_sets_the_lines_and_an_expert_does_not(registry: Any, georgi: Any) -> None:
    page = f"{DESK}/checklists/"
    assert client_of(georgi, is_official=True).get(page).status_code == 404
    client = client_of(official("secretary", "Секретар", "secretary"), is_official=True)
    assert "There are no lines yet" in client.get(page).text
    wrong = client.post(page, {"subject": "", "text": "<i>Данни</i>"}).text
    assert "Choose an answer" in wrong
    assert "&lt;i&gt;Данни" in wrong
    typed = {"subject": "", "step": "receiving", "text": "<i>Данни</i>", "is_binding": "on"}
    client.post(page, typed)
    assert "There is such a line already" in client.post(page, typed).text
    added = ChecklistLine.objects.get()
    assert added.is_binding
    for hostile in ({"text": "\x00"}, {"text": "а" * 301}, {"step": "later"}, {"subject": "неизвестна"}):
        assert client.post(page, {**typed, **hostile}).status_code == 200
    assert ChecklistLine.objects.count() == 1
    client.post(f"{DESK}/checklists/{added.pk}/end/")
    assert not ChecklistLine.objects.standing().exists()
