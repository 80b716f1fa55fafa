"""The pages of the journey: from the service to the receipt, with wrong answers and second thoughts on the way."""

import re
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import escape

from chinar.domain.applications import actions
from chinar.domain.applications.models import Application, Draft
from chinar.domain.applications.tests.world import (
    DECEASED_EGN,
    EGN,
    PAGES,
    answers,
    begin,
    fill,
    messages,
    page_of,
    send,
)
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import TOWN, account, client_of, sofia
from chinar.domain.catalogue.tests.world import CODE, publish
from chinar.foundation.people.models import Person
from chinar.foundation.territory.models import Settlement
from chinar.foundation.time.rules import NoCalendar


def test_the_whole_way(citizen: Client, elena: Any) -> None:
    key = fill(citizen)
    check = citizen.get(page_of(key, "check")).text
    for said in (
        "Кремена Великова Рашкова",
        EGN,
        "0670 12 345",
        "Константин Хаджиев Стефанов",
        "9 август 2026",
        "гр. Троян",
    ):
        assert said in check, said
    answer = send(citizen, key)
    assert answer["Location"] == page_of(key, "done")
    done = citizen.get(page_of(key, "done")).text
    case = Case.objects.get()
    assert case.number in done
    assert "-".join(re.findall("....", case.key)) in done
    assert "23 ноември 2026" in done
    application = Application.objects.select_related("heirs_request").get()
    assert application.case == case
    assert (application.applicant_name, application.language) == ("Кремена Великова Рашкова", "bg")
    request = application.heirs_request
    assert (request.deceased_egn, request.died_on, request.relation) == (DECEASED_EGN, date(2026, 8, 9), "child")
    assert case.parties.get().account_id == elena.pk
    assert not Draft.objects.exists()


def test_what_is_sent_in_the_evening_counts_from_the_next_working_day(citizen: Client, elena: Any, clock: Any) -> None:
    key = fill(citizen)
    clock.moment = sofia(2026, 11, 20, 19, 0)  # Friday
    citizen = client_of(elena)  # a session ends with the day
    send(citizen, key)
    assert Case.objects.get().due_on == date(2026, 11, 30)
    assert "извън работното време" in citizen.get(page_of(key, "done")).text


def test_in_english_the_receipt_will_be_english(citizen: Client) -> None:
    key = fill(citizen)
    citizen.post(f"/troyan/en/apply/{key}/send/")
    assert Application.objects.get().language == "en"


def test_the_way_back_goes_page_by_page(citizen: Client) -> None:
    key = begin(citizen)
    assert f'href="{TOWN}/services/{CODE}/"' in citizen.get(page_of(key, "applicant")).text
    for before, page in pairwise(PAGES):
        assert f'href="{page_of(key, before)}"' in citizen.get(page_of(key, page)).text


def test_an_answer_stands_there_when_one_comes_back(citizen: Client) -> None:
    key = fill(citizen)
    assert 'value="Константин"' in citizen.get(page_of(key, "deceased")).text
    assert 'value="9"' in citizen.get(page_of(key, "death")).text
    assert re.search(r'value="child"[^>]*checked', citizen.get(page_of(key, "relation")).text)


def test_changing_an_answer_leads_back_to_the_check(citizen: Client) -> None:
    key = fill(citizen)
    change = f"{page_of(key, 'deceased')}?change=1"
    assert change in citizen.get(page_of(key, "check")).text
    assert f'href="{page_of(key, "check")}"' in citizen.get(change).text
    answer = citizen.post(change, {**answers()["deceased"], "given_name": "Кирил"})
    assert answer["Location"] == page_of(key, "check")
    assert "Кирил Хаджиев Стефанов" in citizen.get(page_of(key, "check")).text


def test_check_and_send_lead_to_what_is_not_answered_yet(citizen: Client) -> None:
    key = begin(citizen)
    citizen.post(page_of(key, "applicant"), answers()["applicant"])
    assert citizen.get(page_of(key, "check"))["Location"] == page_of(key, "contact")
    assert send(citizen, key)["Location"] == page_of(key, "contact")
    assert not Case.objects.exists()


# Page, what is typed there, what is said; everything typed must still be there.
WRONG: list[tuple[str, dict[str, str], list[str]]] = [
    ("applicant", {"given_name": ""}, ["Enter your given name"]),
    ("applicant", {"family_name": " "}, ["Enter your family name"]),
    ("applicant", {"identifier": ""}, ["Enter your EGN or LNCh, ten digits"]),
    ("applicant", {"identifier": "7928178751"}, ["does not add up"]),
    ("applicant", {"identifier_kind": "lnch"}, ["does not add up"]),
    ("contact", {"address": ""}, ["Enter the address"]),
    ("contact", {"phone": "ring me"}, ["Enter a telephone number with digits"]),
    ("deceased", {"given_name": "", "family_name": ""}, ["given name of the deceased", "family name of the deceased"]),
    ("deceased", {"egn": "123"}, ["An EGN has 10 digits; there are 3 here."]),
    ("death", {"died_on-day": "31", "died_on-month": "2"}, ["There is no such date: 31.2.2026"]),
    ("death", {"died_on-year": "2027"}, ["Today is 16.11.2026"]),
    ("death", {"died_on-year": "1849"}, ["Check the year"]),
    ("death", {"died_on-month": ""}, ["The month is missing"]),
    ("death", {"settlement": "", "died_on-day": "", "died_on-month": "", "died_on-year": ""}, ["date", "village"]),
    ("death", {"settlement": "999999"}, ["choice"]),
    ("relation", {"relation": ""}, ["Choose what you are"]),
    ("relation", {"relation": "emperor"}, ["choice"]),
    ("purpose", {"purpose": "other", "purpose_words": ""}, ["Write whom"]),
    ("delivery", {"delivery": ""}, ["Choose how you want"]),
]
NOT_IN_THE_LIST = {"999999", "emperor"}


@pytest.mark.parametrize(("page", "change", "said"), WRONG)
def test_a_wrong_answer_comes_back_with_a_message_and_everything_typed(
    citizen: Client, page: str, change: dict[str, str], said: list[str]
) -> None:
    key = fill(citizen)
    before = Draft.objects.get().answers
    typed = {**answers()[page], **change}
    answer = citizen.post(f"/troyan/en/apply/{key}/{page}/", typed)
    assert answer.status_code == 200
    found = messages(answer)
    assert len(found) == len(said), found
    assert [message for words, message in zip(said, found, strict=True) if words not in message] == []
    kept = {value.strip() for value in typed.values()} - NOT_IN_THE_LIST
    assert [value for value in kept if str(escape(value)) not in answer.text] == []
    assert Draft.objects.get().answers == before


def test_a_place_of_another_town_is_no_answer(citizen: Client, other_town: Any) -> None:
    bansko = Settlement.objects.create(
        ekatte="02676", kind="town", name="Банско", name_en="Bansko", municipality=other_town, valid_from="2020-01-01"
    )
    key = begin(citizen)
    answer = citizen.post(page_of(key, "death"), {**answers()["death"], "settlement": str(bansko.pk)})
    assert answer.status_code == 200
    assert "Банско" not in answer.text


def test_who_is_known_is_not_asked_who_they_are(citizen: Client, elena: Any) -> None:
    send(citizen, fill(citizen))
    key = begin(citizen)
    assert citizen.get(page_of(key, "applicant")).status_code == 404
    assert "въпрос 1 от 6" in citizen.get(page_of(key, "contact")).text
    second = fill(citizen)
    assert "Кремена Великова Рашкова" in citizen.get(page_of(second, "check")).text
    send(citizen, second)
    assert Person.objects.count() == 1
    assert {a.applicant_name for a in Application.objects.all()} == {"Кремена Великова Рашкова"}


def test_beginning_twice_is_beginning_once_till_something_is_answered(citizen: Client) -> None:
    first = begin(citizen)
    assert begin(citizen) == first
    citizen.post(page_of(first, "applicant"), answers()["applicant"])
    assert begin(citizen) != first
    assert Draft.objects.count() == 2


def test_a_draft_is_found_again_where_it_was_left(citizen: Client) -> None:
    key = begin(citizen)
    resume = f"{TOWN}/apply/{key}/"
    assert resume not in citizen.get(f"{TOWN}/mine/").text
    citizen.post(page_of(key, "applicant"), answers()["applicant"])
    assert resume in citizen.get(f"{TOWN}/mine/").text
    assert citizen.get(resume)["Location"] == page_of(key, "contact")
    for page in PAGES[1:]:
        citizen.post(page_of(key, page), answers()[page])
    assert citizen.get(resume)["Location"] == page_of(key, "check")
    neighbour = client_of(account("neighbour", "Стоян Иванов"))
    assert neighbour.get(resume).status_code == 404
    assert resume not in neighbour.get(f"{TOWN}/mine/").text
    send(citizen, key)
    assert citizen.get(resume)["Location"] == page_of(key, "done")


def test_a_description_that_changed_is_shown_before_it_is_agreed_to(version: Any, citizen: Client) -> None:
    key = fill(citizen)
    publish(version.service, at=sofia(2026, 11, 16, 9), period="3d")
    answer = citizen.post(f"/troyan/en/apply/{key}/send/", follow=True)
    assert "The description of the service has changed." in answer.text
    assert answer.redirect_chain[-1][0] == f"/troyan/en/apply/{key}/check/"
    assert not Case.objects.exists()
    assert send(citizen, key)["Location"] == page_of(key, "done")
    assert Case.objects.get().period == "3d"


def test_what_cannot_be_counted_yet_is_kept_and_not_sent(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise NoCalendar(2028)

    key = fill(citizen)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "submit_application", unknown)
        answer = citizen.post(f"/troyan/en/apply/{key}/send/", follow=True)
    assert "Your answers are kept." in answer.text
    assert answer.redirect_chain[-1][0] == f"/troyan/en/apply/{key}/check/"
    assert send(citizen, key)["Location"] == page_of(key, "done")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["applicant", "contact", "check", "send", "done"])
def test_a_draft_is_found_by_its_writer_alone(citizen: Client, page: str, method: str) -> None:
    key = fill(citizen)
    neighbour = client_of(account("neighbour", "Стоян Иванов"))
    answer = getattr(neighbour, method)(page_of(key, page))
    wrong_way = (page == "send") == (method == "get") and page in ("send", "check", "done")
    assert answer.status_code == (405 if wrong_way else 404)
    visitor = getattr(Client(), method)(page_of(key, page))
    assert visitor.status_code == (405 if page == "check" and method == "post" else 302)
    assert visitor.get("Location", "/bg/accounts/login/").startswith("/bg/accounts/login/")
    assert not Case.objects.exists()


def test_a_registered_application_is_confirmed_to_its_writer_alone(citizen: Client) -> None:
    key = fill(citizen)
    send(citizen, key)
    neighbour = client_of(account("neighbour", "Стоян Иванов"))
    assert [neighbour.get(page_of(key, page)).status_code for page in ("done", "check", "contact")] == [404] * 3
    assert citizen.get(page_of(key, "contact"))["Location"] == page_of(key, "done")
    assert citizen.get(page_of(key, "check"))["Location"] == page_of(key, "done")


def test_a_draft_does_not_travel_to_another_town(citizen: Client, other_town: Any) -> None:
    key = fill(citizen)
    assert citizen.get(f"/razlog/bg/apply/{key}/check/").status_code == 404
    assert citizen.post(f"/razlog/bg/apply/{key}/send/").status_code == 404
    assert not Case.objects.exists()


def test_what_is_not_there_is_not_found(citizen: Client) -> None:
    key = begin(citizen)
    assert citizen.get(page_of(key, "surprise")).status_code == 404
    assert citizen.get(page_of(uuid4(), "contact")).status_code == 404
    assert citizen.post(f"{TOWN}/services/another/apply/").status_code == 404
    assert citizen.get(f"{TOWN}/services/{CODE}/apply/").status_code == 405
    assert citizen.get(page_of(key, "send")).status_code == 405
