"""The rows of the table of law 1.1 that need an application: its form, evidence, act and delivery. The others stand in
domain/cases/tests/test_articles.py."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from chinar.domain.applications.actions import issue_document
from chinar.domain.applications.complex import data_term
from chinar.domain.applications.delivering import begin, note_result, post
from chinar.domain.applications.models import DeliveryAttempt
from chinar.domain.applications.tasks import serve_deemed, warn_of_rights_that_end
from chinar.domain.applications.tests import world
from chinar.domain.applications.tests.asking import offered
from chinar.domain.cases.models import Case, CaseDocument, LedgerEntry
from chinar.domain.cases.queries import appeal_until, notice_until
from chinar.domain.cases.tests.world import TOWN, client_of, sofia
from chinar.domain.registers.actions.asking_towns import answer_due
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.time.actions import choose_reading

MONDAY = sofia(2026, 11, 16)


def case() -> Case:
    found: Case = Case.objects.latest("pk")
    return found


def test_a9_three_days_run_from_the_access_to_the_data(application: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_term, "data_accessed_at", lambda case: sofia(2026, 11, 17))
    term = data_term.data_term_of(application.case)
    assert term is not None
    assert term.counted.due_on == date(2026, 11, 20)
    assert "АПК чл. 57, ал. 9" in "\n".join(term.lines)


def test_a10_a_request_has_a_name_an_address_and_a_chosen_way_to_get_the_result(citizen: Client) -> None:
    key = world.begin(citizen)
    for page, missing in (("applicant", {"given_name": ""}), ("contact", {"address": ""}), ("delivery", {})):
        typed = {**world.answers()[page], **missing} if missing else {}
        told = citizen.post(world.page_of(key, page), typed)
        assert (told.status_code, bool(world.messages(told))) == (200, True), page


def test_a17_the_file_is_open_to_its_party_at_any_time(application: Any, elena: Any) -> None:
    page = client_of(elena).get(f"{TOWN}/follow/{application.case.number}/file/")
    assert "чл. 34" in page.text


def test_a4_and_a18_other_bodies_answer_in_three_days_on_paper_and_in_seven_otherwise(town: Any) -> None:
    asked = date(2026, 11, 16)
    assert answer_due(asked, "data_on_paper") == date(2026, 11, 19)
    assert answer_due(asked, "data_of_other_body") == date(2026, 11, 23)


def test_a22_and_a23_an_act_says_what_the_law_wants_and_is_made_known_in_three_days(
    application: Any, georgi: Any
) -> None:
    decision = world.refused(application, georgi, at=MONDAY)
    with CaseDocument.objects.get().document.open() as file:
        said = text_of(file.read())
    wanted = (decision.number, "Кремена", world.FACTS, world.GROUNDS, "Отказвам", "14-дневен срок", georgi.name)
    assert [one for one in wanted if one not in said] == []
    counted = notice_until(case())
    assert counted is not None
    assert counted.due_on == date(2026, 11, 19)
    assert Message.objects.filter(template="cases/notices/decided.txt").count() == 1


def test_a24_the_ladder_leads_from_the_letter_to_the_board(version: Any, georgi: Any, clock: Any) -> None:
    world.granted(world.submitted(version, delivery="post"), georgi, at=MONDAY)
    by = Actor(georgi.pk, "official")
    post([case()], by=by, at=sofia(2026, 11, 16))
    note_result(DeliveryAttempt.objects.get(), outcome="failed", on=date(2026, 11, 17), by=by, at=sofia(2026, 11, 17))
    ends = []
    for way, month, day in (("door", 11, 18), ("board", 11, 26)):
        on = date(2026, month, day)
        ends.append(begin(case(), way=way, on=on, record_number="№ 1", by=by, at=sofia(2026, month, day)).until)
    assert ends == [date(2026, 11, 25), date(2026, 12, 3)]
    clock.moment = sofia(2026, 12, 4)
    serve_deemed()
    assert LedgerEntry.objects.get(step="served").on == date(2026, 12, 4)
    assert "чл. 18а" in LedgerEntry.objects.get(step="served").ground


@pytest.mark.parametrize(
    ("variant", "served", "until"),
    [("rolled", date(2026, 12, 30), date(2027, 1, 13)), ("plain", date(2026, 12, 25), date(2027, 1, 8))],
)
def test_a25_v20_what_nobody_downloads_is_served_as_the_municipality_reads_the_seven_days(
    application: Any, georgi: Any, clock: Any, variant: str, served: date, until: date
) -> None:
    choose_reading("C12", variant, valid_from=date(2026, 7, 1), act="Заповед № 1", by=SYSTEM, at=MONDAY)
    world.granted(application, georgi, at=sofia(2026, 12, 17))
    clock.moment = sofia(2026, 12, 31)
    serve_deemed()
    assert LedgerEntry.objects.get(step="served").on == served
    counted = appeal_until(case())
    assert counted is not None
    assert counted.due_on == until


def card(version: Any, registry: Any, elena: Any, georgi: Any, until: str, *, day: Any = MONDAY) -> Case:
    """A parking card that is valid until a day."""
    offer = offered("parking-card", registry, is_handed_over=True)
    sent = world.submitted(offer, account=elena, request=None, answers={"had_card": "no"}, delivery="counter")
    typed = {"card_number": "7", "telk": "№ 1", "valid_until": until}
    issue_document(sent, answers=typed, code=f"{Case.objects.count():016d}", by=Actor(georgi.pk, "official"), at=day)
    found: Case = sent.case
    return found


def test_a26_the_holder_is_warned_a_month_before_and_once(
    version: Any, registry: Any, elena: Any, georgi: Any, clock: Any
) -> None:
    held = card(version, registry, elena, georgi, "2027-11-16")
    for day, told in ((8, 0), (9, 1), (10, 1)):
        clock.moment = sofia(2027, 10, day)
        warn_of_rights_that_end()
        assert Message.objects.filter(template="applications/notices/expires.txt").count() == told
    letter = Message.objects.get(template="applications/notices/expires.txt")
    assert (letter.account, held.number in letter.subject) == (elena, True)
    assert "16 ноември 2027" in letter.text
    assert Entry.objects.get(verb="application.expiry_told").facts == {"until": "2027-11-16"}


@pytest.mark.parametrize("until", ["2027-02-15", "0001-01-01", "9999-12-31"])
def test_a26_of_a_right_under_three_months_or_far_from_its_end_nobody_is_warned(
    until: str, version: Any, registry: Any, elena: Any, georgi: Any, clock: Any
) -> None:
    card(version, registry, elena, georgi, until)
    for month, day in ((1, 10), (2, 14)):
        clock.moment = sofia(2027, month, day)
        warn_of_rights_that_end()
    assert not Message.objects.filter(template="applications/notices/expires.txt").exists()
