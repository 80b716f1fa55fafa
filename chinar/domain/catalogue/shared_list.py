"""The shared descriptions as a municipality sees them: which it uses, which not, and which say something newer."""

from collections.abc import Iterable
from typing import NamedTuple

from chinar.domain.catalogue.models import ServiceVersion, SharedVersion

USED, UNUSED, NEWER = "used", "unused", "newer"


class Line(NamedTuple):
    """One shared description, and the service here that takes its words from it."""

    shared: SharedVersion
    here: ServiceVersion | None

    @property
    def standing(self) -> str:
        if self.here is None:
            return UNUSED
        return NEWER if self.here.shared_version_id != self.shared.pk else USED


def lines(*, show: str = "", sought: str = "") -> list[Line]:
    """A to Z, with `show` those of one standing, with `sought` those whose name, code or number holds all of its words.
    Two queries, however many there are: the state has some three hundred services of municipalities."""
    holding = SharedVersion.objects.holding().select_related("description").order_by("name", "pk")
    columns = ("number", "name", "name_en", "unified_number", "published_at", "description__code")
    using = ServiceVersion.objects.published_rows().filter(shared_version__isnull=False)
    short = ("name", "name_en", "number", "shared_version", "service__code", "shared_version__description")
    here = {
        version.shared_version.description_id: version
        for version in using.select_related("service", "shared_version").only(*short)
    }
    found = (Line(shared, here.get(shared.description_id)) for shared in holding.only(*columns))
    return [line for line in found if show in ("", line.standing) and _holds(line.shared, sought.casefold().split())]


def _holds(shared: SharedVersion, words: Iterable[str]) -> bool:
    text = f"{shared.name} {shared.name_en} {shared.description.code} {shared.unified_number}".casefold()
    return all(word in text for word in words)
