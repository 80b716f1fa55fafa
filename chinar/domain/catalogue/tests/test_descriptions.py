"""The editor describes a service by the fields of the register, sees what changes, and publishes a new version."""

from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.tests.world import TOWN, client_of, official
from chinar.domain.catalogue.descriptions import FOURTEEN, LABELS, differences, untold
from chinar.domain.catalogue.models import ServiceVersion, Speed
from chinar.domain.catalogue.tests.world import CODE, offer, publish
from chinar.foundation.core.scope import scoped

PAGE = f"{TOWN}/desk/services/{CODE}/description/"
VERSIONS = f"{TOWN}/desk/services/{CODE}/versions/"


@pytest.fixture
def editor(registry: Any) -> Client:
    return client_of(official("editor", "Редактор", "catalogue_editor"), is_official=True)


@pytest.fixture
def version(registry: Any) -> ServiceVersion:
    return publish(offer(registry), speeds=[Speed(kind="ordinary", period="7d", fee_cents=256)])


def typed(version: ServiceVersion, **changes: str) -> dict[str, str]:
    """The whole form as it stands in the page, and what is changed in it."""
    kept = {name: getattr(version, name) for name in LABELS}
    facts = {name: "on" if value is True else "" if value is False else str(value) for name, value in kept.items()}
    return {**facts, "seen": str(version.number), **changes}


def test_a_change_is_seen_and_compared_before_it_is_published(version: ServiceVersion, editor: Client) -> None:
    assert Client().get(PAGE).status_code == 302
    assert "контролен орган" in editor.get(PAGE).text
    new = {
        "procedure": "Подава се заявление.\n<script>",
        "supervising_body": "Областният управител",
        "validity": "6 м.",
    }
    seen = editor.post(PAGE, {**typed(version, **new), "preview": "1"})
    assert "Областният управител" in seen.text
    assert "&lt;script&gt;" in seen.text
    assert "Както ще го видят гражданите" in seen.text
    assert ServiceVersion.objects.count() == 1
    assert editor.post(PAGE, {**typed(version, **new), "publish": "1"})["Location"] == VERSIONS
    held = ServiceVersion.objects.get(superseded_at=None)
    assert (held.number, held.supervising_body, held.name) == (2, "Областният управител", version.name)
    assert [speed.fee_cents for speed in held.speeds.all()] == [256]
    public = Client().get(f"{TOWN}/services/{CODE}/").text
    assert "Областният управител" in public
    compared = editor.get(f"{VERSIONS}?of=2").text
    assert "Областният управител" in compared
    assert "първата" in editor.get(f"{VERSIONS}?of=1").text
    assert editor.get(f"{TOWN}/desk/services/none/versions/").status_code == 404
    changed = {row.label for row in differences(version, held)}
    assert changed == {str(LABELS[name]) for name in new}
    assert len(untold(version, has_office=True)) - len(untold(held, has_office=False)) == 2
    again = editor.post(PAGE, {**typed(held), "publish": "1"})
    assert (again.status_code, ServiceVersion.objects.count()) == (302, 2)


def test_of_two_editors_one_is_told_and_loses_nothing(version: ServiceVersion, editor: Client) -> None:
    publish(version.service, summary="Друго обяснение.")
    answer = editor.post(PAGE, {**typed(version, validity="1 година"), "publish": "1"})
    assert answer.status_code == 200
    assert "1 година" in answer.text
    assert "Друго обяснение." in answer.text
    assert ServiceVersion.objects.get(superseded_at=None).summary == "Друго обяснение."


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Въведете наименованието"),
        ({"period": "скоро"}, "Напишете число"),
        ({"period": "30d"}, "никога по-бавна"),
        ({"period": ""}, "Напишете срока"),
        ({"legal_period": "act_without_own_term"}, "избор"),
        ({"form_url": "javascript:alert(1)"}, "адрес"),
        ({"suggestions": "не е адрес"}, "имейл"),
        ({"validity": "x" * 5000}, "4000"),
    ],
)
def test_a_wrong_description_comes_back_with_everything_typed(
    version: ServiceVersion, editor: Client, wrong: dict[str, str], said: str
) -> None:
    answer = editor.post(PAGE, {**typed(version, procedure="Ред и <b>изисквания</b>", **wrong), "publish": "1"})
    assert answer.status_code == 200
    assert "Ред и &lt;b&gt;изисквания&lt;/b&gt;" in answer.text
    assert said in answer.text
    assert ServiceVersion.objects.count() == 1


def test_a_service_without_a_term_and_a_law_may_stay_so(registry: Any, editor: Client) -> None:
    version = publish(offer(registry), legal_period="", period="", is_online=False)
    editor.post(PAGE, {**typed(version, ways_to_file="на гише, по пощата"), "publish": "1"})
    held = ServiceVersion.objects.get(superseded_at=None)
    assert (held.ways_to_file, held.legal_period, held.period, held.is_online) == ("на гише, по пощата", "", "", False)


@pytest.mark.parametrize("others", [0, 20])
def test_the_list_tells_what_is_not_told_at_the_same_price(
    version: ServiceVersion, editor: Client, registry: Any, others: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(others):
        publish(offer(registry, f"other-{number}"), name=f"Друга {number}")
    with django_assert_max_num_queries(9):
        page = editor.get(f"{TOWN}/desk/services/descriptions/")
    assert f"от {len(FOURTEEN)}" in page.text


def test_another_town_has_no_such_service(version: ServiceVersion, other_town: Any, editor: Client) -> None:
    with scoped(other_town.pk):
        neighbour = client_of(official("petar", "Петър", "catalogue_editor"), is_official=True)
    assert neighbour.get(PAGE).status_code in (403, 404)
    assert neighbour.get(f"/{other_town.slug}/bg/desk/services/{CODE}/description/").status_code == 404


def test_ways_are_chosen_and_told_with_a_note(version: ServiceVersion, editor: Client) -> None:
    ways: dict[str, Any] = {"file_by": ["post", "desk"], "pay_by": ["cash"], "ways_to_file": "Гише 3."}
    sent = {**typed(version), **ways}
    answer = editor.post(PAGE, {**sent, "file_by": ["post", "by-owl"], "publish": "1"})
    assert (answer.status_code, 'value="post" checked' in answer.text) == (200, True)
    assert editor.post(PAGE, {**sent, "publish": "1"}).status_code == 302
    held = ServiceVersion.objects.get(superseded_at=None)
    assert (held.file_by, held.pay_by, held.receive_by) == ("desk post", "cash", "")
    public = Client().get(f"{TOWN}/services/{CODE}/").text
    assert "в центъра за административно обслужване, по пощата. Гише 3." in public
    assert '"availableChannel"' in public
    publish(version.service, receive_by="online", file_by="desk")
    late = editor.post(PAGE, {**typed(held, validity="Година"), **ways, "seen": "2", "publish": "1"}).text
    assert late.count(" checked") >= 3, "what was ticked stays"
    lacks = set(untold(held, has_office=False)) - set(untold(held, has_office=True))
    assert len(lacks) == 1
    assert "начини на получаване" in untold(held, has_office=True)
