"""Begun online or on the telephone, finished at a counter or online, with nothing typed again; status by telephone."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from chinar.domain.applications.models import Application, Draft
from chinar.domain.applications.tests.world import answers, fill, page_of, send, stored, submitted
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.tests.world import NOW, TOWN, client_of
from chinar.domain.catalogue.tests.world import publish
from chinar.domain.visits.models import StatusCall, Visit
from chinar.domain.visits.tests.world import EGN, AtDesk, known
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.documents.codes import format_code
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Account, Person


def code_of(client: Client, key: UUID) -> str:
    """As the page of the draft shows it."""
    address = page_of(key, "code")
    assert "Вашият код" not in client.get(address).text
    for _ in range(2):
        client.post(address)
    code = format_code(Draft.objects.get(key=key).code)
    assert code in client.get(address).text
    return code


@pytest.mark.parametrize("is_known", [True, False])
def test_a_draft_begun_online_is_finished_at_the_counter(
    clerk: Client, version: Any, elena: Account, is_known: bool
) -> None:
    """By somebody whose document an official has seen before, and by somebody new."""
    known(address="") if is_known else None
    online = client_of(elena)
    code = code_of(online, fill(online))
    assert code.replace("-", "") not in stored("applications_draft")
    screen = AtDesk(clerk)
    page = screen.press(who=code.lower())
    if not is_known:
        assert f'value="{EGN}"' in page.text
        page = screen.press("person")
    visit = Visit.objects.get()
    assert (visit.person.identifier.reveal(), visit.person.address) == (EGN, answers()["contact"]["address"])
    screen.press("finish")
    assert screen.faults == ""
    application, party = Application.objects.get(), Party.objects.get()
    assert (application.case.channel, application.heirs_request.deceased_family_name) == ("counter", "Стефанов")
    assert (party.account, Draft.objects.count()) == (elena, 0)
    assert online.get(f"{TOWN}/follow/{application.case.number}/").status_code == 200
    assert Entry.objects.filter(verb="visit.draft_opened").count() == 1


def test_whose_draft_states_another_number_does_not_see_the_matter(clerk: Client, version: Any, elena: Account) -> None:
    other = known("Ана", "Орешкова", "6623121132")
    online = client_of(elena)
    code = code_of(online, fill(online))
    screen = AtDesk(clerk)
    screen.press(who="6623121132")
    screen.press(who=code)
    assert Visit.objects.get().concerned is None
    screen.press("finish")
    party = Party.objects.get()
    assert (party.person, party.account) == (other, None)


def test_a_sign_in_that_proves_too_little_leads_to_a_code(version: Any, elena: Account) -> None:
    type(version).objects.filter(pk=version.pk).update(assurance="low")
    online = client_of(elena)
    key = fill(online)
    draft = Draft.objects.get(key=key)
    assert "Изпратете заявлението" in online.get(page_of(key, "check")).text
    draft.service_version = publish(version.service, assurance="substantial")
    draft.save()
    page = online.get(page_of(key, "check")).text
    assert "Изпратете заявлението" not in page
    assert "значително" in page
    assert send(online, key)["Location"].endswith("/check/")
    assert Case.objects.count() == 0


def test_what_a_caller_says_becomes_a_draft_that_they_finish_online(
    clerk: Client, version: Any, elena: Account
) -> None:
    assert "насл" in clerk.get(f"{TOWN}/desk/phone/", {"find": "насл"}).text
    key = uuid4()
    begin = f"{TOWN}/desk/phone/{key}/{version.service.code}/"
    address = clerk.post(begin)["Location"]
    assert clerk.post(begin)["Location"] == address
    typed = {f"{page}-{name}": value for page, told in answers().items() for name, value in told.items()}
    assert clerk.post(address, {**typed, "relation-relation": "", "do": "go"}).status_code == 302
    assert "Изберете каква е връзката" in clerk.get(address).text
    clerk.post(address, {**typed, "do": "code"})
    draft = Draft.objects.get()
    code = format_code(draft.code)
    assert code in clerk.get(address).text
    assert Case.objects.count() == 0
    assert EGN not in stored("applications_draft")
    caller = client_of(elena)
    entering = f"{TOWN}/apply/code/"
    for wrong in ("", "x", "0" * 16):
        assert "govuk-error-summary" in caller.post(entering, {"code": wrong}).text
    caller.post(entering, {"code": code})
    assert "govuk-error-summary" in client_of(elena).post(entering, {"code": code}).text
    assert "Стефанов" in caller.get(page_of(key, "check")).text
    send(caller, key)
    assert Application.objects.get().case.channel == "online"
    assert clerk.get(address).status_code == 404


def test_a_caller_may_also_come_to_the_counter(clerk: Client, deputy: Client, version: Any) -> None:
    key = uuid4()
    address = clerk.post(f"{TOWN}/desk/phone/{key}/{version.service.code}/")["Location"]
    assert deputy.get(address).status_code == 404
    typed = {f"{page}-{name}": value for page, told in answers().items() for name, value in told.items()}
    clerk.post(address, {**typed, "do": "code"})
    screen = AtDesk(deputy)
    screen.press(who=format_code(Draft.objects.get().code))
    screen.press("person")
    screen.press("finish")
    assert Application.objects.get().case.channel == "village_office"
    assert Person.objects.get().is_identifier_proven


def asked(client: Client, number: str, digits: str = "8750", day: str = "16") -> str:
    typed = {"filed_on-day": day, "filed_on-month": "11", "filed_on-year": "2026"}
    return client.post(f"{TOWN}/desk/phone/", {"number": number, "last_digits": digits, **typed}).text


def test_a_status_is_told_after_two_questions_and_wrong_answers_are_counted(
    clerk: Client, maria: Account, version: Any, elena: Account
) -> None:
    number = submitted(version, applicant=known()).case.number
    told = asked(clerk, number)
    assert "Чака служител" in told
    assert "Рашкова" not in told
    assert "EGN" not in told
    wrong = asked(clerk, number, digits="0000")
    for answer in (asked(clerk, number, day="15"), asked(clerk, "1204-999-16.11.2026")):
        assert "Отговорите не съвпадат" in answer
        assert "8750" not in wrong
    asked(clerk, number, digits="1111")
    assert "са дадени три грешни" in asked(clerk, number)
    assert StatusCall.objects.filter(is_right=False).count() == 4
    verbs = list(Entry.objects.filter(verb__startswith="visit.status").values_list("verb", flat=True))
    assert (verbs.count("visit.status_told"), verbs.count("visit.status_refused")) == (1, 4)
    second = submitted(version, applicant=known()).case
    recuse(second, accounts=[maria.pk], by=SYSTEM, at=NOW)
    assert "Отговорите не съвпадат" in asked(clerk, second.number)
    assert "govuk-error-message" in asked(clerk, second.number, digits="12")
