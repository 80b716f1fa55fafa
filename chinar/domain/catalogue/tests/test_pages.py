"""The list of services and the page of one, in both languages."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.tests.world import open_department, sofia
from chinar.domain.catalogue.models import Service, Speed
from chinar.domain.catalogue.tests.world import CODE, needs, offer, publish
from chinar.foundation.core import remembering
from chinar.foundation.core.scope import scoped

HERE = f"/troyan/bg/services/{CODE}/"
THERE = f"/troyan/en/services/{CODE}/"


def test_the_list_leads_to_each_service_from_a_to_z(registry: Any, client: Client) -> None:
    publish(offer(registry, "z"), name="Я")
    publish(offer(registry, "a"), name="А")
    page = client.get("/troyan/bg/services/").text
    assert 0 < page.index("/troyan/bg/services/a/") < page.index("/troyan/bg/services/z/")


def test_the_list_is_ordered_by_what_happens_to_people_and_for_whom_it_is(registry: Any, client: Client) -> None:
    publish(offer(registry, "none"), name="А")
    publish(offer(registry, "heirs"), name="Я", event="death", audience="citizens")
    publish(offer(registry, "shop"), name="Б", event="business", audience="businesses")
    for by, heads in {
        "event": ["A business begins, grows or changes", "Somebody close has died", "Other services"],
        "audience": ["Businesses and organisations", "Citizens", "Other services"],
    }.items():
        page = client.get(f"/troyan/en/services/?by={by}").text
        found = [page.index(f">{head}<") for head in heads]
        assert found == sorted(found), by
    assert page.index("/services/heirs/") < page.index("/services/none/")
    assert client.get("/troyan/en/services/?by=made-up").status_code == 200


def test_a_service_answers_before_it_asks_for_anything(registry: Any, client: Client) -> None:
    publish(offer(registry), is_online=True)
    page = client.get(THERE).text
    facts = [page.index(f">{name}<") for name in ("For whom", "What you bring", "How long", "How much", "Where")]
    assert facts == sorted(facts)
    assert facts[-1] < page.index("Apply now")


def test_a_second_visitor_costs_next_to_nothing_and_begins_with_a_form_of_their_own(
    registry: Any, settings: Any, django_assert_max_num_queries: Any
) -> None:
    settings.VISITORS_PAGE_SECONDS = 10
    publish(offer(registry), is_online=True)
    remembering.forget()
    assert "Apply now" in Client().get(THERE).text
    visitor = Client(enforce_csrf_checks=True)
    with django_assert_max_num_queries(1):  # whose address it is
        page = visitor.get(THERE).text
    proof = page.split('name="csrfmiddlewaretoken" value="')[-1].split('"')[0]
    begun = visitor.post(f"{THERE}apply/", {"csrfmiddlewaretoken": proof})
    assert begun.status_code == 302
    assert Client(enforce_csrf_checks=True).post(f"{THERE}apply/", {"csrfmiddlewaretoken": proof}).status_code == 403
    remembering.forget()


def test_an_empty_list_says_so(registry: Any, client: Client) -> None:
    assert "No services are published yet." in client.get("/troyan/en/services/").text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (HERE, ["Издаване на удостоверение за наследници", "7 дни", "АПК чл. 57, ал. 2", "2016"]),
        (THERE, ["Certificate of heirs", "7 days", "(АПК), art. 57, para. 2", "free of charge", "Within 14 days"]),
    ],
)
def test_the_page_says_what_how_long_and_by_which_article(
    registry: Any, client: Client, address: str, said: list[str]
) -> None:
    publish(offer(registry))
    page = client.get(address).text
    assert [words for words in said if words not in page] == []


def test_a_fee_is_said_with_its_currency(registry: Any, client: Client) -> None:
    publish(offer(registry), fee_cents=550)
    page = client.get(HERE).text
    assert "5,50" in page
    assert "€" in page


def test_search_engines_are_told_what_the_page_shows(registry: Any, client: Client) -> None:
    publish(offer(registry), name="</script><b>", is_sample=False, fee_cents=550)
    page = client.get(HERE).text
    block = page.split('<script type="application/ld+json">', 1)[1].split("</script>", 1)[0]
    told = json.loads(block)
    assert (told["@type"], told["name"], told["identifier"]) == ("GovernmentService", "</script><b>", "2016")
    assert told["offers"] == [{"@type": "Offer", "name": "", "price": "5.50", "priceCurrency": "EUR"}]
    publish(Service.objects.get(), at=sofia(2026, 11, 2), is_sample=True)
    assert '"offers"' not in client.get(HERE).text


def test_leva_stand_beside_the_euro_until_a_day_and_organisations_may_pay_more(
    registry: Any, client: Client, settings: Any
) -> None:
    speeds = [Speed(kind="ordinary", period="5d", fee_cents=153, organisation_fee_cents=307)]
    publish(offer(registry), speeds=speeds)
    assert "1,53 €; за организации 3,07 €" in client.get(HERE).text
    settings.LEVA_UNTIL = date(2026, 11, 16)
    assert "1,53 € (2,99 лв.)" in client.get(HERE).text
    settings.LEVA_UNTIL = date(2026, 11, 15)
    assert "лв." not in client.get(HERE).text


def test_what_is_not_translated_is_bulgarian_and_marked_as_such(registry: Any, client: Client) -> None:
    publish(offer(registry), summary_en="")
    page = client.get(THERE).text
    assert '<span lang="bg">Кои са наследниците на починал човек.</span>' in page
    assert "has not translated parts of this page" in page
    assert "has not translated" not in client.get(HERE).text


def test_the_page_shows_the_version_that_holds_now(registry: Any, client: Client) -> None:
    service = offer(registry)
    publish(service, summary="Старо описание.")
    publish(service, at=sofia(2026, 11, 2), summary="Ново описание.")
    page = client.get(HERE).text
    assert "Ново описание." in page
    assert "Старо описание." not in page


def test_a_service_published_in_the_first_minute_of_a_new_law_has_a_page(registry: Any, client: Client) -> None:
    publish(offer(registry), at=sofia(2026, 7, 1, 0, 1))
    assert client.get(HERE).status_code == 200


def test_a_service_never_published_is_not_there(registry: Any, client: Client) -> None:
    offer(registry)
    assert client.get(HERE).status_code == 404
    assert client.get("/troyan/bg/services/another/").status_code == 404


def test_a_service_of_another_town_is_not_there(registry: Any, other_town: Any, client: Client) -> None:
    with scoped(other_town.pk):
        publish(offer(open_department()))
    assert client.get(HERE).status_code == 404
    assert client.get(f"/razlog/bg/services/{CODE}/").status_code == 200


def test_what_a_town_writes_stays_text(registry: Any, client: Client) -> None:
    publish(offer(registry), summary="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(HERE).text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    registry: Any, client: Client, django_assert_max_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        publish(offer(registry, f"service-{number}"))
    with django_assert_max_num_queries(5):
        client.get("/troyan/bg/services/")


def test_the_page_says_what_the_town_looks_up_and_what_one_brings_and_why(
    registry: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    brought = {"source": "citizen", "operation": "", "reason": "Само ако е съставен в чужбина.", "reason_en": "Abroad."}
    rows = [needs("relations"), needs("act", source="own", is_optional=True)]
    publish(offer(registry), requirements=[*rows, needs("foreign", name_en="", **brought)])
    with django_assert_max_num_queries(10):
        page = client.get(THERE).text
    for words in ("What we look up for you", "АПК чл. 36, ал. 4", "the municipality has it", "if your matter needs it"):
        assert words in page
    assert '<span lang="bg">Роднини на починалия</span>. Abroad.' in page
    assert "Само ако е съставен в чужбина." in client.get(HERE).text
