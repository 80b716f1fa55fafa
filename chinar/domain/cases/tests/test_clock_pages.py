"""The pages on which an official moves the clock: who may, what they show before it is done, what is never lost."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from chinar.domain.cases import queries
from chinar.domain.cases.actions import clock as verbs
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.tests.world import TOWN, client_of, official, open_department, registered, sofia
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.journal.models import Entry
from chinar.foundation.time.rules import Period


@pytest.fixture
def case(registry: Any, elena: Any, clock: Any) -> Case:
    clock.moment = sofia(2026, 11, 10)
    return registered(
        registry,
        received_at=sofia(2026, 11, 2),
        legal_period="individual_act",
        period=Period.parse("14d"),
        account=elena,
    )


@pytest.fixture
def expert(georgi: Any) -> Client:
    return client_of(georgi, is_official=True)


def page(case: Case, code: str) -> str:
    return f"{TOWN}/desk/cases/{case.number}/clock/{code}/"


def on(day: int) -> dict[str, str]:
    return {"on-day": str(day), "on-month": "11", "on-year": "2026"}


def seen(case: Case) -> dict[str, int]:
    return {"seen": LedgerEntry.objects.filter(case=case).last().pk}


TYPED: dict[str, dict[str, str]] = {
    "defects": {"what": "Липсва подпис", "rule": "defect_remedy"},
    "suspend": {"ground": "death", "act": "", "until-day": "", "until-month": "", "until-year": ""},
    "consent": {"of": "РИОСВ"},
    "session": {
        "body": "Общински съвет",
        "act": "№ 12 / 9.11.2026",
        "until-day": "26",
        "until-month": "11",
        "until-year": "2026",
    },
    "terminate": {"ground": "По желание на заявителя"},
}
WRITES = {"defects": "defect_noted", "suspend": "suspended", "consent": "consent_asked", "terminate": "terminated"}
WRITES["session"] = "session_called"


@pytest.mark.parametrize("code", TYPED)
def test_a_step_is_asked_shown_and_only_then_done(case: Case, expert: Client, code: str) -> None:
    assert expert.get(page(case, code)).status_code == 200
    shown = expert.post(page(case, code), {**TYPED[code], **on(10), **seen(case), "preview": "1"})
    assert shown.status_code == 200
    assert 'name="confirm"' in shown.content.decode()
    assert LedgerEntry.objects.filter(case=case).count() == 1
    done = expert.post(page(case, code), {**TYPED[code], **on(10), **seen(case), "confirm": "1"})
    assert done.status_code == 302
    assert LedgerEntry.objects.filter(case=case).last().step == WRITES[code]


@pytest.mark.parametrize(
    ("code", "button"),
    [
        ("consent", "Вижте новия срок"),
        ("part", "Вижте какво се съобщава на заявителя"),
        ("terminate", "Вижте какво се променя"),
    ],
)
def test_the_button_promises_what_the_step_shows(case: Case, expert: Client, code: str, button: str) -> None:
    asked = expert.get(page(case, code)).content.decode()
    assert button in asked
    assert ("новия срок" in asked) == (code == "consent")


def test_the_new_date_stands_there_before_it_is_confirmed(case: Case, expert: Client) -> None:
    shown = expert.post(page(case, "consent"), {"of": "РИОСВ", **on(10), **seen(case), "preview": "1"})
    assert "понеделник, 30 ноември 2026" in shown.content.decode()


def test_a_session_within_the_period_is_refused_beside_its_field_and_stays(case: Case, expert: Client) -> None:
    typed = {**TYPED["session"], "until-day": "13", **on(10), **seen(case), "preview": "1"}
    text = expert.post(page(case, "session"), typed).content.decode()
    assert 'id="id_until-error"' in text
    assert [
        one for one in ('value="13"', 'value="Общински съвет"', 'value="№ 12 / 9.11.2026"') if one not in text
    ] == []
    typed |= {"until-day": "26"}
    assert "четвъртък, 26 ноември 2026" in expert.post(page(case, "session"), typed).content.decode()


def test_a_far_session_is_entered_by_who_checked_its_day_and_the_journal_has_it(case: Case, expert: Client) -> None:
    assert 'name="checked"' not in expert.get(page(case, "session")).text
    far = {"until-day": "1", "until-month": "3", "until-year": "2027"}
    typed = {**TYPED["session"], **far, **on(10), **seen(case)}
    refused = expert.post(page(case, "session"), {**typed, "preview": "1"}).text
    assert [
        one for one in ('id="id_until-error"', 'name="checked"', "повече от три месеца") if one not in refused
    ] == []
    shown = expert.post(page(case, "session"), {**typed, "checked": "on", "preview": "1"}).text
    assert [one for one in ('name="checked" value="True"', 'name="confirm"', "да") if one not in shown] == []
    assert expert.post(page(case, "session"), {**typed, "confirm": "1"}).status_code == 200, "unchecked"
    assert expert.post(page(case, "session"), {**typed, "checked": "True", "confirm": "1"}).status_code == 302
    assert [row.verb for row in Entry.objects.filter(subject=case.number, verb__startswith="case.session")] == [
        "case.session_far"
    ]


def test_data_on_paper_is_entered_with_the_day_on_which_it_was_asked_for(case: Case, expert: Client) -> None:
    Case.objects.filter(pk=case.pk).update(legal_period="immediate", period="7d")

    def typed(asked: str, came: int, body: str = "РКМЕ Ловеч") -> dict[str, Any]:
        days = {"asked_on-day": asked, "asked_on-month": "11", "asked_on-year": "2026", **on(came)}
        return {"of": body, **days, **seen(case)}

    for asked, came, field in (("1", 6, "asked_on"), ("7", 6, "asked_on"), ("", 6, "asked_on"), ("4", 1, "on")):
        for button in ("preview", "confirm"):
            text = expert.post(page(case, "data"), {**typed(asked, came), button: "1"}).text
            assert f'id="id_{field}-error"' in text
            assert 'value="РКМЕ Ловеч"' in text
    shown = expert.post(page(case, "data"), {**typed("4", 6), "preview": "1"}).text
    said = ("поискани на сряда, 4 ноември 2026", "Петък, 6 ноември 2026", "петък, 13 ноември 2026")
    assert [one for one in said if one not in shown] == []
    assert expert.post(page(case, "data"), {**typed("4", 6), "confirm": "1"}).status_code == 302
    again = expert.post(page(case, "data"), {**typed("4", 9, "„РКМЕ“, Ловеч"), "confirm": "1"}).text
    assert 'id="id_of-error"' in again
    assert LedgerEntry.objects.filter(case=case, step="data_came").count() == 1


def test_who_puts_a_session_off_says_why_and_the_applicant_reads_it_but_nobody_else(
    case: Case, expert: Client, elena: Any
) -> None:
    typed = {**TYPED["session"], **on(10), "confirm": "1"}
    assert 'name="reason"' not in expert.get(page(case, "session")).text
    expert.post(page(case, "session"), {**typed, **seen(case)})
    asked = expert.get(page(case, "session")).text
    assert [one for one in ('name="reason"', 'value="Общински съвет"') if one not in asked] == []
    later = {**typed, "until-day": "3", "until-month": "12"}
    assert 'id="id_reason-error"' in expert.post(page(case, "session"), {**later, **seen(case)}).text
    why = "Нямаше <b>кворум</b>"
    assert expert.post(page(case, "session"), {**later, **seen(case), "reason": why}).status_code == 302
    text = client_of(elena).get(f"{TOWN}/follow/{case.number}/").text
    assert "Общински съвет; заседанието е в друг ден: Нямаше &lt;b&gt;кворум&lt;/b&gt;" in text
    stranger = Case.objects.get(pk=case.pk)
    queries.leave_out_words(stranger)
    assert "кворум" not in "".join(queries.explain(stranger).lines)
    assert "Общински съвет" in "".join(queries.explain(stranger).lines)


def test_changing_what_was_entered_loses_nothing(case: Case, expert: Client) -> None:
    again = expert.post(page(case, "consent"), {"of": "РИОСВ", **on(10), **seen(case), "change": "1"})
    assert 'value="РИОСВ"' in again.content.decode()
    assert 'name="confirm"' not in again.content.decode()


def test_a_second_press_is_one_row(case: Case, expert: Client) -> None:
    told = {**TYPED["suspend"], **on(10), **seen(case), "confirm": "1"}
    for _ in range(2):
        assert expert.post(page(case, "suspend"), told).status_code == 302
    assert LedgerEntry.objects.filter(case=case, step="suspended").count() == 1


def test_who_comes_second_keeps_the_text_and_reads_what_happened(
    case: Case, expert: Client, nadezhda: Any, georgi: Any
) -> None:
    before = seen(case)
    head = client_of(nadezhda, is_official=True)
    head.post(page(case, "suspend"), {**TYPED["suspend"], **on(10), **before, "confirm": "1"})
    answer = expert.post(page(case, "terminate"), {"ground": "Дълъг текст", **on(10), **before, "confirm": "1"})
    text = answer.content.decode()
    assert "Дълъг текст" in text
    assert "10 ноември 2026" in text
    assert Case.objects.get(pk=case.pk).is_open


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("suspend", {}),
        ("suspend", {"ground": "holiday", **on(10)}),
        ("suspend", {"ground": "other_case", **on(10)}),
        ("suspend", {"ground": "death", **on(11)}),
        ("suspend", {"ground": "death", **on(31)}),
        ("suspend", {"ground": "death", **on(10), "until-day": "9", "until-month": "11", "until-year": "2026"}),
        ("defects", {"what": "", "rule": "defect_remedy", **on(10)}),
        ("defects", {"what": "А" * 2001, "rule": "defect_remedy", **on(10)}),
        ("defects", {"what": "Липсва подпис", "rule": "appeal_of_act", **on(10)}),
        ("consent", {"of": "\x00", **on(10)}),
        ("session", {**TYPED["session"], "body": "", **on(10)}),
        ("session", {**TYPED["session"], "act": "", **on(10)}),
        ("session", {**TYPED["session"], "act": "№ 12", **on(10)}),
        ("session", {**TYPED["session"], "act": "от 9.11.2026", **on(10)}),
        ("session", {**TYPED["session"], "until-day": "31", "until-month": "12", "until-year": "2027", **on(10)}),
        ("session", {**TYPED["session"], "until-day": "16", **on(10)}),
        ("session", {**TYPED["session"], "until-day": "31", **on(10)}),
        ("session", {**TYPED["session"], "until-year": "9999", **on(10)}),
        ("session", {**TYPED["session"], "until-day": "", "until-month": "", "until-year": "", **on(10)}),
        ("terminate", {"ground": " ", **on(10)}),
        ("resume", on(10)),
        ("remedy", on(10)),
        ("answer", {"act": "", **on(10)}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_done(case: Case, expert: Client, code: str, typed: dict[str, str]) -> None:
    for button in ("preview", "confirm"):
        answer = expert.post(page(case, code), {**typed, **seen(case), button: "1"})
        assert answer.status_code == 200
        assert "govuk-error-summary" in answer.content.decode()
    assert LedgerEntry.objects.filter(case=case).count() == 1


def test_a_step_that_does_not_fit_leads_back(case: Case, expert: Client) -> None:
    assert expert.get(page(case, "resume")).status_code == 302
    assert expert.get(page(case, "dance")).status_code == 404
    assert expert.post(page(case, "extend"), {**on(10), "rule": "x", "reason": "y"}).status_code == 200


def test_a_page_of_the_clock_costs_the_same_after_many_steps(
    case: Case, expert: Client, georgi: Any, django_assert_max_num_queries: Any
) -> None:
    by, at = Actor(georgi.pk, "official"), sofia(2026, 11, 10)
    for _ in range(5):
        verbs.suspend(case, ground="death", on=date(2026, 11, 10), by=by, at=at)
        verbs.resume(case, on=date(2026, 11, 10), by=by, at=at)
    for path in (page(case, "suspend"), f"{TOWN}/desk/cases/{case.number}/explanation/"):
        with django_assert_max_num_queries(20):
            assert expert.get(path).status_code == 200


def test_nobody_moves_the_clock_of_their_own_matter_or_of_another_department(
    registry: Any, case: Case, georgi: Any
) -> None:
    own = registered(registry, account=georgi)
    stranger = official("stranger", "Петър Петров", "expert", open_department("taxes", "Данъци"))
    clerk = official("clerk", "Мария Иванова", "clerk", registry)
    assert client_of(georgi, is_official=True).get(page(own, "suspend")).status_code == 404
    for somebody in (stranger, clerk):
        assert client_of(somebody, is_official=True).get(page(case, "suspend")).status_code == 404
        assert client_of(somebody, is_official=True).post(page(case, "suspend"), on(10)).status_code == 404


def test_the_page_of_the_case_offers_what_fits(case: Case, expert: Client, georgi: Any) -> None:
    offered = expert.get(f"{TOWN}/desk/cases/{case.number}/").content.decode()
    assert "/clock/suspend/" in offered
    assert "/clock/resume/" not in offered
    verbs.suspend(case, ground="death", on=date(2026, 11, 10), by=Actor(georgi.pk, "official"), at=sofia(2026, 11, 10))
    offered = expert.get(f"{TOWN}/desk/cases/{case.number}/").content.decode()
    assert "/clock/suspend/" not in offered
    assert "/clock/resume/" in offered


def test_the_applicant_reads_what_to_mend_and_until_when(case: Case, elena: Any, georgi: Any) -> None:
    by, at = Actor(georgi.pk, "official"), sofia(2026, 11, 10)
    verbs.note_defects(case, what="<b>Липсва</b> подпис", on=date(2026, 11, 10), by=by, at=at)
    text = client_of(elena).get(f"{TOWN}/follow/{case.number}/").content.decode()
    assert "&lt;b&gt;Липсва&lt;/b&gt; подпис" in text
    assert "13 ноември 2026" in text


@pytest.mark.parametrize(("language", "at_session"), [("bg", False), ("en", False), ("bg", True), ("en", True)])
def test_the_explanation_is_the_same_for_both_and_on_paper(
    case: Case, expert: Client, elena: Any, georgi: Any, language: str, at_session: bool
) -> None:
    act: Any = {"on": date(2026, 11, 10), "by": Actor(georgi.pk, "official"), "at": sofia(2026, 11, 10)}
    if at_session:
        day = date(2026, 12, 5)
        verbs.call_session(case, body="Общински съвет", session_on=day, rule="collective_body", **act)
    else:
        verbs.note_defects(case, what="Липсва подпис", **act)
    with override(language):
        told = queries.explain(Case.objects.get(pk=case.pk))
        said = [str(line) for line in (told.whole, *told.lines)]
    town = TOWN.replace("/bg", f"/{language}")
    assert len(said) > 2
    for client, path in ((client_of(elena), "follow"), (expert, "desk/cases")):
        seen = unescape(client.get(f"{town}/{path}/{case.number}/").text)
        assert [line for line in said if line not in seen] == []
        answer = client.get(f"{town}/{path}/{case.number}/explanation/")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        printed = "".join(text_of(answer.content).split())
        assert [line for line in said if "".join(line.split()) not in printed] == []


@pytest.mark.parametrize("language", ["bg", "en"])
def test_everybody_reads_the_legal_periods(
    town: Any, client: Client, language: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        text = client.get(TOWN.replace("/bg", f"/{language}") + "/law/periods/").content.decode()
    assert ("АПК чл. 57, ал. 2" if language == "bg" else "(АПК), art. 57, para. 2") in text
    assert "▲" in text


@pytest.mark.parametrize("press", ["preview", "confirm"])
def test_nothing_happens_to_the_clock_before_the_matter_was_received(case: Case, expert: Client, press: str) -> None:
    long_ago = {"on-day": "2", "on-month": "11", "on-year": "2016"}
    answer = expert.post(page(case, "defects"), {**TYPED["defects"], **long_ago, **seen(case), press: "1"})
    assert "Липсва подпис" in answer.content.decode(), "no law of that day is known, and nothing typed is lost"
    assert LedgerEntry.objects.filter(case=case).count() == 1
