"""Somebody asks, with and without an account."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import TOWN, client_of
from chinar.domain.catalogue.tests.world import CODE
from chinar.domain.enquiries.models import Enquiry
from chinar.domain.enquiries.tests.world import ANSWER, QUESTION, TYPED, asked, published, send
from chinar.foundation.journal.models import Entry


def test_a_visitor_asks_and_follows_by_number_and_key(version: Any, client: Client) -> None:
    form = client.get(f"{TOWN}/questions/ask/")
    assert form.status_code == 200
    answer = client.post(f"{TOWN}/questions/ask/{uuid4()}/", TYPED)
    assert "radost@chinar.example" in answer.text
    assert not Enquiry.objects.exists(), "nothing is registered before the answers are checked"
    sent = send(client)
    case = Case.objects.get()
    assert sent["Location"].endswith(f"/follow/{case.number}/asked/")
    assert case.number == "1206-1-16.11.2026"
    assert str(case.due_on) == "2026-11-23", "five working days from Monday the 16th"
    confirmation = client.get(sent["Location"]).text
    assert case.number in confirmation
    other = Client()
    assert other.get(sent["Location"]).status_code == 404
    followed = other.post(f"{TOWN}/follow/", {"number": case.number, "key": case.key}, follow=True)
    assert QUESTION in followed.text


def test_what_was_asked_lies_encrypted_and_not_in_the_journal(version: Any, client: Client) -> None:
    send(client)
    with connection.cursor() as cursor:
        cursor.execute("select * from enquiries_enquiry")
        stored = str(cursor.fetchall())
    for secret in (QUESTION, "Радост", "radost@"):
        assert secret not in stored
    assert all(QUESTION not in str(vars(entry)) for entry in Entry.objects.all())


def test_the_signed_in_find_it_among_their_matters(version: Any, elena: Any) -> None:
    client = client_of(elena)
    assert 'value="Елена Димитрова"' in client.get(f"{TOWN}/questions/ask/").text
    send(client)
    assert Case.objects.get().number in client.get(f"{TOWN}/mine/").text


def test_a_double_press_registers_once(version: Any, client: Client) -> None:
    key = uuid4()
    assert send(client, key)["Location"] == send(client, key)["Location"]
    assert Enquiry.objects.count() == 1


def test_the_key_of_a_form_opens_nobody_elses_question(version: Any, client: Client) -> None:
    key = uuid4()
    send(client, key)
    answer = send(Client(), key, question="Нещо съвсем друго")
    assert answer.status_code == 200
    assert "Нещо съвсем друго" in answer.text
    assert QUESTION not in answer.text
    assert Enquiry.objects.count() == 1


def test_a_personal_number_is_warned_of_before_sending(version: Any, client: Client) -> None:
    warned = client.post(f"{TOWN}/questions/ask/{uuid4()}/", {**TYPED, "question": "ЕГН 9030261907?"}).text
    plain = client.post(f"{TOWN}/questions/ask/{uuid4()}/", TYPED).text
    warning = "десетцифрен" if "десетцифрен" in warned else "ten-digit number"
    assert warning in warned
    assert warning not in plain


def test_similar_answers_and_services_are_shown_before_sending(version: Any, georgi: Any, client: Client) -> None:
    known = published(asked(version.service.department), georgi)
    page = client.post(f"{TOWN}/questions/ask/{uuid4()}/", TYPED).text
    assert f"/answers/{known.pk}/" in page
    assert f"/services/{CODE}/" in page
    assert ANSWER not in page


def test_what_is_answered_already_is_shown_while_somebody_writes(version: Any, georgi: Any, client: Client) -> None:
    row = published(asked(version.service.department), georgi)
    known = f"{TOWN}/questions/known/"
    assert f'data-known="{known}"' in client.get(f"{TOWN}/questions/ask/").text
    shown = client.get(known, {"q": "удостоверения за наследници"})
    assert f"/answers/{row.pk}/" in shown.text
    assert f"/services/{CODE}/" in shown.text
    assert "<html" not in shown.text
    for odd, status in (("", 200), ("   ", 200), ("\x00", 400), ("<script>", 200), ("я" * 5000, 200)):
        answer = client.get(known, {"q": odd})
        assert answer.status_code == status
        assert "<script" not in answer.text
    codes = {client.get(known, {"q": "наследници"}).status_code for _ in range(60)}
    assert codes == {200, 429}, "a flood gets nothing"


def test_change_gives_back_everything_typed(version: Any, client: Client) -> None:
    page = client.post(f"{TOWN}/questions/ask/{uuid4()}/", {**TYPED, "change": "1"}).text
    assert all(typed in page for typed in TYPED.values())
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"question": ""},
        {"question": "   "},
        {"question": "а" * 4001},
        {"question": "нула\x00"},
        {"topic": "weather"},
        {"service": "no-such-service"},
        {"email": "not an address"},
        {"name": "я" * 151},
    ],
)
def test_what_is_wrong_registers_nothing_and_loses_nothing(
    version: Any, client: Client, changed: dict[str, str]
) -> None:
    answer = send(client, **changed)
    assert answer.status_code == 200
    assert "govuk-error-summary" in answer.text
    assert not Enquiry.objects.exists()
    assert "Радост" in answer.text or "name" in changed


def test_markup_is_shown_as_text(version: Any, client: Client) -> None:
    attack = "<script>alert(1)</script>"
    send(client, question=attack, name=attack)
    number = Case.objects.get().number
    assert attack not in client.get(f"{TOWN}/follow/{number}/").text


def test_a_flood_from_one_address_is_held(version: Any, client: Client) -> None:
    codes = [send(client).status_code for _ in range(22)]
    assert codes.count(302) == 20
    assert codes[-1] == 429


def test_the_receipt_of_an_application_is_not_that_of_a_question(version: Any, client: Client) -> None:
    send(client)
    assert client.get(f"{TOWN}/follow/{Case.objects.get().number}/receipt/").status_code == 404
