"""What is kept because of an appeal, and what becomes of the appeal itself."""

from typing import Any
from uuid import uuid4

import pytest

from chinar.domain.appeals.actions import board, falling, handling
from chinar.domain.appeals.kinds import holds
from chinar.domain.appeals.models import Appeal, HigherDecision, InterestedPerson, Sending
from chinar.domain.appeals.rules import Above, Purpose
from chinar.domain.appeals.tests.world import CODE, GROUNDS, LATER, WISH, admitted, appealed, sent_up
from chinar.domain.applications.tests.world import stored
from chinar.domain.cases.actions import destroying
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.tests.world import official, sofia
from chinar.foundation.core.actor import SYSTEM, Actor

IN_TEN_YEARS = sofia(2037, 1, 1)
TABLES = ("appeals_appeal", "appeals_sending", "appeals_higherdecision", "cases_ledgerentry", "cases_case")


def destroy_all() -> tuple[int, int]:
    one, two = official("svetla", "Светла Маринова", "secretary"), official("mayor", "Донка Михайлова", "mayor")
    listed = destroying.propose_destruction(by=SYSTEM, at=IN_TEN_YEARS)
    for somebody in (one, two):
        listed = destroying.approve_destruction(listed, by=Actor(somebody.pk, "official"), at=IN_TEN_YEARS)
    return destroying.carry_out(listed, by=SYSTEM, at=IN_TEN_YEARS)


def keep_for_years(kind: str, outcome: str) -> None:
    destroying.set_term(kind=kind, outcome=outcome, years=5, source="Заповед 1", by=SYSTEM, at=LATER)


def test_a_matter_is_kept_as_long_as_an_appeal_against_it(against: Case, georgi: Any) -> None:
    keep_for_years("application", "refused")
    appeal = sent_up(against, georgi)
    falling.enter_decision_above(
        appeal.case, outcome=Above.UPHELD, body="Съд", act="7", decided_on=LATER.date(), instructions="Елена знае",
        anew=False, by=Actor(georgi.pk, "official"), at=LATER,
    )  # fmt: skip
    with pytest.raises(destroying.NothingToDestroy):
        destroying.propose_destruction(by=SYSTEM, at=IN_TEN_YEARS)
    keep_for_years("appeal", "upheld")
    assert destroy_all() == (1, 0), "first the appeal, then the matter"
    everything = stored(*TABLES) + str([*Appeal.objects.values(), *Sending.objects.values()])
    everything += str([*HigherDecision.objects.values()])
    assert [words for words in (GROUNDS, WISH, "Рашкова", "Елена знае") if words in everything] == []
    assert CaseDocument.objects.get(case=appeal.case).document.is_erased
    case = Case.objects.get(pk=appeal.case_id)
    assert (case.key, case.outcome, case.phase) == ("", "upheld", "closed")
    assert holds([against.pk]) == set()


def test_a_filed_open_appeal_is_never_touched(against: Case, georgi: Any) -> None:
    keep_for_years("appeal", "reconsidered")
    keep_for_years("application", "refused")
    appealed(against)
    with pytest.raises(destroying.NothingToDestroy):
        destroying.propose_destruction(by=SYSTEM, at=sofia(2099, 1, 1))
    assert holds([against.pk]) == {against.pk}


def test_an_appeal_that_comes_after_the_list_keeps_its_matter(against: Case) -> None:
    keep_for_years("application", "refused")
    listed = destroying.propose_destruction(by=SYSTEM, at=IN_TEN_YEARS)
    for key in ("svetla", "mayor"):
        somebody = official(key, key, "secretary")
        listed = destroying.approve_destruction(listed, by=Actor(somebody.pk, "official"), at=IN_TEN_YEARS)
    appealed(against)
    assert destroying.carry_out(listed, by=SYSTEM, at=IN_TEN_YEARS) == (0, 1)
    assert Case.objects.get(pk=against.pk).key


def test_a_reconsidered_appeal_is_emptied_too(against: Case, georgi: Any) -> None:
    keep_for_years("appeal", "reconsidered")
    appeal = admitted(against, georgi)
    by = Actor(georgi.pk, "official")
    notice = board.put_up(appeal.case, purpose=Purpose.INTERESTED, text="Тайна", days=7, by=by, at=LATER)
    board.take_down(notice, reason="Тайна", by=by, at=LATER)
    said = {"name": "Тайна", "address": "Тайна", "interest": "Тайна", "opinion": "Тайна"}
    board.join(appeal.case, key=uuid4(), **said, by=by, at=LATER)
    handling.reconsider(appeal.case, text="Тайна", code=CODE, by=by, at=LATER)
    assert destroy_all() == (1, 0)
    left = stored("appeals_reconsideration", "appeals_boardnotice", "appeals_noticeremoval")
    assert "Тайна" not in left + str([*InterestedPerson.objects.values()])
    assert all(part.document.is_erased for part in CaseDocument.objects.filter(case=appeal.case))
