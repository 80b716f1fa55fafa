"""Following a signal by e-mail: confirmed by a link, told once at each state, ended by one press."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from chinar.domain.cases.actions.ending import reopen
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.actions.relating import merge
from chinar.domain.cases.tests.world import NOW, TOWN, client_of
from chinar.domain.reports.models import Category, CitizenReport
from chinar.domain.reports.tests.world import filed, settled
from chinar.foundation.conversation.actions.subscribing import erase_lapsed, tell_changes
from chinar.foundation.conversation.models import Subscription, Support
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications import tasks
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account

STRANGER = "sasho@chinar.example"


@pytest.fixture
def report(lamps: Category, georgi: Account) -> CitizenReport:
    return filed(lamps, name="", email="")


def ask(report: CitizenReport, address: str = STRANGER, client: Client | None = None) -> Any:
    page = f"{TOWN}/signals/{report.case.number}/follow/"
    return (client or Client()).post(page, {"email": address}, follow=True)


def link(name: str, message: Message | None = None) -> str:
    """The newest link of that sort that was mailed."""
    text = (message or Message.objects.order_by("-id")[0]).text
    found = re.search(rf"{TOWN}/conversation/{name}/\d+/\w+/", text)
    assert found, text
    return found[0]


def following(report: CitizenReport, address: str = STRANGER) -> Subscription:
    ask(report, address)
    Client().post(link("follow"))
    return Subscription.objects.order_by("-id")[0]


def test_nothing_is_sent_before_the_reader_of_the_address_says_yes(report: CitizenReport, georgi: Account) -> None:
    assert "Изпратихме Ви писмо" in ask(report).text
    letter = Message.objects.get()
    assert (letter.to, letter.about_kind, letter.leave) == (STRANGER, "follow", "")
    assert STRANGER not in letter.subject
    take_case(report.case, handler=georgi, by=Actor(georgi.pk, "official"), at=NOW)
    assert tell_changes(at=NOW) == 0
    assert "Да, пишете ми" in Client().get(link("follow")).text
    assert "Да, пишете ми" in Client().get(link("follow").replace("conversation/", "signals/")).text, "in older letters"
    assert Subscription.objects.get().confirmed_at is None  # a program that opens links confirms nothing
    page = link("follow")
    for _press in range(2):
        assert "Следите го" in Client().post(page, follow=True).text
    assert Entry.objects.filter(verb="conversation.followed").count() == 1
    assert tell_changes(at=NOW) == 0  # where it stood when they confirmed is no news


def test_each_state_is_told_once_with_a_way_out(report: CitizenReport, georgi: Account) -> None:
    following(report)
    by = Actor(georgi.pk, "official")
    report.case = take_case(report.case, handler=georgi, by=by, at=NOW)
    assert [tell_changes(at=NOW) for _round in range(3)] == [1, 0, 0]
    settled(CitizenReport.objects.select_related("case").get(), georgi)
    assert [tell_changes(at=NOW) for _round in range(2)] == [1, 0]
    last = Message.objects.order_by("-id")[0]
    assert last.subject.endswith("Отстранено")
    assert "Сменихме лампата" not in last.text
    tasks.send_all()
    heads = mail.outbox[-1].extra_headers
    assert heads["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert heads["List-Unsubscribe"].strip("<>").endswith(link("leave", last))
    answer = Client(enforce_csrf_checks=True).post(link("leave", last), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    Subscription.objects.update(told_state="registered")
    assert tell_changes(at=NOW) == 0
    assert Entry.objects.filter(verb="conversation.left").count() == 1


def test_nobody_fills_a_mailbox_nor_learns_who_follows(report: CitizenReport, clock: Any) -> None:
    first = ask(report).text
    for minutes in (1, 20, 40, 60, 80):
        clock.moment = NOW + timedelta(minutes=minutes)
        again = ask(report).text
        assert ("Изпратихме Ви писмо" in again) == ("Изпратихме Ви писмо" in first)
    assert Message.objects.count() == Subscription.MOST_ASKED
    clock.moment = NOW + timedelta(hours=3)
    assert "Въведете" in ask(report, "").text
    for number in range(12):
        text = ask(report, f"a{number}@chinar.example").text
    assert "Изчакайте малко" in text
    assert Message.objects.count() < Subscription.MOST_ASKED + 11


def test_a_wrong_code_opens_nothing_and_what_accuses_is_not_followed(lamps: Category, report: CitizenReport) -> None:
    following(report)
    pk = Subscription.objects.get().pk
    for page in (f"follow/{pk}/{'0' * 32}", f"leave/{pk}/{'0' * 32}", f"leave/{pk + 1}/{'0' * 32}"):
        assert Client().post(f"{TOWN}/conversation/{page}/").status_code == 404
    assert Subscription.objects.get().ended_at is None
    accusing = filed(lamps, against="mayor", key="7KQ2M9XD4TRB0HWF")
    assert ask(accusing).status_code == 404


def test_followers_of_a_joined_signal_go_on_with_the_leading_one(
    lamps: Category, report: CitizenReport, georgi: Account
) -> None:
    leading = filed(lamps)
    following(report)
    merge(report.case, other=leading.case, reason="Същото.", by=Actor(georgi.pk, "official"), at=NOW)
    assert tell_changes(at=NOW) == 1
    told = Message.objects.order_by("-id")[0]
    assert leading.case.number in told.text
    assert Subscription.objects.get().subject == leading.case.number
    assert tell_changes(at=NOW) == 0


def test_addresses_that_nothing_needs_are_erased(report: CitizenReport) -> None:
    ask(report, "never@chinar.example")
    following(report)
    erase_lapsed(at=NOW + timedelta(days=8))
    assert [one.address for one in Subscription.objects.all()] == [STRANGER]
    Subscription.objects.update(ended_at=NOW)
    erase_lapsed(at=NOW + timedelta(days=8))
    assert Subscription.objects.count() == 0


def test_who_joins_with_an_account_hears_the_same_and_leaves_by_one_press(
    report: CitizenReport, georgi: Account, elena: Account
) -> None:
    page = f"{TOWN}/signals/{report.case.number}/join/"
    for _press in range(2):
        said = client_of(elena).post(page, {"key": str(uuid4())}, follow=True).text
    assert "Вече сте се присъединили към този сигнал" in said
    held = Subscription.objects.get()
    assert (held.account, held.address) == (elena, None)
    report.case = take_case(report.case, handler=georgi, by=Actor(georgi.pk, "official"), at=NOW)
    assert [tell_changes(at=NOW) for _round in range(2)] == [1, 0]
    settled(CitizenReport.objects.select_related("case").get(), georgi)
    assert tell_changes(at=NOW) == 1
    closed = CitizenReport.objects.select_related("case").get().case
    reopen(closed, reason="Пак.", by=Actor(georgi.pk, "official"), at=NOW)
    assert tell_changes(at=NOW) == 1
    told = Message.objects.filter(about_kind="follow")
    assert [row.account for row in told] == [elena] * 3
    assert told[0].leave
    left = Client(enforce_csrf_checks=True).post(link("leave"), {"List-Unsubscribe": "One-Click"})
    assert "Присъединяването Ви продължава да се брои" in left.text
    assert Support.objects.count() == 1
    ask(report, elena.email)
    Client().post(link("follow", Message.objects.get(template="conversation/notices/follow_confirm.txt")))
    assert Subscription.objects.active().get().address == elena.email, "asked for anew, without the account"
    assert Client().post(page, {"key": str(uuid4())}).status_code == 302
    assert Subscription.objects.count() == 1, "of who joins without an account nothing is kept"
