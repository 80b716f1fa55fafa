"""The post at the desk: letters by e-mail, read as words, and the mailbox they come from."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.cases.tests.world import TOWN, client_of, official
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.inbound import fetching, handling
from chinar.foundation.notifications.models import IncomingMail, Mailbox
from chinar.foundation.notifications.tests.conftest import NOW
from chinar.foundation.notifications.tests.mail_server import arranged, came, letter

LIST = f"{TOWN}/desk/mail/"
BOX = f"{TOWN}/desk/mailbox/"
PAGE = "<p>Здравейте</p><script>alert(1)</script><img src=x onerror=alert(2)><b>край</b>"


@pytest.fixture
def clerk(town: Any, settings: Any, tmp_path: Any) -> Client:
    settings.FILES_ROOT = tmp_path / "files"
    return client_of(official("maria", "Мария Стоянова", "clerk"), is_official=True)


@pytest.fixture
def operator(town: Any) -> Client:
    return client_of(official("oleg", "Олег Петров", "operator"), is_official=True)


def handled(*raws: bytes) -> list[IncomingMail]:
    mails = [came(raw) for raw in raws]
    handling.handle_fetched(clock=lambda: NOW)
    return list(IncomingMail.objects.filter(pk__in=[mail.pk for mail in mails]).order_by("id"))


def test_a_hostile_letter_is_words_on_the_page(clerk: Client) -> None:
    raw = letter("x", subject="<script>s</script>", sender='"<b>n" <a@chinar.example>')
    raw = raw.replace(b"text/plain", b"text/html").replace(b"\nx\n", f"\n{PAGE}\n".encode())
    (mail,) = handled(raw)
    for page in (LIST, f"{LIST}{mail.pk}/", f"{LIST}{mail.pk}/signal/", f"{LIST}{mail.pk}/question/"):
        shown = clerk.get(page)
        assert "<script>s" not in shown.text
        assert "alert" not in shown.text
        assert "onerror" not in shown.text
        assert "&lt;script&gt;s&lt;/script&gt;" in shown.text
        assert "no-store" in shown["Cache-Control"]
    assert Entry.objects.filter(verb="mail.read", subject=str(mail.pk)).count() == 3


def test_a_list_of_many_letters_costs_as_much_as_one_of_few(clerk: Client) -> None:
    costs = []
    for number in (1, 60):
        handled(*(letter(f"Писмо {number}.{place}") for place in range(number)))
        handling.handle_fetched(clock=lambda: NOW)
        clerk.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            page = clerk.get(LIST).text
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 12
    assert page.count("Дупка на пътя") == 50
    last = page.split("after=")[1].split('"')[0]
    assert clerk.get(f"{LIST}?after={last}").text.count("Дупка на пътя") == 11


def test_files_are_saved_and_never_shown_and_only_papers(clerk: Client) -> None:
    pdf, page = ("a.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf"), ("a.html", b"<script>", "text/html")
    (mail,) = handled(letter(files=(pdf, page)))
    first, second = mail.attachments.all()
    saved = clerk.get(f"{LIST}{mail.pk}/files/{first.position}/")
    assert (saved.status_code, saved.content[:5], saved["X-Content-Type-Options"]) == (200, b"%PDF-", "nosniff")
    assert saved["Content-Disposition"].startswith("attachment")
    assert clerk.get(f"{LIST}{mail.pk}/files/{second.position}/").status_code == 404
    assert "не е приет" in clerk.get(f"{LIST}{mail.pk}/").text


def test_setting_aside_asks_why_and_can_be_undone(clerk: Client) -> None:
    (mail,) = handled(letter())
    page = f"{LIST}{mail.pk}/"
    assert "Изберете отговор" in clerk.post(page, {}).text
    for _press in range(2):
        clerk.post(page, {"reason": "unwanted"})
    assert "Дупка" not in clerk.get(LIST).text
    assert "реклама или нежелано писмо" in clerk.get(f"{LIST}?show=aside").text
    clerk.post(f"{page}back/")
    assert "Дупка" in clerk.get(LIST).text
    assert clerk.post(page, {"reason": "spam"}).status_code == 200  # that is for the mail server to say


def typed(**changes: Any) -> dict[str, Any]:
    day = {"from_on-day": "1", "from_on-month": "11", "from_on-year": "2026"}
    facts = {"address": "signali@troyan.example", "host": "mail.troyan.example", "port": "993", "security": "tls"}
    return {**facts, "user": "u", "password": "тайна", "folder": "INBOX", "keep_days": "90", **day, **changes}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"host": "https://mail.example"}, "само името на сървъра"),
        ({"host": "mail.example/x"}, "само името на сървъра"),
        ({"folder": "Поща"}, "на латиница"),
        ({"password": ""}, "Въведете паролата"),
        ({"user": "a\x07b"}, "невидим знак"),
        ({"from_on-day": "32"}, "32"),
        ({"keep_days": "1"}, "7"),
    ],
)
def test_a_wrong_setting_is_told_beside_its_field_and_nothing_is_kept(
    operator: Client, changes: dict[str, str], words: str
) -> None:
    page = operator.post(BOX, typed(**changes)).text
    assert words in page
    assert "signali@troyan.example" in page
    assert "тайна" not in page
    assert Mailbox.objects.count() == 0


def test_the_operator_keeps_the_mailbox_and_reads_no_letter(operator: Client, clerk: Client) -> None:
    operator.post(BOX, typed(is_on="on"))
    held = Mailbox.objects.get()
    assert (held.password, held.is_on, held.port) == ("тайна", True, 993)
    page = operator.get(BOX).text
    assert "тайна" not in page
    assert "не знае закон" in page
    operator.post(BOX, typed(password="", keep_days="60"))
    held.refresh_from_db()
    assert (held.password, held.is_on, held.keep_days) == ("тайна", False, 60)
    assert operator.get(LIST).status_code == 404
    assert clerk.get(BOX).status_code == 404
    assert Entry.objects.filter(verb="mailbox.set", facts={"state": "on"}).count() == 1


def test_the_test_says_in_words_what_is_wrong(operator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Първо настройте" in operator.post(f"{BOX}test/", follow=True).text
    arranged(port=1, host="127.0.0.1", security="tls")
    shown = operator.post(f"{BOX}test/", follow=True).text
    assert "сървърът не отговаря" in shown
    assert Mailbox.objects.get().trouble == "unreachable"
    monkeypatch.setattr(fetching, "test", lambda held: 7)
    assert "Писма в нея: 7" in operator.post(f"{BOX}test/", follow=True).text
    assert Mailbox.objects.get().trouble == ""
