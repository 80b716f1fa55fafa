"""Reading the journal: pages of it, its chains, the proof that it is whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from chinar.foundation.core.scope import scoped
from chinar.foundation.journal import rules
from chinar.foundation.journal.models import Chain, Entry

# The sealer comes every few seconds; a tail older than this says that it does not run.
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Page:
    """Entries newest first; `older` is the id to ask the next page with, None on the last one."""

    entries: list[Entry]
    older: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of one chain found. `wrong` is "", "changed", "missing", "added" or "unchained".

    `sealed` entries were proven, the last of them having the digest `head`; `wrong_at` is the first broken position.
    """

    municipality_id: int | None
    sealed: int
    head: str
    unsealed: int
    oldest_unsealed_at: datetime | None
    wrong: str
    wrong_at: int | None

    def is_late(self, at: datetime) -> bool:
        """Whether entries wait for the sealer for longer than they should."""
        return self.oldest_unsealed_at is not None and at - self.oldest_unsealed_at > PATIENCE


def page(
    *,
    subject: str = "",
    verb: str = "",
    before: int | None = None,
    without: frozenset[str] = frozenset(),
    size: int = 50,
) -> Page:
    """The entries of the municipality in scope, however many there are, at one cost. Those that are about one of
    `without`, or name it beside their own subject, are left out."""
    rows = Entry.objects.select_related("actor").order_by("-pk")
    if subject:
        rows = rows.filter(subject=subject)
    if verb:
        rows = rows.filter(verb=verb)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if without:
        rows = rows.exclude(subject__in=without)
    entries = list(rows[: size + 1])
    shown = [entry for entry in entries[:size] if without.isdisjoint(entry.facts.values())]
    return Page(shown, entries[size - 1].pk if len(entries) > size else None)


def chains() -> list[int | None]:
    """The municipality of each chain; None for the installation's."""
    return list(Chain.objects.order_by("pk").values_list("municipality_id", flat=True))


def waits(municipality_id: int | None) -> bool:
    """Whether entries wait for the sealer."""
    with scoped(municipality_id):
        return bool(Entry.objects.unsealed().exists())


def homes() -> list[int | None]:
    """The installation and every municipality, whether it has a chain or not."""
    municipalities: Any = Chain._meta.get_field("municipality").related_model
    return [None, *municipalities._base_manager.order_by("pk").values_list("pk", flat=True)]


def check(municipality_id: int | None) -> Verdict:
    """Computes every digest of one chain anew; the sealer may go on meanwhile. Memory stays flat."""
    chain = Chain.objects.of(municipality_id).first() or Chain(municipality_id=municipality_id)
    with scoped(municipality_id):
        sealed, head, wrong, wrong_at = _walk(chain.last_position)
        tail = Entry.objects.unsealed()
        first, unsealed = tail.first(), tail.count()
        highest = Entry.objects.sealed().aggregate(highest=Max("position"))["highest"] or 0
    if not wrong and sealed < chain.last_position:
        wrong, wrong_at = "missing", sealed + 1
    elif not wrong and head != chain.last_digest:
        wrong, wrong_at = "changed", sealed
    elif not wrong and highest > _last_position(municipality_id):
        wrong, wrong_at = "added", sealed + 1
    elif not wrong and unsealed and chain.pk is None:
        wrong = "unchained"
    return Verdict(municipality_id, sealed, head, unsealed, first and first.at, wrong, wrong_at)


def _last_position(municipality_id: int | None) -> int:
    last = Chain.objects.of(municipality_id).values_list("last_position", flat=True)
    return last.first() or 0


def _walk(until: int) -> tuple[int, str, str, int | None]:
    """(entries proven, digest of the last of them, what is wrong, where)."""
    sealed, head = 0, rules.GENESIS
    for position, digest, wrong in rules.prove(_sealed_rows(until)):
        if wrong:
            return sealed, head, wrong, position
        sealed, head = position, digest
    return sealed, head, "", None


def _sealed_rows(until: int) -> Iterator[tuple[int, str, dict[str, Any]]]:
    for entry in Entry.objects.sealed().filter(position__lte=until).iterator(chunk_size=1000):
        yield entry.position, entry.digest, entry.content()


def sealed_lines(municipality_id: int | None) -> Iterator[dict[str, Any]]:
    """Every sealed entry with its digest, in order, as it was digested; memory stays flat. Runs inside its scope."""
    for _, digest, told in _sealed_rows(_last_position(municipality_id)):
        yield {**rules.plain(told), "digest": digest}
