"""Maria serves: somebody is found or entered, several services are asked for, one receipt is given."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from chinar.domain.applications.models import Application, Draft
from chinar.domain.applications.tests.asking import ORGANISATION, offered, photo_needed, typed_for
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.tests.world import TOWN, client_of, official
from chinar.domain.catalogue.tests.world import publish
from chinar.domain.visits.models import Paper, Visit
from chinar.domain.visits.tests.world import EGN, MOTHER_EGN, AtDesk, heirs, known
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Organisation, Person


def test_a_known_person_gets_three_services_and_one_receipt(clerk: Client, version: Any, registry: Any) -> None:
    person = known()
    offered("parking-card", registry, requirements=photo_needed(), name="Карта за паркиране")
    screen = AtDesk(clerk)
    assert "autofocus" in clerk.get(f"{TOWN}/desk/counter/").text
    page = screen.press(who=EGN)
    assert "Кремена Великова Рашкова" in page.text
    assert EGN not in page.text
    heirs(screen, version)
    assert Visit.objects.get().items.get().is_complete
    heirs(screen, version)
    screen.press(service="карт парк")
    page = screen.press("add:parking-card")
    assert "Снимка" in page.text
    sheet = {
        f"about_{part.code}-{name}".replace("-_", "_"): value
        for part in Draft.objects.get(service_version__service__code="parking-card").service_version.questions.pages
        for name, value in typed_for(part).items()
    }
    screen.fill({**sheet, "speed-speed": "fast", "delivery-delivery": "counter", "paper-photo": "on"})
    assert screen.faults == ""
    page = screen.press("finish")
    assert screen.faults == ""
    assert page.redirect_chain[-1][0].endswith("/done/")
    cases = list(Case.objects.order_by("id"))
    assert [(case.channel, case.office.code) for case in cases] == [("counter", "desk")] * 3
    assert all(case.number in page.text for case in cases)
    assert {row.person_id for row in Party.objects.all()} == {person.pk}
    assert Draft.objects.count() == 0
    assert Paper.objects.filter(requirement="").count() == 3
    assert Paper.objects.get(requirement="photo")
    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert verbs.count("application.taken_down") == 3
    assert verbs.count("visit.registered") == 1
    sought = Entry.objects.get(verb="visit.sought")
    assert (sought.ids, sought.facts) == ([f"p{person.pk}"], {"by": "egn"})
    again = screen.client.post(screen.address, {"do": "finish"}, follow=True)
    assert again.redirect_chain[-1][0].endswith("/done/")
    assert Case.objects.count() == 3


def test_whoever_is_not_known_is_entered_from_the_document(clerk: Client, version: Any) -> None:
    screen = AtDesk(clerk)
    page = screen.press(who=EGN)
    assert f'value="{EGN}"' in page.text
    screen.press("person", person__given_name="Кремена", person__family_name="")
    assert "Въведете фамилното име" in screen.faults
    assert 'value="Кремена"' in screen.page.text
    screen.press("person", person__family_name="Рашкова")
    person = Person.objects.get()
    assert person.is_identifier_proven
    assert Visit.objects.get().person == person
    heirs(screen, version)
    screen.press("finish")
    assert "адреса" in screen.faults
    assert Case.objects.count() == 0
    screen.press(contact__phone="абв", contact__address="ул. „Чинар“ № 4")
    assert 'value="абв"' in screen.page.text
    assert "Въведете телефон" in screen.faults
    screen.press("finish", contact__phone="0670 12 345", contact__email="krem@example.bg")
    application = Application.objects.get()
    assert (application.address, application.phone) == ("ул. „Чинар“ № 4", "0670 12 345")
    assert Message.objects.get().address == "krem@example.bg"


def test_by_name_and_birth_date_namesakes_are_told_apart(clerk: Client) -> None:
    first, _other = known(), known("Кремена", "Рашкова", MOTHER_EGN)
    namesake = known(number="", identifier_kind="none", birth_date=date(1879, 8, 17))
    screen = AtDesk(clerk)
    page = screen.press(who="кремена рашкова 17.8.1879")
    namesake.refresh_from_db()
    assert page.text.count("take:") == 2
    mark = page.text.split('value="take:')[1].split('"')[0]
    stranger = AtDesk(client_of(official("vera", "Вера", "clerk"), is_official=True), screen.key)
    assert stranger.press(f"take:{mark}").status_code == 404
    screen.press(f"take:{mark}x")
    assert Visit.objects.get().person is None
    screen.press(f"take:{mark}")
    assert Visit.objects.get().person == first


@pytest.mark.parametrize(
    "typed", ["7928178751", "123", "x", "Няма Такава", "0" * 16, "7kq2-m9xd-4trb-0hwe", "<b>х</b>"]
)
def test_what_finds_nobody_is_told_beside_the_box(clerk: Client, typed: str) -> None:
    screen = AtDesk(clerk)
    page = screen.press(who=typed)
    assert page.status_code == 200
    assert "who-error" in page.text
    assert "<b>х" not in page.text


def test_for_a_company_filer_company_and_mandate_are_apart(clerk: Client, version: Any) -> None:
    known()
    screen = AtDesk(clerk)
    screen.press(who=ORGANISATION["eik"])
    screen.press("organisation", organisation__name=ORGANISATION["name"])
    screen.press(who=EGN)
    visit = Visit.objects.get()
    assert (visit.organisation, visit.person) == (Organisation.objects.get(), Person.objects.get())
    heirs(screen, version)
    screen.press("finish")
    assert "не е за организации" in screen.faults
    screen.press(f"remove:{visit.items.get().pk}")
    heirs(screen, publish(version.service, for_organisations=True))
    screen.press("finish")
    assert "Изберете" in screen.faults
    screen.press("finish", mandate__ground="power_of_attorney")
    assert "номер и дата" in screen.faults
    assert Case.objects.count() == 0
    screen.press("finish", mandate__document="№ 5 от 2026 г.")
    filer, applicant = Party.objects.get(role="filer"), Party.objects.get(role="applicant")
    assert (applicant.organisation, filer.person) == (visit.organisation, visit.person)
    assert (filer.mandate.ground, filer.mandate.organisation) == ("power_of_attorney", visit.organisation)
    application = Application.objects.get()
    assert (application.applicant_name, application.filer_name) == ("ЧИНАРОВ И СИН", "Кремена Великова Рашкова")


def test_a_child_does_not_file_but_a_parent_does(clerk: Client, version: Any) -> None:
    known("Ян", "Рашков", "", middle_name="", identifier_kind="none", birth_date=date(2020, 5, 1))
    screen = AtDesk(clerk)
    page = screen.press(who="Ян Рашков 1.5.2020")
    assert "под 14" in page.text
    assert Visit.objects.get().person is None
    known()
    screen.press(who=EGN)
    screen.press(who="Ян Рашков 1.5.2020")
    screen.press(mandate__ground="power_of_attorney")
    assert "под 14" in screen.faults
    screen.press(mandate__ground="parent")
    assert Visit.objects.get().ground == "parent"
    screen.press("self")
    assert not Visit.objects.get().is_for_another


def test_what_is_half_typed_is_kept_and_told(clerk: Client, version: Any) -> None:
    known()
    screen = AtDesk(clerk)
    screen.press(who=EGN)
    screen.press(service="ун")
    screen.press(f"add:{version.service.code}")
    screen.fill({"deceased-given_name": "Константин", "death-died_on-day": "40"}, do="park")
    assert "Оставени за после" in screen.page.text  # type: ignore[union-attr]
    screen.look()
    item = Visit.objects.get().items.get()
    page = screen.press(f"open:{item.pk}")
    assert 'value="Константин"' in page.text
    assert 'value="40"' in page.text
    assert "Няма такава дата" not in page.text
    screen.press("finish")
    assert screen.faults
    assert Case.objects.count() == 0
    screen.press(f"remove:{item.pk}")
    assert Draft.objects.count() == 0
    screen.press("drop")
    assert Visit.objects.count() == 0
