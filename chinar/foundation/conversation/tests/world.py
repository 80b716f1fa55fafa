"""A kind of public objects that only tests know: pages that are shown or hidden as a test says."""

from collections.abc import Collection, Mapping

from chinar.foundation.conversation.sorts import Sort
from chinar.foundation.conversation.subjects import Subject, Talked

HIDDEN: set[str] = set()
UNRIPE: set[str] = set()
GONE: set[str] = set()


def seen(keys: Collection[str]) -> dict[str, Subject]:
    return {key: Subject(f"Страница {key}", "в работа") for key in keys if key not in HIDDEN}


def ripe(marks: Collection[str]) -> dict[str, bool]:
    return {mark: mark not in GONE for mark in marks if mark not in UNRIPE}


def words(mark: str) -> Mapping[str, str]:
    return {"effect": f"новина {mark}", "sort": "новина", "stands": ""}


PAGE = Talked(kind="page", name="страница", seen=seen, page="catalogue:service", argument="code")
SORT = Sort("effect", "conversation/notices/effect.txt", ripe, words)
