"""An address and for whom it is (audiences.py)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Address:
    """`takes` gives the arguments of an address that names a row, from the demo, inside its municipality.

    `posts` marks one that only takes forms: those who may are told so (405), and nothing is changed.
    `within` gives the department in which the ability is needed. `leads_to` is where the others of a HOLDER's
    address find themselves; they find nothing when it is empty.
    """

    audience: str
    takes: Callable[[Any], dict[str, Any]] = field(default=lambda cast: {})
    posts: bool = False
    within: Callable[[Any], Any] = field(default=lambda cast: None)
    leads_to: str = ""
