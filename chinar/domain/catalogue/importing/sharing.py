"""Rows of a list that name the shared description from which their service takes its words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chinar.domain.catalogue.importing.rules import Note, Row
from chinar.domain.catalogue.inheriting import EVIDENCE, SHARED, taken_over
from chinar.domain.catalogue.models import ServiceVersion, SharedVersion


class Sharing:
    """Which shared description each row may use. One query where any row names one."""

    def __init__(self, rows: Sequence[Row], here: Iterable[ServiceVersion]) -> None:
        asked = {row.shared for row in rows if row.shared}
        found = SharedVersion.objects.holding().select_related("description").prefetch_related("evidence")
        known = found.filter(description__code__in=asked) if asked else ()
        self.known: dict[str, SharedVersion] = {version.description.code: version for version in known}
        self.used = {
            version.shared_version.description_id: version.service.code
            for version in here
            if version.shared_version is not None
        }

    def code_of(self, row: Row) -> str:
        """Of the service here that uses it already, else its own, which is the same everywhere; "" without one."""
        shared = self.known.get(row.shared)
        return self.used.get(shared.description_id, row.shared) if shared else ""

    def of(self, row: Row, holding: ServiceVersion | None) -> tuple[SharedVersion | None, tuple[Note, ...]]:
        """None where the row names none, or one that it cannot use; then a doubt says why. A service that has one keeps
        it."""
        if not row.shared or (holding is not None and holding.shared_version_id is not None):
            return None, ()
        shared = self.known.get(row.shared)
        if shared is None:
            return None, (Note("unknown_shared", row.shared),)
        if shared.description_id in self.used:
            return None, (Note("shared_elsewhere", row.shared),)
        self.used[shared.description_id] = row.shared
        has_period = holding is not None and bool(holding.period)
        return shared, () if has_period or not shared.legal_period else (Note("shared_without_period", row.shared),)


def inherited(shared: SharedVersion | None, told: Mapping[str, Any], holding: ServiceVersion | None) -> dict[str, Any]:
    """The words of the shared description where neither the list nor the municipality has any; the rule of law only
    with a period under it."""
    if shared is None:
        return {}
    empty = {name for name in SHARED if not told.get(name)}
    if not told.get("period"):
        empty.discard("legal_period")
    if holding is None or not holding.requirements.exists():
        empty.add(EVIDENCE)
    return {"shared_version": shared, **taken_over(shared, None, empty)}
