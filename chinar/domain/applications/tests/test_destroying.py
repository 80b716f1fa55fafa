"""What was kept long enough is destroyed, by two people, and nothing else is."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from chinar.domain.applications.actions import serve_result
from chinar.domain.applications.models import Decision, Heir, HeirsRequest
from chinar.domain.applications.tests.world import CERTIFICATE_CODE, granted, refused, stored, submitted
from chinar.domain.cases.actions import destroying
from chinar.domain.cases.actions.moving import note
from chinar.domain.cases.actions.updating import add_update, mark_read
from chinar.domain.cases.kinds import registered
from chinar.domain.cases.models import (
    Case,
    CaseDocument,
    DestructionItem,
    DestructionList,
    FileRequest,
    LedgerEntry,
    Opinion,
    OpinionRequest,
    PaperShown,
    Recusal,
    Resolution,
)
from chinar.domain.cases.rules import Step
from chinar.domain.cases.showing.actions import ask_for_file
from chinar.domain.cases.tests.world import KEY, NOW, TOWN, client_of, official, sofia
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.documents import files
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.models import Document, Erasure
from chinar.foundation.documents.tasks import sweep_erased
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Person

LATER = sofia(2032, 1, 1)
"""Closed in 2026, five years from January 2027."""
NAMES = ("Рашкова", "Кремена", "Константин", "Чинар", "Елена Иванова", "Христо", "дъщеря", "10.08.2026")


@pytest.fixture
def served(version: Any, georgi: Any) -> Any:
    application = submitted(version)
    granted(application, georgi)
    serve_result(Case.objects.get(), on=NOW.date(), by=SYSTEM, at=NOW)
    return application


def another(version: Any, georgi: Any, **facts: Any) -> Case:
    """One more matter that was granted and received."""
    application = submitted(version, **facts)
    granted(application, georgi, code="2" * 16)
    case: Case = Case.objects.get(pk=application.case_id)
    serve_result(case, on=NOW.date(), by=SYSTEM, at=NOW)
    return case


@pytest.fixture
def svetla(version: Any) -> Any:
    return official("svetla", "Светла Маринова", "secretary")


@pytest.fixture
def mayor(version: Any) -> Any:
    return official("mayor", "Донка Михайлова", "mayor")


def approved(svetla: Any, mayor: Any) -> DestructionList:
    listed = destroying.propose_destruction(by=SYSTEM, at=LATER)
    destroying.approve_destruction(listed, by=Actor(svetla.pk, "official"), at=LATER)
    return destroying.approve_destruction(listed, by=Actor(mayor.pk, "official"), at=LATER)


def test_names_papers_and_texts_are_gone_and_the_number_stays(served: Any, svetla: Any, mayor: Any) -> None:
    digest = Document.objects.get().sha256
    assert destroying.carry_out(approved(svetla, mayor), by=Actor(svetla.pk, "official"), at=LATER) == (1, 0)
    everything = str([*Case.objects.values(), *Heir.objects.values(), *Decision.objects.values()])
    tables = ("applications_application", "applications_decision", "applications_heir", "cases_ledgerentry")
    everything += stored(*tables, "cases_case", "documents_document", "journal_entry")
    assert [name for name in NAMES if name in everything] == []
    assert not HeirsRequest.objects.exists()
    assert not Person.objects.exists()
    case = Case.objects.get()
    assert (case.key, case.outcome, case.phase) == ("", "granted", "closed")
    assert files.is_intact(digest), "in the transaction no file is lost"
    assert Entry.objects.filter(verb="retention.destroyed", subject=case.number).exists()


def test_the_worker_takes_the_file_and_verification_does_not_miss_it(served: Any, svetla: Any, mayor: Any) -> None:
    from chinar.foundation.core import scope
    from chinar.foundation.core.scope import scoped
    from chinar.foundation.documents.queries import damaged

    digest = Document.objects.get().sha256
    here = scope.current()
    with scoped(None):
        sweep_erased()
    assert files.is_intact(digest), "living documents keep their files"
    destroying.carry_out(approved(svetla, mayor), by=SYSTEM, at=LATER)
    with scoped(None):
        sweep_erased()
    assert not files.place_of(digest).exists()
    with scoped(here):
        assert list(damaged()) == []


def test_before_the_term_is_over_nothing_is_proposed(served: Any) -> None:
    with pytest.raises(destroying.NothingToDestroy):
        destroying.propose_destruction(by=SYSTEM, at=sofia(2031, 12, 31))


def test_an_outcome_without_a_known_term_is_never_proposed(version: Any, georgi: Any) -> None:
    refused(submitted(version), georgi)
    serve_result(Case.objects.get(), on=NOW.date(), by=SYSTEM, at=NOW)
    with pytest.raises(destroying.NothingToDestroy):
        destroying.propose_destruction(by=SYSTEM, at=sofia(2099, 1, 1))
    destroying.set_term(kind="application", outcome="refused", years=10, source="Заповед 1", by=SYSTEM, at=NOW)
    with pytest.raises(destroying.NothingToDestroy):
        destroying.propose_destruction(by=SYSTEM, at=sofia(2036, 12, 31))
    destroying.propose_destruction(by=SYSTEM, at=sofia(2037, 1, 1))


@pytest.mark.parametrize("what", ["open", "decided"])
def test_a_matter_that_is_not_closed_is_never_touched(version: Any, georgi: Any, what: str) -> None:
    application = submitted(version)
    if what == "decided":
        granted(application, georgi)
    with pytest.raises(destroying.NothingToDestroy):
        destroying.propose_destruction(by=SYSTEM, at=sofia(2099, 1, 1))


def test_a_matter_touched_after_the_list_is_kept(served: Any, svetla: Any, mayor: Any) -> None:
    listed = approved(svetla, mayor)
    note(Case.objects.get(), Step.SERVED, on=LATER.date(), at=LATER + timedelta(hours=1), by=SYSTEM)
    assert destroying.carry_out(listed, by=SYSTEM, at=LATER + timedelta(hours=2)) == (0, 1)
    assert DestructionItem.objects.get().kept
    assert Case.objects.get().key == KEY


def test_what_was_written_or_brought_after_two_approvals_keeps_the_matter(served: Any, svetla: Any, mayor: Any) -> None:
    """Also when it was read at once, so that nothing unread holds the matter."""
    case, listed = Case.objects.get(), approved(svetla, mayor)
    since = {"by": SYSTEM, "at": LATER + timedelta(minutes=1)}
    ways = {
        "update": lambda: mark_read(case, last=add_update(case, text="Още нещо", key=uuid4(), **since).pk, **since),
        "paper": lambda: CaseDocument.objects.create(
            case=case, document=keep(b"%PDF- new", kind="result", title="Ново", subject=case.number, **since),
            part="result",
        ),
        "resolution": lambda: Resolution.objects.create(case=case, expected="Проверка", at=since["at"]),
        "asked for the file": lambda: FileRequest.objects.create(
            case=case, at=since["at"], answered_at=since["at"]
        ),
    }  # fmt: skip
    for name, touch in ways.items():
        with transaction.atomic():
            touch()
            assert destroying.carry_out(listed, **since) == (0, 1), name
            transaction.set_rollback(True)
    assert destroying.carry_out(listed, **since) == (1, 0), "nothing of it stayed, so nothing keeps it"


def test_what_others_wrote_goes_too_and_nothing_goes_that_nobody_has_read(served: Any, svetla: Any, mayor: Any) -> None:
    case, result, by = Case.objects.get(), CaseDocument.objects.get(), {"by": SYSTEM, "at": NOW}
    facts = {"case": case, "key": uuid4(), "body": "РИОСВ", "due_on": NOW.date(), "asked_at": NOW, "ended_at": NOW}
    asked = OpinionRequest.objects.create(what="за Кремена", **facts)
    opinion = Opinion.objects.create(request=asked, text="Кремена живее там", paper=result, at=NOW)
    copy = keep(b"%PDF- masked", kind="masked", title="Копие", subject=case.number, **by)
    PaperShown.objects.create(paper=result, manner="masked", copy=copy, at=NOW)
    add_update(case, text="Кремена пише", key=uuid4(), **by)
    ask_for_file(case, **by)
    with pytest.raises(destroying.NothingToDestroy):
        destroying.propose_destruction(by=SYSTEM, at=LATER)
    mark_read(case, last=case.updates.get().pk, last_opinion=opinion.pk, **by)
    FileRequest.objects.update(answered_at=NOW)
    destroying.carry_out(approved(svetla, mayor), by=SYSTEM, at=LATER)
    tables = ("cases_opinionrequest", "cases_opinion", "cases_papershown", "cases_caseupdate")
    for row in (asked, opinion, copy):
        row.refresh_from_db()
    assert (asked.what, opinion.text, copy.is_erased) == ("", "", True)
    assert "Кремена" not in stored(*tables)


def test_one_person_is_not_two(served: Any, svetla: Any) -> None:
    listed = destroying.propose_destruction(by=SYSTEM, at=LATER)
    by = Actor(svetla.pk, "official")
    destroying.approve_destruction(listed, by=by, at=LATER)
    with pytest.raises(destroying.NeedsAnother):
        destroying.approve_destruction(listed, by=by, at=LATER)
    with pytest.raises(destroying.NotApproved):
        destroying.carry_out(listed, by=by, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        DestructionList.objects.update(second_by=svetla)
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasure.objects.create(subject="1", ground="x", at=LATER, first_by=svetla, second_by=svetla)


def test_a_list_is_carried_out_once(served: Any, svetla: Any, mayor: Any) -> None:
    listed = approved(svetla, mayor)
    destroying.carry_out(listed, by=SYSTEM, at=LATER)
    with pytest.raises(destroying.NotApproved):
        destroying.carry_out(listed, by=SYSTEM, at=LATER)
    with pytest.raises(destroying.NothingToDestroy):
        destroying.propose_destruction(by=SYSTEM, at=LATER)


def test_two_lists_do_not_wait_at_once(served: Any) -> None:
    destroying.propose_destruction(by=SYSTEM, at=LATER)
    with pytest.raises(destroying.ListPending):
        destroying.propose_destruction(by=SYSTEM, at=LATER)


def test_without_an_act_of_destruction_no_text_is_emptied(served: Any) -> None:
    """The database itself refuses it."""
    for change in ({"name": ""}, {"egn": ""}, {"name": "Друг"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Heir.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerEntry.objects.update(act="№ 1")


def test_an_act_of_destruction_empties_and_never_rewrites(served: Any, svetla: Any, mayor: Any) -> None:
    destroying.carry_out(approved(svetla, mayor), by=SYSTEM, at=LATER)
    for change in ({"name": "Друг"}, {"relation": "син"}, {"erasure": None}, {"numerator": 2}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Heir.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasure.objects.all().delete()


def test_the_person_of_another_matter_stays(version: Any, served: Any, svetla: Any, mayor: Any) -> None:
    applicant = Person.objects.get()
    submitted(version, applicant=applicant)
    destroying.carry_out(approved(svetla, mayor), by=SYSTEM, at=LATER)
    assert Person.objects.filter(pk=applicant.pk).exists()


def test_the_number_tells_everybody_that_it_was_destroyed(
    served: Any, svetla: Any, mayor: Any, client: Client, georgi: Any
) -> None:
    number = Case.objects.get().number
    opened = Client()
    opened.post(f"{TOWN}/follow/", {"number": number, "key": KEY})
    destroying.carry_out(approved(svetla, mayor), by=SYSTEM, at=LATER)
    for key in (KEY, "-", "2222222222222222"):
        page = client.post("/troyan/en/follow/", {"number": number, "key": key})
        assert "destroyed after its term of keeping" in page.text
        assert "Светла" not in page.text
    assert opened.get(f"{TOWN}/follow/{number}/").status_code == 302
    assert opened.post(f"{TOWN}/follow/{number}/result/").status_code == 404
    expert = client_of(georgi, is_official=True)
    assert "destroyed after" in expert.get(f"/troyan/en/desk/cases/{number}/").text
    check = client.get(f"/troyan/en/documents/{CERTIFICATE_CODE}/")
    assert check.status_code in (200, 404)


def test_the_secretary_and_the_mayor_by_the_page(served: Any, svetla: Any, mayor: Any, clock: Any) -> None:
    clock.moment = LATER
    first, second = client_of(svetla, is_official=True), client_of(mayor, is_official=True)
    page = f"{TOWN}/desk/retention/"
    assert first.get(page).status_code == 200
    first.post(f"{page}propose/")
    pk = DestructionList.objects.get().pk
    first.post(f"{page}{pk}/approve/")
    first.post(f"{page}{pk}/approve/")
    first.post(f"{page}{pk}/carry-out/")
    assert not Erasure.objects.exists()
    assert first.post(f"{page}{pk}/unheard-of/").status_code == 404
    second.post(f"{page}{pk}/approve/")
    second.post(f"{page}{pk}/carry-out/")
    assert Erasure.objects.get().ground.startswith("5 г., Наредба")
    kept = first.get(f"{page}{pk}/").text
    for stays in (Case.objects.get().number, svetla.name, mayor.name, "5 г., Наредба", "унищожено"):
        assert stays in kept
    assert first.get(f"{page}{pk + 1}/").status_code == 404
    assert first.get(page).status_code == 200


def test_the_list_is_read_in_parts_and_on_paper_before_it_is_approved(
    served: Any, version: Any, georgi: Any, svetla: Any, monkeypatch: Any, django_assert_max_num_queries: Any
) -> None:
    first = Case.objects.get()
    second = another(version, georgi)
    monkeypatch.setattr("chinar.domain.cases.views.retention.ON_A_PAGE", 1)
    listed, reader = destroying.propose_destruction(by=SYSTEM, at=LATER), client_of(svetla, is_official=True)
    address = f"{TOWN}/desk/retention/{listed.pk}/"
    assert address in reader.get(f"{TOWN}/desk/retention/").text
    with django_assert_max_num_queries(12):
        shown = reader.get(address).text
    for stands in (
        f"/desk/cases/{first.number}/",
        "заявление",
        "документът е издаден",
        "5 г., наредба",
        "одобрете списъка",
        'rel="next"',
    ):
        assert stands in shown.lower()
    assert second.number not in shown
    assert second.number in reader.get(f"{address}?page=2").text
    assert reader.get(f"{address}?form=pdf").content.startswith(b"%PDF")
    assert Entry.objects.get(verb="retention.printed").facts["n"] == "2"
    destroying.drop_list(listed, by=SYSTEM, at=LATER)
    assert reader.get(address).status_code == 404


def test_whoever_is_kept_away_from_a_matter_neither_sees_it_nor_decides_of_the_list(
    served: Any, version: Any, georgi: Any, svetla: Any, mayor: Any
) -> None:
    case, other = Case.objects.get(), another(version, georgi)
    listed = destroying.propose_destruction(by=SYSTEM, at=LATER)
    Recusal.objects.create(case=case, account=svetla, at=NOW)
    reader, address = client_of(svetla, is_official=True), f"{TOWN}/desk/retention/{listed.pk}/"
    shown = reader.get(address).text
    assert (case.number in shown, other.number in shown) == (False, True)
    assert "не можете да участвате" in shown
    assert "Одобрете списъка" not in shown
    assert "не можете да участвате" in reader.post(f"{address}approve/", follow=True).text
    assert DestructionList.objects.get().first_by is None
    for one in (mayor, official("third", "Трети", "secretary")):
        destroying.approve_destruction(listed, by=Actor(one.pk, "official"), at=LATER)
    with pytest.raises(destroying.NotForThem):
        destroying.carry_out(listed, by=Actor(svetla.pk, "official"), at=LATER)
    assert destroying.carry_out(listed, by=Actor(mayor.pk, "official"), at=LATER) == (2, 0)
    assert case.number not in reader.get(address).text


def test_a_party_does_not_decide_of_their_own_matter(version: Any, georgi: Any, svetla: Any) -> None:
    another(version, georgi, account=svetla)
    listed = destroying.propose_destruction(by=SYSTEM, at=LATER)
    with pytest.raises(destroying.NotForThem):
        destroying.approve_destruction(listed, by=Actor(svetla.pk, "official"), at=LATER)


def test_matters_that_are_held_take_no_place_on_the_list(
    served: Any, version: Any, georgi: Any, monkeypatch: Any
) -> None:
    ripe = another(version, georgi)
    add_update(Case.objects.exclude(pk=ripe.pk).get(), text="Непрочетено", key=uuid4(), by=SYSTEM, at=NOW)
    monkeypatch.setattr(destroying, "LONGEST_LIST", 1)
    monkeypatch.setattr(destroying, "AT_ONCE", 1)
    listed = destroying.propose_destruction(by=SYSTEM, at=LATER)
    assert [item.case for item in listed.items.all()] == [ripe]


def test_a_term_shorter_than_the_law_is_refused_with_what_was_typed(served: Any, svetla: Any) -> None:
    typed = {"matter": "application/granted", "years": "3", "source": "Заповед № 7"}
    answer = client_of(svetla, is_official=True).post(f"{TOWN}/desk/retention/terms/", typed)
    assert "РД-02-20-6" in answer.text
    assert "Заповед № 7" in answer.text


def test_only_outcomes_that_a_matter_of_the_kind_can_have_are_offered(served: Any, svetla: Any) -> None:
    page = client_of(svetla, is_official=True).get(f"{TOWN}/desk/retention/").text
    for matter, is_offered in {
        "application/consented": True,
        "information_request/consented": False,
        "appeal/forwarded": False,
        "enquiry/converted": True,
        "enquiry/voided": False,
    }.items():
        assert (f'value="{matter}"' in page) == is_offered, matter


def test_nobody_else_finds_the_page(served: Any, georgi: Any, nadezhda: Any) -> None:
    for somebody in (georgi, nadezhda):
        assert client_of(somebody, is_official=True).get(f"{TOWN}/desk/retention/").status_code == 404


def test_every_row_that_hangs_on_a_case_is_thought_of() -> None:
    """A new model with a case must say what becomes of it when the case is destroyed."""
    from django.apps import apps

    of_cases = {"cases.LedgerEntry", "cases.Party", "cases.Assignment", "cases.CaseRelation", "cases.CaseUpdate"}
    of_cases |= {"cases.Resolution", "cases.Voiding", "cases.OpinionRequest"}
    of_kinds = {"applications.Application", "enquiries.Enquiry", "appeals.Appeal", "reports.CitizenReport"}
    of_kinds |= {"applications.ComplexRequest", "information_requests.InformationRequest"}
    of_registers = {"registers.Evidence", "registers.RegisterQuery", "registers.EvidenceRequest"}
    emptied_or_deleted = of_cases | of_kinds | of_registers
    holds_nothing_of_a_person = {"cases.CaseDocument", "cases.DestructionItem", "cases.Recusal", "registers.PaperAsked"}
    holds_nothing_of_a_person |= {"cases.FileRequest", "cases.ChecklistTick", "cases.RatingRequest"}
    holds_nothing_of_a_person |= {"cases.OutsideNumber"}
    ours = ("application", "complex_request", "evidence_request", "enquiry", "appeal", "report", "information_request")
    assert all(kind.destroy for kind in registered() if kind.code in ours)
    hanging = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model.__module__.startswith("chinar.") and field.related_model is Case
    }
    assert hanging - emptied_or_deleted - holds_nothing_of_a_person == set()
    assert connection.vendor
