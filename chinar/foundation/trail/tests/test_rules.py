"""How links become a chain: in order, each object once, rings and long chains bounded, nothing hidden shown."""

from hypothesis import given, settings
from hypothesis import strategies as st

from chinar.foundation.trail.rules import DEPTH, SHOWN_AT_MOST, Branch, Thing, Tie, grown, things_of

LETTERS = "abcdefgh"


def thing(letter: str) -> Thing:
    return Thing("page", letter)


def ties(*pairs: str) -> list[Tie]:
    return [Tie(number, thing(pair[0]), thing(pair[1])) for number, pair in enumerate(pairs)]


def shape(branches: tuple[Branch, ...]) -> str:
    return "".join(f"{one.thing.key}({shape(one.then)})" if one.then else one.thing.key for one in branches)


def story(start: str, *pairs: str, hidden: str = "") -> tuple[str, str]:
    """Effects and causes, as letters."""
    public = [thing(letter) for letter in LETTERS if letter not in hidden]
    effects, causes = (grown(thing(start), ties(*pairs), public, forwards=way) for way in (True, False))
    return shape(effects), shape(causes)


def test_a_chain_is_read_from_either_end_and_from_the_middle() -> None:
    assert story("a", "ab", "bc", "bd") == ("b(cd)", "")
    assert story("c", "ab", "bc", "bd") == ("", "b(a)")
    assert story("b", "ab", "bc", "bd") == ("cd", "a")


def test_rings_end_and_what_two_ways_lead_to_is_told_once() -> None:
    assert story("a", "ab", "bc", "ca") == ("b(c)", "c(b)")
    assert story("a", "ab", "ac", "bd", "cd") == ("b(d)c", "")


def test_what_is_hidden_takes_all_beyond_it_away() -> None:
    assert story("a", "ab", "bc", "ad", hidden="b") == ("d", "")
    assert story("c", "ab", "bc", hidden="b") == ("", "")


def test_a_long_chain_goes_on_on_another_page() -> None:
    assert story("a", "ab", "bc", "cd", "de") == ("b(c(d))", "")


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)), max_size=40), st.booleans())
def test_whatever_is_linked_each_object_stands_once_and_near(pairs: list[tuple[str, str]], forwards: bool) -> None:
    found = grown(
        thing("a"), ties(*("".join(pair) for pair in pairs)), [thing(one) for one in LETTERS], forwards=forwards
    )
    told = list(things_of(found))
    assert len(told) == len(set(told)) <= SHOWN_AT_MOST
    assert thing("a") not in told
    assert _depth(found) <= DEPTH


def _depth(branches: tuple[Branch, ...]) -> int:
    return max((1 + _depth(one.then) for one in branches), default=0)
