"""The office asks the author; the answer comes by a link that works once, and the clock goes on."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chinar.domain.cases.models import Case, CaseDocument, CaseUpdate
from chinar.domain.cases.tests.world import TOWN
from chinar.domain.reports.models import Category, CitizenReport, Remark
from chinar.domain.reports.tests.world import filed
from chinar.foundation.notifications.models import Message

ASKED = "Кой стълб: до читалището или до магазина?"


@pytest.fixture
def report(lamps: Category) -> CitizenReport:
    return filed(lamps)


def ask(expert: Client, report: CitizenReport, reader: str = "author") -> str:
    """The link in the letter, "" when none was written."""
    expert.post(f"{TOWN}/desk/cases/{report.case.number}/remark/", {"reader": reader, "text": ASKED})
    message = Message.objects.filter(template="reports/notices/asked_back.txt").first()
    if message is None:
        return ""
    assert ASKED not in message.text  # a letter by e-mail is an open card
    assert message.to == "radost@chinar.example"
    found = re.search(rf"{TOWN}/signals/answer/\d+/\w+/", message.text)
    assert found
    return found[0]


def test_the_author_answers_once_by_the_link_without_an_account(expert: Client, report: CitizenReport) -> None:
    due_on = report.case.due_on
    page, anybody = ask(expert, report), Client()
    shown = anybody.get(page)
    assert ASKED in shown.text
    assert report.text not in shown.text  # the link opens the question, not the matter
    assert shown["Cache-Control"].startswith("max-age=0")
    assert Remark.objects.get().answered_at is None
    empty = anybody.post(page, {"key": uuid4(), "text": ""}).text
    assert "Напишете какво искате да добавите" in empty
    pdf = ("a.pdf", b"%PDF-1.4\n%%EOF\n")
    from django.core.files.uploadedfile import SimpleUploadedFile

    typed = {"key": uuid4(), "text": "Този до читалището.", "papers": SimpleUploadedFile(*pdf)}
    assert "Отговорихте на" in anybody.post(page, typed, follow=True).text
    assert "Отговорихте на" in anybody.post(page, {"key": uuid4(), "text": "Още нещо."}, follow=True).text
    update = CaseUpdate.objects.get()
    assert (update.text, update.read_at, update.by) == ("Този до читалището.", None, None)
    assert CaseDocument.objects.get(update=update).document.media_type == "application/pdf"
    case = Case.objects.get()
    assert (case.due_on, case.phase) == (due_on, report.case.phase)


def test_notes_among_officials_reach_nobody_and_open_by_no_link(expert: Client, report: CitizenReport) -> None:
    assert ask(expert, report, reader="officials") == ""
    from chinar.domain.reports import links

    note = Remark.objects.get()
    assert Client().get(f"{TOWN}/signals/answer/{note.pk}/{links.to_answer(note)}/").status_code == 404
    page = ask(expert, report)
    wrong = re.sub(r"\w{32}/$", "0" * 32 + "/", page)
    assert Client().get(wrong).status_code == 404


def test_an_official_is_told_when_the_author_left_no_address(expert: Client, lamps: Category, hall: Any) -> None:
    silent = filed(lamps, email="")
    shown = expert.get(f"{TOWN}/desk/cases/{silent.case.number}/remark/").text
    assert "не е оставил адрес" in shown
    assert ask(expert, silent) == ""
