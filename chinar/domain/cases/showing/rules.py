"""How the parties see a paper of the file of their matter. Pure; the law is АПК чл. 34."""

from enum import StrEnum


class Manner(StrEnum):
    """`WHOLE`, `MASKED` and `WITHHELD` are what an official can decide."""

    WHOLE = "whole"
    MASKED = "masked"
    WITHHELD = "withheld"
    UNDECIDED = "undecided"
    """An official looks first whether it names third persons."""
    APART = "apart"
    """It has a way of its own: the result is received, not looked up."""


BROUGHT = frozenset({"attachment", "protocol"})
HUNG = "notice"
"""Everybody could read it on the board."""


def default_manner(part: str, *, is_readers_own: bool) -> Manner:
    """Of a paper about which nobody has decided.

    What the reader's own side brought is theirs. What others wrote or brought, and what was written to others about
    the matter, is looked at first: no machine can tell a name from another word.
    """
    if part == "result":
        return Manner.APART
    if part == HUNG:
        return Manner.WHOLE
    return Manner.WHOLE if part in BROUGHT and is_readers_own else Manner.UNDECIDED
