"""Both numbers find the matter, for ever."""

from chinar.domain.cases.models import OutsideNumber
from chinar.domain.cases.numbering.rules import LONGEST, sought
from chinar.domain.cases.rules import as_number


def numbers_meant(typed: str) -> list[str]:
    """Our numbers that somebody may mean: as it was typed or copied from paper, then that of the matter which the
    records system of the town calls so. One query."""
    ours = as_number(typed) or typed.strip()
    other = "" if "\0" in typed else sought(typed[: 2 * LONGEST])  # no text of PostgreSQL holds it
    rows = OutsideNumber.objects.filter(sought=other) if other else OutsideNumber.objects.none()
    return list(dict.fromkeys([ours, *rows.values_list("case__number", flat=True)]))


def number_meant(typed: str) -> str:
    """The one by which a matter is looked for: that of the records system only for what is none of ours."""
    found = numbers_meant(typed)
    return found[0] if as_number(typed) else found[-1]
