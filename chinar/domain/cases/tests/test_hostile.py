"""Whatever is typed about the records system and about filings that cannot be taken."""

from typing import Any
from uuid import uuid4

from django.test import Client

from chinar.domain.cases.models import RecordsConnection, RefusedFiling
from chinar.domain.cases.numbering.finding import number_meant
from chinar.domain.cases.tests.test_filings import TYPED
from chinar.domain.cases.tests.world import client_of, official
from chinar.foundation.core.tests.hostile import HOSTILE, fillings, spoken

DESK = "/troyan/en/desk"


def sent(client: Client, address: str, fields: dict[str, str]) -> None:
    for typed in fillings(fields):
        answer = client.post(address, typed)
        assert answer.status_code in (200, 302), (address, typed)
        spoken(answer.text)


def test_the_connection_keeps_only_what_can_be_one(registry: Any) -> None:
    operator = client_of(official("ognyan", "Огнян", "operator"), is_official=True)
    page = f"{DESK}/numbering/"
    sent(operator, page, {"address": "http://records.example", "token": "", "is_on": "x"})
    assert not RecordsConnection.objects.exists()
    for value in HOSTILE.values():
        typed = {"address": f"https://records.example/{value}", "token": f"{value}-tajno"}
        assert operator.post(page, typed).status_code in (200, 302), value
        shown = operator.get(page).text
        spoken(shown)
        held = RecordsConnection.objects.first()
        if held is not None:
            assert held.address.isascii()
            assert "-tajno" not in shown


def test_a_filing_that_cannot_be_taken(registry: Any) -> None:
    clerk = client_of(official("maria", "Мария", "clerk"), is_official=True)
    sent(clerk, f"{DESK}/not-acknowledged/new/", {**TYPED, "key": "x"})
    before = RefusedFiling.objects.count()
    for value in list(HOSTILE.values())[::3]:
        for name in ("about", "address", "received_time", "language"):
            answer = clerk.post(f"{DESK}/not-acknowledged/new/", {**TYPED, "key": str(uuid4()), name: value})
            assert answer.status_code == 200, (name, value)
        assert clerk.get(f"{DESK}/not-acknowledged/", {"before": value}).status_code == (
            400 if "\x00" in value else 200
        )
    assert RefusedFiling.objects.count() == before


def test_no_number_is_meant_by_what_is_none(town: Any) -> None:
    for value in HOSTILE.values():
        assert number_meant(value) == value.strip()
