"""How the town hall works: told from departments, services, roles and hours; a department types only its own words."""

from datetime import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.cases.tests.world import client_of, official, open_department
from chinar.domain.catalogue.models import DepartmentText
from chinar.domain.catalogue.tests.world import offer, publish
from chinar.domain.catalogue.town_hall import in_order
from chinar.foundation.offices.models import Office, OpeningHours
from chinar.foundation.search.models import Entry
from chinar.foundation.territory.models import Department

PAGE = "/troyan/bg/town-hall/"
DESK = "/troyan/en/desk/departments/"


@pytest.fixture
def editor(registry: Any) -> Client:
    return client_of(official("editor", "Рада Илиева", "catalogue_editor"), is_official=True)


def test_who_decides_what_who_leads_where_and_when(registry: Department) -> None:
    head = official("nadezhda", "Надежда Илиева", "head", registry)
    expert = official("georgi", "Георги Николов", "expert", registry)
    publish(offer(registry))
    office = Office.objects.create(
        code="desk", name="Център за услуги", kind="one_stop_desk", department=registry, address="пл. „Възраждане“ 1"
    )
    OpeningHours.objects.create(office=office, weekday=0, opens_at=time(8, 30), closes_at=time(17, 0))
    official("mayor", "Донка Михайлова", "mayor")
    Department.objects.create(
        code="old", name="Закрит отдел", kind="sector", valid_from="2019-01-01", valid_until="2020-01-01"
    )
    page = Client().get(PAGE).text
    for said in (
        registry.name, "Издаване на удостоверение за наследници", head.name, "Донка Михайлова", "0670 00 000",
        "пл. „Възраждане“ 1", "08:30–17:00", f'id="department-{registry.code}"', "/path/application/",
    ):  # fmt: skip
        assert said in page, said
    assert expert.name not in page  # experts lead nothing
    assert "Закрит отдел" not in page
    assert "evidence" not in page
    with CaptureQueriesContext(connection) as few:
        Client().get(PAGE)
    for number in range(12):
        unit = open_department(f"unit-{number}", f"Отдел {number}")
        publish(offer(unit, f"service-{number}"))
    with CaptureQueriesContext(connection) as many:
        Client().get(PAGE)
    assert len(many) <= max(len(few), 10) <= 10


def test_departments_stand_below_the_one_above_them_and_none_is_lost(town: Any) -> None:
    first, second = open_department("a", "А"), open_department("b", "Б")
    hall = Department.objects.create(code="hall", name="Я, община", kind="town_hall", valid_from="2020-01-01")
    first.parent = hall
    assert [(one.code, depth) for one, depth in in_order([first, second, hall])] == [("hall", 0), ("a", 1), ("b", 0)]
    first.parent, second.parent = second, first
    assert {one.code for one, _depth in in_order([first, second])} == {"a", "b"}


def test_an_editor_says_what_a_department_does(registry: Department, editor: Client) -> None:
    page = f"{DESK}{registry.pk}/"
    assert "none yet" in editor.get(DESK).text
    typed = {"text": "Вписваме раждания,\r\nбракове и смърт. <b>", "text_en": "Births and deaths.", "seen": "0"}
    assert editor.post(page, typed)["Location"] == DESK
    assert "бракове и смърт. &lt;b&gt;" in Client().get(PAGE).text
    assert "Births and deaths." in Client().get(PAGE.replace("/bg/", "/en/")).text
    assert "бракове" in Entry.objects.get(kind="department", key=registry.code).text
    late = editor.post(
        page, {"text": "Втори текст", "text_en": "", "seen": "0"}
    )  # begun before the first was published
    assert "meanwhile" in late.text
    assert "Втори текст" in late.text
    assert "бракове" in late.text
    seen = DepartmentText.objects.published_rows().get().pk
    assert f'name="seen" value="{seen}"' in late.text.replace('type="hidden" ', "")
    assert editor.post(page, {"text": "Втори текст", "text_en": "", "seen": str(seen)}).status_code == 302
    assert DepartmentText.objects.count() == 2  # the former words are kept
    assert DepartmentText.objects.published_rows().get().text == "Втори текст"


def test_wrong_words_come_back_as_typed(registry: Department, editor: Client) -> None:
    for wrong in ({"text": "x" * 1_001}, {"text": "\x00"}, {"seen": ""}, {"seen": "x"}, {"seen": str(2**70)}):
        answer = editor.post(f"{DESK}{registry.pk}/", {"text": "а", "text_en": "", "seen": "0", **wrong})
        assert answer.status_code == 200
    assert editor.get(f"{DESK}{2**62}/").status_code == 404
    assert not DepartmentText.objects.exists()
