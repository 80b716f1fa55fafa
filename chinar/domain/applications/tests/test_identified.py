"""A service that asks for more than a password: nothing typed is lost on the way to a provider and back."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from chinar.domain.applications.models import Application
from chinar.domain.applications.tests.asking import begin, offered, walk
from chinar.domain.applications.tests.test_costs import costs
from chinar.domain.applications.tests.world import page_of, send
from chinar.domain.cases.tests.world import NOW, TOWN
from chinar.foundation.identification.tests.proven import proven
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Person

pytestmark = pytest.mark.django_db
EGN = "9230287339"
PROVIDER = """[[provider]]
code = "eauth"
protocol = "saml"
name_bg = "еАвт"
name_en = "eAuth"
metadata = "m"
key = "k"
certificate = "c"
highest = "substantial"
"""


@pytest.fixture
def tax_debts(version: Any, registry: Any) -> Any:
    return offered("tax-debts", registry, assurance="substantial")


def test_who_began_with_a_password_proves_who_they_are_and_sends_what_they_wrote(
    tax_debts: Any, citizen: Client, elena: Any, settings: Any, tmp_path: Path
) -> None:
    settings.IDENTITY_PROVIDERS = str(tmp_path)
    key = walk(citizen, tax_debts)
    page = citizen.get(page_of(key, "check")).text
    assert "/identity/" not in page, "there is no provider, so only the code is offered"
    assert "/code/" in page
    assert "получавате код" in citizen.get(f"{TOWN}/services/tax-debts/").text
    (tmp_path / "providers.toml").write_text(PROVIDER)
    for reader in (citizen, Client()):
        assert "Преди да го изпратите, доказвате кой сте" in reader.get(f"{TOWN}/services/tax-debts/").text
    page = citizen.get(page_of(key, "check")).text
    assert f"/identity/?level=substantial&amp;next={page_of(key, 'check')}" in page
    assert "/send/" not in page
    assert send(citizen, key)["Location"] == page_of(key, "check")

    proven(citizen, elena, EGN, level="low", at=NOW)
    assert "/send/" not in citizen.get(page_of(key, "check")).text
    proven(citizen, elena, EGN, level="substantial", at=NOW)
    page = citizen.get(page_of(key, "check")).text
    assert "/send/" in page
    assert "Елена Иванова Димитрова" in page, "who they are is proven, and what they typed of themselves is not used"
    assert "Рашкова" not in page
    assert send(citizen, key)["Location"].endswith("/done/")
    application = Application.objects.get()
    person = Person.objects.get(account=elena)
    assert (person.identifier.reveal(), person.is_identifier_proven) == (EGN, True)
    assert application.case.parties.get().person == person
    told = Entry.objects.get(verb="application.identified")
    assert (told.subject, told.facts) == (application.case.number, {"level": "substantial"})


def test_who_is_proven_is_not_asked_who_they_are_and_pages_cost_no_more(
    tax_debts: Any, citizen: Client, elena: Any
) -> None:
    proven(citizen, elena, EGN, level="high", at=NOW)
    key = begin(citizen, "tax-debts")
    asked = citizen.get(page_of(key, "filer"))
    assert asked.status_code == 200
    assert citizen.get(page_of(key, "applicant")).status_code == 404
    assert Person.objects.get().account == elena
    with costs(7):
        citizen.get(page_of(key, "filer"))


def test_the_queries_about_a_proven_person_are_shown_with_their_number(
    tax_debts: Any, citizen: Client, elena: Any
) -> None:
    page = citizen.get(f"{TOWN}/mine/registers/")
    assert page.status_code == 200
    assert "личният номер е Ваш" in page.text
    proven(citizen, elena, EGN, level="substantial", at=NOW)
    assert "личният номер е Ваш" not in citizen.get(page.wsgi_request.path).text
