"""Two officials on one signal at once: one wins, the other is told what changed and loses no word."""

import re
from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.models import Recusal
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import TOWN, client_of, official
from chinar.domain.reports.models import CitizenReport, Reclassification, Resolution, WorkOrder
from chinar.domain.reports.tests.world import category, filed, settled
from chinar.foundation.people.models import Account


@pytest.fixture
def report(lamps: Any) -> CitizenReport:
    return filed(lamps)


def page(report: CitizenReport, name: str) -> str:
    return f"{TOWN}/desk/cases/{report.case.number}/{name}/"


def test_of_two_officials_on_any_page_one_wins_and_the_other_is_told_and_loses_no_word(
    report: CitizenReport, expert: Client, nadezhda: Account, registry: Any
) -> None:
    """A colleague has made it a proposal about roads meanwhile."""
    category(department=registry, code="roads", name="Пътища", name_en="Roads")
    mine = "Моят дълъг текст"
    day = {"until_on-day": "20", "until_on-month": "11", "until_on-year": "2026"}
    sent = {
        "settle": {"outcome": "refused", "text": mine, "send": "1"},
        "reclassify": {"legal_class": "proposal", "category": "lamps", "reason": mine},
        "work": {"party": "crew", "name": "Бригада", "task": mine, **day},
    }
    shown = {name: hidden(expert.get(page(report, name)).text) for name in sent}
    draft = {**sent["settle"], **shown["settle"], "draft": "1"}
    head = client_of(nadezhda, is_official=True)
    changed = {"legal_class": "proposal", "category": "roads", "reason": "Иска нова лампа"}
    assert head.post(page(report, "reclassify"), {**changed, **shown["reclassify"]}).status_code == 302
    for name, typed in (*sent.items(), ("settle", draft)):
        told = expert.post(page(report, name), {**typed, **shown[name]})
        assert (told.status_code, mine in told.text) == (200, True), name
        assert "какво е по закон, за какво се отнася" in told.text, name
    assert Resolution.objects.count() == WorkOrder.objects.count() == 0
    assert Reclassification.objects.count() == 1
    again = hidden(told.text)
    assert expert.post(page(report, "settle"), {**sent["settle"], **again}).status_code == 302


def test_a_draft_of_a_colleague_is_never_written_over_unread(
    report: CitizenReport, expert: Client, nadezhda: Account
) -> None:
    shown = hidden(expert.get(page(report, "settle")).text)
    head = client_of(nadezhda, is_official=True)
    head.post(page(report, "settle"), {"text": "Започнато от колега", "draft": "1", **shown})
    for press in ("draft", "send"):
        told = expert.post(page(report, "settle"), {"outcome": "refused", "text": "Моят текст", press: "1", **shown})
        assert "Започнато от колега" in told.text
        assert "Моят текст" in told.text
    assert CitizenReport.objects.get().draft == "Започнато от колега"
    assert expert.post(page(report, "settle"), {"text": "Мой", "draft": "1", **hidden(told.text)}).status_code == 302
    assert CitizenReport.objects.get().draft == "Мой"


def test_who_is_meant_is_not_settled_twice_at_once(lamps: Any, svetla: Account, georgi: Account) -> None:
    secret = filed(lamps, against="official", against_whom="Някой")
    rada = official("rada", "Рада Радева", "expert")
    head, name = client_of(svetla, is_official=True), page(secret, "accused")
    shown = hidden(head.get(name).text)
    assert head.post(name, {"accounts": [georgi.pk], **shown}).status_code == 302
    told = head.post(name, {"accounts": [rada.pk, georgi.pk], **shown}).text
    assert "кой е отстранен от нея" in told
    assert len(re.findall(r'name="accounts"[^>]* checked', told)) == 2
    assert set(Recusal.objects.standing().values_list("account_id", flat=True)) == {georgi.pk}
    assert head.post(name, {"accounts": [rada.pk, georgi.pk], **hidden(told)}).status_code == 302


def test_two_officials_at_once_lose_no_text(report: CitizenReport, expert: Client, nadezhda: Account) -> None:
    settled(report, nadezhda)
    late = expert.post(page(report, "settle"), {"outcome": "refused", "text": "моят дълъг отговор", "send": "1"})
    assert "моят дълъг отговор" in late.text
    assert Resolution.objects.get().by_id == nadezhda.pk
