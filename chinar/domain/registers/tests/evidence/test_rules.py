"""When a register is asked by itself, who may ask, when to try again, and what the secretary should look at."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from chinar.domain.registers.curiosity import Asked, Doubt, doubts, family_stem
from chinar.domain.registers.rules import (
    TRY_AGAIN_AFTER,
    MayNotAsk,
    Piece,
    Standing,
    accessed_at,
    is_fetched_by_itself,
    standing,
    try_again_after,
    why_not_ask,
)

READY = {"source": "register", "operation": "A.B.RelationsSearch", "ground": "АПК", "subject": "1", "four_eyes": False}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"source": "own"}, False),
        ({"operation": ""}, False),
        ({"ground": ""}, False),
        ({"subject": ""}, False),
        ({"four_eyes": True}, False),
        ({"operation": "A.B.SendNotice"}, False),
    ],
)
def test_a_register_is_asked_by_itself_only_where_ground_and_service_allow_it(
    change: dict[str, Any], expected: bool
) -> None:
    assert is_fetched_by_itself(**{**READY, **change}) is expected


@pytest.mark.parametrize(
    ("outcome", "facts", "expected"),
    [
        ("fetched", {}, Standing.THERE),
        ("given", {}, Standing.THERE),
        ("failed", {}, Standing.TO_DO),
        ("nobody", {}, Standing.TO_DO),
        ("failed", {"will_be_asked": True}, Standing.TO_DO),
        ("requested", {}, Standing.FOR_APPROVAL),
        ("approved", {}, Standing.ON_ITS_WAY),
        ("asked", {}, Standing.ON_ITS_WAY),
        ("asked", {"is_late": True}, Standing.TO_DO),
        ("", {"will_be_asked": True}, Standing.ON_ITS_WAY),
        ("", {}, Standing.TO_DO),
        ("", {"is_optional": True}, Standing.OPTIONAL),
        ("", {"source": "citizen"}, Standing.FROM_CITIZEN),
    ],
)
def test_the_newest_record_says_how_evidence_stands(outcome: str, facts: dict[str, Any], expected: Standing) -> None:
    usual = {"source": "register", "is_optional": False, "will_be_asked": False}
    assert standing(outcome, **{**usual, **facts}) is expected


EARLIER, LATER = datetime(2026, 11, 16, 9, tzinfo=UTC), datetime(2026, 11, 17, 9, tzinfo=UTC)
FETCHED, RECEIVED = Piece("register", "fetched", EARLIER, False), Piece("own", "received", LATER, False)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([], None),
        ([FETCHED], EARLIER),
        ([RECEIVED, FETCHED], LATER),
        ([FETCHED, Piece("register", "", None, False)], None),
        ([FETCHED, Piece("register", "", None, True)], EARLIER),
        ([FETCHED, Piece("own", "asked_town", LATER, False)], None),
        ([FETCHED, Piece("register", "failed", LATER, False)], None),
        ([FETCHED, Piece("register", "disputed", LATER, False)], None),
        ([FETCHED, Piece("register", "requested", LATER, False)], None),
        ([FETCHED, Piece("citizen", "", None, False), Piece("own", "", None, False)], EARLIER),
        ([FETCHED, Piece("own", "held", LATER, False), Piece("citizen", "given", LATER, False)], EARLIER),
        ([Piece("own", "held", LATER, False)], None),
    ],
)
def test_data_of_others_is_accessed_when_the_last_of_it_came(pieces: list[Piece], expected: datetime | None) -> None:
    assert accessed_at(pieces) == expected


def test_tries_grow_rarer_and_end() -> None:
    waits = [try_again_after(tries) for tries in range(1, len(TRY_AGAIN_AFTER) + 3)]
    assert waits == [*TRY_AGAIN_AFTER, None, None]
    assert list(TRY_AGAIN_AFTER) == sorted(TRY_AGAIN_AFTER)


@pytest.mark.parametrize(
    ("held", "asking", "filed_here", "present", "expected"),
    [
        ({"expert"}, {"expert"}, False, False, None),
        ({"expert"}, (), False, False, None),
        ({"clerk"}, {"expert"}, True, True, MayNotAsk.ROLE),
        (set(), (), True, True, MayNotAsk.ROLE),
        ({"deputy"}, {"deputy"}, False, False, MayNotAsk.NEEDS_PRESENCE),
        ({"deputy"}, (), True, False, None),
        ({"deputy"}, (), False, True, None),
        ({"deputy", "expert"}, {"expert", "deputy"}, False, False, None),
        ({"deputy", "clerk"}, {"deputy"}, False, False, MayNotAsk.NEEDS_PRESENCE),
    ],
)
def test_who_may_have_a_register_asked(
    held: set[str], asking: set[str], filed_here: bool, present: bool, expected: MayNotAsk | None
) -> None:
    assert why_not_ask(held, asking=asking, is_filed_here=filed_here, is_present=present) is expected


MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
HOURS = dict.fromkeys(range(5), (time(8, 30), time(17, 0)))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"used": False}, [Doubt.UNUSED]),
        ({"used": False, "asked_at": MONDAY + timedelta(days=8)}, []),
        ({"asked_at": MONDAY.replace(hour=22)}, [Doubt.OUTSIDE_HOURS]),
        ({"asked_at": MONDAY.replace(hour=17)}, []),
        ({"asked_at": MONDAY + timedelta(days=5)}, [Doubt.OUTSIDE_HOURS]),
        ({"subject_is_official": True}, [Doubt.COLLEAGUE]),
        ({"names": ["Николова"]}, [Doubt.NAMESAKE]),
        ({"names": ["", "Петков"]}, []),
    ],
)
def test_what_the_secretary_should_look_at(facts: dict[str, Any], expected: list[Doubt]) -> None:
    usual: dict[str, Any] = {
        "asked_at": MONDAY,
        "used": True,
        "subject_is_official": False,
        "asker": "Георги Николов",
        "names": ["Димитрова"],
    }
    assert doubts(Asked(**{**usual, **facts}), hours=HOURS, on=MONDAY + timedelta(days=10)) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Мария Петрова", "Иван Петров", True),
        ("Геновева Илиева-Колева", "Пейо Колев", True),
        ("Райна Жеравска", "Тодор Жеравски", True),
        ("Мария Петрова", "Иван Петков", False),
        ("Стоян Ковача", "Райна Ковачка", False),
    ],
)
def test_family_names_of_women_and_men(one: str, other: str, same: bool) -> None:
    assert (family_stem(one) == family_stem(other)) is same
