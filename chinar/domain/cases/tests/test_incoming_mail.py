"""Letters by e-mail find their matter: proven ones by themselves, the others by the hand of an official."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.actions.updating import MOST_UNREAD, add_update
from chinar.domain.cases.models import Case, CaseDocument, CaseUpdate
from chinar.domain.cases.notices import about, tell
from chinar.domain.cases.tests.world import KEY, NOW, TOWN, client_of, official, registered
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.actions import forget_about, notify
from chinar.foundation.notifications.inbound import handling
from chinar.foundation.notifications.models import IncomingMail, Message
from chinar.foundation.notifications.recipients import of_account
from chinar.foundation.notifications.tests.mail_server import came, letter
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department

PDF = ("справка.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
DOC = ("справка.docx", b"PK\x03\x04", "application/octet-stream")


@pytest.fixture
def case(registry: Department, elena: Account) -> Case:
    """Of Elena, who was told that it is registered."""
    made = registered(registry, account=elena)
    tell(made, "registered", at=NOW)
    return made


@pytest.fixture
def clerk(registry: Department) -> Account:
    return official("maria", "Мария Стоянова", "clerk")


def handled(raw: bytes) -> IncomingMail:
    mail = came(raw)
    handling.handle_fetched(clock=lambda: NOW)
    mail.refresh_from_db()
    return mail


def answer(*, sender: str = "Елена <Elena@chinar.example>", **more: Any) -> bytes:
    message = Message.objects.filter(template="cases/notices/registered.txt").get()
    return letter("Ето справката.", sender=sender, In_Reply_To=f"<{message.permanent_id}@localhost>", **more)


def test_an_answer_from_the_address_to_which_we_wrote_lands_in_the_file(case: Case) -> None:
    mail = handled(answer(files=(PDF, DOC)))
    assert (mail.state, mail.about) == ("taken", case.number)
    update = CaseUpdate.objects.get()
    assert (update.case_id, update.by, update.read_at) == (case.pk, None, None)
    for words in ("Ето справката.", "Elena@chinar.example", "не доказва кой е писал", "не са приети: 1"):
        assert words in update.text
    paper = CaseDocument.objects.get(update=update)
    assert (paper.document.media_type, paper.part) == ("application/pdf", "attachment")
    told = Message.objects.get(template="cases/notices/added_by_mail.txt")
    assert (told.to, told.about) == ("Elena@chinar.example", case.number)
    assert "1 приложен файл не е" in told.text
    handled(answer(subject="Второ"))
    assert CaseUpdate.objects.count() == 2
    assert Message.objects.filter(template="cases/notices/added_by_mail.txt").count() == 1  # two machines never talk


@pytest.mark.parametrize(
    "subject",
    ["{number} 7KQ2-M9XD-4TRB-0HWE", "Re: № {number}, ключ 7kq2 m9xd 4trb 0hwe", "ключ 7KQ2M9XD4TRBOHWE {number}"],
)
def test_number_and_key_in_the_subject_are_proof_from_any_address(case: Case, subject: str) -> None:
    mail = handled(letter(subject=subject.format(number=case.number), sender="other@chinar.example"))
    assert (mail.state, mail.about) == ("taken", case.number)


def test_what_proves_nothing_is_a_hint_for_the_official(case: Case, georgi: Account) -> None:
    facts = {"case": case, "title": "x", "link": "x"}
    notify(
        [of_account(georgi)], template="cases/notices/official_late.txt", key="late", facts=lambda town: facts,
        audience="official", about=about(case), at=NOW,
    )  # fmt: skip
    late = Message.objects.get(account=georgi)
    for raw in (
        answer(sender="other@chinar.example"),
        letter("Номер без ключ.", subject=f"По {case.number}"),
        letter("Грешен ключ.", subject=f"{case.number} AAAA-BBBB-CCCC-DDDD"),
        letter("Служител отговаря.", sender="georgi@chinar.example", In_Reply_To=f"<{late.permanent_id}@localhost>"),
    ):
        mail = handled(raw)
        assert (mail.state, mail.names) == ("waiting", case.number)
    assert CaseUpdate.objects.count() == 0


def test_a_full_file_and_a_number_of_nothing_wait_for_an_official(case: Case) -> None:
    for number in range(MOST_UNREAD):
        add_update(case, text="x", key=came(letter(f"{number}")).key, by=SYSTEM, at=NOW)
    IncomingMail.objects.update(state="aside", reason="answered")
    assert handled(answer()).state == "waiting"
    assert handled(letter(subject="99-1-16.11.2026 7KQ2-M9XD-4TRB-0HWE")).state == "waiting"


def test_an_official_files_a_letter_after_looking_whose_file_it_is(case: Case, clerk: Account) -> None:
    mail = handled(letter("Към преписката.", subject=f"По {case.number}", files=(PDF,)))
    desk, page = client_of(clerk, is_official=True), f"{TOWN}/desk/mail/{mail.pk}/matter/"
    assert case.number in desk.get(page).text
    assert CaseUpdate.objects.count() == 0
    asked = desk.post(page, {"number": case.number}).text
    assert "Тази ли е?" in asked
    assert "Не можете да четете преписка с този номер" in desk.post(page, {"number": "99-9-16.11.2026"}).text
    for _press in range(2):
        desk.post(page, {"number": case.number, "file": "1"})
    update = CaseUpdate.objects.get()
    assert (update.taken_by, "Към преписката." in update.text) == (clerk, True)
    mail.refresh_from_db()
    assert (mail.state, mail.handled_by, mail.about) == ("taken", clerk, case.number)
    assert desk.get(f"{TOWN}/desk/mail/{mail.pk}/").status_code == 404
    assert Entry.objects.filter(verb="mail.taken", subject=case.number).count() == 1


def test_whoever_is_kept_away_from_a_matter_learns_of_no_letter_about_it(case: Case, clerk: Account) -> None:
    mail = handled(letter("Срещу Мария.", subject=f"По {case.number}"))
    desk = client_of(clerk, is_official=True)
    assert case.number in desk.get(f"{TOWN}/desk/mail/").text
    recuse(case, accounts={clerk.pk}, by=SYSTEM, at=NOW)
    assert "Дупка" not in desk.get(f"{TOWN}/desk/mail/").text.replace(case.number, "")
    assert case.number not in desk.get(f"{TOWN}/desk/mail/").text
    for way in ("", "matter/", "files/1/"):
        assert desk.get(f"{TOWN}/desk/mail/{mail.pk}/{way}").status_code == 404
    other = handled(letter("Друго писмо.", subject="Без номер"))
    answered = desk.post(f"{TOWN}/desk/mail/{other.pk}/matter/", {"number": case.number, "file": "1"})
    assert "Не можете да четете преписка с този номер" in answered.text
    assert Client().get(f"{TOWN}/desk/mail/").status_code == 302


def test_the_words_of_a_letter_go_with_its_matter(case: Case) -> None:
    mail = handled(answer())
    forget_about(about(case), at=NOW + timedelta(days=1))
    mail.refresh_from_db()
    assert (mail.text, mail.sender, mail.state) == ("", "", "taken")
    assert KEY not in mail.subject
