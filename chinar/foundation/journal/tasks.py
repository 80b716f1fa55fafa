"""What the worker does every few seconds."""

from chinar.foundation.journal import actions, queries


def seal_all() -> int:
    """Seals what every chain has waiting, and answers how many entries that were."""
    actions.open_chain(None)
    # Looking takes no lock; most of the time nothing waits.
    return sum(seal_whole(home) for home in queries.chains() if queries.waits(home))


def seal_whole(municipality_id: int | None) -> int:
    """Seals one chain to its end, in transactions short enough that nobody waits for them."""
    total = 0
    while sealed := actions.seal(municipality_id):
        total += sealed
    return total
