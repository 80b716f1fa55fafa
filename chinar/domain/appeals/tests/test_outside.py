"""Somebody outside a matter appeals against its decision: by its number, learning nothing, in a term of their own."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from chinar.domain.appeals.models import Appeal
from chinar.domain.appeals.tests.world import GROUNDS, appealed, page_of
from chinar.domain.applications.models import Decision
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, TOWN, client_of
from chinar.foundation.notifications.models import Message

PAGE = f"{TOWN}/appeals/"
TYPED = {
    "grounds": GROUNDS, "wish": "", "to": "superior", "name": "Христо Николов", "address": "с. Орешак",
    "email": "hristo@chinar.example", "notified_on-day": "17", "notified_on-month": "11", "notified_on-year": "2026",
}  # fmt: skip


def send(client: Client, act: str, key: Any = None, **changed: str) -> HttpResponse:
    answer: HttpResponse = client.post(f"{PAGE}{key or uuid4()}/", {**TYPED, "act": act, "send": "1", **changed})
    return answer


def test_it_is_filed_by_the_number_of_the_act_and_shows_nothing_of_the_matter(against: Case, client: Client) -> None:
    act = Decision.objects.get().number
    assert PAGE in client.get(f"{TOWN}/follow/").text
    for wrong in ("", "1205-99-16.11.2026", against.number):
        assert "govuk-error-summary" in client.post(PAGE, {"act": wrong}).text, wrong
    form = client.post(PAGE, {"act": f" {act} "}).text
    assert against.number not in form
    key = uuid4()
    checked = client.post(f"{PAGE}{key}/", {**TYPED, "act": act}).text
    assert GROUNDS in checked
    assert not Appeal.objects.exists()
    assert "govuk-error-summary" in client.post(f"{PAGE}{key}/", {**TYPED, "act": act, "name": ""}).text
    for _press in range(2):
        answer = send(client, act, key)
        assert answer.status_code == 302
    appeal = Appeal.objects.select_related("case").get()
    assert (appeal.stands_outside, appeal.notified_on, appeal.against) == (True, date(2026, 11, 17), against)
    told = Message.objects.get(template="cases/notices/registered.txt", about=appeal.case.number)
    assert told.address == "hristo@chinar.example"
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(f"{TOWN}/follow/{appeal.case.number}/appeal-receipt/").content.startswith(b"%PDF")
    assert client.get(f"{TOWN}/follow/{against.number}/").status_code == 302, "the matter stays closed to them"
    assert Client().get(f"{TOWN}/follow/{appeal.case.number}/").status_code == 302
    stranger = Client()
    assert send(stranger, act, key, grounds="друго")["Location"].endswith("/appeals/"), "a key alone opens nothing"


def test_the_term_is_theirs_and_has_not_begun_while_nobody_notified_them(
    against: Case, georgi: Any, clock: Any
) -> None:
    clock.moment = NOW + timedelta(days=40)
    expert = client_of(georgi, is_official=True)
    act, visitor = Decision.objects.get().number, Client()
    nobody = {f"notified_on-{part}": "" for part in ("day", "month", "year")}
    send(visitor, act, **nobody)
    send(visitor, act, name="Друг Човек")
    first, second = Appeal.objects.select_related("case").order_by("pk")
    for appeal in (first, second):
        shown = expert.get(page_of(appeal, "term")).text
        assert "notified_on" in shown
        told = appeal.notified_on
        typed = {f"notified_on-{part}": str(getattr(told, part)) if told else "" for part in ("day", "month", "year")}
        assert expert.post(page_of(appeal, "term"), {"rule": "appeal_of_act", **typed}).status_code == 302
    assert [Case.objects.get(pk=one.case_id).state for one in (first, second)] == ["admitted", "late"]
    assert Appeal.objects.get(pk=first.pk).term_check.until is None


def test_a_party_is_judged_by_the_day_on_which_they_received_it(against: Case, expert: Client, elena: Any) -> None:
    own = appealed(against, notified_on=date(2026, 11, 1))
    assert (own.stands_outside, own.notified_on) == (False, None)
    assert "notified_on" not in expert.get(page_of(own, "term")).text
    assert send(client_of(elena), Decision.objects.get().number).status_code == 200, "Elena has appealed already"


def test_a_flood_of_guesses_is_held(against: Case, client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("chinar.domain.appeals.views.outside.is_ratelimited", lambda *_, **__: True)
    act = Decision.objects.get().number
    assert client.post(PAGE, {"act": act}).status_code == 429
    assert GROUNDS in send(client, act).text
    assert not Appeal.objects.exists()
