"""What people type is for their matter alone: not for the journal, the logs, the database's reader, the neighbour."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from chinar.domain.applications.models import Application, Draft
from chinar.domain.applications.tasks import erase_old_drafts
from chinar.domain.applications.tests.world import (
    DECEASED_EGN,
    EGN,
    HEIR_EGN,
    answers,
    begin,
    fill,
    page_of,
    send,
    stored,
)
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, TOWN, account, client_of
from chinar.foundation.core import scope
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.identifiers import mask
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Person

TYPED = (
    EGN, DECEASED_EGN, HEIR_EGN, "Кремена", "Великова", "Рашкова", "Константин", "Хаджиев", "Стефанов", "Христо",
    "Чинар“ № 4", "0670 12 345", "elena@",
)  # fmt: skip


def decide(expert: Client, number: str) -> None:
    heirs = {
        "heirs-TOTAL_FORMS": "1",
        "heirs-INITIAL_FORMS": "0",
        "heirs-0-name": "Христо Кремена",
        "heirs-0-egn": HEIR_EGN,
        "heirs-0-relation": "син",
        "heirs-0-share": "1",
    }
    address = f"{TOWN}/desk/cases/{number}/issue/"
    assert expert.post(address, {"death_act": "№ 1", "issue": "1", **heirs}).status_code == 302


def test_neither_journal_nor_logs_hold_what_was_typed(
    citizen: Client, expert: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    logging.getLogger("django.request").info("logs are heard")
    key = fill(citizen)
    citizen.post(page_of(key, "applicant"), {"given_name": "Кремена", "identifier": EGN})
    citizen.get(page_of(key, "nothing"))
    send(citizen, key)
    number = Case.objects.get().number
    expert.get(f"{TOWN}/desk/cases/{number}/")
    expert.post(f"{TOWN}/desk/cases/{number}/take/")
    decide(expert, number)
    citizen.post(f"{TOWN}/follow/{number}/result/")
    journal = stored("journal_entry")
    assert number in journal
    assert [words for words in TYPED if words in journal] == []
    assert "logs are heard" in caplog.text
    assert [words for words in TYPED if words in caplog.text] == []


def test_a_draft_lies_encrypted(citizen: Client) -> None:
    fill(citizen)
    lies = stored("applications_draft")
    assert "v1:" in lies
    assert [words for words in TYPED if words in lies] == []
    assert "Константин" in Draft.objects.get().answers_json


def test_numbers_lie_encrypted_wherever_they_go(citizen: Client, expert: Client) -> None:
    send(citizen, fill(citizen))
    decide(expert, Case.objects.get().number)
    lies = stored(
        "people_person", "cases_case", "cases_party", "applications_application", "applications_heirsrequest",
        "applications_decision", "applications_heir", "documents_document",
    )  # fmt: skip
    assert [number for number in (EGN, DECEASED_EGN, HEIR_EGN) if number in lies] == []


def test_an_official_and_the_receipt_see_numbers_masked(citizen: Client, expert: Client) -> None:
    send(citizen, fill(citizen))
    page = expert.get(f"{TOWN}/desk/cases/{Case.objects.get().number}/").text
    assert DECEASED_EGN not in page
    assert mask(DECEASED_EGN) in page


def test_the_number_of_somebody_known_shows_and_changes_nothing_of_them(citizen: Client, elena: Any) -> None:
    owner = account("kremena", "Кремена Рашкова")
    known = remember_person(
        given_name="Тайна",
        family_name="Непозната",
        identifier_kind="egn",
        identifier=EGN,
        address="с. Орешак, ул. „Първа“ № 1",
        phone="0888 000 000",
        account=owner,
        by=SYSTEM,
        at=NOW,
    )
    before = Person.objects.values().get()
    key = fill(citizen, applicant={**answers()["applicant"], "given_name": "Елена"})
    send(citizen, key)
    case = Case.objects.get()
    pages = [page_of(key, "done"), f"{TOWN}/follow/{case.number}/", f"{TOWN}/mine/"]
    shown = "".join(citizen.get(page).text for page in pages)
    assert [words for words in ("Тайна", "Непозната", "Орешак", "0888") if words in shown] == []
    assert Person.objects.values().get(pk=known.pk) == before
    assert Application.objects.get().applicant_name == "Елена Великова Рашкова"
    party = case.parties.get()
    assert (party.person_id != known.pk, party.account_id) == (True, elena.pk)
    assert not party.person.is_identifier_proven
    assert case.number not in client_of(owner).get(f"{TOWN}/mine/").text
    assert client_of(owner).get(f"{TOWN}/follow/{case.number}/").status_code == 302


def test_nobody_is_asked_twice_who_they_are_even_if_the_number_is_anothers(citizen: Client) -> None:
    remember_person(given_name="Тайна", identifier_kind="egn", identifier=EGN, by=SYSTEM, at=NOW)
    send(citizen, fill(citizen))
    assert citizen.get(page_of(begin(citizen), "applicant")).status_code == 404


def test_drafts_are_erased_thirty_days_after_the_last_change(
    citizen: Client, elena: Any, other_town: Any, clock: Any
) -> None:
    old, kept = fill(citizen), begin(citizen)
    clock.moment = NOW + timedelta(days=29)
    client_of(elena).post(page_of(kept, "applicant"), answers()["applicant"])
    clock.moment = NOW + timedelta(days=30, minutes=1)
    here = scope.current()
    with scope.scoped(None):
        erase_old_drafts()
    assert scope.current() == here
    assert [draft.key for draft in Draft.objects.all()] == [kept]
    assert client_of(elena).get(page_of(old, "check")).status_code == 404


def test_a_filed_application_outlives_its_draft(citizen: Client, clock: Any) -> None:
    send(citizen, fill(citizen))
    clock.moment = NOW + timedelta(days=60)
    with scope.scoped(None):
        erase_old_drafts()
    assert Application.objects.count() == 1
