"""The worker asks over SOAP and TLS, by itself or for two officials; what fails is a task and never a demand."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from chinar.domain.cases.tests.world import NOW, decide, open_department, registered, sofia
from chinar.domain.registers import connecting, tasks
from chinar.domain.registers.actions import asking, fetching
from chinar.domain.registers.actions.connecting import set_connection
from chinar.domain.registers.actions.destroying import destroy_evidence, forget_old_answers
from chinar.domain.registers.actions.expecting import expect_evidence
from chinar.domain.registers.actions.holding import RecordedMeanwhile
from chinar.domain.registers.actions.recording import Finding, record_finding
from chinar.domain.registers.models import Connection, RegisterAnswer, RegisterQuery
from chinar.domain.registers.regix.errors import CircuitOpen, Refused, TimedOut
from chinar.domain.registers.results import lines_of, read_again
from chinar.domain.registers.simulator.faults import Faults
from chinar.domain.registers.simulator.server import Simulator
from chinar.domain.registers.tests.conftest import NOBODY, VELKO, consumer
from chinar.domain.registers.tests.evidence.world import GROUND, OF, expect, need, outcomes, the
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.documents.models import Erasure
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Account
from chinar.foundation.people.models.person import PURPOSE, lookup_hash

MINE = ("relations", "person", "foreign-act")


def test_what_may_be_fetched_by_itself_is_fetched_once(case: Any, connected: Any) -> None:
    tasks.fetch_evidence()
    tasks.fetch_evidence()
    assert [outcomes(code) for code in MINE] == [["fetched"], [], []]
    query = RegisterQuery.objects.select_related("result", "answer").get()
    assert (query.by_id, query.ground, query.service, query.oid) == (None, GROUND, OF.code, "2.16.100.1.1.999")
    assert query.subject_hash == lookup_hash(VELKO, purpose=f"{PURPOSE}.egn")
    assert (query.result.outcome, query.result.verdict) == ("fetched", "verified")
    assert query.result.call_number
    assert the("relations").ask_at is None
    kept = read_again(query.operation, query.answer.raw, trusted=connected.trusted, at=timezone.now())
    assert any(line.value == "Лозева" for line in lines_of(kept, "bg"))
    assert VELKO not in str(list(Entry.objects.values_list("facts", "subject")))


def test_without_a_connection_nothing_is_sent_and_everything_goes_on_by_hand(case: Any) -> None:
    tasks.fetch_evidence()
    assert not RegisterQuery.objects.exists()
    assert the("relations").ask_at == NOW
    finding = Finding("held", "Регистър на населението", NOW.date(), GROUND, "Две деца.")
    record_finding(the("relations"), finding, by=SYSTEM, at=NOW)
    assert (outcomes("relations"), the("relations").ask_at) == (["held"], None)


def test_two_officials_for_what_needs_four_eyes(case: Any, connected: Any, georgi: Account, nadezhda: Account) -> None:
    expert, head = Actor(georgi.pk, "official"), Actor(nadezhda.pk, "official")
    asking.request_query(the("person"), is_present=True, by=expert, at=NOW)
    tasks.fetch_evidence()
    with pytest.raises(asking.NeedsAnother):
        asking.approve_query(the("person"), by=expert, at=NOW)
    with pytest.raises(RecordedMeanwhile):
        asking.approve_query(the("person"), seen=0, by=head, at=NOW)
    asking.approve_query(the("person"), by=head, at=NOW)
    tasks.fetch_evidence()
    assert outcomes("person") == ["requested", "approved", "fetched"]
    query = RegisterQuery.objects.get(evidence__code="person")
    assert (query.by_id, query.approved_by_id, query.is_present) == (georgi.pk, nadezhda.pk, True)
    assert query.position == "Експерт"
    with pytest.raises(DatabaseError), transaction.atomic():
        RegisterQuery.objects.filter(pk=query.pk).update(ground="друго")
    asking.request_query(the("person"), by=expert, at=NOW)
    asking.stop_query(the("person"), by=head, at=NOW)
    with pytest.raises(asking.CannotAsk):
        asking.approve_query(the("person"), by=head, at=NOW)
    assert outcomes("person")[-1] == "stopped"
    with pytest.raises(asking.CannotAsk):
        asking.request_query(the("foreign-act"), by=expert, at=NOW)


def test_a_register_that_fails_is_a_task_tried_again_a_few_times(
    case: Any, connected: Any, simulator: Simulator, clock: Any
) -> None:
    simulator.exchange.faults = Faults.parse(["*=unavailable"])
    for _ in range(8):
        tasks.fetch_evidence()
        clock.moment += timedelta(hours=25)
    assert outcomes("relations") == ["failed"] * 5
    assert (the("relations").ask_at, the("relations").tries) == (None, 5)
    assert {query.result.error for query in RegisterQuery.objects.select_related("result")} == {"server_busy"}


def test_what_the_register_does_not_have_or_may_not_tell(case: Any, connected: Any, simulator: Simulator) -> None:
    expect_evidence(case, [need("nobody", subject=NOBODY)], of=OF, at=NOW)
    tasks.fetch_evidence()
    assert outcomes("nobody") == ["nobody"]
    consumer(simulator, denials={"RelationsSearch": frozenset({"PersonRelations"})})
    asking.request_query(the("relations"), by=SYSTEM, at=NOW)
    tasks.fetch_evidence()
    assert outcomes("relations") == ["fetched", "approved", "withheld"]


def test_errors_that_will_not_pass_are_not_tried_again_and_a_broken_circuit_costs_no_try(case: Any) -> None:
    def claimed() -> fetching.Claim:
        found = fetching.claim(the("relations"), oid="1.2.3.4", at=NOW)
        assert found is not None
        return found

    first = claimed()
    assert fetching.claim(the("relations"), oid="1.2.3.4", at=NOW) is None
    fetching.settle_error(first, TimedOut("late"), milliseconds=1, at=NOW)
    later = sofia(2026, 11, 16, 11, 0)
    again = fetching.claim(the("relations"), oid="1.2.3.4", at=later)
    assert again is not None
    assert fetching.settle_error(again, CircuitOpen("x", 60), milliseconds=1, at=later) is None
    assert (outcomes("relations"), the("relations").tries) == (["failed"], 1)
    last = fetching.claim(the("relations"), oid="1.2.3.4", at=later + timedelta(hours=1))
    assert last is not None
    fetching.settle_error(last, Refused("no"), milliseconds=1, at=later)
    assert the("relations").ask_at is None


def test_an_official_who_was_quicker_is_not_contradicted_by_a_failure(case: Any) -> None:
    claimed = fetching.claim(the("relations"), oid="1.2.3.4", at=NOW)
    assert claimed is not None
    record_finding(the("relations"), Finding("held", "База", NOW.date(), GROUND, "Да."), by=SYSTEM, at=NOW)
    assert fetching.settle_error(claimed, TimedOut("late"), milliseconds=1, at=NOW) is None
    assert (outcomes("relations"), the("relations").ask_at) == (["held"], None)


def test_a_worker_that_died_is_followed_by_another_and_decided_matters_are_left_alone(case: Any) -> None:
    assert fetching.claim(the("relations"), oid="1.2.3.4", at=NOW)
    assert fetching.claim(the("relations"), oid="1.2.3.4", at=NOW + timedelta(minutes=9)) is None
    assert fetching.claim(the("relations"), oid="1.2.3.4", at=NOW + timedelta(minutes=11))
    decide(case)
    assert fetching.claim(the("relations"), oid="1.2.3.4", at=NOW + timedelta(days=1)) is None


def test_answers_go_when_their_own_term_is_over_and_with_the_matter(
    case: Any, connected: Any, georgi: Account, nadezhda: Account
) -> None:
    tasks.fetch_evidence()
    assert forget_old_answers(at=NOW) == 0
    facts = {"oid": "1.2.3.4", "name": "Община", "address": "https://x.example", "responsible": "head"}
    set_connection(**facts, trusted="", keep_days=30, is_on=False, by=SYSTEM, at=NOW)
    case.closed_at = NOW
    case.save(update_fields=["closed_at"])
    assert forget_old_answers(at=NOW + timedelta(days=29)) == 0
    assert RegisterAnswer.objects.count() == 1
    assert forget_old_answers(at=NOW + timedelta(days=31)) == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        RegisterQuery.objects.update(subject_hash="")
    erasure = Erasure.objects.create(subject=case.number, ground="5 г.", at=NOW, first_by=georgi, second_by=nadezhda)
    destroy_evidence(case, erasure)
    assert not RegisterAnswer.objects.exists()
    assert (the("relations").subject, RegisterQuery.objects.get().subject_hash) == ("", "")


def test_a_connection_is_used_only_with_its_key_beside_it(town: Any, settings: Any, tmp_path: Any) -> None:
    settings.REGIX_SIMULATOR, settings.REGIX_KEYS = "", str(tmp_path)
    with pytest.raises(connecting.NotConnected):
        connecting.way()
    facts = {"oid": "1.2.3.4", "name": "Община", "responsible": "head", "keep_days": None, "is_on": True}
    set_connection(**facts, address="https://x.example/a", trusted="AB:CD\nEF", by=SYSTEM, at=NOW)
    with pytest.raises(connecting.NotConnected, match=r"client\.crt"):
        connecting.way()
    folder = tmp_path / "troyan"
    folder.mkdir()
    for name in ("client.crt", "client.key"):
        (folder / name).write_text("x")
    found = connecting.way()
    assert (found.trusted, found.administration.authorities) == (frozenset({"abcd", "ef"}), None)
    assert Connection.objects.get().oid == found.administration.oid


def test_two_towns_know_nothing_of_each_other(case: Any, registry: Any, other_town: Any, connected: Any) -> None:
    with scoped(None):
        tasks.fetch_evidence()
    with scoped(other_town.pk):
        assert not RegisterQuery.objects.exists()
        expect(registered(open_department()))
    assert RegisterQuery.objects.count() == 1
