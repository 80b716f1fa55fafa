"""Whoever was served at a counter or by telephone may say how: by the receipt's code, or by a slip without a matter."""

from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.models import Rating, RatingRequest
from chinar.domain.cases.tests.world import TOWN, open_department
from chinar.domain.visits.models import Visit
from chinar.domain.visits.tests.world import EGN, AtDesk, heirs, known
from chinar.foundation.documents.codes import format_code
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.offices.models import Office

CONTACT = f"{TOWN}/desk/counter/rating/"


@pytest.fixture
def unit(desk: Office) -> Any:
    """Who answers for the desk."""
    desk.department = open_department("town-hall", "Общинска администрация")
    desk.save()
    return desk.department


def test_the_receipt_bears_a_code_that_opens_one_question(clerk: Client, version: Any, unit: Any) -> None:
    known()
    screen = AtDesk(clerk)
    screen.press(who=EGN)
    heirs(screen, version)
    for _ in range(2):
        screen.press("finish")
    asked, visit = RatingRequest.objects.get(), Visit.objects.get()
    assert (asked.subject, asked.department, asked.service) == (f"visit:{visit.pk}", unit, version.service.code)
    assert f"/desk/ratings/slips/{asked.pk}/" in clerk.get(f"{TOWN}/desk/counter/{visit.key}/done/").text
    receipt = text_of(clerk.get(f"{TOWN}/desk/counter/{visit.key}/receipt/").content)
    assert "Как Ви обслужихме на гишето?" in receipt
    assert format_code(asked.code) in receipt
    page = Client().get(f"{TOWN}/rate/{asked.code}/").text
    assert "посещение на гише" in page
    assert "Рашкова" not in page


def test_without_a_matter_a_slip_is_made_once_and_says_nothing_of_who_came(
    clerk: Client, unit: Any, version: Any
) -> None:
    page = clerk.get(CONTACT, {"occasion": "call"}).text
    key = page.split('name="key" value="')[1].split('"')[0]
    typed = {"key": key, "occasion": "call", "who": "company", "service": version.service.code, "office": "desk"}
    for _ in range(2):
        answer = clerk.post(CONTACT, typed, follow=True)
    asked = RatingRequest.objects.get()
    assert format_code(asked.code) in answer.text
    assert (asked.occasion, asked.by_company, asked.case, asked.office.code) == ("call", True, None, "desk")
    Client().post(f"{TOWN}/rate/{asked.code}/", {"score": "5"})
    assert Rating.objects.get().by_company


@pytest.mark.parametrize("field", ["key", "occasion", "who", "service", "office"])
def test_what_no_form_holds_is_told_beside_it(clerk: Client, unit: Any, version: Any, field: str) -> None:
    typed = {"key": "00000000-0000-0000-0000-000000000001", "occasion": "visit", "who": "citizen", "service": ""}
    answer = clerk.post(CONTACT, {**typed, "office": "desk", field: "' or 1=1"})
    assert answer.status_code == 200
    assert "govuk-error" in answer.text
    assert not RatingRequest.objects.exists()


def test_only_who_serves_makes_slips(client: Client, desk: Office, georgi: Any, clerk: Client, unit: Any) -> None:
    from chinar.domain.cases.tests.world import client_of

    assert client_of(georgi, is_official=True).get(CONTACT).status_code == 404
    assert client.get(CONTACT).status_code == 302
    assert clerk.get(CONTACT).status_code == 200
