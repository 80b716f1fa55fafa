"""The expert's pages: wrong rows, drafts, the colleague who was quicker, and who may come in at all."""

import html
from typing import Any

import pytest
from django.test import Client

from chinar.domain.applications.models import Decision
from chinar.domain.applications.tests.world import (
    DECEASED_EGN,
    EGN,
    FACTS,
    GROUNDS,
    HEIR_EGN,
    granted,
    messages,
    refused,
    submitted,
)
from chinar.domain.cases.actions import clock
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import KEY, NOW, account, client_of, official, open_department
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.documents.codes import format_code
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.actions import remember_person

EN = "/troyan/en/desk/cases/1204-1-16.11.2026"


def table(*rows: tuple[str, str, str, str], forms: int = 4) -> dict[str, str]:
    """The page as it is sent: a death act and a row for each (name, EGN, relation, share)."""
    sent = {"death_act": "№ 12 от 10.08.2026 г.", "heirs-TOTAL_FORMS": str(forms), "heirs-INITIAL_FORMS": "0"}
    for at, row in enumerate(rows):
        sent |= dict(zip([f"heirs-{at}-{field}" for field in ("name", "egn", "relation", "share")], row, strict=True))
    return sent


BOTH = table(("Елена Димитрова", HEIR_EGN, "дъщеря", "1/2"), ("Христо Владимиров", "", "син", "1/2"))
REFUSAL = {"facts": FACTS, "grounds": GROUNDS, "appeal": "В 14-дневен срок пред кмета на общината."}


def issue(client: Client, sent: dict[str, str], button: str = "issue") -> Any:
    return client.post(f"{EN}/issue/", {**sent, button: "1"})


def test_issuing_leads_back_to_the_case(application: Any, expert: Client) -> None:
    assert issue(expert, BOTH)["Location"] == f"{EN}/"
    assert [str(heir.name) for heir in Decision.objects.get().heirs.all()] == ["Елена Димитрова", "Христо Владимиров"]
    page = expert.get(f"{EN}/").text
    assert f"{EN}/issue/" not in page
    assert "issued, not handed over yet" in page


WRONG: list[tuple[dict[str, str], list[str]]] = [
    ({"death_act": ""}, ["Enter number, date and place of the death act"]),
    ({"heirs-0-share": "1/3"}, ["The shares make 5/6 together; they must make exactly 1"]),
    ({"heirs-0-share": "2/1"}, ["Enter the share as a fraction"]),
    ({"heirs-0-share": "0/2"}, ["Enter the share as a fraction"]),
    ({"heirs-0-share": "half"}, ["Enter the share as a fraction"]),
    ({"heirs-1-name": ""}, ["Enter the heir's name"]),
    ({"heirs-1-relation": ""}, ["Enter the relation"]),
    ({"heirs-0-egn": "9431026092"}, ["does not add up"]),
    ({"death_act": "", "heirs-0-name": "", "heirs-1-share": ""}, ["death act", "name", "fraction"]),
]


@pytest.mark.parametrize(("change", "said"), WRONG)
@pytest.mark.parametrize("button", ["issue", "preview"])
def test_a_wrong_row_comes_back_with_a_message_and_everything_typed(
    application: Any, expert: Client, change: dict[str, str], said: list[str], button: str
) -> None:
    sent = {**BOTH, **change}
    answer = issue(expert, sent, button)
    found = messages(answer)
    assert len(found) == len(said), found
    assert [words for words, message in zip(said, map(html.unescape, found), strict=True) if words not in message] == []
    typed = [value for name, value in sent.items() if value and not name.endswith("_FORMS")]
    assert [value for value in typed if f'value="{value}"' not in answer.text] == []
    assert not Decision.objects.exists()


def test_a_certificate_without_heirs_is_not_issued(application: Any, expert: Client) -> None:
    assert messages(issue(expert, table())) == ["Enter at least one heir"]


def test_more_rows_come_with_everything_typed(application: Any, expert: Client) -> None:
    page = issue(expert, {**BOTH, "heirs-0-share": "wrong"}, "more").text
    assert 'name="heirs-7-name"' in page
    assert 'value="wrong"' in page
    assert 'value="№ 12 от 10.08.2026 г."' in page
    assert not Decision.objects.exists()


def test_the_draft_says_that_it_is_one_and_decides_nothing(application: Any, expert: Client) -> None:
    for answer in (issue(expert, BOTH, "preview"), expert.post(f"{EN}/refuse/", {**REFUSAL, "preview": "1"})):
        assert answer["Content-Type"] == "application/pdf"
        assert "no-store" in answer["Cache-Control"]
        assert "ПРОЕКТ" in text_of(answer.content)
    assert Case.objects.get().is_open
    assert not Decision.objects.exists()


def test_refusing_leads_back_to_the_case(application: Any, expert: Client) -> None:
    assert expert.post(f"{EN}/refuse/", REFUSAL)["Location"] == f"{EN}/"
    decision = Decision.objects.get()
    assert (decision.outcome, decision.facts, decision.grounds) == ("refused", FACTS, GROUNDS)


@pytest.mark.parametrize("missing", ["facts", "grounds"])
def test_a_refusal_without_facts_or_law_comes_back(application: Any, expert: Client, missing: str) -> None:
    answer = expert.post(f"{EN}/refuse/", {**REFUSAL, missing: " "})
    assert len(messages(answer)) == 1
    assert (FACTS in answer.text) is (missing != "facts")
    assert not Decision.objects.exists()


@pytest.mark.parametrize("first", [granted, refused])
def test_the_slower_colleague_keeps_everything_typed(
    application: Any, nadezhda: Any, expert: Client, first: Any
) -> None:
    first(application, nadezhda)
    slow = (issue(expert, BOTH), expert.post(f"{EN}/refuse/", REFUSAL))
    for answer, typed in zip(slow, (["Елена Димитрова", "1/2", "№ 12 от"], [FACTS, GROUNDS]), strict=True):
        assert answer.status_code == 200
        assert "A colleague has decided this matter meanwhile." in answer.text
        assert [words for words in typed if words not in answer.text] == []
    assert Decision.objects.get().decided_by_id == nadezhda.pk


def test_who_decides_is_told_that_a_colleague_stopped_the_clock(
    application: Any, nadezhda: Any, expert: Client
) -> None:
    pages = {name: expert.get(f"{EN}/{name}/").text for name in ("issue", "refuse")}
    by = Actor(nadezhda.pk, "official")
    clock.suspend(application.case, ground="death", on=NOW.date(), by=by, at=NOW)
    slow = {
        "issue": expert.post(f"{EN}/issue/", {**BOTH, **hidden(pages["issue"]), "issue": "1"}),
        "refuse": expert.post(f"{EN}/refuse/", {**REFUSAL, **hidden(pages["refuse"])}),
    }
    for name, words in (("issue", "Елена Димитрова"), ("refuse", FACTS)):
        assert slow[name].status_code == 200
        assert "A colleague has changed something meanwhile: the state of the matter, the clock." in slow[name].text
        assert words in slow[name].text
    assert not Decision.objects.exists()
    told = expert.post(f"{EN}/refuse/", {**REFUSAL, **hidden(slow["refuse"].text)})
    assert "The clock of this matter stands" in told.text, "what was suspended goes on first"
    assert FACTS in told.text
    clock.resume(application.case, act="уд. 7/2026", on=NOW.date(), by=by, at=NOW)
    again = expert.post(f"{EN}/refuse/", {**REFUSAL, **hidden(expert.get(f"{EN}/refuse/").text)})
    assert again.status_code == 302


def test_the_decided_result_is_handed_over_at_the_desk_once(application: Any, georgi: Any) -> None:
    granted(application, georgi)
    clerk = client_of(official("maria", "Мария Петрова", "clerk"), is_official=True)
    answer = clerk.post(f"{EN}/deliver/")
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert "The result was received before. Nothing was changed." in clerk.post(f"{EN}/deliver/", follow=True).text
    assert LedgerEntry.objects.filter(step="served").count() == 1
    assert Case.objects.get().phase == "closed"


def test_nothing_is_handed_over_before_the_decision(application: Any) -> None:
    clerk = client_of(official("maria", "Мария Петрова", "clerk"), is_official=True)
    assert clerk.post(f"{EN}/deliver/").status_code == 404


@pytest.fixture
def everybody(application: Any, registry: Any, other_town: Any, georgi: Any, elena: Any) -> dict[str, Client]:
    with scoped(other_town.pk):
        petar = official("petar", "Петър Стоянов", "expert", open_department())
    taxes = open_department("taxes", "Местни данъци")
    officials = {
        "expert": georgi,
        "clerk": official("maria", "Мария Петрова", "clerk"),
        "expert of taxes": official("todor", "Тодор Илиев", "expert", taxes),
        "secretary": official("svetla", "Светла Маринова", "secretary"),
        "expert of Razlog": petar,
    }
    return {
        **{who: client_of(somebody, is_official=True) for who, somebody in officials.items()},
        "party": client_of(elena),
        "neighbour": client_of(account("neighbour", "Стоян Иванов")),
        "anonymous": Client(),
    }


# Address, how it is asked, who gets in.
MATRIX = [
    ("issue/", "get", {"expert"}),
    ("refuse/", "get", {"expert"}),
    ("issue/", "post", {"expert"}),
    ("refuse/", "post", {"expert"}),
    ("receipt/", "get", {"expert", "clerk", "secretary"}),
]


@pytest.mark.parametrize(("address", "method", "welcome"), MATRIX)
def test_who_may_decide(everybody: dict[str, Client], address: str, method: str, welcome: set[str]) -> None:
    answers = {who: getattr(client, method)(f"{EN}/{address}").status_code for who, client in everybody.items()}
    assert answers == {who: 200 if who in welcome else 302 if who == "anonymous" else 404 for who in everybody}


def test_who_may_see_the_numbers_in_full(everybody: dict[str, Client]) -> None:
    answers = {who: client.post(f"{EN}/numbers/").status_code for who, client in everybody.items()}
    welcome = {"expert", "clerk"}
    assert answers == {who: 200 if who in welcome else 302 if who == "anonymous" else 404 for who in everybody}
    assert Entry.objects.filter(verb="application.unmasked").count() == len(welcome)
    for who, client in everybody.items():
        assert ("Show the numbers in full" in client.get(f"{EN}/").text) is (who in welcome)


def test_the_numbers_are_shown_after_the_journal_was_told(
    version: Any, elena: Any, expert: Client, georgi: Any
) -> None:
    applicant = remember_person(given_name="Кремена", identifier_kind="egn", identifier=EGN, by=SYSTEM, at=NOW)
    submitted(version, applicant=applicant)
    page = expert.post(f"{EN}/numbers/").text
    assert EGN in page
    assert DECEASED_EGN in page
    told = Entry.objects.filter(verb__endswith=".unmasked").values_list("verb", "actor_id")
    assert set(told) == {("application.unmasked", georgi.pk), ("person.unmasked", georgi.pk)}
    assert expert.get(f"{EN}/numbers/").status_code == 405


def test_who_may_hand_over(everybody: dict[str, Client], application: Any, georgi: Any) -> None:
    granted(application, georgi)
    answers = {who: client.post(f"{EN}/deliver/").status_code for who, client in everybody.items() if who != "clerk"}
    assert answers == {who: 302 if who == "anonymous" else 404 for who in answers}
    assert Case.objects.get().phase == "decided"
    assert everybody["clerk"].post(f"{EN}/deliver/").status_code == 200


def test_an_official_reads_the_issued_document_and_serves_nothing_by_that(
    application: Any, georgi: Any, expert: Client
) -> None:
    assert expert.get(f"{EN}/result/").status_code == 404
    granted(application, georgi)
    assert expert.get(f"{EN}/result/").content.startswith(b"%PDF")
    assert Case.objects.get().phase == "decided"
    assert Entry.objects.get(verb="application.result_read").actor_id == georgi.pk


def test_the_receipt_that_an_official_prints_does_not_bear_the_key(application: Any, expert: Client) -> None:
    words = text_of(expert.get(f"{EN}/receipt/").content)
    assert application.case.number in words
    assert format_code(KEY) not in words


def test_nobody_decides_their_own_matter(version: Any, georgi: Any, expert: Client) -> None:
    mine = submitted(version, account=georgi)
    assert [expert.get(f"{EN}/{page}/").status_code for page in ("issue", "refuse")] == [404, 404]
    assert issue(expert, BOTH).status_code == 404
    assert f"{EN}/issue/" not in expert.get(f"{EN}/").text
    with pytest.raises(ValueError, match="no party"):
        granted(mine, georgi)
    assert Case.objects.get().is_open


def test_each_look_at_the_content_is_in_the_journal(application: Any, expert: Client, georgi: Any) -> None:
    expert.get(f"{EN}/issue/")
    issue(expert, BOTH, "preview")
    told = Entry.objects.filter(actor_id=georgi.pk).order_by("pk").values_list("verb", "subject")
    number = application.case.number
    assert list(told) == [("case.read", number), ("application.draft_seen", number)]
