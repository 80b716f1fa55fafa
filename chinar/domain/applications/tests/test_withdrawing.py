"""What was issued is taken back: whoever checks the paper reads it, and a corrected one is named as its successor."""

from typing import Any

from django.core import mail
from django.test import Client

from chinar.domain.applications.models import Decision
from chinar.domain.applications.tests.world import CERTIFICATE_CODE, granted
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import TOWN, client_of
from chinar.foundation.documents.models import Document, Withdrawal
from chinar.foundation.notifications.models import Message

CASE = "/troyan/en/desk/cases/1204-1-16.11.2026"
CHECK = f"/troyan/en/check/{CERTIFICATE_CODE}/"
OTHER_CODE = "7KQ2M9XD4TRB0HWE"


def test_a_wrong_certificate_is_replaced_by_a_corrected_one(
    application: Any, georgi: Any, nadezhda: Any, client: Client, citizen: Client, expert: Client
) -> None:
    granted(application, georgi)
    head = client_of(nadezhda, is_official=True)
    assert "Withdraw the issued document" in head.get(f"{CASE}/").text
    assert "Withdraw the issued document" not in expert.get(f"{CASE}/").text
    assert expert.get(f"{CASE}/withdraw/").status_code == 404
    sent = {**hidden(head.get(f"{CASE}/withdraw/").text), "then": "anew", "reason": "Сгрешено име на наследник."}
    assert "Choose an answer" in head.post(f"{CASE}/withdraw/", {**sent, "then": ""}).text
    assert head.post(f"{CASE}/withdraw/", sent).status_code == 302
    assert head.post(f"{CASE}/withdraw/", sent).status_code == 200
    page = client.get(CHECK).text
    assert "no longer valid" in page
    assert "Сгрешено" not in page
    assert Case.objects.get().state == "in_progress"
    assert Message.objects.filter(template="applications/notices/withdrawn.txt").count() == 1
    assert mail.outbox == []

    granted(application, georgi, code=OTHER_CODE)
    assert Withdrawal.objects.get().successor == Document.objects.get(code=OTHER_CODE)
    assert "replaced it by a newer one" in client.get(CHECK).text
    assert "genuine" in client.get(f"/troyan/en/check/{OTHER_CODE}/").text
    assert Decision.objects.filter(set_aside_at=None).count() == 1


def test_what_is_withdrawn_for_good_is_not_served_any_more(
    application: Any, georgi: Any, nadezhda: Any, citizen: Client
) -> None:
    granted(application, georgi)
    head = client_of(nadezhda, is_official=True)
    sent = {**hidden(head.get(f"{CASE}/withdraw/").text), "then": "ends", "reason": "Издадено по грешка."}
    head.post(f"{CASE}/withdraw/", sent)
    number = Case.objects.get().number
    page = citizen.get(f"/troyan/en/follow/{number}/").text
    assert "The municipality withdrew it on" in page
    assert "Издадено по грешка." not in page
    assert citizen.post(f"{TOWN}/follow/{number}/result/").status_code == 404
    assert "Издадено по грешка." in head.get(f"{CASE}/").text
    assert "It was withdrawn before" in head.get(f"{CASE}/withdraw/").text
