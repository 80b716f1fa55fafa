"""An act on its way: the expert prepares it, the head approves it, the mayor signs it, and nobody skips a hand."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client

from chinar.domain.applications.approving import AlreadyEntered, authorise, end_authority, set_rule
from chinar.domain.applications.models import Decision, DraftAct, Signatory
from chinar.domain.applications.tests.test_desk import BOTH
from chinar.domain.applications.tests.world import FACTS, GROUNDS, granted
from chinar.domain.cases.actions.holding import ChangedSince
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.practice_keys import make_practice_key
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.journal.models import Entry

DESK = "/troyan/en/desk"
CASE = f"{DESK}/cases/1204-1-16.11.2026"


@pytest.fixture
def mayor(registry: Any, application: Any) -> Any:
    """Signs the acts of this service from today on."""
    made = official("kmet", "Кметът на Троян", "mayor")
    by = Actor(official("svetla", "Светла", "secretary").pk, "official")
    authorise(made, post="Кмет на община Троян", valid_from=NOW.date(), by=by, at=NOW)
    set_rule(application.service_version.service, signed=True, by=by, at=NOW)
    return made


@pytest.fixture
def key(settings: Any, tmp_path: Path) -> None:
    settings.SIGNING_KEYS = str(tmp_path / "keys")
    since = NOW - timedelta(days=1)
    make_practice_key(tmp_path / "keys" / "troyan", "mayor", subject="Кмет", since=since, holder="kmet@chinar.example")


def result() -> bytes:
    with CaseDocument.objects.filter(part="result").latest("pk").document.open() as file:
        return file.read()


def test_an_act_goes_from_the_expert_to_the_head_to_the_mayor(
    mayor: Any, key: None, expert: Client, nadezhda: Any, georgi: Any
) -> None:
    head, signer = client_of(nadezhda, is_official=True), client_of(mayor, is_official=True)
    page = expert.get(f"{CASE}/issue/").text
    assert "Send for approval" in page
    assert expert.post(f"{CASE}/issue/", {**BOTH, **hidden(page), "issue": "1"})["Location"] == f"{CASE}/"
    assert (Decision.objects.count(), Case.objects.get().state) == (0, "prepared")

    assert 'name="approve"' not in expert.get(f"{CASE}/act/").text
    expert.post(f"{CASE}/act/", {"approve": "1"})
    signer.post(f"{CASE}/act/", {"sign": "1"})
    assert DraftAct.objects.get().approved_at is None
    assert Decision.objects.count() == 0

    assert "your approval" in head.get(f"{DESK}/acts/").text
    assert "1 draft waits" in head.get(f"{DESK}/").text
    assert "ПРОЕКТ" in text_of(head.get(f"{CASE}/act/draft.pdf").content)
    head.post(f"{CASE}/act/", {"approve": "1"})
    assert Case.objects.get().state == "approved"
    assert 'name="sign"' not in head.get(f"{CASE}/act/").text

    assert "your signature" in signer.get(f"{DESK}/acts/").text
    assert 'name="sign"' in signer.get(f"{CASE}/act/").text
    signer.post(f"{CASE}/act/", {"sign": "1"})
    signer.post(f"{CASE}/act/", {"sign": "1"})
    decision, draft = Decision.objects.get(), DraftAct.objects.get()
    assert (decision.decided_by_id, decision.post, draft.decision_id) == (mayor.pk, "Кмет на община Троян", decision.pk)
    assert (draft.prepared_by_id, draft.approved_by_id) == (georgi.pk, nadezhda.pk)
    assert (Case.objects.get().state, Case.objects.get().handler_id) == ("granted", mayor.pk)
    said = text_of(result())
    for words in ("Кметът на Троян", "Кмет на община Троян", "Подписано с електронен подпис"):
        assert words in said, words
    with pikepdf.open(CaseDocument.objects.get().document.open()) as pdf:
        assert len(pdf.Root.AcroForm.Fields) == 1
    told = Entry.objects.filter(subject_kind="case").values_list("verb", flat=True)
    assert {f"application.act_{verb}" for verb in ("prepared", "approved", "signed")} <= set(told)
    assert expert.get(f"{CASE}/act/").status_code == 404


def test_a_draft_that_comes_back_says_why_and_keeps_what_was_typed(
    mayor: Any, application: Any, expert: Client, nadezhda: Any, citizen: Client
) -> None:
    head = client_of(nadezhda, is_official=True)
    page = expert.get(f"{CASE}/refuse/").text
    sent = {**hidden(page), "facts": FACTS, "grounds": GROUNDS, "appeal": "", "refuse": "1"}
    assert "until when the refusal may be appealed" in expert.post(f"{CASE}/refuse/", sent).text
    expert.post(f"{CASE}/refuse/", {**sent, "appeal": "В 14-дневен срок пред кмета."})
    for path in ("issue", "refuse"):
        assert "meanwhile" in expert.post(f"{CASE}/{path}/", {**sent, **BOTH, "appeal": "x"}).text
    assert "Write why" in head.post(f"{CASE}/act/", {"return": "1", "reason": ""}).text
    head.post(f"{CASE}/act/", {"return": "1", "reason": "Посочете акта за смърт."})
    again = expert.get(f"{CASE}/refuse/").text
    for words in ("Посочете акта за смърт.", FACTS, GROUNDS, "В 14-дневен срок пред кмета."):
        assert words in again, words
    assert Case.objects.get().state == "in_progress"
    page = f"{TOWN}/follow/{Case.objects.get().number}/"
    assert "Посочете акта за смърт." not in citizen.get(page).text
    expert.post(f"{CASE}/refuse/", {**sent, **hidden(again), "facts": "Нови факти.", "appeal": "x"})
    assert DraftAct.objects.standing().get().typed["facts"] == ["Нови факти."]


def test_nobody_issues_past_a_draft_on_its_way_nor_from_another_department(
    mayor: Any, application: Any, georgi: Any, expert: Client, registry: Any
) -> None:
    page = expert.get(f"{CASE}/issue/").text
    expert.post(f"{CASE}/issue/", {**BOTH, **hidden(page), "issue": "1"})
    with pytest.raises(ChangedSince):
        granted(application, georgi)
    stranger = client_of(official("other", "Друг", "head", open_department("other", "Друг")), is_official=True)
    assert stranger.get(f"{CASE}/act/").status_code == 404
    assert stranger.post(f"{CASE}/act/", {"approve": "1"}).status_code == 404
    assert "1204-1" not in stranger.get(f"{DESK}/acts/").text
    unnamed = client_of(official("dep", "Заместник", "mayor"), is_official=True)
    DraftAct.objects.standing().update(approved_at=NOW)
    assert 'name="sign"' not in unnamed.get(f"{CASE}/act/").text
    assert unnamed.get(f"{CASE}/act/draft.pdf").status_code == 404
    unnamed.post(f"{CASE}/act/", {"sign": "1"})
    assert not Decision.objects.exists()


def test_a_key_that_does_not_work_issues_nothing(
    application: Any, expert: Client, settings: Any, tmp_path: Path
) -> None:
    settings.SIGNING_KEYS = str(tmp_path)
    make_practice_key(tmp_path / "troyan", "seal", subject="Троян", since=NOW - timedelta(days=9), days=1)
    page = expert.post(f"{CASE}/issue/", {**BOTH, "issue": "1"}).text
    assert "could not be signed electronically" in page
    assert "Христо Владимиров" in page
    assert Case.objects.get().is_open
    assert not Decision.objects.exists()


def test_the_secretary_says_who_signs_and_which_services_are_signed_apart(application: Any, georgi: Any) -> None:
    secretary = client_of(official("svetla", "Светла", "secretary"), is_official=True)
    mayor = official("kmet", "Кметът на Троян", "mayor")
    typed = {"account": str(mayor.pk), "post": "Кмет", "order": "Заповед № 5"}
    days = {"valid_from-day": "16", "valid_from-month": "11", "valid_from-year": "2026"}
    wrong = {"valid_until-day": "1", "valid_until-month": "1", "valid_until-year": "2026"}
    assert "before the first one" in secretary.post(f"{DESK}/signatories/", {**typed, **days, **wrong}).text
    assert secretary.post(f"{DESK}/signatories/", {**typed, **days}).status_code == 302
    assert "signs already" in secretary.post(f"{DESK}/signatories/", {**typed, **days}).text
    row = Signatory.objects.get()
    assert (row.post_on_paper, row.valid_from, row.valid_until) == ("Кмет (Заповед № 5)", date(2026, 11, 16), None)
    code = application.service_version.service.code
    for _ in range(2):
        secretary.post(f"{DESK}/signatories/services/{code}/", {"signed": "1"})
    assert Entry.objects.filter(verb="signing.rule_set").count() == 1
    secretary.post(f"{DESK}/signatories/{row.pk}/end/")
    by = Actor(georgi.pk, "official")
    assert not end_authority(row, by=by, at=NOW)
    authorise(mayor, post="Кмет", valid_from=NOW.date(), by=by, at=NOW)
    with pytest.raises(AlreadyEntered):
        authorise(mayor, post="Кмет", valid_from=NOW.date(), by=by, at=NOW)
    assert client_of(georgi, is_official=True).get(f"{DESK}/signatories/").status_code == 404
