"""What stands against publishing something."""

from collections.abc import Collection

from chinar.foundation.moderation.models import Objection, Withholding


def standing_of(subject_kind: str, subject: str) -> Withholding | None:
    """Why everybody may not read it now; None where nothing was said against it. One query, its objection with it."""
    rows = Withholding.objects.standing().select_related("objection__decision")
    return rows.filter(subject_kind=subject_kind, subject=subject).first()  # type: ignore[no-any-return]


def last_of(subject_kind: str, subject: str) -> Withholding | None:
    """The last that was withheld, also when it is public again: its author reads what became of their objection."""
    rows = Withholding.objects.select_related("objection__decision")
    return rows.filter(subject_kind=subject_kind, subject=subject).last()  # type: ignore[no-any-return]


def objection_to(withholding: Withholding | None) -> Objection | None:
    return getattr(withholding, "objection", None)


def withheld_among(subject_kind: str, subjects: Collection[str]) -> set[str]:
    """Those against which something stands; one query."""
    standing = Withholding.objects.standing().filter(subject_kind=subject_kind, subject__in=list(subjects))
    return set(standing.values_list("subject", flat=True))
