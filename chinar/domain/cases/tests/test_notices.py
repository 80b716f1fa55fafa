"""What citizens are told of their matter, and what officials see of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chinar.domain.cases import kinds, notices
from chinar.domain.cases.actions import clock as verbs
from chinar.domain.cases.actions.ending import forward
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.rules import Step
from chinar.domain.cases.tests.world import NOW, TOWN, account, client_of, official, registered, sofia
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications import tasks
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.recipients import by_post
from chinar.foundation.time.rules import Period

LATER = sofia(2026, 11, 18)
ON = date(2026, 11, 18)
WRITTEN = "Обадете се на Елена, ЕГН 8501011234"


@pytest.fixture
def case(registry: Any, elena: Any) -> Case:
    return registered(registry, account=elena, legal_period="individual_act", period=Period.parse("14d"))


@pytest.fixture
def by(georgi: Any) -> dict[str, Any]:
    return {"by": Actor(georgi.pk, "official"), "at": LATER, "on": ON}


def codes() -> list[str]:
    return [row.template.rpartition("/")[2].removesuffix(".txt") for row in Message.objects.order_by("id")]


def test_each_step_of_the_clock_is_told_with_the_date_that_holds_and_without_what_was_written(
    case: Case, by: Any
) -> None:
    case = verbs.suspend(case, ground="other_case", act="дело 7", **by)
    case = verbs.resume(case, **by)
    case = verbs.note_defects(case, what=WRITTEN, **by)
    case = verbs.note_remedy(case, **by)
    case = verbs.ask_consent(case, of=WRITTEN, **by)
    case = verbs.receive_consent(case, **by)
    verbs.terminate(case, ground=WRITTEN, **by)
    assert codes() == ["suspended", "resumed", "defects", "mended", "consent_asked", "terminated"]
    texts = {row.template: row.text for row in Message.objects.all()}
    assert [text for text in texts.values() if "8501011234" in text or "{" in text or "&" in text] == []
    assert "до 16 декември 2026 г." in texts["cases/notices/consent_asked.txt"]
    assert all(f"http://localhost:8000/troyan/bg/follow/{case.number}/" in text for text in texts.values())
    assert all("Здравейте, Елена Димитрова," in text and "Проба 1" in text for text in texts.values())
    assert all(row.subject.startswith(f"Преписка {case.number}: ") for row in Message.objects.all())


def test_a_forwarded_matter_says_where_it_went_in_the_readers_language(case: Case, by: Any, elena: Any) -> None:
    elena.language = "en"
    elena.save()
    forward(case, body='Община "Ловеч" & Ко', act="№ 5", by=by["by"], at=LATER)
    told = Message.objects.get()
    assert 'has been sent your matter: Община "Ловеч" & Ко.' in told.text
    assert (told.subject, told.language) == (f"Matter {case.number}: sent to the competent body", "en")
    assert "/troyan/en/follow/" in told.text


def test_what_could_not_be_read_is_told_on_paper_with_what_it_is(
    case: Case, by: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    Party.objects.filter(case=case).update(account=None)
    plain = kinds.kind_of(case)
    to = by_post("Стоян Петков", "с. Орешак", language="bg")
    posted = replace(plain, postal=lambda case: to)
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds, plain.code: posted})
    verbs.note_defects(case, what="Снимка 2 е празна", rule="unreadable_attachments", **by)
    letter = Message.objects.get()
    assert letter.template == "cases/notices/unreadable.txt"
    assert [
        part for part in ("Снимка 2 е празна", "АПК чл. 30, ал. 4", "най-късно три дни") if part not in letter.text
    ] == []
    assert "не може да продължи" not in letter.text, "the period runs all the same"


def test_parties_are_told_once_each_and_a_closed_account_is_not(registry: Any, elena: Any) -> None:
    closed = account("closed", "Стоян Иванов")
    closed.is_active = False
    closed.save()
    case = registered(registry, account=elena)
    for who in (elena, closed):
        Party.objects.create(case=case, role=Party.PartyRole.FILER, person=case.parties.first().person, account=who)
    notices.tell(case, notices.OF_STEPS[Step.DECIDED], at=NOW)
    notices.tell(case, "decided", at=NOW)
    assert [row.account for row in Message.objects.select_related("account")] == [elena]


def test_every_notice_of_a_step_can_be_told(case: Case) -> None:
    for code in {*notices.OF_STEPS.values(), "registered"} - {"silence"}:
        notices.tell_with(case, code, {"body": "x"}, key=1, at=NOW)
    assert Message.objects.count() == len(notices.OF_STEPS)


def test_an_official_sees_on_the_matter_what_went_out_and_what_did_not(
    case: Case, by: Any, georgi: Any, clock: Any
) -> None:
    clock.moment = LATER
    verbs.suspend(case, ground="other_case", act="дело 7", **by)
    address = f"{TOWN}/desk/cases/{case.number}/"
    expert = client_of(georgi, is_official=True)
    assert "чака изпращане" in expert.get(address).text
    tasks.send_all()
    assert "изпратено на" in expert.get(address).text
    Message.objects.update(state="failed", trouble="refused", trouble_code="550")
    page = expert.get(address).text
    assert "адресът не съществува или отказва съобщението (550)." in page
    assert "Уведомете човека по телефона" in page
    assert "elena@" not in page


def test_whoever_watches_over_sending_lets_a_message_go_again(case: Case, by: Any, georgi: Any, clock: Any) -> None:
    clock.moment = LATER
    verbs.suspend(case, ground="other_case", act="дело 7", **by)
    Message.objects.update(state="failed", trouble="refused", trouble_code="550", tries=3)
    somebody = official("op", "Огнян Попов", "operator")
    operator = client_of(somebody, is_official=True)
    page, again = f"{TOWN}/desk/messages/", f"{TOWN}/desk/messages/{Message.objects.get().pk}/again/"
    assert "el…@chinar.example" in operator.get(page).text
    assert client_of(georgi, is_official=True).post(again).status_code == 404
    assert operator.post(f"{TOWN}/desk/messages/999999/again/").status_code == 404
    assert operator.get(again).status_code == 405
    recuse(case, accounts=[somebody.pk], by=SYSTEM, at=NOW)
    assert case.number not in operator.get(page).text
    assert operator.post(again).status_code == 404
    recuse(case, accounts=[], by=SYSTEM, at=NOW)
    operator.post(again)
    assert Entry.objects.filter(verb="message.sent_again").count() == 1
    assert "вече е на път" in operator.post(again, follow=True).text
    assert tasks.send_all() == 1
    assert "Всички съобщения са изпратени." in operator.get(page).text


def test_a_party_may_have_an_sms_where_the_municipality_sends_any(
    case: Case, by: Any, elena: Any, settings: Any
) -> None:
    client, page = client_of(elena), f"{TOWN}/follow/{case.number}/sms/"
    matter = f"{TOWN}/follow/{case.number}/"
    assert "не изпраща SMS" in client.get(page).text
    assert page not in client.get(matter).text
    client.post(page, {"phone": "0888 12 34 56"})
    assert case.parties.get().sms_number == ""
    settings.SMS_URL = "https://sms.example/sendsms"
    assert page in client.get(matter).text
    wrong = client.post(page, {"phone": "елена"}).text
    assert 'value="елена"' in wrong
    assert "govuk-error-message" in wrong
    client.post(page, {"phone": "0888 12 34 56"})
    assert case.parties.get().sms_number == "+359888123456"
    verbs.note_defects(Case.objects.get(pk=case.pk), what=WRITTEN, **by)
    assert codes() == ["defects", "defects_sms"]
    short = Message.objects.get(channel="sms")
    assert short.text.startswith(f"Община Троян: нещо не достига по преписка {case.number}. http://")
    client.post(page, {"phone": ""})
    verbs.note_remedy(Case.objects.get(pk=case.pk), **by)
    assert (codes()[2:], case.parties.get().sms_number) == (["mended"], "")
    assert client_of(account("neighbour", "Стоян Иванов")).get(page).status_code == 404
    assert [entry.verb for entry in Entry.objects.filter(verb__contains="sms").order_by("id")] == [
        "case.sms_wanted",
        "case.sms_ended",
    ]
