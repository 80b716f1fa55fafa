"""Somebody requests information: on the web, by word of mouth, on paper."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import TOWN, client_of, official
from chinar.domain.information_requests.models import InformationRequest
from chinar.domain.information_requests.tests.world import TYPED, WANTED, page, requested, send
from chinar.foundation.documents.codes import format_code
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message

FORM = f"{TOWN}/information/request/"


def test_a_visitor_asks_and_follows_by_number_and_key(registry: Any, client: Client) -> None:
    assert client.get(FORM).status_code == 200
    checked = client.post(f"{FORM}{uuid4()}/", TYPED)
    assert "radost@chinar.example" in checked.text
    assert not InformationRequest.objects.exists(), "nothing is registered before it is checked"
    sent = send(client)
    case = Case.objects.get()
    assert case.number == "1214-1-16.11.2026"
    assert str(case.due_on) == "2026-11-30", "fourteen days from Monday the 16th"
    assert case.number in client.get(sent["Location"]).text
    other = Client()
    assert other.get(sent["Location"]).status_code == 404
    followed = other.post(f"{TOWN}/follow/", {"number": case.number, "key": case.key}, follow=True)
    assert WANTED in followed.text
    assert other.get(sent["Location"]).status_code == 200
    told = Message.objects.get()
    assert (told.template, told.address) == ("cases/notices/registered.txt", "radost@chinar.example")
    with connection.cursor() as cursor:
        cursor.execute("select * from information_requests_informationrequest")
        stored = str(cursor.fetchall())
    for secret in (WANTED, "Радост", "radost@"):
        assert secret not in stored
    assert all(WANTED not in str(vars(entry)) for entry in Entry.objects.all())


def test_a_second_press_registers_once_and_the_key_opens_nobody_elses(registry: Any, client: Client) -> None:
    key = uuid4()
    assert send(client, key)["Location"] == send(client, key)["Location"]
    answer = send(Client(), key, description="Нещо съвсем друго")
    assert "Нещо съвсем друго" in answer.text
    assert WANTED not in answer.text
    assert InformationRequest.objects.count() == 1


def test_the_signed_in_find_it_among_their_matters(registry: Any, elena: Any) -> None:
    client = client_of(elena)
    assert 'value="Елена Димитрова"' in client.get(FORM).text
    send(client, who="organisation", name="Сдружение „Бук“", seat="гр. Троян")
    assert Case.objects.get().number in client.get(f"{TOWN}/mine/").text
    asked = InformationRequest.objects.get()
    assert (asked.asker_name, asked.seat) == ("Сдружение „Бук“", "гр. Троян")


@pytest.mark.parametrize(
    "changed",
    [
        {"description": ""},
        {"description": "а" * 10_001},
        {"description": "нула\x00"},
        {"name": ""},
        {"name": "я" * 251},
        {"who": "organisation"},
        {"who": "crowd"},
        {"form": "copy", "email": ""},
        {"email": "", "address": "гр. Троян"},
        {"email": "not an address"},
        {"form": "telepathy"},
    ],
)
def test_what_is_wrong_registers_nothing_and_loses_nothing(registry: Any, client: Client, changed: Any) -> None:
    answer = send(client, **changed)
    assert answer.status_code == 200
    assert "govuk-error-summary" in answer.text
    assert not InformationRequest.objects.exists()
    assert "Радост" in answer.text or "name" in changed
    assert client.post(f"{FORM}{uuid4()}/", {**TYPED, "change": "1"}).text.count("radost@chinar.example") == 1


def test_markup_is_shown_as_text_a_personal_number_is_warned_of_and_a_flood_held(registry: Any, client: Client) -> None:
    attack = "<script>alert(1)</script> 9030261907"
    assert "десет" in client.post(f"{FORM}{uuid4()}/", {**TYPED, "description": attack}).text
    codes = [send(client, description=attack, name=attack).status_code for _ in range(21)]
    assert (codes.count(302), codes[-1]) == (20, 429)
    number = Case.objects.first().number
    assert attack not in client.get(f"{TOWN}/follow/{number}/").text


def test_a_clerk_enters_what_was_said_and_hands_over_number_and_key(registry: Any) -> None:
    maria = client_of(official("maria", "Мария Петрова", "clerk"), is_official=True)
    form = f"{TOWN}/desk/information/new/"
    key = str(uuid4())
    typed = {"idempotency_key": key, "came": "oral", "description": WANTED, "form": "view"}
    first = maria.post(form, typed)
    assert maria.post(form, typed)["Location"] == first["Location"]
    asked = InformationRequest.objects.get()
    assert (asked.case.channel, asked.is_oral, asked.is_complete) == ("counter", True, False)
    shown = maria.get(first["Location"]).text
    assert asked.case.number in shown
    assert format_code(asked.case.key) in shown
    other = client_of(official("ana", "Ана Колева", "clerk"), is_official=True)
    assert other.get(first["Location"]).status_code == 302, "the key is shown to whoever entered it only"
    pdf = maria.get(page(asked, "protocol"))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert "govuk-error-summary" in maria.post(form, {**typed, "came": "pigeon"}).text
    assert other.get(f"{TOWN}/desk/cases/{asked.case.number}/").status_code == 200
    assert Client().get(form).status_code == 302


def test_the_pages_of_filing_cost_little(registry: Any, client: Client, django_assert_max_num_queries: Any) -> None:
    client.get(FORM)
    with django_assert_max_num_queries(5):
        client.get(FORM)
    requested(registry)
    with django_assert_max_num_queries(10):
        client.get(f"{TOWN}/information/")
