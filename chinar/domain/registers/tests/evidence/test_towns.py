"""Evidence asked from another municipality of the installation: the whole way, on both sides."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from chinar.domain.cases.models import Case, Recusal
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import KEY, NOW, TOWN, account, client_of, official, open_department
from chinar.domain.registers import tasks
from chinar.domain.registers.actions.asking_towns import land_answer, note_refused
from chinar.domain.registers.kinds import destroy
from chinar.domain.registers.models import EvidenceAnswer, EvidenceCharge, EvidenceRequest
from chinar.domain.registers.tests.conftest import VELKO
from chinar.domain.registers.tests.evidence.world import GROUND, costs, outcomes, the
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.documents.models import Erasure
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Account
from chinar.foundation.territory.doors import AlreadyAnswered, hand_over, inbox, refuse
from chinar.foundation.territory.models import HandOver, Municipality

THERE = "/razlog/bg"
ASKED = {"what": "Препис от акта за смърт.", "period": "data_on_paper", "ground": GROUND, "seen": "0"}
ANSWER = {
    "outcome": "given",
    "words": "Актът е съставен на 3 май.",
    "place": "Регистър за смърт, 1894",
    "holds_on-day": "16",
    "holds_on-month": "11",
    "holds_on-year": "2026",
    "fee": "2,5",
    "fee_ground": "Наредба за таксите, чл. 12",
    "bearer": "applicant",
}
PDF = b"%PDF-1.7 act"


@contextmanager
def in_razlog(town: Municipality) -> Iterator[None]:
    with scoped(town.pk):
        yield


@pytest.fixture
def razlog(case: Case, other_town: Municipality) -> Municipality:
    with in_razlog(other_town):
        open_department()
    return other_town


@pytest.fixture
def petar(razlog: Municipality) -> Account:
    """Head of its department."""
    with in_razlog(razlog):
        return official("petar", "Петър Стоянов", "head")


@pytest.fixture
def expert(georgi: Account) -> Client:
    return client_of(georgi, is_official=True)


def page_of(case: Case, act: str = "") -> str:
    return f"{TOWN}/desk/cases/{case.number}/evidence/relations/{act}"


def ask(case: Case, expert: Client, town: Municipality, **changes: str) -> Any:
    return expert.post(page_of(case, "town/"), {**ASKED, "to": str(town.pk), **changes})


def accepted(petar: Account, town: Municipality) -> Case:
    with in_razlog(town):
        clerk = client_of(petar, is_official=True)
        message = inbox().get()
        shown = clerk.get(f"{THERE}/desk/received/{message.pk}/").text
        assert "Роднини на починалия" in shown
        assert "три дни" in shown
        assert VELKO not in shown
        answer = {"verb": "accept", "about": "civil-registration"}
        assert clerk.post(f"{THERE}/desk/received/{message.pk}/", answer).status_code == 302
        return EvidenceRequest.objects.select_related("case").get().case


def answered(request: Case, petar: Account, case: Case) -> None:
    """On the pages of the town that was asked: mistakes lose nothing, a second press sends nothing twice."""
    clerk = client_of(petar, is_official=True)
    matter = clerk.get(f"{THERE}/desk/cases/{request.number}/").text
    assert "Община Троян" in matter
    assert case.number in matter
    assert VELKO not in matter
    page = f"{THERE}/desk/cases/{request.number}/evidence-request/"
    shown = clerk.get(page).text
    assert VELKO in shown
    assert Entry.objects.filter(verb="evidence_request.read").count() == 1
    seen = hidden(shown)
    for mistake in ({"place": ""}, {"holds_on-year": ""}, {"fee": "много"}, {"fee_ground": ""}, {"bearer": ""}):
        wrong = clerk.post(page, {**ANSWER, **seen, **mistake})
        assert wrong.status_code == 200
        assert "Актът е съставен на 3 май." in wrong.text
    bad = {"paper": SimpleUploadedFile("a.pdf", b"<html>")}
    assert "Изберете файла отново" in clerk.post(page, {**ANSWER, **seen, **bad}).text
    paper = {"paper": SimpleUploadedFile("a.pdf", PDF)}
    assert clerk.post(page, {**ANSWER, **seen, **paper}).status_code == 302
    again = {"paper": SimpleUploadedFile("a.pdf", PDF)}
    assert clerk.post(page, {**ANSWER, **seen, **again}).status_code in (200, 302)
    assert EvidenceAnswer.objects.count() == 1
    assert clerk.get(f"{page}document/").content == PDF
    assert "2,50" in clerk.get(f"{THERE}/desk/cases/{request.number}/").text
    client = Client()
    client.post(f"{THERE}/follow/", {"number": request.number, "key": KEY})
    assert "Роднини на починалия" in client.get(f"{THERE}/follow/{request.number}/").text


def test_it_is_asked_registered_answered_and_entered_with_number_clock_document_and_fee(
    case: Case, razlog: Municipality, petar: Account, expert: Client, elena: Account, clock: Any
) -> None:
    form = expert.get(page_of(case, "town/")).text
    assert "Разлог" in form
    assert "Троян</option>" not in form
    wrong = ask(case, expert, razlog, to="99999", what="")
    assert wrong.status_code == 200
    assert outcomes("relations") == []
    assert ask(case, expert, razlog).status_code == 302
    made = the("relations").last
    assert (made.outcome, made.place, made.answer_due_on.isoformat()) == ("asked_town", "Община Разлог", "2026-11-19")
    late = ask(case, expert, razlog, what="Още нещо.")
    assert "Още нещо." in late.text
    follow = f"{TOWN}/follow/{case.number}/"
    applicant = client_of(elena)
    with costs(10):
        told = applicant.get(follow).text
    assert "попитахме друга община (Община Разлог" in told
    assert "отговорът се дължи до 19 ноември 2026" in told

    clock.moment = NOW + timedelta(hours=3)
    request = accepted(petar, razlog)
    with in_razlog(razlog):
        assert (request.received_at, request.channel, request.key, request.period) == (NOW, "municipality", KEY, "3d")
        assert request.due_on.isoformat() == "2026-11-19"
        answered(request, petar, case)
    assert f"заведено там под номер {request.number}" in client_of(elena).get(follow).text
    with scoped(None):
        tasks.carry_between_towns()
        tasks.carry_between_towns()
    assert outcomes("relations") == ["asked_town", "received"]
    came = the("relations").last
    assert came.words == ANSWER["words"]
    assert came.place == f"Община Разлог, № {request.number}, Регистър за смърт, 1894"
    charge = EvidenceCharge.objects.get()
    assert (charge.cents, charge.bearer, charge.payee, charge.record) == (250, "applicant", razlog, came)
    desk = expert.get(page_of(case)).text
    for words in ("2,50", "Наредба за таксите", f"заведено там под номер {request.number}"):
        assert words in desk
    assert expert.get(page_of(case, f"letter/{came.document_id}/")).content == PDF
    told = client_of(elena).get(follow).text
    assert "2,50 €" in told
    assert ANSWER["words"] not in told
    assert VELKO not in str(list(Entry.objects.values_list("facts", "subject")))


def test_what_is_not_accepted_or_not_held_is_a_task_again_and_nobody_elses_answer_counts(
    case: Case, razlog: Municipality, petar: Account, expert: Client, georgi: Account
) -> None:
    ask(case, expert, razlog)
    with in_razlog(razlog):
        refuse(hand_over=inbox().get(), reason="Актът е в Банско.", by=Actor(petar.pk, "official"), at=NOW)
    assert note_refused(at=NOW) == 1
    assert note_refused(at=NOW) == 0
    assert outcomes("relations") == ["asked_town", "declined"]
    assert "Актът е в Банско." in expert.get(page_of(case)).text
    assert case.number in expert.get(f"{TOWN}/desk/evidence/").text
    ask(case, expert, razlog, period="data_of_other_body", seen=str(the("relations").last.pk))
    assert the("relations").last.answer_due_on.isoformat() == "2026-11-23"
    stranger = Municipality.objects.create(code="PVN03", slug="belene", name="Белене", name_en="Belene")
    forged = {"request": str(the("relations").last.hand_over_id), "outcome": "given", "words": "Чуждо.", "number": "1"}
    with scoped(stranger.pk):
        hand_over(to=case.municipality, kind="evidence_answer", subject="1", facts=forged, by=SYSTEM, at=NOW)
    assert (
        "Чуждо."
        not in client_of(official("svetla", "Светла", "secretary"), is_official=True).get(f"{TOWN}/desk/received/").text
    )
    assert land_answer(inbox().get(), at=NOW) is None
    request = HandOver.objects.sent().waiting().get()
    with in_razlog(razlog):
        clerk = client_of(petar, is_official=True)
        clerk.post(f"{THERE}/desk/received/{request.pk}/", {"verb": "accept", "about": "civil-registration"})
        there = EvidenceRequest.objects.get().case
        nothing = {"outcome": "not_held", "words": "Няма такъв акт.", "seen": ""}
        clerk.post(f"{THERE}/desk/cases/{there.number}/evidence-request/", nothing)
    message = inbox().get()
    land_answer(message, at=NOW)
    with pytest.raises(AlreadyAnswered):
        land_answer(message, at=NOW)
    assert outcomes("relations")[-1] == "not_held"
    assert not EvidenceCharge.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceCharge.objects.create(
            evidence=the("relations"), record=the("relations").last, payee=razlog, cents=0, bearer="asking", ground="x"
        )


def test_a_destroyed_matter_takes_nothing_in_and_a_destroyed_request_holds_nothing(
    case: Case, razlog: Municipality, petar: Account, expert: Client, georgi: Account, nadezhda: Account
) -> None:
    ask(case, expert, razlog)
    there = accepted(petar, razlog)
    with in_razlog(razlog):
        clerk = client_of(petar, is_official=True)
        clerk.post(f"{THERE}/desk/cases/{there.number}/evidence-request/", {**ANSWER, "seen": ""})
        erasure = Erasure.objects.create(
            subject=there.number, ground="5 г.", at=NOW, first_by=petar, second_by=account("second", "Втори")
        )
        destroy(there, erasure)
        emptied = EvidenceRequest.objects.select_related("answer").get()
        assert (emptied.subject, emptied.what, emptied.answer.words) == ("", "", "")
    Case.objects.filter(pk=case.pk).update(phase="closed", state="over")
    Erasure.objects.create(subject=case.number, ground="5 г.", at=NOW, first_by=georgi, second_by=nadezhda)
    assert land_answer(inbox().get(), at=NOW) is None
    assert outcomes("relations") == ["asked_town"]
    assert not inbox().exists()


def test_only_officials_who_handle_it_answer_and_nobody_who_is_kept_away(
    case: Case, razlog: Municipality, petar: Account, expert: Client
) -> None:
    ask(case, expert, razlog)
    there = accepted(petar, razlog)
    page = f"{THERE}/desk/cases/{there.number}/evidence-request/"
    assert expert.get(page).status_code == 404
    with in_razlog(razlog):
        clerk = client_of(petar, is_official=True)
        assert clerk.get(f"{page}document/").status_code == 404
        Recusal.objects.create(case=there, account=petar, at=NOW)
        assert client_of(petar, is_official=True).get(page).status_code == 404
