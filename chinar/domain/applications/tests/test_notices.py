"""The applicant hears that the application is registered and decided; the messages go with the matter."""

from typing import Any

from chinar.domain.applications.actions import serve_result, submit_application
from chinar.domain.applications.tests.world import granted, new_application, refused, submitted
from chinar.domain.cases.actions import destroying
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, official, sofia
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.notifications.models import Message


def test_registered_once_and_decided_with_what_came_of_it(version: Any, elena: Any, georgi: Any) -> None:
    new = new_application(version, account=elena)
    application = submit_application(new, by=SYSTEM, at=NOW)
    submit_application(new, by=SYSTEM, at=NOW)
    assert not Message.objects.filter(template__contains="decided").exists()
    granted(application, georgi)
    refused(submitted(version, account=elena), georgi)
    told = [row.template.rpartition("/")[2] for row in Message.objects.order_by("id")]
    assert told == ["registered.txt", "decided.txt", "registered.txt", "decided.txt"]
    first, answer, _second, refusal = Message.objects.order_by("id")
    assert "до 23 ноември 2026 г.\n" in first.text
    assert application.case.key not in first.text
    assert "Документът Ви е готов" in answer.text
    assert "Отказ" in refusal.text


def test_nobody_without_an_account_or_address_is_written_to(version: Any, georgi: Any) -> None:
    granted(submitted(version), georgi)
    assert not Message.objects.exists()


def test_what_was_told_is_destroyed_with_the_matter(version: Any, elena: Any, georgi: Any) -> None:
    granted(submitted(version, account=elena), georgi)
    other = submitted(version, account=elena)
    serve_result(Case.objects.order_by("id").first(), on=NOW.date(), by=SYSTEM, at=NOW)
    later, two = sofia(2032, 1, 1), [official(key, key, role) for key, role in (("a", "secretary"), ("b", "mayor"))]
    listed = destroying.propose_destruction(by=SYSTEM, at=later)
    for one in two:
        destroying.approve_destruction(listed, by=Actor(one.pk, "official"), at=later)
    destroying.carry_out(listed, by=SYSTEM, at=later)
    assert [message.about for message in Message.objects.all()] == [other.case.number]
