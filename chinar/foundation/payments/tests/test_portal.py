"""The state payment portal: signatures, callbacks in every order, an order paid once, a portal of our own over HTTP."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.journal.models import Entry
from chinar.foundation.payments import tasks
from chinar.foundation.payments.actions.arranging import set_portal
from chinar.foundation.payments.actions.ordering import note_accepted, order
from chinar.foundation.payments.actions.taking import NothingOwed
from chinar.foundation.payments.asking import ask_to_pay
from chinar.foundation.payments.connecting import DEMO_CLIENT, DEMO_SECRET, portal
from chinar.foundation.payments.models import CashDay, OnlineOrder, Payment, PortalMessage, RevenueAccount
from chinar.foundation.payments.portal.client import Portal, PortalRefused, PortalSilent
from chinar.foundation.payments.portal.messages import EGN, Payer, WrongMessage, status_of
from chinar.foundation.payments.portal.signing import Unsigned, pack, signature, signed, unpack
from chinar.foundation.payments.queries import balance_of, overpaid
from chinar.foundation.payments.simulator.server import Simulator
from chinar.foundation.payments.tests.world import NOW, SOFIA, TOWN, owed, taken

SECRET = "тайна"
PAYER = Payer(EGN, "9230287339", "Елена Димитрова")


@pytest.fixture
def connected(account: RevenueAccount) -> None:
    set_portal(
        address="https://portal.example",
        client_id="troyan",
        secret=SECRET,
        currency="EUR",
        is_on=True,
        by=SYSTEM,
        at=NOW,
    )


@pytest.fixture
def waiting(connected: None) -> OnlineOrder:
    """A request that the portal has accepted."""
    return note_accepted(order(owed(), key=uuid4(), by=SYSTEM, at=NOW), portal_id="26000001", cents=371, at=NOW)


def told(state: str, *, minutes: int = 0, number: str = "26000001") -> dict[str, str]:
    moment = (NOW + timedelta(minutes=minutes)).isoformat()
    return {"Id": number, "Status": state, "ChangeTime": moment}


def call(client: Client, key: UUID, content: dict[str, Any], *, secret: str = SECRET) -> int:
    fields = signed(content, client="troyan", secret=secret)
    form = {"ClientId": fields["clientId"], "Hmac": fields["hmac"], "Data": fields["data"]}
    answer = client.post(f"{TOWN}/payments/portal/{key}/", form)
    assert answer.json() == {"success": answer.status_code == 200}
    return answer.status_code


def test_what_is_signed_comes_back_and_nothing_else() -> None:
    data = pack({"Id": "1", "Име": "Елена"})
    assert unpack(data, signature(data, SECRET), SECRET) == {"Id": "1", "Име": "Елена"}
    for text in (data[:-4] + "AAAA", "", "x" * 30_000, pack({})[:-1]):
        with pytest.raises(Unsigned):
            unpack(text, signature(data, SECRET), SECRET)
    for content in ("W10=", "bnVsbA==", "no base64", "W" * 19_000):  # signed, and no object
        with pytest.raises(Unsigned):
            unpack(content, signature(content, SECRET), SECRET)


@pytest.mark.parametrize(
    "content",
    [
        {}, {"Id": "1"}, {"Id": "1", "Status": "GONE", "ChangeTime": "2026-11-16"},
        {"Id": "1", "Status": "PAID", "ChangeTime": "yesterday"}, {"Id": "9" * 60, "Status": "PAID", "ChangeTime": ""},
        {"Id": "1", "Status": 8, "ChangeTime": "2026-11-16"}, {"Id": ["1"], "Status": {}, "ChangeTime": None},
    ],
)  # fmt: skip
def test_a_message_that_says_nothing_known(content: dict[str, Any]) -> None:
    with pytest.raises(WrongMessage):
        status_of(content, zone=SOFIA)


def test_states_by_name_or_number_and_a_time_without_a_zone_is_the_portals() -> None:
    status = status_of({"id": 5, "status": 4, "changeTime": "2026-11-16T10:30:00"}, zone=SOFIA)
    assert (status.portal_id, status.state, status.changed_at) == ("5", "PAID", NOW)


def test_a_forged_message_is_refused_and_journalled(client: Client, waiting: OnlineOrder) -> None:
    assert call(client, waiting.key, told("PAID"), secret="another") == 401
    assert call(client, waiting.key, {"Id": "26000001"}) == 400
    assert call(client, waiting.key, told("PAID", number="77")) == 400
    assert call(client, uuid4(), told("PAID")) == 404
    assert client.get(f"{TOWN}/payments/portal/{waiting.key}/").status_code == 405
    assert not Payment.objects.exists()
    reasons = Entry.objects.filter(verb="payments.message_refused").values_list("facts__reason", flat=True)
    assert sorted(reasons) == ["another", "content", "signature"]


def test_another_town_hears_nothing(client: Client, waiting: OnlineOrder, other_town: Any) -> None:
    fields = signed(told("PAID"), client="troyan", secret=SECRET)
    form = {"ClientId": "troyan", "Hmac": fields["hmac"], "Data": fields["data"]}
    assert client.post(f"/razlog/bg/payments/portal/{waiting.key}/", form).status_code == 404
    assert not Payment.objects.exists()


STATES = ("PENDING", "AUTHORIZED", "ORDERED", "INPROCESS", "PAID", "EXPIRED", "CANCELED", "SUSPENDED")


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(STATES), st.integers(min_value=-60, max_value=60)), max_size=8))
def test_in_whatever_order_and_however_often_messages_come_it_is_paid_once(
    client: Client, waiting: OnlineOrder, heard: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        for state, minutes in heard:
            assert call(client, waiting.key, told(state, minutes=minutes)) == 200
        is_paid = any(state == "PAID" for state, _ in heard)
        paid = Payment.objects.filter(order=waiting)
        assert [payment.cents for payment in paid] == ([371] if is_paid else [])
        assert balance_of(waiting.charge).is_settled == is_paid
        waiting.refresh_from_db()
        assert (waiting.state == "PAID") == is_paid
        assert PortalMessage.objects.filter(order=waiting).count() == len(heard)
        effects = Entry.objects.filter(verb="payments.paid_online").count()
        assert effects == int(is_paid)
        transaction.set_rollback(True)


def test_ten_callbacks_before_the_answer_to_our_request_came_pay_once(client: Client, connected: None) -> None:
    lost = order(owed(), key=uuid4(), by=SYSTEM, at=NOW)
    for _ in range(10):
        assert call(client, lost.key, told("PAID")) == 200
    assert note_accepted(lost, portal_id="26000001", cents=371, at=NOW).state == "PAID"
    assert Payment.objects.count() == 1
    with pytest.raises(NothingOwed):
        order(lost.charge, key=uuid4(), by=SYSTEM, at=NOW)


def test_paid_at_the_counter_and_online_too_is_told_to_a_person(
    client: Client, waiting: OnlineOrder, day: CashDay
) -> None:
    taken(day, waiting.charge)
    assert call(client, waiting.key, told("PAID")) == 200
    assert [(row.charge.pk, row.balance.over) for row in overpaid()] == [(waiting.charge_id, 371)]


@pytest.fixture
def simulator(settings: Any, account: RevenueAccount) -> Iterator[Simulator]:
    with Simulator({DEMO_CLIENT: DEMO_SECRET}, now=lambda: NOW, hurry=1e6) as running:
        settings.PAYMENT_SIMULATOR = running.address
        yield running


def asked() -> Portal:
    found = portal()
    assert found is not None
    return found


def test_the_whole_way_through_the_simulator(simulator: Simulator, town: Any, settings: Any) -> None:
    """Ordered, changed while it waits, paid on the portal's page; nobody hears the callback, and the worker asks."""
    settings.BASE_URL = "http://localhost:9"
    charge = owed(511)
    first = ask_to_pay(charge, PAYER, asked(), town=town, key=uuid4(), by=SYSTEM, at=NOW)
    again = ask_to_pay(charge, PAYER, asked(), town=town, key=uuid4(), by=SYSTEM, at=NOW)
    assert (again.pk, again.portal_id, again.state, again.cents) == (first.pk, first.portal_id, "PENDING", 511)
    wanted = simulator.ledger.wanted[first.portal_id]
    assert wanted.content["paymentReason"].startswith(charge.reference)
    assert wanted.content["serviceProviderIBAN"] == account_iban()

    way = asked().way(first.portal_id, ok_url="http://localhost:9/ok", cancel_url="http://localhost:9/no")
    page = httpx.post(asked().page, data=way)
    assert "5,11 EUR" in page.text
    forged = httpx.post(asked().page, data={**way, "hmac": "x"})
    assert forged.status_code == 401
    chosen = httpx.post(f"{simulator.address}/vpos/choose", data={**way, "choice": "pay"})
    assert "http://localhost:9/ok" in chosen.text
    again_chosen = httpx.post(f"{simulator.address}/vpos/choose", data={**way, "choice": "cancel"})
    assert "Платено" in again_chosen.text

    OnlineOrder.objects.filter(pk=first.pk).update(asked_at=NOW - timedelta(hours=1))
    tasks._ask_here("troyan")
    tasks._ask_here("troyan")
    assert balance_of(charge).is_settled
    assert Payment.objects.get().paid_on == NOW.astimezone(SOFIA).date()


def account_iban() -> str:
    return str(RevenueAccount.objects.get().iban)


def test_a_request_whose_charge_was_paid_otherwise_is_withdrawn(simulator: Simulator, town: Any, day: CashDay) -> None:
    charge = owed()
    waiting = ask_to_pay(charge, PAYER, asked(), town=town, key=uuid4(), by=SYSTEM, at=NOW - timedelta(hours=1))
    taken(day, charge)
    tasks._ask_here("troyan")
    waiting.refresh_from_db()
    assert (waiting.state, simulator.ledger.wanted[waiting.portal_id].state) == ("SUSPENDED", "SUSPENDED")


def test_the_simulator_refuses_and_repeats_as_the_portal_does(simulator: Simulator, town: Any) -> None:
    stranger = Portal(simulator.address, DEMO_CLIENT, "another", "EUR", SOFIA)
    with pytest.raises(PortalRefused, match="401"):
        ask_to_pay(owed(), PAYER, stranger, town=town, key=uuid4(), by=SYSTEM, at=NOW)
    with pytest.raises(PortalRefused, match="applicantName"):
        ask_to_pay(owed(), Payer(EGN, "9230287339", ""), asked(), town=town, key=uuid4(), by=SYSTEM, at=NOW)
    silent = Portal("http://localhost:1", DEMO_CLIENT, DEMO_SECRET, "EUR", SOFIA)
    with pytest.raises(PortalSilent):
        silent.statuses(["1"])
    assert httpx.get(simulator.address).status_code == 200
    assert httpx.post(f"{simulator.address}/vpos/payment", content=b"x" * 70_000).status_code == 400


def test_a_telling_nobody_hears_is_repeated_by_the_table_and_given_up() -> None:
    from chinar.foundation.payments.simulator.ledger import Ledger

    ledger = Ledger(now=lambda: datetime(2026, 11, 16, tzinfo=SOFIA))
    content = {"administrativeServiceNotificationURL": "http://localhost:9/"}
    from chinar.foundation.payments.simulator.ledger import Wanted

    ledger.wanted["1"] = Wanted("1", "k", "c", content, "PENDING", ledger.now())
    assert ledger.move("1", "PAID", at=0.0)
    assert not ledger.move("1", "CANCELED", at=0.0)
    at, tries = 0.0, 0
    while due := ledger.due(at):
        ledger.told(due[0], heard=False, at=at)
        tries += 1
        at = due[0].due
    assert (tries, ledger.tellings) == (55, [])
    assert at > 30 * 86400
