"""The body that issued the act: in time or late, reconsidered or sent up, and what follows from above."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from chinar.domain.appeals.actions import falling, handling
from chinar.domain.appeals.models import Appeal, HigherDecision, Reconsideration, Sending, TermCheck
from chinar.domain.appeals.queries import decision_above_until
from chinar.domain.appeals.rules import Above, Issuer
from chinar.domain.appeals.tests.world import CODE, LATER, admitted, appealed, fresh, page_of, sent_up, served
from chinar.domain.applications.models import Decision
from chinar.domain.applications.tests.world import granted
from chinar.domain.cases.actions.clock import note_defects, note_remedy
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided, ClockStands
from chinar.domain.cases.actions.tallying import count_figures
from chinar.domain.cases.models import Case, CaseDocument, Tally
from chinar.domain.cases.queries import explain
from chinar.domain.cases.recounting import differences
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department, person
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.jinja import day
from chinar.foundation.documents.models import Withdrawal
from chinar.foundation.notifications.models import Message

DECISION = "Отказът се отменя: адресната карта доказва последния адрес."
ABOVE = {
    "outcome": "returned",
    "body": "Областен управител",
    "act": "РД-15-7",
    "decided_on-day": "19",
    "decided_on-month": "11",
    "decided_on-year": "2026",
    "instructions": "Да се провери адресната карта.",
    "anew": "yes",
}


def told(number: int, month: int = 11) -> str:
    """The day as the pages write it."""
    return day(date(2026, month, number))


def day_of(prefix: str, on: date) -> dict[str, str]:
    return {f"{prefix}-day": str(on.day), f"{prefix}-month": str(on.month), f"{prefix}-year": str(on.year)}


def test_in_time_then_reconsidered_and_the_matter_is_decided_anew(
    against: Case, georgi: Any, elena: Any, expert: Client, citizen: Client, clock: Any
) -> None:
    appeal = appealed(against)
    assert appeal.grounds in expert.get(page_of(appeal)).text
    early = expert.post(page_of(appeal, "reconsider"), {"text": DECISION})
    assert DECISION in early.text
    assert not Reconsideration.objects.exists(), "first the term is checked"
    assert told(30) in expert.get(page_of(appeal, "term")).text
    assert expert.post(page_of(appeal, "term"), {"rule": "appeal_of_act"}).status_code == 302
    assert expert.post(page_of(appeal, "term"), {"rule": "appeal_of_act"}).status_code == 200
    assert TermCheck.objects.get().until == date(2026, 11, 30)
    assert expert.post(page_of(appeal, "reconsider"), {"text": DECISION}).status_code == 302
    case, matter = fresh(appeal), Case.objects.get(pk=against.pk)
    assert (case.state, case.outcome, case.phase) == ("reconsidered", "reconsidered", "closed")
    assert (matter.state, matter.outcome) == ("in_progress", "")
    assert Decision.objects.get().set_aside_at is not None
    assert Withdrawal.objects.get().document == appeal.act
    mine = citizen.get(f"{TOWN}/follow/{case.number}/").text
    paper = CaseDocument.objects.get(case=case).document
    assert f"/paper/{paper.pk}/" in mine
    assert citizen.get(f"{TOWN}/follow/{case.number}/paper/{paper.pk}/").content.startswith(b"%PDF")
    assert expert.get(f"{TOWN}/desk/cases/{case.number}/paper/{paper.pk}/").status_code == 200
    assert Client().get(f"{TOWN}/follow/{case.number}/paper/{paper.pk}/").status_code == 404
    application = Decision.objects.get().application
    clock.moment = LATER + timedelta(days=1)
    citizen = client_of(elena)
    new = granted(application, georgi, at=clock.moment)
    served(matter, at=clock.moment)
    assert Decision.objects.filter(set_aside_at=None).get() == new
    page = citizen.get(f"{TOWN}/follow/{matter.number}/").text
    assert told(3, 12) in page, "fourteen days from the new one"
    assert citizen.post(f"{TOWN}/follow/{matter.number}/result/").headers["Content-Disposition"].count("1205-3") == 1
    assert list(differences()) == []


def test_the_file_goes_up_with_its_inventory(
    against: Case, georgi: Any, expert: Client, citizen: Client, clock: Any
) -> None:
    appeal = admitted(against, georgi)
    form = expert.get(page_of(appeal, "send_up")).text
    assert "Областен управител" in form
    typed = {"body": "Областен управител на област Ловеч", "opinion": "Отказът е законен.", "seen": ""}
    assert expert.post(page_of(appeal, "send_up"), typed).status_code == 302
    case = fresh(appeal)
    assert (case.state, case.phase) == ("sent_up", "decided")
    letter = CaseDocument.objects.get(case=case).document
    assert (letter.kind, letter.subject) == ("appeal_file", Sending.objects.get().number)
    assert "Областен управител" in Message.objects.order_by("-pk").first().text, "and the appellant is told"
    page = citizen.get(f"/troyan/en/follow/{case.number}/").text
    assert "within two weeks" in page
    assert "Областен управител на област Ловеч" in page
    soon = {"on-day": "17", "on-month": "11", "on-year": "2026"}
    assert "govuk-error-summary" in expert.post(page_of(appeal, "arrived"), soon).text, "before it was sent"
    assert expert.post(page_of(appeal, "arrived"), day_of("on", LATER.date())).status_code == 302
    assert told(2, 12) in citizen.get(f"{TOWN}/follow/{case.number}/").text
    assert case.number in expert.get(f"{TOWN}/desk/appeals/").text
    count_figures(at=LATER)
    assert Tally.objects.get(kind="appeal").standing == "on_time", "its part is done when the file is sent"
    assert expert.post(page_of(appeal, "send_up"), typed).status_code == 200
    assert Sending.objects.count() == 1


@pytest.mark.parametrize(
    ("outcome", "anew", "reopened", "valid"),
    [
        ("upheld", "no", False, True),
        ("changed", "no", False, False),
        ("annulled", "yes", True, False),
        ("annulled", "no", False, False),
        ("void", "yes", True, False),
        ("ended", "no", False, True),
    ],
)
def test_what_was_decided_above_and_what_follows(
    against: Case, georgi: Any, outcome: str, anew: str, reopened: bool, valid: bool
) -> None:
    appeal = sent_up(against, georgi)
    falling.enter_decision_above(
        appeal.case, outcome=Above(outcome), body="Административен съд", act="77", decided_on=LATER.date(),
        instructions="Указания.", anew=anew == "yes", by=Actor(georgi.pk, "official"), at=LATER,
    )  # fmt: skip
    case, matter = fresh(appeal), Case.objects.get(pk=against.pk)
    assert (case.outcome, case.phase) == (outcome, "closed")
    assert matter.is_open is reopened
    assert Withdrawal.objects.exists() is not valid
    assert all("Указания" not in row.reason for row in Withdrawal.objects.all())


def test_returned_with_instructions_by_the_page_and_then_a_court(
    against: Case, georgi: Any, elena: Any, clock: Any
) -> None:
    appeal = sent_up(against, georgi)
    clock.moment = LATER + timedelta(days=2)
    expert, citizen = client_of(georgi, is_official=True), client_of(elena)
    wrong = expert.post(page_of(appeal, "above"), {**ABOVE, "anew": "no"})
    assert "Да се провери адресната карта." in wrong.text
    assert not HigherDecision.objects.exists()
    assert expert.post(page_of(appeal, "above"), ABOVE).status_code == 302
    matter = citizen.get(f"{TOWN}/follow/{against.number}/").text
    assert "Да се провери адресната карта." in matter, "the ground on which it was opened again"
    page = citizen.get(f"{TOWN}/follow/{appeal.case.number}/").text
    assert "РД-15-7" in page
    court = {**ABOVE, "outcome": "upheld", "body": "Административен съд", "act": "9", "anew": "no"}
    assert expert.post(page_of(appeal, "above"), court).status_code == 302
    assert fresh(appeal).outcome == "upheld"
    assert HigherDecision.objects.count() == 2


def test_of_two_appeals_the_second_does_not_undo_the_new_decision(against: Case, georgi: Any) -> None:
    by = Actor(georgi.pk, "official")
    first = sent_up(against, georgi)
    second = sent_up(against, georgi, person=person("Христо", "Николов"), account=None)
    above = {"body": "Съд", "decided_on": LATER.date(), "instructions": "", "anew": True, "by": by, "at": LATER}
    falling.enter_decision_above(first.case, outcome=Above.ANNULLED, act="1", **above)
    granted(Decision.objects.get().application, georgi, at=LATER)
    falling.enter_decision_above(second.case, outcome=Above.ANNULLED, act="2", **above)
    assert not Case.objects.get(pk=against.pk).is_open
    assert Decision.objects.filter(set_aside_at=None).count() == 1
    assert appealed(against).act != first.act, "the new decision may be appealed anew"


def test_late_is_ended_and_the_term_may_be_restored(against: Case, georgi: Any, elena: Any, clock: Any) -> None:
    clock.moment = NOW + timedelta(days=21)
    appeal = appealed(against, at=clock.moment, filed_on=clock.moment.date())
    expert, citizen = client_of(georgi, is_official=True), client_of(elena)
    assert "late" in expert.get(page_of(appeal, "term").replace("/bg/", "/en/")).text
    expert.post(page_of(appeal, "term"), {"rule": "appeal_of_act"})
    assert (fresh(appeal).state, fresh(appeal).outcome) == ("late", "late")
    assert told(30) in citizen.get(f"{TOWN}/follow/{appeal.case.number}/").text
    assert expert.get(f"{TOWN}/desk/cases/{appeal.case.number}/reopen/").status_code == 404, "not by an expert"
    head = client_of(official("nadia", "Надя Илиева", "head", against.department), is_official=True)
    assert '<form method="post" novalidate' not in head.get(page_of(appeal, "reopen")).text
    clock.moment += timedelta(days=10)
    expert, citizen = client_of(georgi, is_official=True), client_of(elena)
    typed = {
        **day_of("noticed_on", date(2026, 12, 7)),
        **day_of("asked_on", date(2026, 12, 15)),
        "reason": "Лежах в болница.",
    }
    refused_page = expert.post(page_of(appeal, "restore"), typed)
    assert told(14, 12) in refused_page.text
    assert "Лежах в болница." in refused_page.text
    typed |= day_of("asked_on", date(2026, 12, 14))
    assert expert.post(page_of(appeal, "restore"), typed).status_code == 302
    case = fresh(appeal)
    assert (case.state, case.outcome) == ("admitted", "")
    assert case.due_on == explain(case).due_on == date(2026, 12, 29), "the 24th to 28th are no working days"
    assert expert.get(page_of(appeal, "send_up")).status_code == 200
    handling.send_up(case, body="Съд", opinion="", code=CODE, by=Actor(georgi.pk, "official"), at=clock.moment)
    with pytest.raises(AlreadyDecided):
        handling.restore_term(
            case, noticed_on=NOW.date(), asked_on=NOW.date(), reason="x", by=Actor(georgi.pk, "official"), at=LATER
        )


def test_silence_is_answered_by_deciding_the_matter(application: Any, georgi: Any, clock: Any) -> None:
    clock.moment = NOW + timedelta(days=10)
    appeal = appealed(application.case, at=clock.moment, filed_on=clock.moment.date())
    by = Actor(georgi.pk, "official")
    check = handling.check_term(appeal.case, rule="appeal_of_silence", by=by, at=clock.moment)
    assert (check.until, check.is_in_time) == (date(2027, 1, 25), True), "two months; the 23rd is a Saturday"
    expert = client_of(georgi, is_official=True)
    page = expert.post(page_of(appeal, "reconsider"), {"text": DECISION})
    assert DECISION in page.text
    with pytest.raises(handling.StillOwed):
        handling.reconsider(appeal.case, text=DECISION, code=CODE, by=by, at=clock.moment)
    granted(application, georgi, at=clock.moment)
    assert expert.post(page_of(appeal, "reconsider"), {"text": DECISION}).status_code == 302
    assert Decision.objects.get().set_aside_at is None, "what was decided meanwhile stands"
    assert fresh(appeal).outcome == "reconsidered"


def test_defects_stop_the_clock_and_there_is_no_other_stop(against: Case, georgi: Any, expert: Client) -> None:
    appeal = appealed(against)
    page = expert.get(page_of(appeal)).text
    assert "/clock/defects/" in page
    assert "/clock/suspend/" not in page


def test_two_officials_at_once_one_wins_and_no_text_is_lost(against: Case, georgi: Any, expert: Client) -> None:
    appeal = admitted(against, georgi)
    seen, by = seen_of(fresh(appeal)), Actor(georgi.pk, "official")
    handling.send_up(appeal.case, body="Съд", opinion="", code=CODE, seen=seen, by=by, at=LATER)
    late = expert.post(page_of(appeal, "reconsider"), {"text": DECISION, "seen": seen})
    assert DECISION in late.text
    with pytest.raises((ChangedSince, AlreadyDecided)):
        handling.reconsider(appeal.case, text=DECISION, code=CODE, seen=seen, by=by, at=LATER)
    assert not Reconsideration.objects.exists()


STEPS = ("term", "reconsider", "send_up", "arrived", "above", "restore")


def test_others_find_nothing_and_other_kinds_have_no_such_page(
    against: Case, georgi: Any, expert: Client, citizen: Client
) -> None:
    appeal = appealed(against)
    other = client_of(official("todor", "Тодор Ванев", "expert", open_department("t", "Данъци")), is_official=True)
    for step in STEPS:
        assert other.post(page_of(appeal, step), {}).status_code == 404
        assert citizen.get(page_of(appeal, step)).status_code == 404
        assert expert.get(page_of(appeal, step)).status_code == 200
        assert expert.get(f"{TOWN}/desk/cases/{against.number}/{step}/").status_code == 404
        assert "govuk-error-summary" in expert.post(page_of(appeal, step), {"seen": "9.9.9.9"}).text


def test_the_database_keeps_one_standing_decision_and_no_appeal_against_itself(against: Case) -> None:
    appeal, decision = appealed(against), Decision.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.create(
            application=decision.application, outcome="granted", number="x", decided_at=NOW,
            decided_by=decision.decided_by,
        )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(against=appeal.case)


def test_a_day_before_the_appeal_is_no_day_of_arrival_or_of_notice(against: Case, georgi: Any, clock: Any) -> None:
    appeal, expert = admitted(against, georgi), client_of(georgi, is_official=True)
    long_ago = date(2016, 11, 17)
    typed = {"body": "Областен управител", "opinion": "Отказът е законен.", **day_of("arrived_on", long_ago)}
    page = expert.post(page_of(appeal, "send_up"), typed)
    assert "Отказът е законен." in page.text, "a day that the page of the appeal could never count from"
    assert not Sending.objects.exists()
    clock.moment = NOW + timedelta(days=21)
    late = appealed(against, at=clock.moment, filed_on=clock.moment.date(), person=person("Христо", "Николов"))
    expert = client_of(georgi, is_official=True)
    expert.post(page_of(late, "term"), {"rule": "appeal_of_act", **day_of("notified_on", date(2026, 11, 17))})
    days = {**day_of("noticed_on", long_ago), **day_of("asked_on", long_ago), "reason": "Лежах в болница."}
    assert "Лежах в болница." in expert.post(page_of(late, "restore"), days).text
    assert fresh(late).outcome == "late"


def test_the_same_decision_above_is_entered_once(against: Case, georgi: Any, clock: Any) -> None:
    appeal, expert = sent_up(against, georgi), client_of(georgi, is_official=True)
    court = {**ABOVE, **day_of("decided_on", LATER.date()), "outcome": "upheld", "anew": "no"}
    assert expert.post(page_of(appeal, "above"), court).status_code == 302
    again = expert.post(page_of(appeal, "above"), {**court, "seen": seen_of(fresh(appeal))})
    assert "Да се провери адресната карта." in again.text, "told, and no text is lost"
    assert HigherDecision.objects.count() == 1


def test_while_the_clock_stands_nothing_is_sent_or_taken_back(
    against: Case, georgi: Any, expert: Client, citizen: Client
) -> None:
    appeal, by = admitted(against, georgi), Actor(georgi.pk, "official")
    note_defects(appeal.case, what="Подпишете жалбата.", on=LATER.date(), rule="defects_of_appeal", by=by, at=LATER)
    assert "срокът е спрян" in citizen.get(f"{TOWN}/follow/{appeal.case.number}/").text
    assert "направо към" not in citizen.get(f"{TOWN}/follow/{appeal.case.number}/").text, "no day runs now"
    assert "/send_up/" not in expert.get(page_of(appeal)).text
    sent = expert.post(page_of(appeal, "send_up"), {"body": "Съд", "opinion": "Отказът е законен."})
    assert "Отказът е законен." in sent.text
    assert DECISION in expert.post(page_of(appeal, "reconsider"), {"text": DECISION}).text
    with pytest.raises(ClockStands):
        handling.send_up(appeal.case, body="Съд", opinion="", code=CODE, by=by, at=LATER)
    note_remedy(appeal.case, on=LATER.date(), by=by, at=LATER)
    handling.send_up(appeal.case, body="Съд", opinion="", code=CODE, by=by, at=LATER)
    assert Sending.objects.count() == 1


def test_above_a_collective_body_no_day_is_promised(against: Case, georgi: Any) -> None:
    """Which body stands above is not known, so neither whether it has two weeks or a month."""
    for issuer, told_until in ((Issuer.MAYOR, date(2026, 12, 2)), (Issuer.COLLECTIVE, None)):
        name = person("Христо", issuer.value)
        appeal = sent_up(against, georgi, issuer=issuer, person=name, account=None)
        handling.note_arrival(appeal.case, on=LATER.date(), by=Actor(georgi.pk, "official"), at=LATER)
        until = decision_above_until(Sending.objects.get(appeal=appeal))
        assert (until.day if until else None) == told_until
