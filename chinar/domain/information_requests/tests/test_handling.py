"""The clock of a request, the third person, and ends without a decision; vectors 34 and 35 through the real actions."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.actions import clock, relating
from chinar.domain.cases.actions.ending import is_reopenable
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import to_mend
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department, person, sofia
from chinar.domain.cases.tests.world import account as account_of
from chinar.domain.information_requests.actions import consent, ending
from chinar.domain.information_requests.models import InformationRequest, ThirdPerson
from chinar.domain.information_requests.queries import consent_until, may_be_left
from chinar.domain.information_requests.tests.world import WANTED, by, on_paper, page, requested
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.notifications.models import Message

FRIDAY = sofia(2026, 10, 23)


def now(request: InformationRequest) -> Case:
    case: Case = Case.objects.get(pk=request.case_id)
    return case


def test_v34_one_continuous_count_with_great_volume(registry: Any, georgi: Any) -> None:
    asked = requested(registry, at=FRIDAY)
    assert now(asked).due_on == date(2026, 11, 6)
    at = sofia(2026, 11, 2)
    clock.extend(asked.case, rule="information_extension", reason="Голям обем", on=at.date(), by=by(georgi), at=at)
    assert now(asked).due_on == date(2026, 11, 16)


def test_a_third_person_can_be_asked_although_the_period_was_lengthened_for_volume(
    registry: Any, georgi: Any, expert: Client
) -> None:
    asked = requested(registry)
    clock.extend(asked.case, rule="information_extension", reason="Обем", on=NOW.date(), by=by(georgi), at=NOW)
    due = now(asked).due_on
    assert "не го удължава още веднъж" in expert.get(page(asked, "consent")).text
    typed = {"name": "Х", "letter": "1", "on-day": "16", "on-month": "11", "on-year": "2026"}
    assert "Срокът остава" in expert.post(page(asked, "consent"), typed, follow=True).text
    assert (now(asked).due_on, ThirdPerson.objects.count()) == (due, 1)


def test_nobody_is_asked_or_answers_before_the_request_or_in_days_to_come(
    registry: Any, georgi: Any, expert: Client
) -> None:
    asked = requested(registry)
    typed = {"name": "Х", "letter": "1", "on-day": "15", "on-month": "11"}
    for year in ("1999", "2026", "2027"):
        answer = expert.post(page(asked, "consent"), {**typed, "on-year": year})
        assert answer.status_code == 200
        assert "govuk-error-summary" in answer.text
    for on in (date(1999, 1, 1), date(2026, 11, 15), date(2026, 11, 17)):
        with pytest.raises(clock.StepRefused):
            consent.ask_third_person(asked.case, name="Х", letter="1", on=on, by=by(georgi), at=NOW)
    assert not ThirdPerson.objects.exists()
    row = consent.ask_third_person(asked.case, name="Х", letter="1", on=NOW.date(), by=by(georgi), at=NOW)
    tomorrow = date(2026, 11, 17)
    with pytest.raises(clock.StepRefused):
        consent.enter_answer(asked.case, person=row.pk, answer="agrees", on=tomorrow, by=by(georgi), at=NOW)


def test_v34_the_consent_of_a_third_person_is_asked_within_seven_days(registry: Any, georgi: Any) -> None:
    asked = requested(registry, at=FRIDAY)
    assert consent_until(asked.case) == date(2026, 10, 30)
    late = sofia(2026, 10, 31)
    with pytest.raises(consent.AskedTooLate):
        consent.ask_third_person(asked.case, name="Х", letter="1", on=late.date(), by=by(georgi), at=late)
    at = sofia(2026, 10, 30)
    for name in ("„Път и бук“ ООД", "Стамен Гешев"):
        consent.ask_third_person(asked.case, name=name, letter="№ 5", on=at.date(), by=by(georgi), at=at)
    consent.ask_third_person(asked.case, name=name, letter="№ 5", on=at.date(), by=by(georgi), at=at)
    assert now(asked).due_on == date(2026, 11, 20), "fourteen days more, once"
    assert Message.objects.filter(template="cases/notices/extended.txt").count() == 1
    first, second = ThirdPerson.objects.all()
    with pytest.raises(consent.DayBefore):
        consent.enter_answer(asked.case, person=first.pk, answer="agrees", on=FRIDAY.date(), by=by(georgi), at=at)
    consent.enter_answer(asked.case, person=first.pk, answer="refuses", on=at.date(), by=by(georgi), at=at)
    with pytest.raises(consent.AnsweredAlready):
        consent.enter_answer(asked.case, person=first.pk, answer="agrees", on=at.date(), by=by(georgi), at=at)
    assert ThirdPerson.objects.get(pk=second.pk).answer == ""


def test_v35_who_makes_it_clear_has_the_whole_period_anew_and_who_does_not_is_left_unexamined(
    registry: Any, georgi: Any
) -> None:
    clear, vague = (requested(registry, at=sofia(2026, 10, 1)) for _ in range(2))
    at = sofia(2026, 10, 5)
    for asked in (clear, vague):
        what = {"what": "За кой път?", "rule": "information_clarification"}
        clock.note_defects(asked.case, **what, on=at.date(), by=by(georgi), at=at)
    assert now(vague).state == "waiting"
    mended = sofia(2026, 10, 20)
    clock.note_remedy(clear.case, on=mended.date(), by=by(georgi), at=mended)
    assert now(clear).due_on == date(2026, 11, 3)
    asked_of = to_mend(now(vague))
    assert asked_of is not None
    assert asked_of.until == date(2026, 11, 4)
    assert not may_be_left(now(vague), on=date(2026, 11, 4))
    last = sofia(2026, 11, 4)
    with pytest.raises(Exception, match="information_request"):
        ending.leave_unexamined(vague.case, reason="Не уточнихте.", by=by(georgi), at=last)
    after = sofia(2026, 11, 5)
    ended = ending.leave_unexamined(vague.case, reason="Не уточнихте.", by=by(georgi), at=after)
    assert (ended.phase, ended.state, ended.outcome) == ("closed", "unexamined", "unexamined")
    assert Message.objects.filter(template="cases/notices/terminated.txt").count() == 1


def test_by_the_pages_a_third_person_is_asked_and_the_applicant_never_reads_who(registry: Any, expert: Client) -> None:
    asked = requested(registry)
    extend = expert.get(f"{TOWN}/desk/cases/{asked.case.number}/clock/extend/").text
    assert "information_extension" in extend
    assert "information_third_person" not in extend, "it has an act of its own"
    day = {"on-day": "16", "on-month": "11", "on-year": "2026"}
    typed = {"name": "„Път и бук“ ООД", "letter": "№ 5 от 16.11.2026 г."}
    assert expert.post(page(asked, "consent"), {**typed, **day, "on-year": "2027"}).status_code == 200
    assert (
        "Срокът е удължен. Заявителят е уведомен." in expert.post(page(asked, "consent"), typed | day, follow=True).text
    )
    assert now(asked).due_on == date(2026, 12, 14)
    person_asked = ThirdPerson.objects.get()
    answer = {"person": person_asked.pk, "answer": "refuses", **day}
    assert expert.post(page(asked, "consent-answer"), {**answer, "person": "0"}).status_code == 200
    assert expert.post(page(asked, "consent-answer"), answer).status_code == 302
    assert "отказва" in expert.get(f"{TOWN}/desk/cases/{asked.case.number}/").text
    citizen = Client()
    citizen.post(f"{TOWN}/follow/", {"number": asked.case.number, "key": asked.case.key})
    seen = citizen.get(f"{TOWN}/follow/{asked.case.number}/").text
    assert "трето лице" in seen
    assert "Път и бук" not in seen


def test_what_is_not_held_is_said_and_read_by_the_applicant(registry: Any, expert: Client) -> None:
    asked, paper = requested(registry), on_paper(registry)
    assert expert.post(page(asked, "not-held"), {"reason": ""}).status_code == 200
    said = "Общината не поддържа такъв регистър и не знае кой го води."
    for _press in range(2):
        expert.post(page(asked, "not-held"), {"reason": said})
    case = now(asked)
    assert (case.state, case.outcome, case.ledger.filter(step="decided").count()) == ("not_held", "not_held", 1)
    citizen = Client()
    citizen.post(f"{TOWN}/follow/", {"number": case.number, "key": case.key})
    assert said in citizen.get(f"{TOWN}/follow/{case.number}/").text
    assert not is_reopenable(case)
    assert (
        "чака да бъде изпратено по пощата" in expert.post(page(paper, "not-held"), {"reason": said}, follow=True).text
    )
    told = Message.objects.filter(template__endswith="not_held.txt").order_by("pk")
    assert list(told.values_list("about", "channel")) == [(case.number, "email"), (paper.case.number, "letter")]


def test_a_request_without_an_address_is_left_unexamined_and_a_whole_one_is_not(registry: Any, expert: Client) -> None:
    whole, bare = on_paper(registry), on_paper(registry, asker_name="", address="")
    assert '<form method="post" novalidate' not in expert.get(page(whole, "unexamined")).text
    assert expert.post(page(whole, "unexamined"), {"reason": "Не."}).status_code == 200
    assert "чл. 25" in expert.get(f"{TOWN}/desk/cases/{bare.case.number}/").text
    assert expert.post(page(bare, "unexamined"), {"reason": "Няма имена и адрес."}).status_code == 302
    assert (now(whole).is_open, now(bare).outcome) == (True, "unexamined")


def test_it_becomes_a_question_and_a_question_becomes_a_request_owed_from_the_first_day(registry: Any) -> None:

    asked = requested(registry)
    enquiry = relating.convert(asked.case, to="enquiry", reason="Питане", by=SYSTEM, at=NOW)
    assert (enquiry.kind, now(asked).outcome) == ("enquiry", "converted")
    later = sofia(2026, 11, 18)
    back = relating.convert(enquiry, to="information_request", reason="Искане", by=SYSTEM, at=later)
    assert back.kind == "information_request"
    assert (back.received_at, back.due_on) == (asked.case.received_at, now(asked).due_on)
    again = InformationRequest.objects.get(case=back)
    assert (again.description, again.email, again.asker_name) == (WANTED, "radost@chinar.example", "Радост Милева")


@pytest.mark.parametrize(
    "name", ["decide", "files", "consent", "not-held", "unexamined", "received", "access", "waiver", "publish"]
)
def test_another_department_the_asker_and_strangers_find_nothing(registry: Any, elena: Any, name: str) -> None:
    own = official("vera", "Вера Добрева", "expert", registry)
    asked = requested(registry, asker=person(), account=own)
    other = official("todor", "Тодор Ванев", "expert", open_department("taxes", "Местни данъци"))
    for somebody, is_official in ((other, True), (elena, False), (own, True), (account_of("x", "Хикс"), False)):
        assert client_of(somebody, is_official=is_official).post(page(asked, name), {"reason": "x"}).status_code == 404
    assert Client().post(page(asked, name)).status_code == 302


def test_a_request_is_made_clear_not_mended(registry: Any, expert: Client) -> None:
    """ЗДОИ чл. 29 has words of its own for the step that АПК чл. 30 calls defects, and no second page for it."""
    case = requested(registry).case
    address = f"{TOWN}/desk/cases/{case.number}/"
    shown = expert.get(address).text
    assert ("/clock/clarify/" in shown, "/clock/defects/" in shown) == (True, False)
    assert expert.get(f"{address}clock/clarify/").text.count("Какво трябва да се уточни?") == 1
    clock.note_defects(case, what="За коя улица?", rule="information_clarification", on=NOW.date(), by=SYSTEM, at=NOW)
    shown = expert.get(address).text
    assert "/clock/clarified/" in shown
    assert "/clock/remedy/" not in shown
    assert "да уточни искането" in shown
    assert "недостатъци" not in shown
