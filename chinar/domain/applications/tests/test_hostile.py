"""Whatever is typed, in every field: a message or a registered application whose papers can be printed; no failure."""

from typing import Any

import pytest
from django.test import Client

from chinar.domain.applications.models import Application, Decision
from chinar.domain.applications.tests.test_desk import BOTH, EN, REFUSAL
from chinar.domain.applications.tests.world import PAGES, answers, begin, fill, page_of, send
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import TOWN

HOSTILE = {
    "long": "Ъ" * 10_000,
    "long word": "9" * 10_000,
    "control": "a\x01\x08\x1b\x7f\x85b",
    "null": "\x00Ел\x00ена",
    "right to left": "\u202eанелЕ\u2066נעם",
    "script": "<script>alert('x')</script>",
    "attribute": '" onfocus=alert(1) x="',
    "template": "{{ 7*7 }}{% include 'x' %} %(name)s %s {0} #let x",
    "sql": "'; drop table cases_case; --",
    "emoji": "👩‍👩‍👧 😀 🇧🇬",
    "odd digits": "٣²½①",
    "lines": "а\r\nб\u2028в\t",
    "unprintable": "\ufffe\ufeff\u200b\ue000",
    "huge": "1" + "0" * 5000,
    "negative": "-1",
    "float": "1e309",
    "zeros": "0",
    "combining": "е" + "\u0301" * 200,
}
hostile = pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)


def spoken(page: str) -> None:
    """No markup of theirs, no template of theirs."""
    assert "<script>alert" not in page
    assert 'onfocus=alert(1) x=""' not in page
    assert '" onfocus' not in page


@pytest.mark.once
@hostile
@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_journey_says_what_is_wrong_or_goes_on(citizen: Client, page: str, typed: str) -> None:
    key = begin(citizen)
    for field in answers()[page]:
        sent = {**answers()[page], field: typed}
        answer = citizen.post(page_of(key, page), sent)
        assert answer.status_code in (200, 302), field
        if answer.status_code == 302:
            answer = citizen.get(page_of(key, page))
            assert answer.status_code == 200
        spoken(answer.text)
    everywhere = citizen.post(page_of(key, page), dict.fromkeys(answers()[page], typed))
    assert everywhere.status_code in (200, 302)


def kept(client: Client, key: Any, page: str, typed: str) -> None:
    """Answers the page with the hostile words in as many fields as take them."""
    sent = dict(answers()[page])
    for field in sent:
        if client.post(page_of(key, page), {**sent, field: typed}).status_code == 302:
            sent[field] = typed
    client.post(page_of(key, page), sent)


@hostile
def test_what_was_let_in_can_be_registered_read_and_printed(citizen: Client, expert: Client, typed: str) -> None:
    key = fill(citizen)
    for page in PAGES:
        kept(citizen, key, page, typed)
    check = citizen.get(page_of(key, "check"))
    assert check.status_code == 200
    assert send(citizen, key)["Location"] == page_of(key, "done")
    number = Case.objects.get().number
    pages = [
        check,
        citizen.get(page_of(key, "done")),
        citizen.get(f"{TOWN}/follow/{number}/"),
        expert.get(f"{TOWN}/desk/cases/{number}/"),
        expert.get(f"{TOWN}/desk/cases/{number}/issue/"),
    ]
    assert {page.status_code for page in pages} == {200}
    for page in pages:
        spoken(page.text)
    receipts = [citizen.get(f"{TOWN}/follow/{number}/receipt/") for _ in range(2)]
    assert receipts[0].content.startswith(b"%PDF")
    assert receipts[0].content == receipts[1].content


@hostile
def test_the_decision_says_what_is_wrong_or_is_issued(application: Any, expert: Client, typed: str) -> None:
    for field in BOTH:
        answer = expert.post(f"{EN}/issue/", {**BOTH, field: typed, "preview": "1"})
        assert answer.status_code == 200, field
        if answer["Content-Type"] != "application/pdf":
            spoken(answer.text)
    more = expert.post(f"{EN}/issue/", {**dict.fromkeys(BOTH, typed), "more": "1"})
    assert more.status_code == 200
    spoken(more.text)
    sent = {**BOTH, "death_act": typed, "heirs-0-name": typed, "heirs-0-relation": typed}
    answer = expert.post(f"{EN}/issue/", {**sent, "issue": "1"})
    assert answer.status_code in (200, 302)
    assert (answer.status_code == 302) is Decision.objects.exists()


@hostile
def test_a_refusal_says_what_is_wrong_or_is_sent(application: Any, expert: Client, typed: str) -> None:
    answer = expert.post(f"{EN}/refuse/", {**REFUSAL, "facts": typed, "preview": "1"})
    assert answer.status_code == 200
    answer = expert.post(f"{EN}/refuse/", {"facts": typed, "grounds": typed[:3000]})
    assert answer.status_code in (200, 302)
    assert (answer.status_code == 302) is Decision.objects.exists()
    spoken(expert.get(f"{EN}/").text)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"heirs-TOTAL_FORMS": "4"},
        {"heirs-TOTAL_FORMS": "-5", "heirs-INITIAL_FORMS": "0"},
        {"heirs-TOTAL_FORMS": "100000", "heirs-INITIAL_FORMS": "0"},
        {"heirs-TOTAL_FORMS": "1", "heirs-INITIAL_FORMS": "1"},
        {"heirs-TOTAL_FORMS": "x", "heirs-INITIAL_FORMS": "\x00"},
    ],
)
@pytest.mark.parametrize("button", ["issue", "preview", "more"])
def test_a_table_that_was_tampered_with_is_asked_for_again(
    application: Any, expert: Client, sent: dict[str, str], button: str
) -> None:
    answer = expert.post(f"{EN}/issue/", {"death_act": "№ 1", button: "1", **sent})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    assert not Decision.objects.exists()


def test_fields_that_nobody_asked_for_are_not_kept(citizen: Client) -> None:
    key = fill(citizen)
    citizen.post(page_of(key, "contact"), {**answers()["contact"], "is_admin": "1", "key": "x", "case": "1"})
    send(citizen, key)
    assert Application.objects.get().address == answers()["contact"]["address"]
