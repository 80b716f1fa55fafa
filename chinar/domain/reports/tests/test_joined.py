"""Signals that were joined: each author hears what came of it, and reads nothing of another's."""

from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.actions.ending import LeadsOthers, void, withdraw
from chinar.domain.cases.actions.relating import merge
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import KEY, NOW, TOWN, client_of, person
from chinar.domain.reports.models import CitizenReport, Resolution
from chinar.domain.reports.tests.world import filed
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account

TYPED = {"outcome": "fixed", "proof": "Кметът го видя.", "send": "1"}


@pytest.fixture
def leading(lamps: Any, elena: Account) -> CitizenReport:
    """Elena's, with which Stoyan's was joined, and with his another one."""
    first = filed(lamps, name="Елена Димитрова", email="", person=person("Елена", "Димитрова"), account=elena)
    second = filed(lamps, name="Стоян Петков", email="stoyan@chinar.example")
    third = filed(lamps, name="Нора Илиева", email="nora@chinar.example", language="en")
    for one, into in ((third, second), (second, first)):
        merge(one.case, other=into.case, reason="същата лампа", by=SYSTEM, at=NOW)
    return first


def followed(case: Case) -> str:
    client = Client()
    client.post(f"{TOWN}/follow/", {"number": case.number, "key": KEY})
    return client.get(f"{TOWN}/follow/{case.number}/").text


def test_each_voice_hears_the_answer_under_its_own_number_once(
    leading: CitizenReport, lamps: Any, expert: Client
) -> None:
    second, third = Case.objects.exclude(pk=leading.case_id).order_by("pk")
    page = f"{TOWN}/desk/cases/{leading.case.number}/settle/"
    assert "2 сигнала са обединени с този" in expert.get(page).text
    named = expert.post(page, {**TYPED, "text": "Госпожо Елена Димитрова, сменихме я."})
    assert "напишете отделен" in named.text
    assert "Госпожо Елена Димитрова" in named.text
    private = {**TYPED, "text": "Госпожо Елена Димитрова, сменихме я.", "for_joined": "Тел. 0888 12 34 56"}
    assert "govuk-error-summary" in expert.post(page, private).text
    assert not Resolution.objects.exists()
    expert.post(page, {**private, "for_joined": "Лампата е сменена."})
    told = {row.about: row for row in Message.objects.filter(template="cases/notices/decided.txt")}
    assert set(told) == {leading.case.number, second.number, third.number}
    assert f"/bg/follow/{second.number}/" in told[second.number].text
    assert f"обединена с номер {leading.case.number}" in told[second.number].text
    assert "обединена" not in told[leading.case.number].text
    assert f"joined with number {leading.case.number}" in told[third.number].text
    for case in (second, third):
        text = followed(case)
        assert "Лампата е сменена." in text
        assert "Госпожо" not in text
        assert "Какво последва: Отстранен" in text


def test_the_same_answer_is_for_all_where_it_names_nobody(leading: CitizenReport, expert: Client) -> None:
    expert.post(f"{TOWN}/desk/cases/{leading.case.number}/settle/", {**TYPED, "text": "Сменихме лампата."})
    assert "Сменихме лампата." in followed(Case.objects.exclude(pk=leading.case_id).last())


def test_a_matter_that_others_wait_for_cannot_just_end(
    leading: CitizenReport, elena: Account, nadezhda: Account, head: Client
) -> None:
    for end in (
        lambda: withdraw(leading.case, by=Actor(elena.pk, "citizen"), at=NOW),
        lambda: void(leading.case, reason="x", by=Actor(nadezhda.pk, "official"), at=NOW),
    ):
        with pytest.raises(LeadsOthers):
            end()
    page = client_of(elena).get(f"{TOWN}/follow/{leading.case.number}/withdraw/").text
    assert "Други са обединили" in page
    assert '<form method="post" novalidate' not in page
    assert "Други преписки са обединени" in head.get(f"{TOWN}/desk/cases/{leading.case.number}/void/").text
    assert Case.objects.get(pk=leading.case_id).is_open
