"""An application filed with one administration for a service of another one: the whole way, on both sides."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chinar.domain.applications import tasks
from chinar.domain.applications.complex.access import papers_of
from chinar.domain.applications.complex.deciding import take_in
from chinar.domain.applications.complex.kind import COMPLEX, destroy, is_undecided, set_aside
from chinar.domain.applications.models import ComplexAnswer, ComplexCharge, ComplexRequest
from chinar.domain.applications.tests.asking import PNG
from chinar.domain.applications.tests.world import EGN
from chinar.domain.cases.actions.handing_over import take_back_refused
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import NOW, TOWN, account, client_of, official, open_department
from chinar.domain.catalogue.tests.world import needs, offer, publish
from chinar.domain.registers.actions.recording import add_record
from chinar.domain.registers.models import Evidence, EvidenceCharge
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.documents.models import Erasure
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account
from chinar.foundation.territory.doors import AlreadyAnswered, hand_over, inbox, refuse
from chinar.foundation.territory.models import Municipality

THERE = "/razlog/bg"
PDF = b"%PDF-1.7 result"
BROUGHT = (b"%PDF-1.7 deed", PNG)
ASKED = {
    "given_name": "Кремена", "middle_name": "Великова", "family_name": "Рашкова", "identifier_kind": "egn",
    "identifier": EGN, "address": "гр. Троян, ул. „Чинар“ № 4", "phone": "0670 12 345",
    "email": "kremena@chinar.example", "what": "Удостоверение за наследници на баща ми.",
    "evidence": "Акт за смърт", "delivery": "page",
}  # fmt: skip


@contextmanager
def in_town(town: Municipality) -> Iterator[None]:
    with scoped(town.pk):
        yield


@pytest.fixture
def razlog(registry: Any, other_town: Municipality) -> Municipality:
    """Another town, with a service of its own that rests on evidence about the applicant."""
    with in_town(other_town):
        requirement = needs("relations", identifier="applicant.number")
        publish(offer(open_department()), requirements=[requirement])
    return other_town


@pytest.fixture
def petar(razlog: Municipality) -> Account:
    with in_town(razlog):
        return official("petar", "Петър Стоянов", "head")


@pytest.fixture
def maria(registry: Any) -> Client:
    """At the one-stop desk."""
    return client_of(official("maria", "Мария Петрова", "clerk"), is_official=True)


def entered(desk: Client, key: Any, **changes: Any) -> Any:
    to = changes.pop("to", "razlog")
    return desk.post(f"{TOWN}/desk/complex/{key}/?to={to}", {**ASKED, **changes})


def brought(*contents: bytes) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile("Кремена Рашкова.pdf", content) for content in contents]


def filed(desk: Client, razlog: Municipality, **changes: Any) -> ComplexRequest:
    """For the service of the other town."""
    page = desk.get(f"{TOWN}/desk/complex/{uuid4()}/?to=razlog").text
    value = page.partition("Издаване на удостоверение за наследници")[0].rpartition('value="')[2].partition('"')[0]
    assert entered(desk, uuid4(), service=value, **changes).status_code == 302
    return ComplexRequest.objects.select_related("case").get()


def accepted(petar: Account, town: Municipality) -> Case:
    with in_town(town):
        clerk, message = client_of(petar, is_official=True), inbox().get()
        page = f"{THERE}/desk/received/{message.pk}/"
        shown = clerk.get(page).text
        assert "Удостоверение за наследници на баща ми." in shown
        assert "Рашкова" not in shown
        chosen = shown.partition(" selected")[0].rpartition('value="')[2].partition('"')[0]
        assert clerk.post(page, {"verb": "accept", "about": chosen}).status_code == 302
        return ComplexRequest.objects.select_related("case").get().case


def decided(petar: Account, town: Municipality, case: Case, **changes: Any) -> None:
    with in_town(town):
        clerk = client_of(petar, is_official=True)
        page = f"{THERE}/desk/cases/{case.number}/complex/decide/"
        act = {"outcome": "granted", "act": "№ 7 от 17.11.2026 г.", "words": "", **hidden(clerk.get(page).text)}
        paper = {"paper": SimpleUploadedFile("a.pdf", PDF)}
        assert clerk.post(page, {**act, **paper, **changes}).status_code == 302


def followed(case: Case, base: str = TOWN) -> Client:
    client = Client()
    client.post(f"{base}/follow/", {"number": case.number, "key": case.key})
    return client


def carry() -> None:
    with scoped(None):
        tasks.carry_between_towns()


def test_it_is_filed_here_registered_there_with_their_clock_decided_and_received_on_the_page(
    razlog: Municipality, petar: Account, maria: Client, clock: Any
) -> None:
    assert "Разлог" in maria.get(f"{TOWN}/desk/complex/").text
    asked = filed(maria, razlog)
    case = asked.case
    assert (case.state, case.outcome, case.channel, asked.body) == ("left", "forwarded", "counter", "Община Разлог")
    assert Message.objects.filter(template="cases/notices/forwarded.txt").count() == 1
    matter = maria.get(f"{TOWN}/desk/cases/{case.number}/").text
    assert "там чака да бъде приета" in matter
    way = matter.partition("Пътят на преписката")[2]
    assert way.partition("</ol>")[0].count("на компетентния орган") == 1, "the end is told once"
    assert maria.get(f"{TOWN}/desk/cases/{case.number}/complex/paper/").content.startswith(b"%PDF")
    told = followed(case).get(f"{TOWN}/follow/{case.number}/").text
    assert "Подадохте го тук за услуга на: Община Разлог" in told
    clock.moment = NOW + timedelta(hours=4)
    there = accepted(petar, razlog)
    with in_town(razlog):
        assert (there.channel, there.received_at, there.key, there.period) == ("complex", NOW, case.key, "7d")
        assert there.legal_period == "declaratory_act"
        assert ComplexRequest.objects.get().their_number == case.number
        assert Evidence.objects.get().subject == EGN
        desk = client_of(petar, is_official=True)
        assert case.number in desk.get(f"{THERE}/desk/cases/{there.number}/").text
        assert f"Община Троян, № {case.number}" in desk.get(f"{THERE}/desk/complex/").text
        page = f"{THERE}/desk/cases/{there.number}/complex/decide/"
        wrong = {"outcome": "refused", "act": "№ 8", "words": "", "seen": ""}
        assert "Напишете фактите" in desk.post(page, wrong).text
        assert "Изберете издадения документ" in desk.post(page, {**wrong, "outcome": "granted"}).text
    assert f"заведено там под номер {there.number}" in maria.get(f"{TOWN}/desk/complex/").text
    decided(petar, razlog, there)
    carry()
    carry()
    answer = ComplexAnswer.objects.get()
    assert (answer.outcome, answer.act, answer.by_id, answer.given_at) == (
        "granted",
        "№ 7 от 17.11.2026 г.",
        None,
        None,
    )
    citizen = followed(case)
    assert "№ 7 от 17.11.2026 г." in citizen.get(f"{TOWN}/follow/{case.number}/").text
    assert Client().post(f"{TOWN}/follow/{case.number}/complex/result/").status_code == 404
    assert citizen.post(f"{TOWN}/follow/{case.number}/complex/result/").content == PDF
    assert citizen.post(f"{TOWN}/follow/{case.number}/complex/result/").content == PDF
    carry()
    with in_town(razlog):
        there.refresh_from_db()
        assert (there.state, there.phase) == ("granted_served", "closed")
        shown = followed(there, THERE).get(f"{THERE}/follow/{there.number}/").text
        assert "Подадохте го чрез: Община Троян" in shown
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"complex.registered", "case.forwarded", "complex.answered", "complex.given", "complex.result_read"} <= verbs
    assert EGN not in str(list(Entry.objects.values_list("facts", "subject")))


def test_papers_go_with_it_are_seen_on_both_sides_and_by_nobody_else(
    razlog: Municipality, petar: Account, maria: Client
) -> None:
    key = uuid4()
    for wrong in ((b"<script>",), (b"",), (b"%PDF-",) * 7):
        shown = entered(maria, key, service="other", service_name="Скица", papers=brought(*wrong))
        assert shown.status_code == 200
        assert 'id="id_papers-error"' in shown.text
        assert "ул. „Чинар“ № 4" in shown.text
    assert not ComplexRequest.objects.exists()
    case = filed(maria, razlog, papers=brought(*BROUGHT)).case
    here = f"{TOWN}/desk/cases/{case.number}/"
    assert "Приложение 1 (PDF" in maria.get(here).text
    assert "Донесени от Вас документи" in followed(case).get(f"{TOWN}/follow/{case.number}/").text
    first, second = papers_of(case)
    assert maria.get(f"{here}attachments/{first.pk}/").content == BROUGHT[0]
    assert Client().get(f"{here}attachments/{first.pk}/").status_code != 200
    with in_town(razlog):
        clerk = client_of(petar, is_official=True)
        assert "Приложение 1, Приложение 2" in clerk.get(f"{THERE}/desk/received/{inbox().get().pk}/").text
        assert clerk.get(f"{here}attachments/{first.pk}/").status_code == 404
    there = accepted(petar, razlog)
    with in_town(razlog):
        page = f"{THERE}/desk/cases/{there.number}/"
        assert "Приложение 2" in clerk.get(page).text
        came = papers_of(there)
        assert [one.document.sha256 for one in came] == [first.document.sha256, second.document.sha256]
        assert clerk.get(f"{page}attachments/{came[1].pk}/").content == BROUGHT[1]
    assert Entry.objects.filter(verb="application.attachment_read").count() == 1
    assert "Рашкова" not in str([one.document.title for one in (first, second, *came)])


def test_three_days_run_from_the_access_to_the_data_and_a_fee_for_it_is_told_where_it_was_filed(
    razlog: Municipality, petar: Account, maria: Client
) -> None:
    case = filed(maria, razlog).case
    there = accepted(petar, razlog)
    with in_town(razlog):
        clerk = client_of(petar, is_official=True)
        page = f"{THERE}/desk/cases/{there.number}/"
        assert "Междинна дата" not in clerk.get(page).text, "data is awaited"
        evidence = Evidence.objects.get()
        by = Actor(petar.pk, "official")
        came = add_record(evidence, "received", by=by, at=NOW + timedelta(days=1), place="Община Троян")
        fee = {"payee": case.municipality, "cents": 250, "bearer": "applicant", "ground": "Наредба, чл. 5"}
        EvidenceCharge.objects.create(evidence=evidence, record=came, **fee)
        for told in (clerk.get(page).text, followed(there, THERE).get(f"{THERE}/follow/{there.number}/").text):
            assert "Междинна дата: 20 ноември 2026 г." in told
            assert "АПК чл. 57, ал. 9" in told
            assert "не е потвърдено от юрист" in told
    decided(petar, razlog, there)
    carry()
    with in_town(razlog):
        assert "Междинна дата" not in clerk.get(page).text, "decided"
    told = followed(case).get(f"{TOWN}/follow/{case.number}/").text
    assert "2,50 € на община Троян: Наредба, чл. 5" in told.replace("\xa0", " ")
    assert ComplexCharge.objects.get().what == evidence.name


def test_a_double_press_registers_once_and_mistakes_lose_nothing(razlog: Municipality, maria: Client) -> None:
    key = uuid4()
    for wrong in ({"identifier": "123"}, {"given_name": ""}, {"service_name": ""}, {"delivery": ""}):
        answer = entered(maria, key, service="other", **{"service_name": "Скица", **wrong})
        assert answer.status_code == 200
        assert "ул. „Чинар“ № 4" in answer.text
    assert not ComplexRequest.objects.exists()
    for _ in range(2):
        assert entered(maria, key, service="other", service_name="Скица").status_code == 302
    assert ComplexRequest.objects.count() == 1
    assert entered(maria, uuid4(), to="nowhere").status_code == 404
    assert entered(maria, uuid4(), to="troyan").status_code == 404
    company = {"organisation": "ЧИНАРОВ И СИН", "eik": "900000016", "given_name": "", "identifier": ""}
    assert entered(maria, uuid4(), service="other", service_name="Скица", **company).status_code == 302
    assert ComplexRequest.objects.filter(applicant_name="ЧИНАРОВ И СИН").exists()


def test_a_refused_request_is_opened_again_and_goes_elsewhere_by_letter(
    razlog: Municipality, petar: Account, maria: Client, georgi: Account
) -> None:
    case = filed(maria, razlog).case
    with in_town(razlog):
        refuse(hand_over=inbox().get(), reason="Компетентен е Банско.", by=Actor(petar.pk, "official"), at=NOW)
    assert take_back_refused(at=NOW) == 1
    expert = client_of(georgi, is_official=True)
    page = f"{TOWN}/desk/cases/{case.number}/forward/"
    letter = {"body": "Община Банско", "act": "№ 3 от 17.11.2026 г."}
    seen = hidden(expert.get(page).text)
    assert expert.post(page, {**letter, **seen}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("left", "forwarded")


def test_what_came_by_letter_runs_from_the_day_of_its_receipt_and_is_given_at_the_counter(
    razlog: Municipality, maria: Client, georgi: Account, version: Any
) -> None:
    letter = {
        "to": "received",
        "body": "Община Банско",
        "their_number": "№ 44 от 10.11.2026 г.",
        "received_on-day": "12",
        "received_on-month": "11",
        "received_on-year": "2026",
        "service": str(version.pk),
        "delivery": "competent",
    }
    future = {"received_on-day": "30"}
    assert "не може да е в бъдещето" in entered(maria, uuid4(), **{**letter, **future}).text
    assert entered(maria, uuid4(), **letter).status_code == 302
    case = ComplexRequest.objects.select_related("case").get().case
    assert (case.channel, case.due_on.isoformat(), case.department) == (
        "complex",
        "2026-11-19",
        version.service.department,
    )
    expert = client_of(georgi, is_official=True)
    page = f"{TOWN}/desk/cases/{case.number}/complex/decide/"
    refusal = {"outcome": "refused", "act": "№ 9", "words": "Няма данни; ЗГР чл. 24."}
    assert expert.post(page, {**refusal, **hidden(expert.get(page).text)}).status_code == 302
    again = expert.post(page, {**refusal, "seen": ""})
    assert "Нищо не е променено" in again.text
    assert ComplexAnswer.objects.count() == 1
    assert "complex/deliver" in maria.get(f"{TOWN}/desk/cases/{case.number}/").text
    deliver = f"{TOWN}/desk/cases/{case.number}/complex/deliver/"
    assert maria.post(deliver).status_code == 302
    assert "получен" in maria.post(deliver, follow=True).text
    case.refresh_from_db()
    assert case.state == "refused_served"
    assert not is_undecided(case)
    set_aside(case, NOW)
    assert is_undecided(case)


def test_given_where_it_was_filed_and_nobody_elses_answer_counts(
    razlog: Municipality, petar: Account, maria: Client
) -> None:
    case = filed(maria, razlog, delivery="where_filed").case
    there = accepted(petar, razlog)
    stranger = Municipality.objects.create(code="PVN03", slug="belene", name="Белене", name_en="Belene")
    forged = {"number": case.number, "outcome": "refused", "act": "№ 1", "words": "Не."}
    with in_town(stranger):
        hand_over(to=case.municipality, kind="complex_answer", subject=there.number, facts=forged, by=SYSTEM, at=NOW)
        given = {"number": there.number, "on": "2026-11-16"}
        hand_over(to=razlog, kind="complex_given", subject=case.number, facts=given, by=SYSTEM, at=NOW)
    carry()
    assert not ComplexAnswer.objects.exists()
    decided(petar, razlog, there)
    message = inbox().get()
    take_in(message, at=NOW)
    with pytest.raises(AlreadyAnswered):
        take_in(message, at=NOW)
    assert Message.objects.filter(template="applications/notices/complex_answered.txt").count() == 1
    assert maria.get(f"{TOWN}/desk/cases/{case.number}/complex/result/").content == PDF
    assert followed(case).post(f"{TOWN}/follow/{case.number}/complex/result/").status_code == 404
    assert maria.post(f"{TOWN}/desk/cases/{case.number}/complex/deliver/").status_code == 302
    carry()
    with in_town(razlog):
        there.refresh_from_db()
        assert there.state == "granted_served"
    erasure = Erasure.objects.create(
        subject=case.number, ground="5 г.", at=NOW, first_by=petar, second_by=account("second", "Втори")
    )
    destroy(case, erasure)
    emptied = ComplexRequest.objects.get()
    assert (emptied.applicant_name, emptied.what, emptied.answers.get().words) == ("", "", "")


def test_a_request_that_came_goes_round_in_no_ring_and_foreign_officials_see_nothing(
    razlog: Municipality, petar: Account, maria: Client
) -> None:
    case = filed(maria, razlog).case
    there = accepted(petar, razlog)
    assert maria.get(f"{THERE}/desk/cases/{there.number}/").status_code == 404
    with in_town(razlog):
        clerk = client_of(petar, is_official=True)
        page = clerk.get(f"{THERE}/desk/cases/{there.number}/hand_over/").text
        assert "Друга администрация вече го е изпратила тук." in page
        assert clerk.get(f"{TOWN}/desk/cases/{case.number}/complex/paper/").status_code == 404
    assert COMPLEX.state("left").code == "left"
