"""Officials answer, publish, withdraw; and who may not."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chinar.domain.cases.actions.holding import draft_mark
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department, person
from chinar.domain.catalogue.tests.world import publish
from chinar.domain.enquiries.actions import (
    HoldsPersonalData,
    answer_enquiry,
    publish_answer,
    save_draft,
    withdraw_answer,
)
from chinar.domain.enquiries.models import BankAnswer, Enquiry
from chinar.domain.enquiries.tests.world import ANSWER, QUESTION, answered, asked, published
from chinar.foundation.core.actor import Actor


@pytest.fixture
def enquiry(version: Any) -> Enquiry:
    return asked(version.service.department, service=version.service)


def page(enquiry: Enquiry, name: str) -> str:
    return f"{TOWN}/desk/cases/{enquiry.case.number}/{name}/"


def test_an_expert_drafts_then_answers(enquiry: Enquiry, expert: Client, client: Client) -> None:
    expert.post(page(enquiry, "answer"), {"text": "започнато", "draft": "1"})
    assert "започнато" in expert.get(page(enquiry, "answer")).text
    assert Case.objects.get().is_open
    expert.post(page(enquiry, "answer"), {"text": ANSWER, "draft_seen": draft_mark("започнато"), "send": "1"})
    case = Case.objects.get()
    assert (case.phase, case.state, case.outcome) == ("closed", "answered", "answered")
    assert Enquiry.objects.get().draft == ""
    client.post(f"{TOWN}/follow/", {"number": case.number, "key": case.key})
    assert ANSWER in client.get(f"{TOWN}/follow/{case.number}/").text


def test_two_officials_at_once_lose_no_text(enquiry: Enquiry, expert: Client, nadezhda: Any) -> None:
    answered(enquiry, nadezhda)
    late = expert.post(page(enquiry, "answer"), {"text": "моят дълъг отговор", "send": "1"})
    assert "моят дълъг отговор" in late.text
    assert Enquiry.objects.get().answer.text == ANSWER


@pytest.mark.parametrize("button", ["draft", "send"])
def test_a_draft_of_a_colleague_is_not_written_over_and_neither_text_is_lost(
    enquiry: Enquiry, expert: Client, nadezhda: Any, button: str
) -> None:
    opened = expert.get(page(enquiry, "answer")).text
    save_draft(enquiry, text="нейният текст", by=Actor(nadezhda.pk, "official"), at=NOW)
    answer = expert.post(page(enquiry, "answer"), {"text": "моят текст", **hidden(opened), button: "1"})
    assert "моят текст" in answer.text
    assert "нейният текст" in answer.text
    assert Enquiry.objects.get().draft == "нейният текст"
    both = {"text": "двата", **hidden(answer.text), button: "1"}
    assert expert.post(page(enquiry, "answer"), both).status_code == 302


def test_who_answers_is_told_that_the_matter_went_to_a_colleague(
    enquiry: Enquiry, expert: Client, nadezhda: Any
) -> None:
    opened = expert.get(page(enquiry, "answer")).text
    take_case(enquiry.case, handler=nadezhda, by=Actor(nadezhda.pk, "official"), at=NOW)
    answer = expert.post(page(enquiry, "answer"), {"text": "моят текст", **hidden(opened), "send": "1"})
    assert "моят текст" in answer.text
    assert "кой отговаря" in answer.text
    assert not hasattr(Enquiry.objects.get(), "answer")
    assert expert.post(page(enquiry, "answer"), {"text": ANSWER, **hidden(answer.text), "send": "1"}).status_code == 302


def test_a_second_press_answers_once(enquiry: Enquiry, expert: Client) -> None:
    for _press in range(2):
        assert expert.post(page(enquiry, "answer"), {"text": ANSWER, "send": "1"}).status_code == 302
    assert Enquiry.objects.get().answer.text == ANSWER


def test_nobody_answers_their_own_question(version: Any, georgi: Any, expert: Client) -> None:
    own = asked(version.service.department, asker=person(), account=georgi)
    assert Party.objects.filter(case=own.case, account=georgi).exists()
    assert expert.get(page(own, "answer")).status_code == 404
    with pytest.raises(ValueError, match="did not ask"):
        answer_enquiry(own, text=ANSWER, by=Actor(georgi.pk, "official"), at=NOW)


@pytest.mark.parametrize("name", ["answer", "publish", "withdraw"])
def test_another_department_the_asker_and_strangers_find_nothing(enquiry: Enquiry, elena: Any, name: str) -> None:
    other = official("todor", "Тодор Ванев", "expert", open_department("taxes", "Местни данъци"))
    for client in (client_of(other, is_official=True), client_of(elena)):
        assert client.post(page(enquiry, name), {"text": "x"}).status_code == 404
    assert Client().post(page(enquiry, name)).status_code == 302


def test_an_oral_question_is_one_form_and_closed_at_once(version: Any, expert: Client) -> None:
    typed = {
        "channel": "telephone",
        "topic": "documents",
        "service": "",
        "question": QUESTION,
        "answer": ANSWER,
        "idempotency_key": str(uuid4()),
    }
    for _press in range(2):
        assert expert.post(f"{TOWN}/desk/questions/oral/", typed).status_code == 302
    case = Case.objects.get()
    assert (case.channel, case.state, case.parties.count()) == ("telephone", "answered", 0)
    assert "1" in expert.get(f"{TOWN}/desk/questions/").text
    wrong = expert.post(f"{TOWN}/desk/questions/oral/", {**typed, "topic": ""})
    assert QUESTION in wrong.text


def test_an_oral_question_needs_only_its_words_and_topic(version: Any, expert: Client) -> None:
    form = f"{TOWN}/desk/questions/oral/"
    assert 'value="telephone" checked' in expert.get(form, {"channel": "telephone"}).text
    assert expert.get(form, {"channel": "<i>"}).status_code == 200
    typed = {"channel": "counter", "topic": "taxes", "question": "До кога е данъкът?", "idempotency_key": str(uuid4())}
    assert expert.post(form, typed)["Location"].endswith("?channel=counter")
    assert Enquiry.objects.get().answer.text == "Отговорено устно."


def test_an_outdated_answer_is_listed_and_counts_as_written_anew_when_it_is_read_against_the_new_description(
    enquiry: Enquiry, version: Any, georgi: Any, expert: Client
) -> None:
    row = published(enquiry, georgi)
    week = f"{TOWN}/desk/questions/"
    assert "остарели" not in expert.get(week).text
    assert version.name in expert.get(week).text, "about which services"
    publish(version.service, at=NOW)
    assert page(enquiry, "publish") in expert.get(week).text
    form = expert.get(page(enquiry, "publish")).text
    assert "описана наново" in form
    assert f'value="{version.service.code}" selected' in form
    expert.post(page(enquiry, "publish"), {"question": QUESTION, "text": ANSWER, "service": version.service.code})
    row.refresh_from_db()
    assert not row.is_outdated
    assert page(enquiry, "publish") not in expert.get(week).text
    elsewhere = official("dora", "Дора Илиева", "expert", open_department("roads", "Пътища"))
    publish(version.service, at=NOW)
    assert page(enquiry, "publish") not in client_of(elsewhere, is_official=True).get(week).text


def test_one_click_publishes_and_everybody_finds_it(enquiry: Enquiry, georgi: Any, expert: Client) -> None:
    answered(enquiry, georgi)
    prefilled = expert.get(page(enquiry, "publish")).text
    assert QUESTION in prefilled
    expert.post(page(enquiry, "publish"), {"question": QUESTION, "text": ANSWER})
    row = BankAnswer.objects.get()
    visitor = Client()
    assert ANSWER in visitor.get(f"{TOWN}/answers/{row.pk}/").text
    for words in ("УДОСТОВЕРЕНИЯ", "наследника време", ""):
        assert QUESTION in visitor.get(f"{TOWN}/answers/", {"text": words}).text
    assert QUESTION not in visitor.get(f"{TOWN}/answers/", {"text": "асфалт"}).text
    assert QUESTION not in visitor.get(f"{TOWN}/answers/", {"topic": "taxes"}).text
    assert "Радост" not in visitor.get(f"{TOWN}/answers/{row.pk}/").text


@pytest.mark.parametrize("data", ["9030261907", "radost@chinar.example", "0670 12 345"])
def test_personal_data_are_not_published(enquiry: Enquiry, georgi: Any, expert: Client, data: str) -> None:
    answer = answered(enquiry, georgi)
    refused = expert.post(page(enquiry, "publish"), {"question": QUESTION, "text": f"{ANSWER} {data}"})
    assert "govuk-error-summary" in refused.text
    assert data in refused.text
    with pytest.raises(HoldsPersonalData):
        publish_answer(answer, question=data, text=ANSWER, by=Actor(georgi.pk, "official"), at=NOW)
    assert not BankAnswer.objects.exists()


def test_a_withdrawn_answer_is_gone_and_may_come_back(enquiry: Enquiry, georgi: Any, client: Client) -> None:
    row = published(enquiry, georgi)
    by = Actor(georgi.pk, "official")
    assert withdraw_answer(row.answer, by=by, at=NOW)
    assert not withdraw_answer(row.answer, by=by, at=NOW)
    assert client.get(f"{TOWN}/answers/{row.pk}/").status_code == 404
    publish_answer(row.answer, question=QUESTION, text=ANSWER, by=by, at=NOW)
    assert client.get(f"{TOWN}/answers/{row.pk}/").status_code == 200


def test_an_answer_is_outdated_when_the_service_is_described_anew(enquiry: Enquiry, version: Any, georgi: Any) -> None:
    row = published(enquiry, georgi)
    assert row.service_version == version
    assert not BankAnswer.objects.get().is_outdated
    publish(version.service, at=NOW)
    assert BankAnswer.objects.get().is_outdated


def test_the_bank_costs_the_same_however_long_it_is(
    version: Any, georgi: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    for _row in range(8):
        published(asked(version.service.department, service=version.service), georgi)
    client.get(f"{TOWN}/answers/")
    with django_assert_max_num_queries(5):
        assert client.get(f"{TOWN}/answers/").text.count("govuk-list--spaced") == 1


@pytest.mark.parametrize("week", ["", "x", "9999-12-31", "0001-01-01", "2026-W01"])
def test_any_week_may_be_asked_for(version: Any, expert: Client, week: str) -> None:
    assert expert.get(f"{TOWN}/desk/questions/", {"week": week}).status_code == 200
