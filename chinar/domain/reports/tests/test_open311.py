"""GeoReport v2: every field of the specification, in JSON and XML, and never personal data."""

import json
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from chinar.domain.cases.tests.world import NOW, TOWN, sofia
from chinar.domain.reports.access import digest_of
from chinar.domain.reports.models import ApiKey, CitizenReport, GivenAnswer, Photo
from chinar.domain.reports.tests.world import TEXT, filed, picture, published, settled

V2 = f"{TOWN}/open311/v2"
REQUEST = {
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime", "expected_datetime", "address",
    "address_id", "zipcode", "lat", "long", "media_url",
}  # fmt: skip
SERVICE = {"service_code", "service_name", "description", "metadata", "type", "keywords", "group"}
ATTRIBUTE = {
    "variable", "code", "datatype", "required", "datatype_description", "order", "description", "values",
}  # fmt: skip
SENT = {"api_key": "secret", "service_code": "lamps", "description": TEXT, "lat": "42.8829", "long": "24.7868"}


@pytest.fixture
def key(lamps: Any, georgi: Any) -> ApiKey:
    made: ApiKey = ApiKey.objects.create(name="Приложение", digest=digest_of("secret"), given_at=NOW, given_by=georgi)
    return made


def read(client: Client, path: str, **query: str) -> Any:
    return json.loads(client.get(f"{V2}/{path}.json", query).content)


def test_services_and_their_definition(lamps: Any, client: Client) -> None:
    lamps.questions.create(text="Как свети?", choices="мига\nне свети", is_required=True)
    found = read(client, "services")
    assert set(found[0]) == SERVICE
    assert (found[0]["service_code"], found[0]["metadata"], found[0]["type"]) == ("lamps", True, "realtime")
    definition = read(client, "services/lamps")
    assert set(definition["attributes"][0]) == ATTRIBUTE
    assert definition["attributes"][0]["datatype"] == "singlevaluelist"
    assert [value["key"] for value in definition["attributes"][0]["values"]] == ["мига", "не свети"]
    tree = etree.fromstring(client.get(f"{V2}/services/lamps.xml").content)
    assert tree.findtext("attributes/attribute/values/value/name") == "мига"
    assert client.get(f"{V2}/services/no-such.json").status_code == 404
    tag = client.get(f"{V2}/services.json")["ETag"]
    again = client.get(f"{V2}/services.json", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    discovery = json.loads(client.get(f"{TOWN}/open311/discovery.json").content)
    assert discovery["endpoints"][0]["url"].endswith("/troyan/bg/open311/v2")


def test_requests_hold_every_field_and_no_person(lamps: Any, georgi: Any, client: Client) -> None:
    report = filed(lamps, point=(24.7868, 42.8829), phone="0888123456")
    filed(lamps, against="mayor", settlement=None)
    found = read(client, "requests")
    assert [set(one) for one in found] == [REQUEST], "one that accuses somebody is not among them"
    assert (found[0]["description"], found[0]["lat"], found[0]["status"]) == (None, None, "open")
    assert found[0]["expected_datetime"].startswith("2026-11-23T23:59:59+02")
    published(report, georgi, text="Лампа <b>&", shows_point=True)
    settled(report, georgi)
    one = read(client, f"requests/{report.case.number}")[0]
    assert (one["status"], one["lat"], one["long"]) == ("closed", 42.8829, 24.7868)
    answer = client.get(f"{V2}/requests.xml")
    tree = etree.fromstring(answer.content)
    assert {child.tag for child in tree.find("request")} == REQUEST
    assert tree.findtext("request/description") == "Лампа <b>&"
    for secret in ("Радост", "radost@", "0888123456", TEXT):
        assert secret not in answer.content.decode()


def test_the_list_is_filtered_as_the_specification_says(lamps: Any, client: Client) -> None:
    old, new = filed(lamps, at=sofia(2026, 7, 6)), filed(lamps)
    assert [one["service_request_id"] for one in read(client, "requests")] == [new.case.number]
    numbers = f"{old.case.number},{new.case.number}"
    assert len(read(client, "requests", service_request_id=numbers)) == 2
    asked = {"start_date": "2026-07-01T00:00:00Z", "end_date": "2026-07-31T00:00:00Z"}
    assert [one["service_request_id"] for one in read(client, "requests", **asked)] == [old.case.number]
    assert read(client, "requests", status="closed") == []
    assert read(client, "requests", service_code="no,such") == []
    assert len(read(client, "requests", jurisdiction_id="troyan")) == 1
    wrongs: tuple[dict[str, str], ...] = (
        {"status": "x"}, {"start_date": "x"}, {**asked, "end_date": "2027-07-31T00:00:00Z"},
        {"start_date": "9999-12-31T00:00:00Z"}, {"end_date": "0001-01-02T00:00:00Z"},
        {"start_date": "0001-01-01T00:00:00+02:00", "end_date": "0001-01-02T00:00:00Z"},
    )  # fmt: skip
    for wrong in wrongs:
        answer = client.get(f"{V2}/requests.json", wrong)
        assert answer.status_code == 400
        assert set(json.loads(answer.content)[0]) == {"code", "description"}
    assert client.get(f"{V2}/requests.json", {"jurisdiction_id": "razlog"}).status_code == 404
    assert client.get(f"{V2}/requests/1-1-01.01.2026.xml").status_code == 404


def test_a_day_that_is_expected_has_the_hour_of_its_own_season(lamps: Any, client: Client) -> None:
    filed(lamps, at=sofia(2026, 10, 22))
    found = read(client, "requests", start_date="2026-10-01T00:00:00Z")
    assert found[0]["requested_datetime"].endswith("+03:00")
    assert found[0]["expected_datetime"] == "2026-10-29T23:59:59+02:00"


def test_a_program_with_a_key_files_a_signal(key: ApiKey, lamps: Any) -> None:
    question = lamps.questions.create(text="Как свети?", choices="мига\nне свети", is_required=True)
    client = Client(enforce_csrf_checks=True)
    typed = {**SENT, "first_name": "Радост", f"attribute[q_{question.pk}]": "мига", "media_file": picture()}
    answer = client.post(f"{V2}/requests.json", typed)
    made = json.loads(answer.content)[0]
    assert set(made) == {"service_request_id", "token", "service_notice", "account_id"}
    report = CitizenReport.objects.select_related("case", "settlement").get()
    assert report.case.number == made["service_request_id"]
    assert (report.settlement.name, report.point, report.author_name) == ("Орешак", (24.7868, 42.8829), "Радост")
    assert (GivenAnswer.objects.get().text, Photo.objects.count()) == ("мига", 1)
    assert read(client, f"tokens/{made['token']}")[0]["service_request_id"] == report.case.number
    assert client.get(f"{V2}/tokens/{'-' * 36}.json").status_code == 404


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"api_key": "x"}, 403),
        ({"api_key": ""}, 403),
        ({"service_code": "no-such"}, 404),
        ({"description": ""}, 400),
        ({"lat": "0", "long": "0"}, 400),
        ({"lat": "nan", "long": "nan"}, 400),
        ({"email": "x"}, 400),
        ({"jurisdiction_id": "razlog"}, 404),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    key: ApiKey, client: Client, changed: dict[str, str], status: int
) -> None:
    answer = client.post(f"{V2}/requests.xml", {**SENT, **changed})
    assert answer.status_code == status
    assert etree.fromstring(answer.content).findtext("error/code") == str(status)
    assert not CitizenReport.objects.exists()


def test_a_revoked_key_opens_nothing(key: ApiKey, client: Client) -> None:
    ApiKey.objects.update(revoked_at=NOW)
    assert client.post(f"{V2}/requests.json", SENT).status_code == 403


def test_an_address_names_the_settlement(key: ApiKey, client: Client) -> None:
    typed = {name: value for name, value in SENT.items() if name not in ("lat", "long")}
    client.post(f"{V2}/requests.json", {**typed, "address_string": "с. Орешак, до църквата"})
    assert CitizenReport.objects.select_related("settlement").get().settlement.ekatte == "53707"
