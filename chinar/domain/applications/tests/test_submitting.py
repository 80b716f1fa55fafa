"""An application is registered once, whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from chinar.domain.applications import actions
from chinar.domain.applications.models import Application, Draft, HeirsRequest
from chinar.domain.applications.tests.world import new_application, stored, submitted
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import explain
from chinar.domain.cases.tests.world import NOW, sofia
from chinar.domain.catalogue.tests.world import publish
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry


def test_it_has_a_number_a_due_date_and_stands_in_the_journal(version: Any, elena: Any) -> None:
    application = submitted(version, account=elena, by=Actor(elena.pk, "citizen"))
    assert application.case.number == "1204-1-16.11.2026"
    assert application.case.due_on == explain(application.case).due_on == date(2026, 11, 23)
    entry = Entry.objects.get(verb="application.registered")
    assert (entry.subject, entry.actor_id, entry.facts) == (application.case.number, elena.pk, {})


def test_the_same_key_again_is_the_same_application_whatever_else_is_said(version: Any) -> None:
    key = uuid4()
    first = submitted(version, idempotency_key=key)
    again = submitted(version, idempotency_key=key, applicant_name="Друг човек", at=sofia(2026, 11, 18))
    assert again == first
    assert again.applicant_name == "Кремена Великова Рашкова"
    assert Case.objects.count() == HeirsRequest.objects.count() == 1
    assert Entry.objects.filter(verb="application.registered").count() == 1
    assert submitted(version).case.sequence == 2


def test_registering_ends_the_draft(version: Any, elena: Any) -> None:
    draft = Draft.objects.create(key=uuid4(), account=elena, service_version=version, changed_at=NOW)
    submitted(version, idempotency_key=draft.key)
    assert not Draft.objects.exists()


def test_when_the_last_step_fails_nothing_of_it_stays(version: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the journal is full")

    with monkeypatch.context() as broken:
        broken.setattr(actions, "record", fail)
        with pytest.raises(RuntimeError), transaction.atomic():
            submitted(version)
    assert not Case.objects.exists()
    assert not Application.objects.exists()
    assert submitted(version).case.sequence == 1


def test_a_running_matter_keeps_the_version_it_began_with(version: Any) -> None:
    application = submitted(version)
    publish(version.service, at=sofia(2026, 11, 17), period="1d")
    application.refresh_from_db()
    assert application.service_version == version
    assert explain(application.case).due_on == date(2026, 11, 23)


def test_the_number_of_the_deceased_lies_encrypted(version: Any) -> None:
    application = submitted(version)
    assert application.heirs_request.deceased_egn not in stored("applications_heirsrequest")


def test_registering_costs_at_most_forty_queries(version: Any, django_assert_max_num_queries: Any) -> None:
    submitted(version)
    new = new_application(version)
    with django_assert_max_num_queries(40):
        actions.submit_application(new, by=SYSTEM, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_forty_people_at_once_get_forty_numbers_without_a_gap(town: Any, version: Any) -> None:
    news = [new_application(version) for _ in range(40)]

    def submit(new: Any) -> str:
        try:
            with scoped(town.pk):
                return str(actions.submit_application(new, by=SYSTEM, at=NOW).case.number)
        finally:
            connection.close()

    with ThreadPoolExecutor(40) as pool:
        numbers = set(pool.map(submit, news))
    assert numbers == {f"1204-{n}-16.11.2026" for n in range(1, 41)}
    assert Application.objects.count() == HeirsRequest.objects.count() == 40
    assert Entry.objects.filter(verb="application.registered").count() == 40


@pytest.mark.django_db(transaction=True)
def test_the_same_application_from_ten_sides_at_once_is_registered_once(town: Any, version: Any) -> None:
    key = uuid4()
    news = [new_application(version, idempotency_key=key) for _ in range(10)]

    def submit(new: Any) -> str | None:
        try:
            with scoped(town.pk):
                return str(actions.submit_application(new, by=SYSTEM, at=NOW).case.number)
        except IntegrityError:
            return None  # what the page answers with the other one's registration
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        numbers = set(pool.map(submit, news))
    assert numbers - {None} == {"1204-1-16.11.2026"}
    assert Case.objects.count() == 1
    assert submitted(version).case.sequence == 2
