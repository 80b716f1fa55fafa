"""A letter by e-mail becomes a signal: by one form, with the clock of the mailbox, and a receipt as on the web."""

from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.models import CaseDocument
from chinar.domain.cases.queries import explain
from chinar.domain.cases.tests.world import TOWN, client_of, official, sofia
from chinar.domain.reports.models import Category, CitizenReport, Photo
from chinar.domain.reports.tests.world import picture
from chinar.foundation.documents.codes import format_code
from chinar.foundation.notifications.inbound import handling
from chinar.foundation.notifications.models import IncomingMail, Message
from chinar.foundation.notifications.tests.mail_server import came, letter
from chinar.foundation.people.models import Account

PDF = ("план.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
ODD = ("лист.ods", b"PK\x03\x04", "application/vnd.oasis.opendocument.spreadsheet")
TYPED = {"category": "lamps", "settlement": "53707", "against": "nobody", "text": "Не свети.", "name": "Радост Милева"}


@pytest.fixture
def clerk(lamps: Category) -> Account:
    return official("maria", "Мария Стоянова", "clerk")


@pytest.fixture
def desk(clerk: Account) -> Client:
    return client_of(clerk, is_official=True)


def waiting(at: Any = None, **more: Any) -> IncomingMail:
    moment = at or sofia(2026, 11, 13, 19, 30)
    mail = came(letter("Лампата в Орешак не свети.", subject="Лампа", **more), at=moment)
    handling.handle_fetched(clock=lambda: sofia(2026, 11, 16))
    mail.refresh_from_db()
    return mail


def test_what_the_letter_says_stands_in_the_form_already(desk: Client) -> None:
    mail = waiting()
    page = desk.get(f"{TOWN}/desk/mail/{mail.pk}/signal/").text
    for words in ("Лампата в Орешак не свети.", 'value="Радост Милева"', 'value="radost@chinar.example"'):
        assert words in page
    assert '<option value="53707" selected>' in page
    assert "не доказва нищо" in page


def test_the_clock_counts_from_the_mailbox_and_the_sender_gets_number_and_key(desk: Client, clerk: Account) -> None:
    photo = picture()
    mail = waiting(files=(PDF, ("снимка.jpg", photo.read(), "image/jpeg"), ODD))
    for _press in range(2):
        desk.post(f"{TOWN}/desk/mail/{mail.pk}/signal/", {**TYPED, "email": "radost@chinar.example"})
    report = CitizenReport.objects.select_related("case").get()
    case = report.case
    assert (case.received_at, case.channel) == (sofia(2026, 11, 13, 19, 30), "email")
    # Friday evening, outside office hours: Monday is the first day (АПК чл. 29 ал. 6).
    assert explain(case).due_on == case.due_on
    assert case.ledger.get().on == sofia(2026, 11, 15).date()
    assert case.number.endswith("13.11.2026")
    photos = Photo.objects.get(report=report)
    assert photos.document.media_type == "image/jpeg"
    assert CaseDocument.objects.get(case=case).document.media_type == "application/pdf"
    receipt = Message.objects.get()
    assert (receipt.to, receipt.template) == ("radost@chinar.example", "cases/notices/registered_by_mail.txt")
    for words in (case.number, format_code(case.key), "13.11.2026"):
        assert words in receipt.text
    assert format_code(case.key) not in receipt.subject
    assert "1 приложен файл не е в преписката" in receipt.text
    assert "Лампата" not in receipt.text
    assert (report.text, report.author_name) == ("Не свети.", "Радост Милева")
    answer = came(letter("Още свети.", In_Reply_To=f"<{receipt.permanent_id}@localhost>"))
    handling.handle_fetched(clock=lambda: sofia(2026, 11, 16))
    answer.refresh_from_db()
    assert answer.about == case.number


def test_without_a_name_it_says_what_that_means_and_the_form_keeps_what_was_typed(desk: Client) -> None:
    mail = waiting(sender="radost@chinar.example")
    page = f"{TOWN}/desk/mail/{mail.pk}/signal/"
    refused = desk.post(page, {**TYPED, "settlement": "", "text": "Моят текст"}).text
    assert "Изберете града или селото" in refused
    assert "Моят текст" in refused
    desk.post(page, {**TYPED, "name": "", "email": "radost@chinar.example"})
    assert CitizenReport.objects.get().standing == "anonymous"
    assert "регистрира.\n\nВ него не пише кой сте" in Message.objects.get().text


def test_a_signal_against_the_clerk_who_enters_it_is_not_theirs_any_more(desk: Client, clerk: Account) -> None:
    mail = waiting()
    accusing = {**TYPED, "against": "official", "against_whom": clerk.name, "email": ""}
    answer = desk.post(f"{TOWN}/desk/mail/{mail.pk}/signal/", accusing)
    assert answer["Location"].endswith("/desk/signals/")
    number = CitizenReport.objects.get().case.number
    assert desk.get(f"{TOWN}/desk/cases/{number}/").status_code == 404
    assert desk.get(f"{TOWN}/desk/mail/{mail.pk}/").status_code == 404


def test_of_two_clerks_one_registers_and_the_other_loses_no_text(desk: Client) -> None:
    mail = waiting()
    other = client_of(official("katya", "Катя Иванова", "clerk"), is_official=True)
    page = f"{TOWN}/desk/mail/{mail.pk}/signal/"
    desk.post(page, {**TYPED, "email": ""})
    late = other.post(page, {**TYPED, "text": "Моят текст"}).text
    assert "Колега вече е обработил това писмо" in late
    assert "Моят текст" in late
    assert "Лампата в Орешак" not in late
    assert CitizenReport.objects.count() == 1


def test_who_may_not_sort_the_post_finds_no_letter(head: Client, svetla: Account, lamps: Category) -> None:
    mail = waiting()
    for client in (head, client_of(svetla, is_official=True)):
        assert client.get(f"{TOWN}/desk/mail/{mail.pk}/signal/").status_code == 404
        assert client.get(f"{TOWN}/desk/mail/").status_code == 404
