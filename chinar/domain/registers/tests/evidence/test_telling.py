"""What is told of evidence: in words, in whose place, and under a hash of the right sort."""

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.apps import apps

from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.actions.substituting import enter_absence
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department
from chinar.domain.registers.actions.expecting import OfService
from chinar.domain.registers.actions.papers import tell_of_paper
from chinar.domain.registers.models import RegisterQuery
from chinar.domain.registers.subjects import ORGANISATION, PERSON, THING, subject_hash
from chinar.domain.registers.tests.conftest import VELKO
from chinar.domain.registers.tests.evidence.world import GROUND, OF, outcomes, the
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.fields import lookup_hash
from chinar.foundation.journal.models import Entry
from chinar.foundation.journal.sentences import sentence
from chinar.foundation.people.models import Account


def test_the_journal_names_evidence_and_services_and_in_whose_place_somebody_acted(case: Case, georgi: Account) -> None:
    take_case(case, handler=georgi, by=SYSTEM, at=NOW)
    todor = official("todor", "Тодор Василев", "expert", open_department("roads", "Пътища"))
    week = {"first_on": NOW.date(), "last_on": NOW.date() + timedelta(days=4)}
    enter_absence(official=georgi, substitute=todor, **week, by=SYSTEM, at=NOW)
    here = f"{TOWN}/desk/cases/{case.number}/evidence/relations/"
    client = client_of(todor, is_official=True)
    assert "Направете справка в регистъра" in client.get(here).text
    assert client.post(f"{here}ask/", {"seen": "0"}).status_code == 302
    assert outcomes("relations") == ["approved"]
    told = Entry.objects.get(verb="evidence.query_requested")
    place = "(вместо Георги Николов)"
    assert sentence(told) == (
        f"Тодор Василев поиска справка в регистър: доказателство „Роднини на починалия“ по {case.number} {place}"
    )
    assert "“Relatives of the deceased”" in sentence(told, "en")
    tell_of_paper(OF, by=SYSTEM, at=NOW)
    tell_of_paper(OfService("x", "Скица", "", 1), by=SYSTEM, at=NOW)
    first, second = Entry.objects.filter(verb="paper.asked").order_by("id")
    assert "service “Certificate of heirs”" in sentence(first, "en")
    assert "service “Скица”" in sentence(second, "en")


def test_an_entry_of_an_earlier_release_is_told_with_an_open_place(town: Any) -> None:
    old = Entry(verb="paper.asked", actor_kind="visitor", subject="tax-debts", facts={}, ids=[], at=NOW)
    assert "услуга „…“" in sentence(old)


def test_numbers_of_different_sorts_never_share_a_hash(case: Case) -> None:
    for number, purpose in ((VELKO, PERSON), ("1000000004", PERSON), ("900000016", ORGANISATION), ("ОВ1234АВ", THING)):
        assert subject_hash(f" {number} ") == lookup_hash(number, purpose=purpose)
    assert subject_hash("") == ""
    facts = {"service": "x", "operation": "x", "ground": GROUND, "oid": "1.2.3", "at": NOW}
    evidence = the("relations")
    type(evidence).objects.filter(pk=evidence.pk).update(subject="900000016")
    old = lookup_hash("900000016", purpose=PERSON)
    query = RegisterQuery.objects.create(case=case, evidence=evidence, subject_hash=old, **facts)
    renewed = []
    migration = import_module("chinar.domain.registers.migrations.0002_subject_hash")
    for row in migration.wrong_hashes(apps.get_model("registers", "RegisterQuery")._base_manager.all()):
        renewed.append((row.pk, row.subject_hash))
    assert renewed == [(query.pk, lookup_hash("900000016", purpose=ORGANISATION))]
