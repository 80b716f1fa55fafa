"""Who does something, as the journal keeps it: an account by its id, or the system itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """`account_id` is None for the system and for a visitor without an account; `kind` says which."""

    account_id: int | None
    kind: str  # "citizen", "official", "visitor", "system"


SYSTEM = Actor(None, "system")
VISITOR = Actor(None, "visitor")
