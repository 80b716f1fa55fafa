"""A decision is prepared and made; access is given, had, or waived."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.actions import clock
from chinar.domain.cases.actions.holding import seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided, ClockStands, take_case
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, person, sofia
from chinar.domain.information_requests.actions import consent, giving
from chinar.domain.information_requests.actions.deciding import Flawed, propose
from chinar.domain.information_requests.forms.deciding import typed_from
from chinar.domain.information_requests.models import Decision, GivenFile, InformationRequest, ProposedDecision
from chinar.domain.information_requests.rules import Outcome
from chinar.domain.information_requests.tests.world import (
    ABOUT,
    DECIDED,
    GIVEN,
    by,
    decided,
    on_paper,
    page,
    refusal,
    requested,
    terms,
)
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.notifications.models import Message

PDF = b"%PDF-1.4 contract"


@pytest.fixture
def asked(registry: Any) -> InformationRequest:
    return requested(registry)


def state(asked: InformationRequest) -> tuple[str, str, str]:
    case = Case.objects.get(pk=asked.case_id)
    return case.phase, case.state, case.outcome


def follower(asked: InformationRequest) -> Client:
    client = Client()
    client.post(f"{TOWN}/follow/", {"number": asked.case.number, "key": asked.case.key})
    return client


def test_an_expert_prepares_and_the_head_decides(
    asked: InformationRequest, expert: Client, head: Client, georgi: Any
) -> None:
    assert 'name="decide"' not in expert.get(page(asked, "decide")).text
    assert expert.post(page(asked, "decide"), {**DECIDED, "decide": "1"}).status_code == 302
    assert state(asked) == ("in_progress", "prepared", ""), "without the ability it is only prepared"
    opened = head.get(page(asked, "decide")).text
    assert GIVEN in opened
    assert 'name="decide"' in opened
    assert GIVEN not in follower(asked).get(f"{TOWN}/follow/{asked.case.number}/").text
    for _press in range(2):
        assert head.post(page(asked, "decide"), {**DECIDED, "version": "1", "decide": "1"}).status_code == 302
    assert state(asked) == ("closed", "given", "granted")
    assert not ProposedDecision.objects.exists()
    decision = Decision.objects.get()
    assert decision.number == "1215-1-16.11.2026"
    assert Message.objects.filter(template="cases/notices/decided.txt").count() == 1


def test_a_refusal_that_an_expert_prepared_is_issued_by_the_head_as_it_stands(
    asked: InformationRequest, expert: Client, head: Client
) -> None:
    refused = {**DECIDED, "outcome": "refused", "ground": "secret", "reasons": "Фактите и законът.", "access_days": ""}
    assert expert.post(page(asked, "decide"), {**refused, "propose": "1"}).status_code == 302
    shown = typed_from(ProposedDecision.objects.get().terms)
    days = re.search(r"<input[^>]*name=\"access_days\"[^>]*>", head.get(page(asked, "decide")).text)
    assert days is not None
    assert "value=" not in days[0] or 'value=""' in days[0]
    typed = {name: value for name, value in shown.items() if value is not None} | {"version": "1"}
    assert head.post(page(asked, "decide"), {**typed, "decide": "1"}).status_code == 302
    assert state(asked) == ("closed", "refused", "refused")


def test_its_paper_says_what_the_law_asks_and_is_read_by_the_applicant_only(
    registry: Any, nadezhda: Any, expert: Client
) -> None:
    asked = on_paper(registry)
    part = {"outcome": Outcome.PARTIAL, "ground": "secret", "reasons": "Приложение 2 е търговска тайна."}
    decided(asked, nadezhda, form="copy", place="Стая 12", cost_cents=240, **part)
    address = f"{TOWN}/follow/{asked.case.number}/information/decision/"
    paper = text_of(follower(asked).get(address).content)
    for words in (
        "частичен достъп",
        GIVEN.split(":")[0],
        "Приложение 2",
        "Стая 12",
        "30 дни",
        "2,40 €",
        "съда",
        "Радост Милева",
    ):
        assert words in paper, words
    assert Client().get(address).status_code == 404
    assert expert.get(page(asked, "decision")).status_code == 200
    protocol = text_of(expert.get(page(asked, "access-protocol")).content)
    assert "Протокол" in protocol


@pytest.mark.parametrize(
    "changed",
    [
        {"given": ""},
        {"access_days": "29"},
        {"access_days": "-1"},
        {"access_days": "1" * 30},
        {"form": "copy"},
        {"cost": "2,40"},
        {"cost": "много"},
        {"about": "Договор на Радост, 0888 123 456"},
        {"about": "<b>" * 50},
        {"appeal": ""},
        {"outcome": "refused"},
        {"outcome": "refused", "ground": "because", "reasons": "така"},
        {"outcome": "refused", "ground": "third_person", "reasons": "отказа"},
        {"outcome": "refused", "ground": "given_before", "reasons": "даде се", "earlier": "1214-1-16.11.2026"},
        {"outcome": "refused", "ground": "preparatory", "reasons": "проект"},
        {"outcome": "partial", "ground": "preparatory", "reasons": "проект", "document_on-day": "1",
         "document_on-month": "2", "document_on-year": "2020"},
        {"given": "нула\x00"},
    ],
)  # fmt: skip
def test_a_decision_that_the_law_does_not_let_stand_is_not_made(
    asked: InformationRequest, head: Client, changed: Any
) -> None:
    answer = head.post(page(asked, "decide"), {**DECIDED, **changed, "decide": "1"})
    assert answer.status_code == 200
    assert "govuk-error-summary" in answer.text
    assert not Decision.objects.exists()
    assert ABOUT in answer.text or "about" in changed


def test_all_that_is_wrong_is_said_at_once(asked: InformationRequest, head: Client) -> None:
    answer = head.post(page(asked, "decide"), {**DECIDED, "about": "", "given": "", "access_days": "x", "decide": "1"})
    assert answer.text.count("govuk-error-message") == 3


def test_refused_because_a_third_person_did_or_because_it_was_given_within_six_months(
    registry: Any, nadezhda: Any
) -> None:
    asked, again, late = (requested(registry) for _ in range(3))
    with pytest.raises(Flawed):
        decided(asked, nadezhda, terms=refusal("third_person"))
    consent.ask_third_person(asked.case, name="Х", letter="1", on=NOW.date(), by=by(nadezhda), at=NOW)
    row = asked.third_persons.get()
    consent.enter_answer(asked.case, person=row.pk, answer="refuses", on=NOW.date(), by=by(nadezhda), at=NOW)
    decided(asked, nadezhda, terms=refusal("third_person"))
    assert state(asked) == ("closed", "refused", "refused")
    given = requested(registry)
    decided(given, nadezhda)
    before = refusal("given_before", earlier=given.case.number)
    decided(again, nadezhda, terms=before, at=sofia(2027, 5, 14))
    with pytest.raises(Flawed):
        decided(late, nadezhda, terms=before, at=sofia(2027, 5, 17))
    with pytest.raises(Flawed):
        decided(late, nadezhda, terms=refusal("given_before", earlier=asked.case.number))


def test_what_a_stranger_was_given_is_no_ground_to_refuse(
    registry: Any, elena: Any, nadezhda: Any, head: Client
) -> None:
    asked, other = requested(registry), requested(registry, asker_name="Друг Човек")
    decided(other, nadezhda)
    typed = {**DECIDED, "outcome": "refused", "ground": "given_before", "reasons": "Даде се.", "decide": "1"}
    answer = head.post(page(asked, "decide"), {**typed, "earlier": other.case.number})
    assert "на този заявител" in answer.text
    assert not Decision.objects.filter(request=asked).exists()
    first, again = (
        requested(registry, asker=person(), account=elena, email=email) for email in ("a@chinar.example", "")
    )
    decided(first, nadezhda)
    decided(again, nadezhda, terms=refusal("given_before", earlier=first.case.number))


def test_what_is_given_electronically_goes_with_the_decision(
    asked: InformationRequest, head: Client, nadezhda: Any
) -> None:
    bare = {**DECIDED, "given": "Целият договор."}
    answer = head.post(page(asked, "decide"), {**bare, "decide": "1"})
    assert "нищо няма да бъде предоставено" in answer.text
    assert head.post(page(asked, "decide"), {**bare, "propose": "1"}).status_code == 302, "the files come later"
    with pytest.raises(Flawed):
        decided(asked, nadezhda, given="Целият договор.")
    giving.add_files(asked.case, title="Договор", papers=[Paper("application/pdf", PDF)], by=by(nadezhda), at=NOW)
    assert head.post(page(asked, "decide"), {**bare, "version": "1", "decide": "1"}).status_code == 302


def test_all_is_given_against_a_third_person_only_with_the_interest_that_outweighs(
    asked: InformationRequest, head: Client, nadezhda: Any
) -> None:
    row = consent.ask_third_person(asked.case, name="Х", letter="1", on=NOW.date(), by=by(nadezhda), at=NOW)
    assert "кой обществен интерес" in head.post(page(asked, "decide"), {**DECIDED, "decide": "1"}).text
    consent.enter_answer(asked.case, person=row.pk, answer="refuses", on=NOW.date(), by=by(nadezhda), at=NOW)
    with pytest.raises(Flawed):
        decided(asked, nadezhda)
    decided(asked, nadezhda, reasons="Договорът се плаща с публични средства.")


def test_a_preparatory_document_is_restricted_for_two_years(registry: Any, nadezhda: Any) -> None:
    asked = requested(registry)
    with pytest.raises(Flawed):
        decided(asked, nadezhda, terms=refusal("preparatory", document_on=date(2024, 11, 15)))
    decided(asked, nadezhda, terms=refusal("preparatory", document_on=date(2024, 11, 16)))
    assert Decision.objects.get().document_on == date(2024, 11, 16)


def test_two_at_once_lose_no_text(
    asked: InformationRequest, expert: Client, head: Client, nadezhda: Any, georgi: Any
) -> None:
    opened = expert.get(page(asked, "decide")).text
    assert 'name="version"' in opened
    propose(asked.case, terms(given="нейният текст"), by=by(nadezhda), at=NOW)
    mine = {**DECIDED, "given": "моят текст, https://troyan.example/1", "version": "0", "propose": "1"}
    answer = expert.post(page(asked, "decide"), mine)
    assert answer.status_code == 200
    for text in ("моят текст", "нейният текст"):
        assert text in answer.text
    assert ProposedDecision.objects.get().given == "нейният текст"
    assert expert.post(page(asked, "decide"), {**mine, "version": "1"}).status_code == 302
    seen = seen_of(Case.objects.get(pk=asked.case_id))
    take_case(asked.case, handler=georgi, by=by(georgi), at=NOW)
    told = head.post(page(asked, "decide"), {**mine, "version": "2", "seen": seen, "decide": "1"})
    assert "кой отговаря" in told.text
    assert "моят текст" in told.text
    seen = seen_of(Case.objects.get(pk=asked.case_id))
    propose(asked.case, terms(given="трети текст"), by=by(nadezhda), at=NOW)
    clock.extend(asked.case, rule="information_extension", reason="Обем", on=NOW.date(), by=by(nadezhda), at=NOW)
    told = head.post(page(asked, "decide"), {**mine, "version": "2", "seen": seen, "propose": "1"})
    for text in ("Междувременно колега промени", "трети текст", "моят текст"):
        assert text in told.text
    mark, version = (re.findall(rf'name="{name}"[^>]*value="([^"]*)"', told.text)[0] for name in ("seen", "version"))
    again = head.post(page(asked, "decide"), {**mine, "version": version, "seen": mark, "propose": "1"})
    assert again.status_code == 302, "told once of both, they are not refused a second time"
    decided(asked, nadezhda)
    late = expert.post(page(asked, "decide"), {**mine, "version": "2"})
    assert "моят текст" in late.text
    assert Decision.objects.get().given == GIVEN


def test_nothing_is_decided_while_the_clock_stands_nor_by_who_asked(
    registry: Any, asked: InformationRequest, nadezhda: Any, georgi: Any, head: Client
) -> None:
    what = {"what": "За кой път?", "rule": "information_clarification"}
    clock.note_defects(asked.case, **what, on=NOW.date(), by=by(georgi), at=NOW)
    with pytest.raises(ClockStands):
        decided(asked, nadezhda)
    assert "govuk-error-summary" in head.post(page(asked, "decide"), {**DECIDED, "decide": "1"}).text
    assert expert_cannot(head, asked, "not-held")
    own = requested(registry, asker=person(), account=nadezhda)
    with pytest.raises(ValueError, match="did not ask"):
        decided(own, nadezhda)


def expert_cannot(client: Client, asked: InformationRequest, name: str) -> bool:
    return client.post(page(asked, name), {"reason": "x"}).status_code == 200


def test_files_are_given_with_the_decision_and_not_before(
    asked: InformationRequest, expert: Client, nadezhda: Any
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    def chosen(content: bytes = PDF) -> SimpleUploadedFile:
        return SimpleUploadedFile("x.pdf", content)

    files = page(asked, "files")
    assert expert.post(files, {"title": "Договор", "papers": chosen(b"MZ evil")}).status_code == 200
    assert expert.post(files, {"title": "Договор"}).status_code == 200
    for title, content in (("Договор", PDF), ("Договор", PDF), ("Грешен файл", PDF + b"2")):
        assert expert.post(files, {"title": title, "papers": [chosen(content)]}).status_code == 302
    contract, wrong = GivenFile.objects.all()
    assert expert.post(page(asked, f"files/{wrong.pk}/out")).status_code == 302
    own = f"{TOWN}/follow/{asked.case.number}/information/files/{contract.pk}/"
    applicant = follower(asked)
    assert applicant.get(own).status_code == 404
    assert expert.get(page(asked, f"files/{contract.pk}")).content == PDF
    decided(asked, nadezhda)
    assert applicant.get(own).content == PDF
    assert applicant.get(own.replace(str(contract.pk), str(wrong.pk))).status_code == 404
    assert Client().get(own).status_code == 404
    assert "Договор" in applicant.get(f"{TOWN}/follow/{asked.case.number}/").text
    expert.post(page(asked, f"files/{contract.pk}/out"))
    assert GivenFile.objects.get(pk=contract.pk).taken_out_at is None, "what was given stays"
    with pytest.raises(AlreadyDecided):
        giving.add_files(asked.case, title="x", papers=[Paper("application/pdf", PDF)], by=by(nadezhda), at=NOW)


def test_a_refusal_gives_no_file(asked: InformationRequest, nadezhda: Any) -> None:
    giving.add_files(asked.case, title="Таен", papers=[Paper("application/pdf", PDF)], by=by(nadezhda), at=NOW)
    decided(asked, nadezhda, terms=refusal())
    applicant = follower(asked)
    assert "Таен" not in applicant.get(f"{TOWN}/follow/{asked.case.number}/").text
    pk = GivenFile.objects.get().pk
    assert applicant.get(f"{TOWN}/follow/{asked.case.number}/information/files/{pk}/").status_code == 404


def test_who_gave_no_electronic_address_is_not_said_to_be_told(registry: Any, head: Client) -> None:
    paper = {**DECIDED, "form": "copy", "place": "Стая 12", "decide": "1"}
    for asked, words in (
        (requested(registry), "Заявителят е уведомен"),
        (on_paper(registry), "изпратете му решението"),
    ):
        assert words in head.post(page(asked, "decide"), paper, follow=True).text


def test_on_paper_access_is_had_against_a_protocol(registry: Any, nadezhda: Any, expert: Client) -> None:
    asked = on_paper(registry)
    decided(asked, nadezhda, form="copy", place="Стая 12")
    assert state(asked) == ("decided", "decided", "granted")
    day = {"on-day": "16", "on-month": "11", "on-year": "2026"}
    assert expert.post(page(asked, "access"), {**day, "on-day": "15", "received_by": "Радост"}).status_code == 200
    assert expert.post(page(asked, "access"), {**day, "received_by": "Радост Милева"}).status_code == 302
    assert state(asked) == ("closed", "given", "granted")
    assert expert.post(page(asked, "access"), {**day, "received_by": "пак"}).status_code == 200


def test_who_does_not_come_in_time_waives_it_unless_it_was_asked_for_electronically(
    registry: Any, nadezhda: Any, georgi: Any, clock: Any
) -> None:
    paper, wire = on_paper(registry), requested(registry, form="copy")
    for asked in (paper, wire):
        decided(asked, nadezhda, form="copy", place="Стая 12")
        with pytest.raises(giving.NotWaived):
            giving.note_waiver(asked.case, by=by(nadezhda), at=sofia(2027, 6, 1))
        giving.note_received(asked.case, on=NOW.date(), by=by(nadezhda), at=NOW)
    with pytest.raises(AlreadyDecided):
        giving.note_received(paper.case, on=NOW.date(), by=by(nadezhda), at=NOW)
    clock.moment = sofia(2026, 12, 16)
    expert = client_of(georgi, is_official=True)
    assert '<form method="post" novalidate' not in expert.get(page(paper, "waiver")).text
    clock.moment = sofia(2026, 12, 17)
    expert = client_of(georgi, is_official=True)
    with pytest.raises(giving.NotWaived):
        giving.note_waiver(wire.case, by=by(nadezhda), at=sofia(2027, 6, 1))
    assert expert.post(page(paper, "waiver"), {}).status_code == 200
    assert expert.post(page(paper, "waiver"), {"sure": "on"}).status_code == 302
    assert state(paper) == ("closed", "waived", "granted")
