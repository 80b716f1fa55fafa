"""A letter by e-mail becomes a question, with the clock of the mailbox and a receipt with number and key."""

from typing import Any

from django.test import Client

from chinar.domain.cases.models import CaseDocument
from chinar.domain.cases.tests.world import TOWN, client_of, official, sofia
from chinar.domain.enquiries.models import Enquiry
from chinar.foundation.documents.codes import format_code
from chinar.foundation.notifications.inbound import handling
from chinar.foundation.notifications.models import IncomingMail, Message
from chinar.foundation.notifications.tests.mail_server import came, letter

PDF = ("план.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")


def test_a_letter_becomes_a_question_once(registry: Any) -> None:
    came(letter("До кога работите?", subject="Въпрос", files=(PDF,)), at=sofia(2026, 11, 13, 9))
    handling.handle_fetched(clock=lambda: sofia(2026, 11, 16))
    mail = IncomingMail.objects.get()
    desk = client_of(official("maria", "Мария Стоянова", "clerk"), is_official=True)
    page = f"{TOWN}/desk/mail/{mail.pk}/question/"
    shown = desk.get(page).text
    assert "До кога работите?" in shown
    assert 'value="radost@chinar.example"' in shown
    typed = {"topic": "working_hours", "question": "До кога работите?", "email": "radost@chinar.example"}
    assert "Изберете отговор" in desk.post(page, {**typed, "topic": ""}).text
    answers = [desk.post(page, typed) for _press in range(2)]
    enquiry = Enquiry.objects.select_related("case").get()
    case = enquiry.case
    assert {answer["Location"] for answer in answers} == {f"{TOWN}/desk/cases/{case.number}/"}
    assert (case.received_at, case.channel, str(case.due_on)) == (sofia(2026, 11, 13, 9), "email", "2026-11-20")
    assert CaseDocument.objects.get(case=case).document.media_type == "application/pdf"
    receipt = Message.objects.get()
    assert (receipt.to, format_code(case.key) in receipt.text) == ("radost@chinar.example", True)
    assert Client().get(page).status_code == 302
