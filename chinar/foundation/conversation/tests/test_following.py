"""Support counts once, news are told in turn, and what not everybody may read is told to nobody."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from chinar.foundation.conversation.actions.subscribing import ask_to_follow, confirm, tell_changes
from chinar.foundation.conversation.actions.supporting import support
from chinar.foundation.conversation.actions.telling import note_news, tell_news
from chinar.foundation.conversation.models import News, Subscription
from chinar.foundation.conversation.queries import supporters_of
from chinar.foundation.conversation.tests import world
from chinar.foundation.conversation.tests.conftest import NOW
from chinar.foundation.conversation.tests.world import PAGE
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account


def follow(key: str) -> None:
    ask_to_follow(PAGE, key, address="a@chinar.example", language="bg", at=NOW)
    confirm(Subscription.objects.get(subject=key), PAGE, at=NOW)


def told() -> list[str]:
    rows = Message.objects.filter(template="conversation/notices/effect.txt").order_by("pk")
    return [row.text.split("новина ")[1].split()[0] for row in rows]


def test_news_that_cannot_be_told_hold_up_nothing_that_came_later(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chinar.foundation.conversation.actions.telling.READ_AT_MOST", 3)
    follow("a")
    follow("secret")
    world.HIDDEN.add("secret")
    for number in range(4):
        note_news("page", "secret", sort="effect", mark=f"s{number}", at=NOW)
        note_news("page", "a", sort="effect", mark=f"u{number}", at=NOW)
        world.UNRIPE.add(f"u{number}")
    note_news("page", "a", sort="effect", mark="last", at=NOW)
    note_news("page", "a", sort="unknown", mark="x", at=NOW)
    at = [NOW + timedelta(seconds=10 * turn) for turn in range(12)]
    assert [tell_news(at=moment) for moment in at[:4]] == [0, 0, 1, 0]
    assert told() == ["last"]
    world.HIDDEN.clear()
    world.UNRIPE.discard("u2")
    world.GONE.add("u3")
    world.UNRIPE.discard("u3")
    assert sum(tell_news(at=moment) for moment in at[4:]) == 5
    assert sorted(told()) == ["last", "s0", "s1", "s2", "s3", "u2"]
    assert sorted(News.objects.waiting().values_list("mark", flat=True)) == ["u0", "u1", "x"], "u3 ends untold"


def test_support_counts_once_for_a_form_and_for_an_account(town: Any) -> None:
    elena = Account.objects.create_user("elena@chinar.example", name="Елена")
    one: dict[str, Any] = {"key": UUID(int=1), "account": None, "at": NOW}
    assert [support("page", "a", **one), support("page", "a", **one)] == [True, False]
    assert support("page", "b", **one), "the same key on another page is another form"
    with_account = [support("page", "a", key=uuid4(), account=elena, at=NOW) for _press in range(2)]
    assert with_account == [True, False]
    assert supporters_of("page", ["a", "b", "c"]) == {"a": 2, "b": 1}


def test_a_kind_without_states_tells_of_none(town: Any) -> None:
    follow("a")
    assert tell_changes(at=NOW) == 0
