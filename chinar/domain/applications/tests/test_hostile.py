"""Whatever is typed, in every field: a message or a registered application whose papers can be printed; no failure."""

from typing import Any

import pytest
from django.test import Client

from chinar.domain.applications.journey import Journey
from chinar.domain.applications.models import Application, Decision, Draft
from chinar.domain.applications.tests.test_desk import BOTH, EN, REFUSAL
from chinar.domain.applications.tests.world import PAGES, answers, begin, fill, page_of, send, submitted
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, TOWN, account, client_of
from chinar.foundation.core.tests.hostile import HOSTILE, spoken

# Thirds, so that several processes share the work; within one the town stands for all its values.
thirds = pytest.mark.parametrize("words", [tuple(HOSTILE)[third::3] for third in range(3)], ids=["1", "2", "3"])
OF_FORM = ("heirs-0-egn", "heirs-0-share", "heirs-1-egn", "heirs-1-share", "heirs-INITIAL_FORMS", "heirs-TOTAL_FORMS")
"""Fields of the decision whose text has a form; the others take words."""


@pytest.mark.once
def test_a_page_of_the_journey_says_what_is_wrong_or_goes_on(citizen: Client) -> None:
    """Each value comes into each field; in one request every field of the page has another one."""
    key, values = begin(citizen), list(HOSTILE.values())
    for page in PAGES:
        fields = answers()[page]
        for first in range(len(values)):
            sent = {field: values[(first + at) % len(values)] for at, field in enumerate(fields)}
            answer = citizen.post(page_of(key, page), sent)
            assert answer.status_code in (200, 302), (page, first)
            spoken(answer.text)
        again = citizen.get(page_of(key, page))
        assert again.status_code == 200
        spoken(again.text)


def taken(key: Any, page: str, typed: str, town: Any) -> dict[str, str]:
    """Answers to the page with the hostile words in as many fields as take them."""
    draft = Draft.objects.with_journey().get(key=key)
    journey = Journey(draft=draft, municipality=town, knows_applicant=False, today=NOW.date())
    sent, here = dict(answers()[page]), journey.page(page)
    assert here is not None
    for field in tuple(sent):
        if journey.form(here, {**sent, field: typed}).is_valid():
            sent[field] = typed
    return sent


@thirds
def test_what_was_let_in_can_be_registered_read_and_printed(
    version: Any, town: Any, expert: Client, words: tuple[str, ...]
) -> None:
    for name in words:
        citizen = client_of(account(f"elena-{words.index(name)}", "Елена Димитрова"))
        key = begin(citizen)
        for page in PAGES:
            assert citizen.post(page_of(key, page), taken(key, page, HOSTILE[name], town)).status_code == 302, name
        check = citizen.get(page_of(key, "check"))
        assert send(citizen, key)["Location"] == page_of(key, "done"), name
        number = Case.objects.latest("pk").number
        pages = [
            check,
            citizen.get(page_of(key, "done")),
            citizen.get(f"{TOWN}/follow/{number}/"),
            expert.get(f"{TOWN}/desk/cases/{number}/"),
            expert.get(f"{TOWN}/desk/cases/{number}/issue/"),
        ]
        assert {page.status_code for page in pages} == {200}, name
        for shown in pages:
            spoken(shown.text)
        assert citizen.get(f"{TOWN}/follow/{number}/receipt/").content.startswith(b"%PDF"), name


def test_a_receipt_of_hostile_words_is_the_same_each_time(citizen: Client) -> None:
    key = fill(citizen, contact={**answers()["contact"], "address": HOSTILE["template"]})
    send(citizen, key)
    path = f"{TOWN}/follow/{Case.objects.get().number}/receipt/"
    assert citizen.get(path).content == citizen.get(path).content


@thirds
def test_the_decision_says_what_is_wrong_or_is_issued(version: Any, expert: Client, words: tuple[str, ...]) -> None:
    for name in words:
        typed, number = HOSTILE[name], submitted(version).case.number
        page = f"/troyan/en/desk/cases/{number}/issue/"
        told = {field: typed for field in BOTH if field not in OF_FORM}
        for sent in ({**BOTH, **told}, {**BOTH, **dict.fromkeys(OF_FORM[:4], typed)}):
            answer = expert.post(page, {**sent, "preview": "1"})
            assert answer.status_code == 200, name
            if answer["Content-Type"] != "application/pdf":
                spoken(answer.text)
        more = expert.post(page, {**dict.fromkeys(BOTH, typed), "more": "1"})
        assert more.status_code == 200, name
        spoken(more.text)
        answer = expert.post(page, {**BOTH, **told, "issue": "1"})
        assert answer.status_code in (200, 302), name
        assert (answer.status_code == 302) is Decision.objects.filter(application__case__number=number).exists()


@thirds
def test_a_refusal_says_what_is_wrong_or_is_sent(version: Any, expert: Client, words: tuple[str, ...]) -> None:
    for name in words:
        typed, number = HOSTILE[name], submitted(version).case.number
        page = f"/troyan/en/desk/cases/{number}/"
        assert expert.post(f"{page}refuse/", {**REFUSAL, "facts": typed, "preview": "1"}).status_code == 200, name
        answer = expert.post(f"{page}refuse/", {"facts": typed, "grounds": typed[:3000]})
        assert answer.status_code in (200, 302), name
        assert (answer.status_code == 302) is Decision.objects.filter(application__case__number=number).exists()
        spoken(expert.get(page).text)


TAMPERED: tuple[dict[str, str], ...] = (
    {},
    {"heirs-TOTAL_FORMS": "4"},
    {"heirs-TOTAL_FORMS": "-5", "heirs-INITIAL_FORMS": "0"},
    {"heirs-TOTAL_FORMS": "100000", "heirs-INITIAL_FORMS": "0"},
    {"heirs-TOTAL_FORMS": "1", "heirs-INITIAL_FORMS": "1"},
    {"heirs-TOTAL_FORMS": "x", "heirs-INITIAL_FORMS": "\x00"},
)


def test_a_table_that_was_tampered_with_is_asked_for_again(application: Any, expert: Client) -> None:
    for sent in TAMPERED:
        for button in ("issue", "preview", "more"):
            answer = expert.post(f"{EN}/issue/", {"death_act": "№ 1", button: "1", **sent})
            assert answer.status_code == 200, (sent, button)
            assert answer["Content-Type"].startswith("text/html"), (sent, button)
    assert not Decision.objects.exists()


def test_fields_that_nobody_asked_for_are_not_kept(citizen: Client) -> None:
    key = fill(citizen)
    citizen.post(page_of(key, "contact"), {**answers()["contact"], "is_admin": "1", "key": "x", "case": "1"})
    send(citizen, key)
    assert Application.objects.get().address == answers()["contact"]["address"]
