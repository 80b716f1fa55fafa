"""Somebody appeals, with and without an account, and on paper."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from chinar.domain.appeals.actions.falling import enter_decision_above
from chinar.domain.appeals.actions.registering import AppealedAlready, NothingToAppeal
from chinar.domain.appeals.models import Appeal
from chinar.domain.appeals.rules import Above
from chinar.domain.appeals.tests.world import GROUNDS, LATER, TYPED, appealed, send, sent_up, served
from chinar.domain.applications.tests.world import granted, refused, submitted
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.tests.world import KEY, NOW, TOWN, account, client_of, person
from chinar.domain.enquiries.tests.world import asked
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.jinja import day
from chinar.foundation.journal.models import Entry


def test_the_applicant_appeals_and_both_pages_lead_to_each_other(against: Case, citizen: Client) -> None:
    matter = citizen.get(f"{TOWN}/follow/{against.number}/").text
    assert f"/follow/{against.number}/appeal/" in matter
    form = citizen.get(f"{TOWN}/follow/{against.number}/appeal/").text
    assert 'value="Кремена Рашкова"' in form or "Рашкова" in form
    assert day(date(2026, 11, 30)) in form
    check = citizen.post(f"{TOWN}/follow/{against.number}/appeal/{uuid4()}/", TYPED)
    assert GROUNDS in check.text
    assert not Appeal.objects.exists(), "nothing is registered before it is checked"
    sent = send(citizen, against)
    case = Case.objects.get(kind="appeal")
    assert sent["Location"].endswith(f"/follow/{case.number}/appealed/")
    assert (case.number, case.due_on) == ("1207-1-18.11.2026", date(2026, 11, 25)), "seven days to reconsider"
    confirmation = citizen.get(sent["Location"]).text
    assert day(date(2026, 11, 30)) in confirmation, "three days more: the 28th is a Saturday"
    assert citizen.get(f"{TOWN}/follow/{case.number}/appeal-receipt/").content.startswith(b"%PDF")
    assert case.number in citizen.get(f"{TOWN}/follow/{against.number}/").text
    assert against.number in citizen.get(f"{TOWN}/follow/{case.number}/").text
    assert case.number in citizen.get(f"{TOWN}/mine/").text
    assert LedgerEntry.objects.get(step="appealed").case == against
    again = send(citizen, against)
    assert case.number in again.text, "the same person twice is told"
    assert GROUNDS in again.text
    assert Appeal.objects.count() == 1


def test_by_number_and_key_and_a_double_press_once(against: Case) -> None:
    client, key = Client(), uuid4()
    assert send(client, against, key).status_code == 404, "a number alone opens nothing"
    client.post(f"{TOWN}/follow/", {"number": against.number, "key": KEY})
    assert send(client, against, key)["Location"] == send(client, against, key)["Location"]
    case = Appeal.objects.get().case
    assert case.parties.get().account.email == "elena@chinar.example", "the appellant is the applicant"
    stranger = Client()
    assert stranger.get(f"{TOWN}/follow/{case.number}/appealed/").status_code == 404
    assert stranger.get(f"{TOWN}/follow/{case.number}/appeal-receipt/").status_code == 404


def test_the_address_of_anothers_appeal_opens_nothing(version: Any, against: Case, georgi: Any) -> None:
    theirs, petar = appealed(against), account("petar", "Петър Стоянов")
    own = submitted(version, account=petar)
    granted(own, georgi)
    served(own.case)
    stranger = client_of(petar)
    answer = send(stranger, own.case, theirs.idempotency_key)
    assert answer["Location"].endswith(f"/follow/{own.case.number}/appeal/"), "a new form, with a key of its own"
    assert stranger.get(f"{TOWN}/follow/{theirs.case.number}/appealed/").status_code == 404
    assert Appeal.objects.get() == theirs


def test_what_was_written_lies_encrypted_and_not_in_the_journal(against: Case) -> None:
    appealed(against)
    with connection.cursor() as cursor:
        cursor.execute("select * from appeals_appeal")
        stored = str(cursor.fetchall())
    assert [secret for secret in (GROUNDS, "Кремена", "гр. Троян") if secret in stored] == []
    assert all(GROUNDS not in str(vars(entry)) for entry in Entry.objects.all())


def test_silence_is_appealed_only_when_the_matter_is_late(application: Any, elena: Any, clock: Any) -> None:
    client, case = client_of(elena), application.case
    assert "/appeal/" not in client.get(f"{TOWN}/follow/{case.number}/").text
    assert send(client, case).status_code == 200
    assert not Appeal.objects.exists()
    clock.moment = NOW + timedelta(days=10)
    client = client_of(elena)
    assert f"{case.number}/appeal/" in client.get(f"{TOWN}/follow/{case.number}/").text
    assert send(client, case).status_code == 302
    assert Appeal.objects.get().target == "silence"
    assert client.get(f"{TOWN}/follow/{Appeal.objects.get().case.number}/").status_code == 200


def test_after_the_term_it_is_said_and_still_taken(against: Case, elena: Any, clock: Any) -> None:
    clock.moment = NOW + timedelta(days=20)
    citizen = client_of(elena)
    page = citizen.get(f"/troyan/en/follow/{against.number}/appeal/").text
    assert "The term ended on" in page
    assert send(citizen, against).status_code == 302


@pytest.mark.parametrize(
    "changed",
    [
        {"grounds": ""},
        {"grounds": "нула\x00"},
        {"grounds": "а" * 10_001},
        {"to": "god"},
        {"name": " "},
        {"address": ""},
    ],
)
def test_what_is_wrong_registers_nothing_and_loses_nothing(
    against: Case, citizen: Client, changed: dict[str, str]
) -> None:
    answer = send(citizen, against, **changed)
    assert "govuk-error-summary" in answer.text
    assert "Да отмените отказа." in answer.text
    assert not Appeal.objects.exists()


def test_markup_is_shown_as_text_and_printed(against: Case, citizen: Client) -> None:
    attack = '<script>alert(1)</script> #import "x" $\\'
    send(citizen, against, grounds=attack, name=attack[:40])
    number = Appeal.objects.get().case.number
    assert "<script>alert(1)" not in citizen.get(f"{TOWN}/follow/{number}/").text
    assert citizen.get(f"{TOWN}/follow/{number}/appeal-receipt/").content.startswith(b"%PDF")


def test_a_question_ends_with_no_act_and_an_appeal_is_not_appealed(
    against: Case, version: Any, citizen: Client, elena: Any
) -> None:
    question = asked(version.service.department, asker=person(), account=elena).case
    assert send(citizen, question).status_code == 200
    appeal = appealed(against)
    assert send(citizen, appeal.case).status_code == 200
    assert Appeal.objects.count() == 1
    with pytest.raises(NothingToAppeal):
        appealed(appeal.case)


def test_two_parties_appeal_against_one_act_and_one_person_only_once(against: Case) -> None:
    first = appealed(against)
    second = appealed(against, person=person("Христо", "Владимиров"), account=None)
    assert {first.case.sequence, second.case.sequence} == {1, 2}
    assert first.act_id == second.act_id
    with pytest.raises(AppealedAlready) as told:
        appealed(against)
    assert told.value.appeal == first


PAPER = {
    "who": "other",
    "name": "Христо Николов",
    "address": "с. Орешак",
    "filed_on-day": "17",
    "filed_on-month": "11",
    "filed_on-year": "2026",
    "issuer": "mayor",
    "to": "court",
    "grounds": "Иска отмяна на отказа.",
    "sheets": "3",
}


def test_a_paper_appeal_is_entered_at_the_desk(against: Case, expert: Client) -> None:
    page = f"{TOWN}/desk/cases/{against.number}/appeal/"
    assert f"/desk/cases/{against.number}/appeal/" in expert.get(f"{TOWN}/desk/cases/{against.number}/").text
    assert expert.get(page).status_code == 200
    typed = {**PAPER, "idempotency_key": str(uuid4())}
    for _press in range(2):
        assert expert.post(page, typed).status_code == 302
    appeal = Appeal.objects.get()
    assert (appeal.filed_on, appeal.to_court, appeal.sheets) == (date(2026, 11, 17), True, 3)
    assert appeal.case.parties.get().person.family_name == "Николов"
    assert expert.get(f"{TOWN}/desk/cases/{appeal.case.number}/appeal-receipt/").content.startswith(b"%PDF")
    namesake = expert.post(page, {**PAPER, "name": "христо  николов", "idempotency_key": str(uuid4())})
    assert appeal.case.number in namesake.text
    assert 'name="another"' in namesake.text
    other = {**PAPER, "another": "other", "idempotency_key": str(uuid4())}
    assert expert.post(page, other).status_code == 302
    party = str(against.parties.get().pk)
    for status in (302, 200):
        answer = expert.post(page, {**PAPER, "who": party, "idempotency_key": str(uuid4())})
        assert answer.status_code == status
    assert "govuk-error-summary" in answer.text
    future = expert.post(page, {**PAPER, "filed_on-year": "2030", "idempotency_key": str(uuid4())})
    assert "Иска отмяна" in future.text
    assert Appeal.objects.count() == 3


def test_an_official_enters_no_appeal_in_their_own_matter(version: Any, georgi: Any, nadezhda: Any) -> None:
    own = submitted(version, account=georgi)
    granted(own, nadezhda)
    client = client_of(georgi, is_official=True)
    assert client.get(f"{TOWN}/desk/cases/{own.case.number}/appeal/").status_code == 404


def test_pages_cost_no_more_than_their_bounds(
    against: Case, citizen: Client, expert: Client, django_assert_max_num_queries: Any
) -> None:
    appeal = appealed(against)
    for family in ("Първи", "Втори", "Трети"):
        appealed(against, person=person("Иван", family), account=None, at=LATER)
    number = appeal.case.number
    for client, page, most in (
        (citizen, f"/follow/{against.number}/appeal/", 16),
        (citizen, f"/follow/{number}/", 10),
        (expert, f"/desk/cases/{number}/", 15),
        (expert, "/desk/appeals/", 12),
    ):
        client.get(f"{TOWN}{page}")
        with django_assert_max_num_queries(most):
            assert client.get(f"{TOWN}{page}").status_code == 200


def test_a_second_silence_is_another_than_the_first(application: Any, georgi: Any) -> None:
    case, late = application.case, NOW + timedelta(days=30)
    first = appealed(case, at=late)
    with pytest.raises(AppealedAlready):
        appealed(case, at=late)
    refused(application, georgi, at=late)
    served(case, at=late)
    act = sent_up(case, georgi)
    by = {"by": Actor(georgi.pk, "official"), "at": late + timedelta(days=1)}
    above = {"body": "Съд", "act": "1", "decided_on": LATER.date(), "instructions": "", "anew": True}
    enter_decision_above(act.case, outcome=Above.RETURNED, **above, **by)
    second = appealed(case, at=late + timedelta(days=60))
    assert (first.target, second.target) == ("silence", "silence")
    with pytest.raises(AppealedAlready):
        appealed(case, at=late + timedelta(days=61))
