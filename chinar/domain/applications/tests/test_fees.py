"""What an application costs, how the citizen sees and pays it, when its result waits, the late technical service."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from chinar.domain.applications.actions import NotPaid, deliver_result, serve_result
from chinar.domain.applications.fees import units_asked
from chinar.domain.applications.models import Application
from chinar.domain.applications.paying import payer_of
from chinar.domain.applications.tests.asking import offered, typed_for, walk
from chinar.domain.applications.tests.world import new_application, page_of, refused, send
from chinar.domain.cases.models import Case, OutsideNumber, Recusal
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official
from chinar.domain.catalogue.models import FeeReduction, ServiceVersion
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.offices.models import Office
from chinar.foundation.payments.actions.arranging import set_account
from chinar.foundation.payments.connecting import DEMO_CLIENT, DEMO_SECRET
from chinar.foundation.payments.models import CashDay, Charge, Correction, OnlineOrder
from chinar.foundation.payments.queries import balance_of
from chinar.foundation.payments.simulator.server import Simulator
from chinar.foundation.payments.tests.world import IBAN, opened, taken

GROUND = "Наредба за местните такси, чл. 30"
CITIZEN = Actor(None, "visitor")


@pytest.fixture
def account(town: Any) -> None:
    facts = {"name": "Такси", "holder": "Община Троян", "iban": IBAN, "bic": "BNBGBGSD", "bank": "БНБ"}
    set_account(code="usual", is_usual=True, by=SYSTEM, at=NOW, **facts)


@pytest.fixture
def paid_service(account: None, registry: Any) -> ServiceVersion:
    """A copy of a document: so much for each, half for some, paid before it is received, technical."""
    half = FeeReduction(code="half", name="Учащи", name_en="Students", percent=50, ground="чл. 31")
    return offered(
        "document-copy", registry, reductions=[half], fee_ground=GROUND, fee_due="before_receiving",
        fee_unit="препис", fee_unit_en="copy", fee_unit_answer="copies", is_technical=True,
    )  # fmt: skip


@pytest.fixture
def filed(citizen: Client, paid_service: ServiceVersion) -> Application:
    """Three copies at half the price, by Elena: 3 × 2,56 € less the half."""
    key = walk(citizen, paid_service, **{"about-copies": {"copies": "3"}, "reduction": {"reduction": "half"}})
    checked = citizen.get(page_of(key, "check")).text
    assert "Такса: 3,84 €" in checked
    assert "преди да получите документа" in checked
    send(citizen, key)
    assert "3,84" in citizen.get(page_of(key, "done")).text
    return Application.objects.select_related("case", "service_version").get(idempotency_key=key)


def issued(application: Application, georgi: Any, *, at: Any = NOW, code: str = "M3WX90AKRT2V8QHD") -> Application:
    from chinar.domain.applications.actions import issue_document

    answers = typed_for(application.service_version.result_version.definition)
    issue_document(application, answers=answers, code=code, by=Actor(georgi.pk, "official"), at=at)
    application.case.refresh_from_db()
    return application


def test_units_are_what_was_answered(paid_service: ServiceVersion) -> None:
    for typed, units in (("3", 3), ("0", 1), ("", 1), ("-2", 1), ("две", 1), ("99999", 1000), ("٣", 1)):
        assert units_asked(paid_service, {"copies": typed}) == units


def test_a_charge_says_what_for_how_much_and_on_what_ground(
    filed: Application, citizen: Client, expert: Client, paid_service: ServiceVersion
) -> None:
    charge = Charge.objects.get()
    assert (charge.subject, charge.units, charge.unit_cents, charge.percent_off) == (filed.case.number, 3, 256, 50)
    assert (charge.amount_cents, filed.fee_cents, charge.ground, charge.payable) == (
        384,
        384,
        GROUND,
        "before_receiving",
    )
    page = citizen.get(f"{TOWN}/follow/{filed.case.number}/fee/").text
    for words in (
        "3,84",
        "3 × 2,56",
        GROUND,
        "Учащи",
        charge.grouped_reference,
        IBAN,
        "На каса",
        "срокът не се променя",
    ):
        assert words in page.replace("\u00a0", " ") or words in page
    assert "Платете" not in page  # no portal is connected
    receipt = text_of(citizen.get(f"{TOWN}/follow/{filed.case.number}/receipt/").content)
    assert charge.grouped_reference in receipt
    desk = expert.get(f"{TOWN}/desk/cases/{filed.case.number}/").text
    assert "не е платена" in desk
    assert "Учащи" in desk
    assert filed.case.phase == "received"  # the clock of an unpaid matter runs as any other


def test_what_is_free_or_not_told_charges_nothing(citizen: Client, registry: Any, account: None) -> None:
    free = offered("parking-card", registry, speeds=[], fee_cents=0)
    untold = offered("tree-felling", registry, speeds=[], fee_cents=None)
    for version in (free, untold):
        key = walk(citizen, version)
        assert send(citizen, key).status_code == 302
        number = Application.objects.get(idempotency_key=key).case.number
        assert citizen.get(f"{TOWN}/follow/{number}/fee/").status_code == 200
    assert not Charge.objects.exists()


def test_what_is_paid_before_it_is_received_waits_and_a_refusal_does_not(
    filed: Application, citizen: Client, georgi: Any, town: Any
) -> None:
    issued(filed, georgi)
    number = filed.case.number
    page = citizen.get(f"{TOWN}/follow/{number}/").text
    assert "когато платите таксата" in page
    assert citizen.post(f"{TOWN}/follow/{number}/result/")["Location"].endswith("/fee/")
    with pytest.raises(NotPaid):
        serve_result(filed.case, on=NOW.date(), by=CITIZEN, at=NOW)
    with pytest.raises(NotPaid):
        deliver_result(filed.case, on=NOW.date(), by=CITIZEN, at=NOW)
    receipt = taken(cash_day(), Charge.objects.get())
    assert citizen.post(f"{TOWN}/follow/{number}/result/").status_code == 200
    paper = citizen.get(f"{TOWN}/follow/{number}/fee/receipts/{receipt.pk}/")
    assert "1-00001/2026" in text_of(paper.content)
    assert Client().get(f"{TOWN}/follow/{number}/fee/receipts/{receipt.pk}/").status_code == 404


def test_an_unpaid_result_is_not_posted_and_the_page_says_why(
    filed: Application, paid_service: ServiceVersion, georgi: Any
) -> None:
    other = issued(submitted_for_another(paid_service), georgi, code="N3WX90AKRT2V8QHD")
    issued(filed, georgi)
    taken(cash_day(), Charge.objects.get(subject=other.case.number))
    clerk = client_of(official("maria", "Мария", "clerk"), is_official=True)
    page, numbers = f"{TOWN}/desk/deliveries/", [filed.case.number, other.case.number]
    shown = clerk.get(page).text
    assert "чака таксата" in shown
    assert f'value="{filed.case.number}"' not in shown
    assert f'value="{other.case.number}"' in shown
    answer = clerk.post(f"{page}post/", {"case": numbers}, follow=True).text
    assert f"{filed.case.number} не влиза в описа" in answer
    assert "1 пратка е в описа" in answer
    answer = clerk.post(f"{page}post/", {"case": numbers[:1]}, follow=True).text
    assert "не влиза в описа" in answer
    assert "поне едно" not in answer


def cash_day() -> CashDay:
    office = Office.objects.create(code="desk", name="Център", kind="one_stop_desk")
    return opened(official("violeta", "Виолета", "cashier"), office)


def test_the_cash_desk_finds_a_matter_by_the_number_of_the_records_system_too(filed: Application) -> None:
    cashier, number = cash_day().cashier, filed.case.number
    desk = client_of(cashier, is_official=True)
    facts = {"number": "ВХ-7 / 2026", "sought": "вх-7/2026", "given_at": NOW, "asked_at": NOW, "next_try_at": NOW}
    OutsideNumber.objects.create(case=filed.case, key=UUID(int=7), **facts)
    for typed in (number, f"№ {number} г.", "ВХ-7 / 2026", "№вх-7/2026", Charge.objects.get().grouped_reference):
        found = desk.get(f"{TOWN}/desk/cash/find/", {"find": typed})
        assert found.status_code == 302, typed
        assert found["Location"] == f"{TOWN}/desk/cash/take/{number}/"
    for typed in ("ВХ-8/2026", "№", "' or 1=1 --", "<b>", "х" * 60):
        assert desk.get(f"{TOWN}/desk/cash/find/", {"find": typed}).status_code == 200, typed
    Recusal.objects.create(case=filed.case, account=cashier, at=NOW)
    assert desk.get(f"{TOWN}/desk/cash/find/", {"find": "ВХ-7/2026"}).status_code == 200


def test_a_refusal_is_received_unpaid(filed: Application, citizen: Client, georgi: Any) -> None:
    refused(filed, georgi)
    assert citizen.post(f"{TOWN}/follow/{filed.case.number}/result/").status_code == 200


def test_a_receipt_for_two_matters_shows_each_of_them_only_its_own(
    filed: Application, paid_service: ServiceVersion, citizen: Client
) -> None:
    other = submitted_for_another(paid_service)
    receipt = taken(cash_day(), *Charge.objects.order_by("pk"))
    paper = text_of(citizen.get(f"{TOWN}/follow/{filed.case.number}/fee/receipts/{receipt.pk}/").content)
    assert filed.case.number in paper
    assert other.case.number not in paper
    assert "Кремена" not in paper  # who paid may be of the other matter


def submitted_for_another(version: ServiceVersion) -> Application:
    from chinar.domain.applications.actions import submit_application

    answers = {"document": "Разрешение", "copies": "1"}
    new = new_application(version, request=None, answers=answers, fee_cents=256, speed=version.speeds.first())
    return submit_application(new, by=SYSTEM, at=NOW)


@pytest.mark.parametrize(("days", "less"), [(0, None), (14, 14), (60, 30)])
def test_a_late_technical_service_proposes_to_cost_less(
    filed: Application, georgi: Any, nadezhda: Any, clock: Any, days: int, less: int | None
) -> None:
    """ЗМДТ чл. 109: one per cent a day, thirty at most, counted to the day on which it is issued."""
    Case.objects.filter(pk=filed.case_id).update(due_on=NOW.date())
    filed.case.refresh_from_db()
    issued(filed, georgi, at=NOW + timedelta(days=days))
    found = Correction.objects.first()
    assert (found and (found.days_late, found.cents)) == (less and (days, -384 * less // 100))
    assert balance_of(Charge.objects.get()).due == 384  # nothing counts before a person has confirmed it
    clock.moment = NOW + timedelta(days=days)
    if found:
        head = client_of(nadezhda, is_official=True)
        assert "чака потвърждение" in head.get(f"{TOWN}/desk/cases/{filed.case.number}/").text
        head.post(f"{TOWN}/desk/corrections/{found.pk}/confirm/")
        assert balance_of(Charge.objects.get()).due == 384 + found.cents


def test_whoever_is_kept_away_or_a_party_meets_the_charge_nowhere(
    filed: Application, nadezhda: Any, elena: Any
) -> None:
    head, charge = client_of(nadezhda, is_official=True), Charge.objects.get()
    page = f"{TOWN}/desk/charges/{charge.pk}/"
    assert head.get(page).status_code == 200
    Recusal.objects.create(case=filed.case, account=nadezhda, at=NOW)
    assert head.get(page).status_code == 404
    assert filed.case.number not in head.get(f"{TOWN}/desk/money/").text
    for path in ("correct/", "refund/"):
        assert head.post(f"{page}{path}", {"owed": "0"}).status_code == 404


@pytest.fixture
def simulator(settings: Any) -> Iterator[Simulator]:
    with Simulator({DEMO_CLIENT: DEMO_SECRET}, now=lambda: NOW, hurry=1e6) as running:
        settings.PAYMENT_SIMULATOR, settings.BASE_URL = running.address, "http://localhost:9"
        yield running


def test_paying_online_from_the_page_of_the_matter(
    simulator: Simulator, filed: Application, citizen: Client, settings: Any
) -> None:
    number, charge = filed.case.number, Charge.objects.get()
    fee = f"{TOWN}/follow/{number}/fee/"
    assert "Платете" in citizen.get(fee).text
    way = f"{fee}{charge.pk}/online/"
    first, second = citizen.post(way), citizen.post(way)
    assert first["Location"] == second["Location"]
    order = OnlineOrder.objects.get()
    there = citizen.get(first["Location"])
    assert f'action="{simulator.address}/vpos/payment"' in there.text
    assert f"form-action 'self' {simulator.address}" in there["Content-Security-Policy"]
    back = f"{first['Location']}?back=1"
    assert "не плащайте втори път" in citizen.get(back).text  # the address to which one returns proves nothing
    assert not balance_of(charge).is_settled
    assert "не плащайте втори път" in citizen.post(back, follow=True).text
    simulator.ledger.move(order.portal_id, "PAID", at=1e12)
    assert "Платено" in citizen.post(back, follow=True).text
    assert balance_of(charge).is_settled
    assert "Таксата е платена" in citizen.get(fee).text
    assert citizen.post(way).status_code == 302
    assert OnlineOrder.objects.count() == 1
    stranger = Client()
    assert stranger.get(fee).status_code == 404
    assert stranger.get(first["Location"]).status_code == 404
    assert citizen.get(f"{fee}online/{UUID(int=5)}/").status_code == 404


def test_a_silent_portal_loses_nothing_and_a_person_without_a_number_is_told_so(
    filed: Application, citizen: Client, settings: Any, paid_service: ServiceVersion
) -> None:
    settings.PAYMENT_SIMULATOR = "http://localhost:1"
    charge = Charge.objects.get()
    answer = citizen.post(f"{TOWN}/follow/{filed.case.number}/fee/{charge.pk}/online/", follow=True)
    assert "Нищо не е взето" in answer.text
    assert balance_of(charge).open == 384
    assert payer_of(submitted_for_another(paid_service).case) is None
    payer = payer_of(filed.case)
    assert payer is not None
    assert payer.kind == 1
