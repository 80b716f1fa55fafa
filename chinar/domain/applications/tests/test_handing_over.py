"""An application for another municipality of the installation: the same service there, or a question."""

import re
from typing import Any

import pytest
from django.test import Client

from chinar.domain.applications.fees import lift_fees_of_forwarded
from chinar.domain.applications.models import Application
from chinar.domain.applications.tests.asking import offered, photo_needed, walk
from chinar.domain.applications.tests.world import DECEASED_EGN, EGN, fill, send
from chinar.domain.cases.actions.handing_over import receive
from chinar.domain.cases.actions.handing_over import send as hand_over
from chinar.domain.cases.actions.updating import add_update
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.tests.world import KEY, NOW, TOWN, client_of, official, open_department, sofia
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.tests.world import CODE, offer, publish
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.notifications.models import Message
from chinar.foundation.payments.actions.charging import decline
from chinar.foundation.payments.models import Charge, Correction
from chinar.foundation.people.models import Person
from chinar.foundation.territory.doors import inbox
from chinar.foundation.territory.models import HandOver, Municipality

LATER = sofia(2026, 11, 18)
THERE = "/razlog/bg/desk/received/"


def sent(case: Case, to: Municipality, georgi: Any) -> HandOver:
    hand_over(case, to=to, reason="Починалият е живял в Разлог.", by=Actor(georgi.pk, "official"), at=NOW)
    return HandOver.objects.get()


def page_there(clerk: Client) -> str:
    return str(re.findall(rf"{THERE}\d+/", clerk.get(THERE).text)[0])


@pytest.fixture
def filed(citizen: Client) -> Case:
    """Elena's own, through the pages, with something that she added."""
    send(citizen, fill(citizen))
    case = Case.objects.get()
    key = Application.objects.get().idempotency_key
    add_update(case, text="Нося и акта.", key=key, by=VISITOR, at=NOW)
    return case


def test_the_same_service_there_gets_everything_that_was_asked_and_stated(
    filed: Case, other_town: Municipality, georgi: Any, elena: Any, clock: Any
) -> None:
    page = f"{TOWN}/desk/cases/{filed.number}/hand_over/"
    typed = {"to": other_town.pk, "reason": "Починалият е живял в Разлог."}
    assert client_of(georgi, is_official=True).post(page, typed).status_code == 302
    assert Message.objects.get(template="cases/notices/forwarded.txt").account == elena
    clock.moment = LATER
    with scoped(other_town.pk):
        version = publish(offer(open_department("registry", "ГРАО")), period="5d")
        clerk = client_of(official("petar", "Петър Стоев", "secretary"), is_official=True)
        one = page_there(clerk)
        shown = clerk.get(one).text
        assert "Константин Хаджиев Стефанов" in shown
        for hidden in (DECEASED_EGN, EGN, "Рашкова", "0670 12 345"):
            assert hidden not in shown
        for _press in range(2):
            assert clerk.post(one, {"verb": "accept", "about": CODE}).status_code == 302
        there = Application.objects.select_related("case", "heirs_request__settlement").get()
        assert there.service_version == version
        assert (there.applicant_name, there.phone) == ("Кремена Великова Рашкова", "0670 12 345")
        assert (there.heirs_request.deceased_egn, there.heirs_request.settlement.ekatte) == (DECEASED_EGN, "73198")
        assert (there.case.channel, there.case.received_at) == ("municipality", NOW)
        assert str(there.case.period) == "5d", "its own, from the moment when it reached the town"
        assert there.case.updates.get().text == "Нося и акта."
        party = there.case.parties.get()
        assert (party.account, party.person.identifier.reveal()) == (elena, EGN)
        assert not party.person.is_identifier_proven, "nobody there has seen the document"
        assert Message.objects.get(template="cases/notices/registered.txt").account == elena
        assert HandOver.objects.get().content == ""
        own = client_of(elena)
        assert f"под номер {filed.number}" in own.get(f"/razlog/bg/follow/{there.case.number}/").text
        assert there.case.number in own.get("/razlog/bg/mine/").text
    assert f"заведе под номер {there.case.number}" in client_of(elena).get(f"{TOWN}/follow/{filed.number}/").text


def test_where_it_is_not_offered_it_is_a_question_with_all_that_was_written(
    filed: Case, other_town: Municipality, georgi: Any, elena: Any
) -> None:
    message = sent(filed, other_town, georgi)
    with scoped(other_town.pk):
        open_department("info", "Информация")
        clerk = client_of(official("petar", "Петър Стоев", "secretary"), is_official=True)
        one = page_there(clerk)
        assert f'value="{CODE}"' not in clerk.get(one).text
        assert clerk.post(one, {"verb": "accept", "about": CODE}).status_code == 200, "it is not offered"
        assert clerk.post(one, {"verb": "accept", "about": "a question"}).status_code == 302
        case = Case.objects.get()
        assert (case.kind, case.key, case.parties.get().account) == ("enquiry", filed.key, elena)
        text = case.enquiry.question
        assert "Константин Хаджиев Стефанов" in text
        assert "Нося и акта." in text
        assert DECEASED_EGN not in text
        assert not Application.objects.exists()
    assert HandOver.objects.get(pk=message.pk).accepted_as == case.number


def test_question_sets_that_ask_the_same_fit_with_papers_speed_and_who_files_for_whom(
    registry: Any, version: ServiceVersion, other_town: Municipality, georgi: Any, elena: Any
) -> None:
    code = "parking-card"
    here = offered(code, registry, requirements=photo_needed())
    citizen = client_of(elena)
    send(citizen, walk(citizen, here, filer={"applies_for": "person"}, speed={"speed": "fast"}))
    mine = Application.objects.select_related("case").get()
    asked_here = Charge.objects.get(subject=mine.case.number)
    message = sent(mine.case, other_town, georgi)
    by = {"by": Actor(georgi.pk, "official"), "at": LATER}
    assert lift_fees_of_forwarded(at=LATER) == 0, "nobody has accepted it yet"
    with scoped(other_town.pk):
        offered(code, open_department("roads", "Пътища"), requirements=photo_needed())
        case = receive(inbox().get(), about=code, **by)
        there = Application.objects.select_related("sheet").get(case=case)
        assert there.speed == "fast"
        assert there.fee_cents == Charge.objects.get(subject=case.number).amount_cents, "by what holds in that town"
        applicant, filer = case.parties.order_by("pk")
        assert (applicant.role, applicant.person.given_name) == (Party.PartyRole.APPLICANT, "Иванка")
        assert (filer.account, filer.mandate.person) == (elena, applicant.person)
        assert case.documents.get().document.media_type == "image/png"
        assert there.sheet.by_code
        assert Person.objects.filter(is_identifier_proven=True).count() == 0
        assert lift_fees_of_forwarded(at=LATER) == 0, "what is owed there stays owed"
    assert HandOver.objects.get(pk=message.pk).accepted_as == case.number
    assert [lift_fees_of_forwarded(at=LATER) for _press in range(2)] == [1, 0]
    proposed = Correction.objects.get(charge=asked_here)
    assert (proposed.kind, proposed.cents, proposed.waits) == ("lifted", -asked_here.amount_cents, True)
    assert "Разлог" in proposed.reason
    decline(proposed, **by)
    assert lift_fees_of_forwarded(at=LATER) == 0, "what a person declined is not proposed again"


def test_no_application_goes_round_in_a_ring(filed: Case, other_town: Municipality, georgi: Any) -> None:
    sent(filed, other_town, georgi)
    with scoped(other_town.pk):
        desk = open_department("info", "Информация")
        publish(offer(desk))
        case = receive(inbox().get(), about=CODE, by=Actor(georgi.pk, "official"), at=LATER)
        head = client_of(official("petar", "Петър Стоев", "head", desk), is_official=True)
        page = head.get(f"/razlog/bg/desk/cases/{case.number}/hand_over/").text
        assert "вече я изпрати тук" in page
        assert '<form method="post" novalidate' not in page
        assert case.key == KEY or len(case.key) == 16
