"""Whose visits are whose: the deputy's office and the one-stop desk, two clerks at once, papers, the price of pages."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chinar.domain.applications.models import Application, DeliveryAttempt
from chinar.domain.applications.tests.asking import PNG
from chinar.domain.applications.tests.test_costs import costs
from chinar.domain.applications.tests.world import granted
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department
from chinar.domain.visits.models import Paper, Visit, VisitItem
from chinar.domain.visits.tasks import erase_left_visits
from chinar.domain.visits.tests.world import EGN, MOTHER_EGN, AtDesk, heirs, known
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.documents.codes import format_code
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Account


def served(client: Client, version: Any, *, who: str = EGN) -> AtDesk:
    """A visit with one certificate, registered."""
    screen = AtDesk(client)
    screen.press(who=who)
    heirs(screen, version)
    screen.press("finish")
    assert screen.faults == ""
    return screen


def test_a_deputy_serves_at_the_village_and_finds_by_name_only_neighbours(
    deputy: Client, clerk: Client, version: Any, village: Any
) -> None:
    known()
    known("Ана", "Орешкова", MOTHER_EGN, settlement=village.settlement)
    screen = AtDesk(deputy)
    page = screen.press(who="Кремена Рашкова 17.8.1879")
    assert "take:" not in page.text
    assert Visit.objects.get().person is None
    assert f'value="{village.settlement_id}" selected' in page.text
    screen.press(who="Ана Орешкова 12.3.1866")
    assert Visit.objects.get().person.family_name == "Орешкова"
    heirs(screen, version)
    page = screen.press("finish")
    case = Case.objects.get()
    assert (case.channel, case.office) == ("village_office", village)
    assert "Кметство Орешак" in page.text
    assert "Кметство Орешак" in text_of(deputy.get(f"{screen.address}receipt/").content)
    assert clerk.get(screen.address).status_code == 404
    assert clerk.post(screen.address, {"do": "drop"}).status_code == 404
    assert clerk.get(f"{screen.address}done/").status_code == 404


def test_the_village_office_hands_over_what_the_town_hall_has_issued(
    deputy: Client, clerk: Client, version: Any, village: Any, registry: Any
) -> None:
    known()
    screen = AtDesk(deputy)
    screen.press(who=EGN)
    heirs(screen, version, **{"delivery-delivery": "office:oreshak"})
    screen.press("finish")
    application = Application.objects.select_related("case").get()
    address, delivery = f"{TOWN}/desk/cases/{application.case.number}/", f"{TOWN}/desk/deliveries/"
    assert application.receiving_office == village
    assert "на хартия: Кметство Орешак" in text_of(deputy.get(f"{screen.address}receipt/").content)
    assert deputy.get(address).status_code == 404, "nothing to hand over yet"
    granted(application, official("georgi", "Георги Николов", "expert", registry))
    neighbour = client_of(
        official("vera", "Вера", "deputy", open_department("balkanets", "Балканец")), is_official=True
    )
    assert application.case.number in deputy.get(delivery).text
    assert neighbour.get(address).status_code == 404
    assert application.case.number not in neighbour.get(delivery).text
    assert neighbour.post(f"{address}deliver/", {"office": "oreshak"}).status_code == 404
    assert 'value="oreshak" selected' in deputy.get(address).text
    assert deputy.post(f"{address}deliver/", {"office": "oreshak"})["Content-Type"] == "application/pdf"
    attempt = DeliveryAttempt.objects.select_related("result").get(office=village)
    assert (attempt.result.outcome, attempt.result.received_by) == ("received", application.applicant_name)
    assert deputy.get(address).status_code == 404, "it is no matter of the village office any more"
    assert clerk.get(address).status_code == 200


def test_only_offices_that_can_hand_over_are_offered(clerk: Client, version: Any, village: Any) -> None:
    known()
    screen = AtDesk(clerk)
    screen.press(who=EGN)
    heirs(screen, version, **{"delivery-delivery": "office:nowhere"})
    screen.press("finish")
    assert screen.faults
    assert not Application.objects.exists()
    sheet = f"{screen.address}?open={VisitItem.objects.get().pk}"
    assert "office:oreshak" in clerk.get(sheet).text
    village.department = None
    village.save()
    assert "office:" not in clerk.get(sheet).text


def test_who_has_no_office_is_told_so(town: Any, registry: Any) -> None:
    nobody = client_of(official("vera", "Вера", "deputy", registry), is_official=True)
    assert "място на обслужване" in nobody.get(f"{TOWN}/desk/counter/").text
    assert nobody.post(f"{TOWN}/desk/counter/{uuid4()}/", {"who": EGN}).status_code == 404


def test_two_clerks_at_once_one_wins_and_the_other_loses_no_text(clerk: Client, version: Any, clock: Any) -> None:
    known()
    other = client_of(official("vera", "Вера Колева", "clerk"), is_official=True)
    maria, vera = AtDesk(clerk), AtDesk(other)
    maria.press(who=EGN)
    vera.key, vera.address = maria.key, maria.address
    vera.look()
    clock.moment = NOW + timedelta(minutes=1)
    maria.press(contact__phone="0670 11 111")
    maria.press(service="насл")
    maria.press(f"add:{version.service.code}")
    page = vera.press(contact__phone="0670 22 222")
    assert page.status_code == 409
    assert 'value="0670 22 222"' in page.text
    assert "Мария Петрова" in page.text
    assert Visit.objects.get().person.phone == "0670 11 111"
    vera.press()
    assert Visit.objects.get().person.phone == "0670 22 222"
    assert "Вера Колева" in clerk.get(f"{TOWN}/desk/counter/").text


def test_a_signed_paper_comes_into_the_file_once(clerk: Client, maria: Account, version: Any, georgi: Account) -> None:
    known()
    screen = served(clerk, version)
    paper, case = Paper.objects.get(), Case.objects.get()
    expert = client_of(georgi, is_official=True)
    assert "още не е в преписката" in expert.get(f"{TOWN}/desk/cases/{case.number}/").text
    protocol = text_of(clerk.get(f"{screen.address}protocols/").content)
    assert "чл. 29, ал. 5" in protocol
    assert "Константин Стефанов" in protocol
    assert EGN not in protocol
    address = f"{screen.address}papers/{paper.pk}/"
    for content in (b"", b"<html>", b"%PDF-" + b"0" * 5_000_001):
        answer = clerk.post(address, {"scan": SimpleUploadedFile("x.pdf", content)})
        assert answer.status_code == 200
        assert "govuk-error-message" in answer.text
    assert "govuk-error-message" in clerk.post(address).text
    for _ in range(2):
        assert clerk.post(address, {"scan": SimpleUploadedFile("x.png", PNG)}).status_code == 302
    part = CaseDocument.objects.get()
    assert (part.part, part.document.created_by, part.document.kind) == ("protocol", maria, "signed-protocol")
    assert "сканиран" in expert.get(f"{TOWN}/desk/cases/{case.number}/").text
    assert expert.get(f"{TOWN}/desk/cases/{case.number}/scans/{part.pk}/").content == PNG
    recuse(case, accounts=[maria.pk], by=SYSTEM, at=NOW)
    assert clerk.get(f"{screen.address}done/").status_code == 404
    assert clerk.post(address, {"scan": SimpleUploadedFile("x.png", PNG)}).status_code == 404


def test_the_keys_are_on_the_receipt_of_the_day_and_not_later(
    clerk: Client, maria: Account, version: Any, clock: Any
) -> None:
    known()
    screen = served(clerk, version)
    key = format_code(Case.objects.get().key)
    assert key in screen.page.text  # type: ignore[union-attr]
    assert key in text_of(clerk.get(f"{screen.address}receipt/").content)
    clock.moment = NOW + timedelta(days=1)
    tomorrow = client_of(maria, is_official=True)
    assert "Ключовете се показват само" in tomorrow.get(f"{screen.address}done/").text
    assert key not in tomorrow.get(f"{screen.address}done/").text
    assert key not in text_of(tomorrow.get(f"{screen.address}receipt/").content)


def test_what_nobody_finished_goes_after_a_month(clerk: Client, version: Any, clock: Any) -> None:
    known()
    served(clerk, version)
    left = AtDesk(clerk)
    left.press(who=EGN)
    left.press(service="насл")
    left.press(f"add:{version.service.code}")
    clock.moment = NOW + timedelta(days=29)
    erase_left_visits()
    assert Visit.objects.count() == 2
    clock.moment = NOW + timedelta(days=31)
    erase_left_visits()
    assert Visit.objects.get().finished_at is not None
    assert Application.objects.count() == 1


@pytest.mark.parametrize("services", [1, 4])
def test_the_screen_costs_the_same_with_more_services(clerk: Client, version: Any, services: int) -> None:
    known()
    screen = AtDesk(clerk)
    screen.press(who=EGN)
    for _ in range(services):
        heirs(screen, version)
    screen.look()
    with costs(10):
        screen.look()
    last = VisitItem.objects.latest("pk").pk
    with costs(13):  # an open sheet names the village offices that hand over
        assert "sheet" in clerk.get(f"{screen.address}?open={last}").text
    with costs(11):
        clerk.get(f"{TOWN}/desk/counter/")
    screen.press("finish")
    with costs(19):
        assert clerk.get(f"{screen.address}done/").status_code == 200


def test_hostile_presses_change_nothing(clerk: Client, version: Any, registry: Any) -> None:
    known()
    screen = AtDesk(clerk)
    screen.press(who=EGN)
    for do in ("add:../../etc", "add:none", "nonsense", "open:'", "remove:999", "take:", "take:x:y"):
        assert screen.client.post(screen.address, {"do": do}).status_code in (302, 404)
    assert screen.client.post(screen.address, {"do": f"add:{version.service.code}", "new_item": "x"}).status_code == 404
    key = str(uuid4())
    for _ in range(2):
        screen.client.post(screen.address, {"do": f"add:{version.service.code}", "new_item": key})
    item = Visit.objects.get().items.get()
    sheet = {"item": str(item.pk), "sheet": "1", "deceased-given_name": "x" * 300, "paper-none": "on", "zzz-a": "b"}
    answer = screen.client.post(screen.address, {"do": "go", **sheet}, follow=True)
    assert "govuk-error-summary" in answer.text
    assert Paper.objects.count() == 0
    assert not Entry.objects.filter(facts__icontains="Рашкова").exists()
