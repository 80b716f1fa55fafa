"""A counter as a browser uses it, for tests: everything that stands in the form of the screen is sent again."""

import re
from html.parser import HTMLParser
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client

from chinar.domain.cases.tests.world import NOW, TOWN
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Person
from chinar.foundation.territory.models import Settlement

EGN, MOTHER_EGN = "7928178750", "6623121132"
DECEASED = {
    "deceased-given_name": "Константин", "deceased-family_name": "Стефанов",
    "death-died_on-day": "9", "death-died_on-month": "8", "death-died_on-year": "2026",
    "relation-relation": "child", "purpose-purpose": "notary", "delivery-delivery": "counter",
}  # fmt: skip


def known(given: str = "Кремена", family: str = "Рашкова", number: str = EGN, **facts: Any) -> Person:
    """Somebody whose document an official has seen."""
    told = {"middle_name": "Великова", "identifier_kind": "egn", "identifier": number, "address": "ул. „Чинар“ № 4"}
    return remember_person(given_name=given, family_name=family, **{**told, **facts}, by=SYSTEM, at=NOW)


class _Fields(HTMLParser):
    """What a browser would send of the form with the class `visit`, without buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.sent: dict[str, str] = {}
        self.action = ""
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        at = dict(attrs)
        if tag == "form":
            self.inside = "visit" in (at.get("class") or "").split()
            self.action = at["action"] if self.inside else self.action
        if not self.inside:
            return
        if tag == "input" and (at.get("type", "text") not in ("radio", "checkbox") or "checked" in at):
            self.sent[at["name"]] = at.get("value") or ""
        elif tag == "select":
            self.select = at["name"]
            self.sent.setdefault(self.select, "")
        elif tag == "option" and "selected" in at:
            self.sent[self.select] = at["value"]
        elif tag == "textarea":
            self.area = at["name"]

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area] = self.sent.get(self.area, "") + data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "form":
            self.inside = False


class AtDesk:
    """An official before the screen of one visit; `page` is what they see now."""

    def __init__(self, client: Client, key: UUID | None = None) -> None:
        self.client, self.key = client, key or uuid4()
        self.address = f"{TOWN}/desk/counter/{self.key}/"
        self.page: HttpResponse | None = None

    def look(self) -> HttpResponse:
        self.page = self.client.get(self.address)
        assert self.page.status_code == 200
        return self.page

    def press(self, do: str = "go", **typed: str) -> HttpResponse:
        """Sends the form as it stands with what is typed now (names with __ for the dash), and follows."""
        fields = _Fields()
        if self.page is not None:
            fields.feed(self.page.text)
        named = {name.replace("__", "-"): value for name, value in typed.items()}
        sent = {name: value for name, value in fields.sent.items() if value or name not in named}
        self.page = self.client.post(self.address, {**sent, **named, "do": do}, follow=True)
        return self.page

    def fill(self, answers: dict[str, str], do: str = "go") -> HttpResponse:
        return self.press(do, **{name.replace("-", "__"): value for name, value in answers.items()})

    @property
    def faults(self) -> str:
        found = re.search(r"govuk-error-summary__list.*?</ul>", self.page.text if self.page else "", re.DOTALL)
        return found[0] if found else ""


def heirs(screen: AtDesk, version: Any, **answers: str) -> None:
    """Adds the certificate of heirs and answers all of it."""
    place = str(Settlement.objects.get(ekatte="73198").pk)
    screen.press(service="насл")
    screen.press(f"add:{version.service.code}")
    screen.fill({**DECEASED, "death-settlement": place, **answers})
