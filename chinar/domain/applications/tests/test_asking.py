"""Services with question sets: who files and for whom, the service's own questions, speed and fee, what is brought."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chinar.domain.applications.forms.filing import ConcernedForm
from chinar.domain.applications.forms.journey import ApplicantForm
from chinar.domain.applications.models import Application, Decision, DraftFile
from chinar.domain.applications.papers import TITLES
from chinar.domain.applications.printing import TYPST
from chinar.domain.applications.question_sets import names, text_of
from chinar.domain.applications.tests.asking import (
    CONCERNED,
    MOTHER_EGN,
    PNG,
    begin,
    offered,
    photo_needed,
    typed_for,
    walk,
)
from chinar.domain.applications.tests.test_costs import costs
from chinar.domain.applications.tests.world import EGN, messages, page_of, send
from chinar.domain.cases.models import CaseDocument
from chinar.domain.cases.tests.world import TOWN, account, client_of
from chinar.domain.questionnaires.reading import read
from chinar.foundation.documents.tests.pdfs import text_of as words_of
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Mandate

NINE = [name for name in names() if not name.endswith(".result") and not name.startswith("general")]
"""The general request has its own tests (visits/tests/test_general.py)."""


def issued(expert: Client, application: Application, **changed: str) -> Any:
    form = application.service_version.result_version.definition
    address = f"{TOWN}/desk/cases/{application.case.number}/result-form/"
    return expert.post(address, {**typed_for(form), **changed, "issue": "1"})


def test_every_question_set_that_is_shipped_has_its_result_and_its_paper() -> None:
    assert len(NINE) == 9
    for name in names():
        for question in read(text_of(name)).questions:
            assert question.label.en, f"{name}: {question.code} has no English"
    for name in NINE:
        assert name in TITLES
        assert (TYPST / f"{name}.typ").exists()


@pytest.mark.parametrize("code", NINE)
def test_a_service_is_asked_for_and_its_document_issued(
    code: str, version: Any, registry: Any, citizen: Client, expert: Client
) -> None:
    key = walk(citizen, offered(code, registry))
    send(citizen, key)
    assert "АПК" in citizen.get(page_of(key, "done")).text
    application = Application.objects.get()
    assert (application.speed, application.fee_cents, application.case.period) == ("ordinary", 256, "7d")
    page = expert.get(f"{TOWN}/desk/cases/{application.case.number}/")
    assert "result-form" in page.text
    answer = issued(expert, application)
    assert answer.status_code == 302, messages(answer)
    with CaseDocument.objects.get().document.open() as file:
        paper = words_of(file.read())
    assert TITLES[code].split()[0].upper() in paper.upper()
    if code not in ("property-sketch", "building-certificate", "document-copy"):
        assert EGN in paper
    assert Decision.objects.get().sheet.by_code


def test_the_filer_the_person_concerned_and_the_mandate_are_separate_facts(
    version: Any, registry: Any, elena: Any, citizen: Client, expert: Client
) -> None:
    service = offered("marital-status", registry)
    key = walk(citizen, service, filer={"applies_for": "person"}, speed={"speed": "fast"})
    check = citizen.get(page_of(key, "check")).text
    assert "Иванка Русева Димитрова" in check
    send(citizen, key)
    application = Application.objects.get()
    applicant, filer = application.case.parties.order_by("role")
    assert (applicant.role, applicant.account, applicant.person.identifier.reveal()) == ("applicant", None, MOTHER_EGN)
    assert (filer.role, filer.account, filer.person.given_name) == ("filer", elena, "Кремена")
    assert filer.mandate == Mandate.objects.get(ground="power_of_attorney", person=applicant.person)
    assert (application.applicant_name, application.filer_name) == (
        "Иванка Русева Димитрова", "Кремена Великова Рашкова",
    )  # fmt: skip
    assert (application.case.period, application.fee_cents) == ("3d", 371)
    assert client_of(elena).get(f"{TOWN}/follow/{application.case.number}/").status_code == 200
    page = expert.get(f"{TOWN}/desk/cases/{application.case.number}/").text
    assert "№ 12 от 2026 г." in page
    assert MOTHER_EGN not in page
    numbers = expert.post(f"{TOWN}/desk/cases/{application.case.number}/numbers/").text
    assert MOTHER_EGN in numbers
    assert EGN in numbers
    assert issued(expert, application).status_code == 302
    with CaseDocument.objects.get().document.open() as file:
        assert MOTHER_EGN in words_of(file.read())


def test_an_organisation_pays_its_own_fee_and_is_offered_only_where_it_may_apply(
    version: Any, registry: Any, citizen: Client
) -> None:
    service = offered("tax-debts", registry)
    key = walk(citizen, service, filer={"applies_for": "organisation"})
    assert "3,07 €" in citizen.get(page_of(key, "check")).text
    send(citizen, key)
    application = Application.objects.get()
    assert application.case.parties.get(role="applicant").organisation.eik == "900000016"
    assert application.fee_cents == 307
    other = begin(citizen, offered("parking-card", registry, for_organisations=False).service.code)
    assert citizen.post(page_of(other, "filer"), {"applies_for": "organisation"}).status_code == 200
    assert citizen.get(page_of(other, "organisation")).status_code == 404


def test_a_child_under_14_is_represented_and_an_adult_not_by_a_parent(town: Any) -> None:
    def concerned(on: date, **changes: str) -> set[str]:
        others = {"applicant": {"identifier": EGN}}
        return set(ConcernedForm({**CONCERNED, **changes}, on=on, municipality=town, others=others).errors)

    child, adult = date(1880, 3, 11), date(1884, 3, 12)  # of somebody born on 12.3.1866
    assert concerned(child, ground="parent", document="") == set()
    assert concerned(child) == {"ground"}
    assert concerned(date(1880, 3, 12)) == set()
    assert concerned(adult, ground="parent") == {"ground"}
    assert concerned(adult, document="") == {"document"}
    assert concerned(adult, identifier=EGN) == {"identifier"}
    assert concerned(adult, identifier="1") == {"identifier"}
    own = {"given_name": "Иванка", "family_name": "Димитрова", "identifier_kind": "egn", "identifier": MOTHER_EGN}
    assert ApplicantForm(own, on=child, municipality=town).errors.keys() == {"identifier"}
    assert ApplicantForm(own, on=date(1880, 3, 12), municipality=town).is_valid()


def test_files_are_judged_by_content_and_the_good_ones_stay(version: Any, registry: Any, citizen: Client) -> None:
    service = offered("tree-felling", registry, requirements=photo_needed())
    key = begin(citizen, service.service.code)
    page = page_of(key, "attachments")
    nothing = citizen.post(page, {})
    assert messages(nothing) == ["Изберете файл: без него не може да се продължи"]
    script = SimpleUploadedFile("photo.png", b"<svg onload=alert(1)>", content_type="image/png")
    huge = SimpleUploadedFile("huge.pdf", b"%PDF-" + b"0" * 5_000_000)
    good = [SimpleUploadedFile("one.exe", PNG), SimpleUploadedFile("two.pdf", b"%PDF-1.7")]
    answer = citizen.post(page, {"photo": [*good, script, huge, SimpleUploadedFile("empty.pdf", b"")]})
    assert len(messages(answer)) == 3
    assert [(f.media_type, f.content) for f in DraftFile.objects.all()] == [
        ("image/png", PNG), ("application/pdf", b"%PDF-1.7"),
    ]  # fmt: skip
    gone = DraftFile.objects.first()
    citizen.post(page, {"remove": str(gone.pk)})
    citizen.post(page, {"remove": "x" * 30})
    assert citizen.post(page, {"photo": [SimpleUploadedFile("x", PNG) for _ in range(7)]}).status_code == 200
    assert DraftFile.objects.count() == 6
    assert citizen.post(page, {})["Location"].endswith("/speed/")
    assert client_of(account("stranger", "Стоян Иванов")).get(page).status_code == 404


def test_what_was_brought_lies_in_the_file_and_reading_it_is_on_record(
    version: Any, registry: Any, citizen: Client, expert: Client
) -> None:
    service = offered("tree-felling", registry, requirements=photo_needed())
    send(citizen, walk(citizen, service))
    number = Application.objects.get().case.number
    part = CaseDocument.objects.get()
    assert (part.part, part.document.title, DraftFile.objects.count()) == ("attachment", "Снимка", 0)
    answer = expert.get(f"{TOWN}/desk/cases/{number}/attachments/{part.pk}/")
    assert answer.content == PNG
    assert "attachment" in answer["Content-Disposition"]
    assert Entry.objects.filter(verb="application.attachment_read", subject=number).exists()
    assert expert.get(f"{TOWN}/desk/cases/{number}/attachments/{part.pk + 1}/").status_code == 404


def test_a_thing_is_handed_over_and_never_downloaded(
    version: Any, registry: Any, citizen: Client, expert: Client
) -> None:
    service = offered("parking-card", registry, is_handed_over=True, speeds=[])
    key = walk(citizen, service)
    send(citizen, key)
    application = Application.objects.get()
    assert (application.delivery, application.fee_cents) == ("counter", 0)
    issued(expert, application)
    assert citizen.post(f"{TOWN}/follow/{application.case.number}/result/").status_code == 404
    page = citizen.get(f"{TOWN}/follow/{application.case.number}/").text
    assert "Предава се в центъра за административно обслужване" in page


def test_the_form_of_the_result_is_filled_from_the_towns_own_registers(
    version: Any, registry: Any, citizen: Client, expert: Client, settings: Any, tmp_path: Path
) -> None:
    settings.LOCAL_BASES = str(tmp_path)
    base = tmp_path / "troyan" / "civil.csv"
    base.parent.mkdir()
    service = offered("marital-status", registry)
    send(citizen, walk(citizen, service))
    number = Application.objects.get().case.number
    address = f"{TOWN}/desk/cases/{number}/result-form/"
    head = "number,name,marital_status,spouse,as_of\n"
    base.write_text(f"{head}{EGN},Кремена Рашкова,married,Петър Рашков,2026-11-01\n", encoding="utf-8")
    (tmp_path / "troyan" / "taxes.csv").write_text("number,debts\n", encoding="utf-8")
    page = expert.get(address).text
    assert "Петър Рашков" in page
    assert "„Гражданско състояние“: Кремена Рашкова" in page
    assert "taxes" not in page
    assert Entry.objects.filter(verb="application.base_asked", subject=number).count() == 1
    base.write_text(head, encoding="utf-8")
    assert "няма човек или организация с този номер" in expert.get(address).text
    for broken in (b"\xff\xfe", f"{head}{EGN},a,,,\n{EGN},b,,,\n".encode(), b"x,y\n"):
        base.write_bytes(broken)
        assert "не може да бъде прочетен" in expert.get(address).text


def test_of_two_officials_one_issues_and_the_other_keeps_what_was_typed(
    version: Any, registry: Any, citizen: Client, expert: Client, nadezhda: Any
) -> None:
    send(citizen, walk(citizen, offered("marital-status", registry)))
    application = Application.objects.get()
    assert issued(client_of(nadezhda, is_official=True), application).status_code == 302
    answer = issued(expert, application, marital_status="married", spouse="Петър Рашков")
    assert answer.status_code == 200
    assert "Петър Рашков" in answer.text
    assert "Колега" in answer.text
    assert issued(expert, application, marital_status="").status_code == 200


def test_a_draft_of_the_document_can_be_seen_and_says_so(
    version: Any, registry: Any, citizen: Client, expert: Client
) -> None:
    send(citizen, walk(citizen, offered("tax-debts", registry)))
    application = Application.objects.get()
    form = typed_for(application.service_version.result_version.definition)
    address = f"{TOWN}/desk/cases/{application.case.number}/result-form/"
    assert "ПРОЕКТ" in words_of(expert.post(address, {**form, "preview": "1"}).content)
    assert expert.post(address, {"issue": "1"}).status_code == 200
    assert not Decision.objects.exists()


def test_what_the_pages_ask_of_the_database(version: Any, registry: Any, citizen: Client, expert: Client) -> None:
    service = offered("marital-status", registry)
    key = walk(citizen, service)
    with costs(5):
        assert citizen.get(page_of(key, "filer")).status_code == 200
    with costs(5):
        assert citizen.get(page_of(key, "about-purpose")).status_code == 200
    with costs(6):
        assert citizen.get(page_of(key, "speed")).status_code == 200
    with costs(10):
        assert citizen.get(page_of(key, "check")).status_code == 200
    send(citizen, key)
    number = Application.objects.get().case.number
    with costs(12):
        assert expert.get(f"{TOWN}/desk/cases/{number}/result-form/").status_code == 200
