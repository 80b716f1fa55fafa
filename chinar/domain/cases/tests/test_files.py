"""The file of a matter: what a party sees of it, what an official decides, what comes late and reaches somebody."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.cases.actions import asking
from chinar.domain.cases.actions.updating import add_update
from chinar.domain.cases.models import Case, CaseDocument, CaseUpdate, FileRequest, PaperShown, Party
from chinar.domain.cases.showing.actions import DecidedMeanwhile, decide_showing
from chinar.domain.cases.showing.queries import papers_of
from chinar.domain.cases.showing.rules import Manner, default_manner
from chinar.domain.cases.tests.world import (
    KEY,
    NOW,
    client_of,
    decide,
    official,
    open_department,
    person,
    registered,
)
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.journal.models import Entry

BY = {"by": SYSTEM, "at": NOW}
DESK = "/troyan/en/desk"
WHOLE, COPY = b"%PDF-1.7 whole, with Ana", b"%PDF-1.7 masked"


def paper_in(case: Case, part: str, content: bytes = WHOLE, by: Any = SYSTEM) -> CaseDocument:
    document = keep(content, kind=part, title="Лист", subject=case.number, by=by, at=NOW)
    made: CaseDocument = CaseDocument.objects.create(case=case, document=document, part=part)
    return made


def follower(case: Case) -> Client:
    client = Client()
    client.post("/troyan/en/follow/", {"number": case.number, "key": KEY})
    return client


def pdf(content: bytes = WHOLE) -> SimpleUploadedFile:
    return SimpleUploadedFile("x.pdf", content)


@pytest.mark.parametrize(
    ("part", "own", "manner"),
    [
        ("attachment", True, Manner.WHOLE),
        ("protocol", True, Manner.WHOLE),
        ("attachment", False, Manner.UNDECIDED),
        ("letter", True, Manner.UNDECIDED),
        ("opinion", True, Manner.UNDECIDED),
        ("interested", True, Manner.UNDECIDED),
        ("notice", False, Manner.WHOLE),
        ("result", True, Manner.APART),
    ],
)
def test_what_nobody_has_decided_about(part: str, own: bool, manner: Manner) -> None:
    assert default_manner(part, is_readers_own=own) is manner


def test_a_party_sees_the_whole_file_with_third_persons_masked(registry: Any, georgi: Any) -> None:
    case = registered(registry)
    brought, opinion, secret, result = (paper_in(case, part) for part in ("attachment", "opinion", "letter", "result"))
    citizen, desk = follower(case), client_of(georgi, is_official=True)
    page, file = f"/troyan/en/follow/{case.number}/file/", f"{DESK}/cases/{case.number}/file/"
    seen = citizen.get(page).text
    assert "An official looks first whether it names other people" in seen
    assert citizen.get(f"{page}{brought.pk}/").content == WHOLE
    for hidden_one in (opinion, secret, result):
        assert citizen.get(f"{page}{hidden_one.pk}/").status_code == 404
    for _ in range(2):
        citizen.post(f"{page}ask/")
    assert FileRequest.objects.count() == 1
    assert case.number in desk.get(f"{DESK}/new-papers/").text
    assert "asked on 16 November 2026 to see the file" in desk.get(file).text
    assert desk.get(f"{file}{opinion.pk}/paper/").content == WHOLE
    assert desk.get(f"{file}{result.pk}/paper/").status_code == 404  # has its own page and ability
    assert desk.get(f"{file}{result.pk}/").status_code == 404
    masked = {"seen": "0", "manner": "masked"}
    assert "Choose the masked copy" in desk.post(f"{file}{opinion.pk}/", masked).text
    desk.post(f"{file}{opinion.pk}/", {**masked, "copy": pdf(COPY), "ground": "излишно"})
    assert citizen.get(f"{page}{opinion.pk}/").content == COPY
    assert desk.get(f"{file}{opinion.pk}/paper/?copy=1").content == COPY
    assert desk.get(f"{file}{secret.pk}/paper/?copy=1").status_code == 404
    withheld = {"seen": "0", "manner": "withheld"}
    assert "Write the ground" in desk.post(f"{file}{secret.pk}/", withheld).text
    desk.post(f"{file}{secret.pk}/", {**withheld, "ground": "ЗЗКИ <чл. 25>"})
    seen = citizen.get(page).text
    assert "It is not shown: ЗЗКИ &lt;чл. 25&gt;" in seen
    assert citizen.get(f"{page}{secret.pk}/").status_code == 404
    assert FileRequest.objects.get().answered_by == georgi
    assert case.number not in desk.get(f"{DESK}/new-papers/").text
    verbs = Entry.objects.filter(subject=case.number).values_list("verb", flat=True)
    assert {"file.asked", "file.followed", "file.showing_decided", "case.paper_read"} <= set(verbs)


def test_of_several_applicants_each_sees_only_their_own_papers_at_once(registry: Any, elena: Any) -> None:
    parties = [Party(role="applicant", person=person(), account=elena), Party(role="applicant", person=person("Ана"))]
    case = registered(registry, parties=parties)
    mine, other = (paper_in(case, "attachment", by=who) for who in (Actor(elena.pk, "citizen"), SYSTEM))
    manners = {row.paper.pk: row.manner for row in papers_of(case, account_id=elena.pk)}
    assert manners == {mine.pk: Manner.WHOLE, other.pk: Manner.UNDECIDED}
    page = f"/troyan/en/follow/{case.number}/file/"
    assert client_of(elena).get(f"{page}{other.pk}/").status_code == 404
    neighbour = registered(registry)
    assert follower(neighbour).get(page).status_code == 404
    foreign = paper_in(neighbour, "attachment")
    assert client_of(elena).get(f"{page}{foreign.pk}/").status_code == 404


def test_of_two_who_decide_about_a_paper_the_second_learns_of_the_first(registry: Any, georgi: Any) -> None:
    case = registered(registry)
    paper, who = paper_in(case, "opinion"), {"by": Actor(georgi.pk, "official"), "at": NOW}
    decide_showing(paper, manner=Manner.WHOLE, seen=0, **who)
    with pytest.raises(DecidedMeanwhile):
        decide_showing(paper, manner=Manner.WITHHELD, ground="х", seen=0, **who)
    desk = client_of(georgi, is_official=True)
    typed = {"seen": "0", "manner": "withheld", "ground": "моят мотив"}
    answer = desk.post(f"{DESK}/cases/{case.number}/file/{paper.pk}/", typed).text
    assert "A colleague has decided about this paper meanwhile" in answer
    assert "моят мотив" in answer
    assert PaperShown.objects.count() == 1
    wrong = ({"manner": Manner.MASKED}, {"manner": Manner.WITHHELD}, {"manner": Manner.APART})
    for facts in wrong:
        with pytest.raises(ValueError, match=str(facts["manner"])):
            decide_showing(paper, seen=1, **facts, **who)  # type: ignore[arg-type]
    for hostile in ({"seen": "x"}, {"manner": "apart"}, {"ground": "\x00"}, {"seen": "-1"}):
        assert desk.post(f"{DESK}/cases/{case.number}/file/{paper.pk}/", {**typed, **hostile}).status_code == 200
    assert PaperShown.objects.count() == 1


def test_papers_on_a_closed_matter_land_in_its_file_and_reach_a_person(registry: Any, georgi: Any) -> None:
    case = registered(registry)
    decide(Case.objects.get(pk=case.pk))
    citizen, desk = follower(case), client_of(georgi, is_official=True)
    url = f"/troyan/en/follow/{case.number}/add/"
    key = str(uuid4())
    wrong = citizen.post(url, {"key": key, "text": "Моят текст", "papers": [SimpleUploadedFile("a.pdf", b"MZ")]}).text
    assert "Only PDF files" in wrong
    assert "Моят текст" in wrong
    many = citizen.post(url, {"key": key, "papers": [pdf() for _ in range(6)]}).text
    assert "At most 5 files" in many
    for _ in range(2):
        citizen.post(url, {"key": key, "papers": [pdf(), pdf(COPY)]})
    assert case.documents.filter(part="attachment").count() == 2
    assert "1 matter with new papers" in desk.get(f"{DESK}/").text
    listed = desk.get(f"{DESK}/new-papers/").text
    assert case.number in listed
    assert "1 from the citizen" in listed
    desk.post(f"{DESK}/cases/{case.number}/read/", {"last": case.updates.get().pk})
    assert "Nothing new" in desk.get(f"{DESK}/new-papers/").text
    assert "with new papers" not in desk.get(f"{DESK}/").text


def test_what_is_brought_to_a_desk_is_filed_by_who_serves_there(registry: Any, georgi: Any) -> None:
    case = registered(registry)
    clerk = client_of(official("maria", "Мария", "clerk"), is_official=True)
    page = f"{DESK}/cases/{case.number}/file/add/"
    assert "Choose the file with the scan" in clerk.post(page, {"key": str(uuid4()), "title": "Скица"}).text
    key = str(uuid4())
    for _ in range(2):
        clerk.post(page, {"key": key, "title": "<b>Скица</b>", "paper": pdf()})
    update = CaseUpdate.objects.get()
    assert (update.taken_by.name, update.by) == ("Мария", None)
    text = client_of(georgi, is_official=True).get(f"{DESK}/cases/{case.number}/").text
    assert "taken in by Мария" in text
    assert "&lt;b&gt;Скица" in text
    elsewhere = open_department("roads", "Пътища")
    todor = official("todor", "Тодор", "expert", elsewhere)
    facts = {"what": "х", "due_on": NOW.date() + timedelta(days=1), "key": uuid4()}
    asking.ask_opinion(case, of=elsewhere, **facts, by=Actor(georgi.pk, "official"), at=NOW)
    other = client_of(todor, is_official=True)
    assert other.get(f"{DESK}/cases/{case.number}/file/").status_code == 200
    assert other.get(page).status_code == 404  # asked for an opinion, and no more


def test_the_list_and_the_file_cost_the_same_however_much_came(registry: Any, georgi: Any) -> None:
    desk, first = client_of(georgi, is_official=True), registered(registry)
    citizen = follower(first)

    def filled(case: Case) -> None:
        add_update(case, text="х", papers=[Paper("application/pdf", WHOLE)], key=uuid4(), **BY)
        paper_in(case, "opinion", content=uuid4().bytes)

    def asked() -> list[int]:
        counts = []
        pages = [(desk, f"{DESK}/new-papers/"), (desk, f"{DESK}/cases/{first.number}/file/"), (desk, f"{DESK}/")]
        for client, page in [*pages, (citizen, f"/troyan/en/follow/{first.number}/file/")]:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len([q for q in queries if q["sql"].startswith(("SELECT", "INSERT", "UPDATE"))]))
        return counts

    filled(first)
    asked()
    before = asked()
    for _ in range(6):
        filled(first)
        filled(registered(registry))
    assert asked() == before
    assert max(before) <= 10
