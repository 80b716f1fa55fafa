"""Opinions of other units and bodies: who is asked, who reads the matter for it, where the answer lands."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client

from chinar.domain.cases import access
from chinar.domain.cases.actions import asking, assigning
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.models import Case, CaseDocument, Opinion, OpinionRequest
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import (
    KEY,
    NOW,
    client_of,
    decide,
    official,
    open_department,
    registered,
)
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.journal.models import Entry

TODAY = NOW.date()
DESK = "/troyan/en/desk"
PDF = b"%PDF-1.7 answer"


@pytest.fixture
def roads(registry: Any) -> Any:
    return open_department("roads", "Пътища")


@pytest.fixture
def todor(roads: Any) -> Any:
    return official("todor", "Тодор Колев", "expert", roads)


def by(somebody: Any) -> dict[str, Any]:
    return {"by": Actor(somebody.pk, "official"), "at": NOW}


def asked_of(department: Any, case: Case, who: Any, **changes: Any) -> OpinionRequest:
    facts = {"of": department, "what": "Минава ли път?", "due_on": TODAY + timedelta(days=3), "key": uuid4()}
    return asking.ask_opinion(case, **{**facts, **changes}, **by(who))


def test_the_department_that_is_asked_reads_the_matter_and_answers_into_its_file(
    registry: Any, georgi: Any, roads: Any, todor: Any, nadezhda: Any
) -> None:
    case = registered(registry)
    due_on = case.due_on
    mine, theirs = client_of(georgi, is_official=True), client_of(todor, is_official=True)
    page = f"{DESK}/cases/{case.number}/ask/"
    assert theirs.get(f"{DESK}/cases/{case.number}/").status_code == 404
    form = mine.get(page).text
    key = str(uuid4())
    typed = {**hidden(form), "key": key, "whom": roads.pk, "what": "Минава ли път? <b>1</b>"}
    wrong = mine.post(page, {**typed, "due_on-day": "1", "due_on-month": "11", "due_on-year": "2026"}).text
    assert "This day is over" in wrong
    assert "&lt;b&gt;1&lt;/b&gt;" in wrong
    right = {**typed, "due_on-day": "19", "due_on-month": "11", "due_on-year": "2026"}
    for _ in range(2):
        assert mine.post(page, right).status_code == 302
    asked = OpinionRequest.objects.get()
    assert Case.objects.get(pk=case.pk).due_on == due_on
    assert case in access.worklist_for(todor, on=TODAY)
    assert "Asked of your department" in theirs.get(f"{DESK}/opinions/").text
    assert case.number in theirs.get(f"{DESK}/opinions/").text
    assert "1 opinion is asked of your department" in theirs.get(f"{DESK}/").text
    assert theirs.get(f"{DESK}/cases/{case.number}/").status_code == 200
    assert theirs.post(f"{DESK}/cases/{case.number}/take/", {"seen": ""}).status_code == 404
    answer = f"{DESK}/opinions/{asked.pk}/"
    assert mine.post(answer, {"text": "чуждо"}).status_code == 404
    assert "Write the opinion" in theirs.post(answer, {"text": ""}).text
    bad = theirs.post(answer, {"text": "Не минава", "paper": SimpleUploadedFile("a.exe", b"MZ")}).text
    assert "Only PDF files" in bad
    assert "Не минава" in bad
    theirs.post(answer, {"text": "Не минава път."})
    opinion = Opinion.objects.get()
    assert (opinion.paper.part, opinion.paper.document.created_by) == (CaseDocument.Part.OPINION, todor)
    assert opinion.paper.document.open().read().startswith(b"%PDF")
    second = theirs.post(answer, {"text": "Второ мнение"}).text
    assert "answered or ended this request meanwhile" in second
    assert "Второ мнение" in second
    desk = mine.get(f"{DESK}/cases/{case.number}/").text
    assert "Не минава път." in desk
    assert "The citizen reads" in desk
    assert case.number in client_of(nadezhda, is_official=True).get(f"{DESK}/new-papers/").text
    mine.post(f"{DESK}/cases/{case.number}/read/", hidden(desk) | {"last_opinion": opinion.pk})
    opinion.refresh_from_db()
    assert opinion.read_by == georgi
    verbs = set(Entry.objects.filter(subject=case.number).values_list("verb", flat=True))
    assert {"opinion.asked", "opinion.given", "case.updates_read"} <= verbs
    assert theirs.get(answer).status_code == 200  # what one answered stays readable
    assert theirs.get(f"{DESK}/cases/{case.number}/").status_code == 404  # the matter is theirs no more


def test_a_body_outside_is_asked_by_letter_and_its_answer_is_filed_as_it_came(registry: Any, georgi: Any) -> None:
    case = registered(registry)
    asked = asked_of(None, case, georgi, body="Басейнова дирекция, Плевен")
    assert asked.letter.part == CaseDocument.Part.LETTER
    client = client_of(georgi, is_official=True)
    answer = f"{DESK}/opinions/{asked.pk}/"
    assert "Choose the file with the answer" in client.post(answer, {"text": "Съгласни"}).text
    client.post(answer, {"text": "Съгласни", "paper": SimpleUploadedFile("a.pdf", PDF)})
    assert Opinion.objects.get().paper.document.open().read() == PDF
    citizen = Client()
    citizen.post("/troyan/en/follow/", {"number": case.number, "key": KEY})
    page = citizen.get(f"/troyan/en/follow/{case.number}/").text
    assert "Басейнова дирекция, Плевен was asked for an opinion and gave it" in page
    assert "Съгласни" not in page


def test_nobody_is_asked_twice_nor_about_what_is_decided(registry: Any, georgi: Any, roads: Any, todor: Any) -> None:
    case = registered(registry)
    asked = asked_of(roads, case, georgi)
    with pytest.raises(asking.AskedAlready):
        asked_of(roads, case, georgi)
    with pytest.raises(asking.WrongDay):
        asked_of(None, case, georgi, body="РИОСВ", due_on=TODAY - timedelta(days=1))
    assigning.resolve(case, to=georgi, expected="Проверка", **by(georgi))  # takes no opinion's place
    assert access.get_case_for_official(todor, case.number, on=TODAY) == case
    asking.end_request(asked, **by(georgi))
    for late in (asking.end_request, lambda row, **who: asking.give_opinion(row, text="х", **who)):
        with pytest.raises(asking.NotWaiting):
            late(asked, **by(todor))
    asked_of(roads, case, georgi)
    decide(Case.objects.get(pk=case.pk))
    with pytest.raises(AlreadyDecided):
        asked_of(None, case, georgi, body="РИОСВ")
    assert case.number not in client_of(todor, is_official=True).get(f"{DESK}/opinions/").text


def test_who_is_kept_away_or_a_party_meets_no_request(registry: Any, georgi: Any, roads: Any, todor: Any) -> None:
    kept, theirs = registered(registry), registered(registry, account=todor)
    requests = [asked_of(roads, case, georgi) for case in (kept, theirs)]
    recuse(kept, accounts=[todor.pk], **by(georgi))
    client = client_of(todor, is_official=True)
    page = client.get(f"{DESK}/opinions/").text
    for case, asked in zip((kept, theirs), requests, strict=True):
        assert case.number not in page
        assert client.get(f"{DESK}/opinions/{asked.pk}/").status_code == 404
        assert client.post(f"{DESK}/opinions/{asked.pk}/", {"text": "х"}).status_code == 404
    assert "opinion is asked" not in client.get(f"{DESK}/").text
    stranger = official("stranger", "Чужда", "expert", open_department("taxes", "Данъци"))
    with pytest.raises(Http404):
        access.get_case_for_official(stranger, kept.number, on=TODAY)
    assert client_of(stranger, is_official=True).get(f"{DESK}/opinions/{requests[0].pk}/").status_code == 404


def test_an_opinion_from_outside_without_its_paper_is_refused(registry: Any, georgi: Any) -> None:
    asked = asked_of(None, registered(registry), georgi, body="РИОСВ")
    with pytest.raises(ValueError, match="as it came"):
        asking.give_opinion(asked, text="х", **by(georgi))
    asking.give_opinion(asked, text="х", paper=Paper("application/pdf", PDF), **by(georgi))
