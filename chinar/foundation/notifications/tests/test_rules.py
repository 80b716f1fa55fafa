from datetime import timedelta

import pytest

from chinar.foundation.notifications.letters import Part, parts
from chinar.foundation.notifications.rules import LEASE, MOST_TRIES, WrongNumber, international, masked, pause_after


def test_pauses_grow_and_end_after_two_days_and_no_try_outlives_the_lease() -> None:
    pauses = [pause_after(tries) for tries in range(1, MOST_TRIES)]
    assert pauses == sorted(pauses)  # type: ignore[type-var]
    assert timedelta(days=1) < sum(pauses, timedelta()) < timedelta(days=3)  # type: ignore[arg-type]
    assert pause_after(MOST_TRIES) is None
    assert timedelta(seconds=20 * 8) < LEASE


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0888 12 34 56", "+359888123456"),
        ("00359 888-123-456", "+359888123456"),
        ("+359 (888) 123456", "+359888123456"),
        ("0670/12345", "+35967012345"),
    ],
)
def test_a_number_as_people_write_it(typed: str, number: str) -> None:
    assert international(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "888", "+0888123456", "0888 12 34 56 78 90 12", "٠٨٨٨١٢٣٤٥٦", "0888\r\nX: y", "a@b"]
)
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(WrongNumber):
        international(typed)


def test_of_an_address_an_official_sees_enough_to_recognise_it() -> None:
    assert masked("elena@chinar.example") == "el…@chinar.example"
    assert masked("+359888123456") == "…3456"


def test_a_text_falls_into_paragraphs_lists_and_links() -> None:
    text = "Едно\nдве\n\n- а\n- б\n\nhttps://x.bg/1\n\nвижте https://x.bg"
    assert parts(text) == [
        Part("text", ("Едно", "две")),
        Part("list", ("а", "б")),
        Part("link", ("https://x.bg/1",)),
        Part("text", ("вижте https://x.bg",)),
    ]
