"""The pages that the law asks for stand from the first day, and say what the municipality has told."""

import re
from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.tests.world import client_of, official, open_department
from chinar.domain.catalogue.models import TownStatement
from chinar.domain.catalogue.tests.world import CODE, offer, publish
from chinar.foundation.journal.models import Entry

EN = "/troyan/en"


@pytest.fixture
def service(town: Any) -> None:
    publish(offer(open_department()))


@pytest.mark.usefixtures("service")
def test_every_page_that_the_law_asks_for_is_there_before_anybody_says_anything(client: Client) -> None:
    for language in ("bg", "en"):
        assert client.get(f"/troyan/{language}/accessibility/").status_code == 200
    charter = client.get(f"{EN}/charter/").text
    assert len(re.findall(r"<li>", charter.split("<ol")[1].split("</ol>")[0])) == 15
    assert "has not told yet by which act" in charter
    statement = client.get(f"{EN}/accessibility/").text
    assert 'id="feedback"' in statement
    assert "EN 301 549 partly" in statement
    notice = client.get(f"{EN}/services/{CODE}/privacy/").text
    for words in ("art. 6 (1)", "Commission for Personal Data Protection", "30 days"):
        assert words in notice, words
    assert client.get(f"{EN}/services/none/privacy/").status_code == 404
    page = client.get(f"{EN}/services/{CODE}/").text
    assert f"{EN}/services/{CODE}/privacy/" in page
    for way in ("accessibility", "charter"):
        assert f'href="{EN}/{way}/"' in page


@pytest.mark.usefixtures("service")
def test_what_the_secretary_publishes_stands_on_them_and_the_former_words_are_kept(client: Client) -> None:
    secretary = client_of(official("svetla", "Светла", "secretary"), is_official=True)
    typed = {"accessible": "partly", "charter_act": "Заповед № 7", "data_officer": "<b>А. Б.</b>", "gaps": ""}
    assert "Write what is not accessible" in secretary.post(f"{EN}/desk/statements/", typed).text
    for gaps in ("Карти без описание.", "Само старите карти."):
        assert secretary.post(f"{EN}/desk/statements/", {**typed, "gaps": gaps}).status_code == 302
    assert TownStatement.objects.count() == 2
    assert TownStatement.objects.published_rows().get().gaps == "Само старите карти."
    assert "Заповед № 7" in client.get(f"{EN}/charter/").text
    statement = client.get(f"{EN}/accessibility/").text
    assert "Само старите карти." in statement
    assert "Карти без описание." not in statement
    assert "&lt;b&gt;А. Б.&lt;/b&gt;" in client.get(f"{EN}/services/{CODE}/privacy/").text
    assert Entry.objects.filter(verb="service.town_stated").count() == 2
    assert client.get(f"{EN}/desk/statements/").status_code == 302
