"""Followers of a signal hear what came of it: once, only what everybody may read, and no more when they left."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from chinar.domain.cases.tests.world import NOW, person
from chinar.domain.catalogue.tests.world import offer, publish
from chinar.domain.reports.actions.filing import join_report
from chinar.domain.reports.models import CitizenReport
from chinar.domain.reports.talking import SIGNAL
from chinar.domain.reports.tests.test_trail import linked, thing, withheld
from chinar.domain.reports.tests.world import filed, published
from chinar.foundation.conversation.actions.subscribing import ask_to_follow, confirm, leave
from chinar.foundation.conversation.actions.telling import note_news, tell_news
from chinar.foundation.conversation.models import News, Subscription
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account
from chinar.foundation.trail.actions import unlink

WRITTEN = "conversation/notices/effect.txt"


@pytest.fixture
def report(lamps: Any, registry: Any, georgi: Account) -> CitizenReport:
    publish(offer(registry))
    made = filed(lamps)
    published(made, georgi)
    return made


def follow(report: CitizenReport, address: str, *, language: str = "bg") -> Subscription:
    ask_to_follow(SIGNAL, report.case.number, address=address, language=language, at=NOW)
    held: Subscription = Subscription.objects.order_by("-id")[0]
    confirm(held, SIGNAL, at=NOW)
    return held


def told() -> list[Message]:
    return list(Message.objects.filter(template=WRITTEN).order_by("id"))


def test_each_follower_hears_of_a_link_once_in_their_language(
    report: CitizenReport, elena: Account, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr("chinar.foundation.conversation.actions.telling.AT_ONCE", 2)
    for number in range(3):
        follow(report, f"a{number}@chinar.example", language="en" if number else "bg")
    join_report(report, key=uuid4(), account=elena, by=Actor(elena.pk, "citizen"), at=NOW)
    made = linked(report)
    follow(report, "late@chinar.example")
    Subscription.objects.filter(pk=Subscription.objects.order_by("-id")[0].pk).update(
        confirmed_at=NOW + timedelta(minutes=1)
    )
    assert [tell_news(at=NOW) for _round in range(4)] == [2, 2, 0, 0]
    letters = told()
    assert [letter.to for letter in letters] == [*(f"a{number}@chinar.example" for number in range(3)), elena.email]
    assert "Издаване на удостоверение за наследници" in letters[0].text
    assert "Something came of what you follow" in letters[1].text
    assert all(letter.leave and report.case.number in letter.text for letter in letters)
    assert {letter.about_kind for letter in letters} == {"follow"}
    News.objects.update(told_at=None, reached=0)
    note_news("report", report.case.number, sort="effect", mark=str(made.pk), at=NOW)
    assert tell_news(at=NOW) > 0
    assert len(told()) == 4, "a job that runs again tells nobody twice"


def test_what_is_restricted_is_told_when_it_becomes_public_and_what_was_removed_never(
    report: CitizenReport, georgi: Account, lamps: Any, svetla: Any
) -> None:
    secret = filed(lamps, against="official", against_whom="Иван", key="7KQ2M9XD4TRB0HWF")
    published(secret, svetla)
    follow(report, "a@chinar.example")
    gone = follow(report, "gone@chinar.example")
    made = linked(report, effect=thing(secret))
    withheld(secret, svetla)
    assert tell_news(at=NOW) == 0
    assert not told()
    leave(gone, SIGNAL, at=NOW)
    published(secret, svetla)
    assert tell_news(at=NOW) == 1
    assert [letter.to for letter in told()] == ["a@chinar.example"]
    unlink(made, reason="грешка", by=SYSTEM, at=NOW)
    unlink(linked(report), reason="грешка", by=SYSTEM, at=NOW)
    assert tell_news(at=NOW) == 0
    assert not News.objects.waiting().exists()
    elsewhere = filed(lamps, person=person("Елена", "Димитрова"))
    assert elsewhere.case.number not in News.objects.values_list("subject", flat=True)
