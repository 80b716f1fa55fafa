"""Who does something, as the journal keeps it: an account by its id, or the system itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """`account_id` is None for the system and for a visitor without an account; `kind` says which. `in_place_of` is the
    name of the absent official for whom they act, which the journal tells too."""

    account_id: int | None
    kind: str  # "citizen", "official", "visitor", "system"
    in_place_of: str = ""


SYSTEM = Actor(None, "system")
VISITOR = Actor(None, "visitor")
