"""Questions of councillors: entered, answered at the session, read by everybody, voided; and who keeps the register."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official
from chinar.domain.enquiries.council import NewQuestion, Settled, answer_question, enter_question, void_question
from chinar.domain.enquiries.models import CouncillorQuestion
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.search.queries import search

DESK = f"{TOWN}/desk/council/"
PUBLIC = f"{TOWN}/council/questions/"
ASKED = "Кога ще бъде ремонтиран покривът на читалището?"


@pytest.fixture
def secretary(registry: Any) -> Client:
    return client_of(official("svetla", "Светла Маринова", "secretary"), is_official=True)


def test_it_waits_for_us_until_its_session(secretary: Client, registry: Any, georgi: Any) -> None:
    for session in (date(2026, 11, 26), None):
        facts = {"councillor": "Радослав Пенчев", "title": "Покривът", "question": ASKED, "department": registry}
        new = NewQuestion(idempotency_key=uuid4(), received_on=NOW.date(), session_on=session, **facts)
        row = enter_question(new, by=SYSTEM, at=NOW)
    seen = secretary.get(f"{TOWN}/desk/waiting/", {"only": "council"}).text
    assert "Питания на съветници (2)" in seen
    assert f"/desk/council/{row.number}/" in seen
    assert row.number not in client_of(georgi, is_official=True).get(f"{TOWN}/desk/waiting/").text


def typed(department: Any, /, **changed: Any) -> dict[str, Any]:
    days = {
        f"{name}-{part}": value
        for name, day in (("received_on", (16, 11, 2026)), ("session_on", (26, 11, 2026)))
        for part, value in zip(("day", "month", "year"), day, strict=True)
    }
    facts = {
        "councillor": "Радослав Пенчев",
        "title": "Покривът на читалището",
        "question": ASKED,
        "department": department.pk,
        "idempotency_key": str(uuid4()),
    }
    return {**facts, **days, **changed}


def entered(department: Any, **changes: Any) -> CouncillorQuestion:
    facts: dict[str, Any] = {
        "idempotency_key": uuid4(),
        "councillor": "Радослав Пенчев",
        "title": "Покривът на читалището",
        "question": ASKED,
        "received_on": date(2026, 11, 2),
        "session_on": date(2026, 11, 12),
        "department": department,
        **changes,
    }
    return enter_question(NewQuestion(**facts), by=SYSTEM, at=NOW)


def test_it_goes_from_the_desk_to_the_register_and_is_answered_for_everybody(
    registry: Any, secretary: Client, client: Client
) -> None:
    sent = typed(registry)
    for _press in range(2):
        assert secretary.post(f"{DESK}new/", sent).status_code == 302
    row = CouncillorQuestion.objects.get()
    assert row.number == "1213-1-16.11.2026"
    page, desk = f"{PUBLIC}{row.number}/", f"{DESK}{row.number}/"
    for address in (PUBLIC, f"{PUBLIC}?show=open", page):
        seen = client.get(address).text
        assert "Покривът на читалището" in seen
        assert "чака заседанието" in seen
    assert [hit.key for hit in search("читалища").hits] == [row.number]
    answer = {"verb": "answer", "answer": "През май.", "answer_form": "oral"}
    day = {"answered_on-day": "16", "answered_on-month": "11", "answered_on-year": "2026"}
    assert "govuk-error-summary" in secretary.post(desk, {**answer, **day, "answer": "Тел. 0670 12 345"}).text
    assert secretary.post(desk, {**answer, **day}).status_code == 302
    seen = client.get(page).text
    assert "През май." in seen
    assert "на заседанието" in seen
    assert row.number not in client.get(f"{PUBLIC}?show=open").text
    late = secretary.post(desk, {**answer, **day, "answer": "Друго"}).text
    assert "Друго" in late
    assert "междувременно" in late
    verbs = list(Entry.objects.filter(subject=row.number).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["council.entered", "council.answered"]


def test_a_session_that_has_passed_is_late_and_may_be_set_anew(
    registry: Any, secretary: Client, client: Client
) -> None:
    row = entered(registry)
    assert "заседанието е минало" in client.get(f"{PUBLIC}{row.number}/").text
    day = {"session_on-day": "1", "session_on-month": "11", "session_on-year": "2026", "department": registry.pk}
    desk = f"{DESK}{row.number}/"
    assert "govuk-error-summary" in secretary.post(desk, {"verb": "session", **day}).text
    assert secretary.post(desk, {"verb": "session", **day, "session_on-month": "12"}).status_code == 302
    row.refresh_from_db()
    assert row.session_on == date(2026, 12, 1)
    assert entered(registry, session_on=None).session_on is None
    assert "още не е свикано" in client.get(f"{PUBLIC}{CouncillorQuestion.objects.latest('pk').number}/").text


def test_a_voided_number_stays_and_its_words_do_not(registry: Any, secretary: Client, client: Client) -> None:
    row = entered(registry)
    desk = f"{DESK}{row.number}/"
    assert "govuk-error-summary" in secretary.post(desk, {"verb": "void", "reason": ""}).text
    assert secretary.post(desk, {"verb": "void", "reason": "Въведено два пъти"}).status_code == 302
    for address in (PUBLIC, f"{PUBLIC}{row.number}/"):
        seen = client.get(address).text
        assert row.number in seen
        assert "Покривът" not in seen
    assert not search("читалище").hits
    with pytest.raises(Settled):
        void_question(row, reason="пак", by=SYSTEM, at=NOW)
    with pytest.raises(Settled):
        answer_question(row, answer="x", answer_form="oral", answered_on=NOW.date(), by=SYSTEM, at=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"councillor": ""},
        {"question": "ЕГН 9030261907"},
        {"title": "я" * 201},
        {"department": "999999"},
        {"received_on-year": "2027"},
        {"session_on-month": "10"},
        {"idempotency_key": "x"},
        {"question": "\x00"},
    ],
)
def test_what_is_wrong_registers_nothing_and_loses_nothing(
    registry: Any, secretary: Client, wrong: dict[str, Any]
) -> None:
    answer = secretary.post(f"{DESK}new/", typed(registry, **wrong))
    assert answer.status_code == 200
    assert not CouncillorQuestion.objects.exists()
    assert "govuk-error-summary" in answer.text
    assert "Покривът на читалището" in answer.text or "title" in wrong


def test_it_is_kept_by_who_may_and_towns_are_apart(
    registry: Any, georgi: Any, secretary: Client, other_town: Any, client: Client
) -> None:
    row = entered(registry, title="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(PUBLIC).text
    expert = client_of(georgi, is_official=True)
    for address in (DESK, f"{DESK}new/", f"{DESK}{row.number}/"):
        assert expert.get(address).status_code == 404
        assert client.get(address).status_code == 302
    for odd in ("?page=999", "?page=x", "?show=<i>"):
        assert client.get(f"{PUBLIC}{odd}").status_code == 200
    assert secretary.post(f"{DESK}{row.number}/", {"verb": "drop"}).status_code == 400
    assert client.get(f"/razlog/bg/council/questions/{row.number}/").status_code == 404
    with scoped(other_town.pk):
        assert not CouncillorQuestion.objects.exists()


def test_pages_cost_the_same_however_many_there_are(
    registry: Any, secretary: Client, client: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        row = entered(registry)
    for visitor, address, most in (
        (client, PUBLIC, 10),
        (client, f"{PUBLIC}{row.number}/", 10),
        (secretary, DESK, 12),
        (secretary, f"{DESK}{row.number}/", 12),
    ):
        with django_assert_max_num_queries(most):
            assert visitor.get(address).status_code == 200
