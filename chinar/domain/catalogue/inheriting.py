"""What a municipality's description has from the shared one, and what it says in its own words.

Nothing of this is stored: a version keeps the texts themselves and the version of the shared description that they come
from. A field that says the same is inherited, one that says something else is the municipality's own.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _

from chinar.domain.catalogue.descriptions import LABELS, Difference, said_of
from chinar.domain.catalogue.models import EvidenceRequirement, ServiceVersion, SharedEvidence, SharedVersion

SHARED = (
    "name", "name_en", "group", "event", "audience", "summary", "summary_en", "who_may_apply", "who_may_apply_en",
    "legal_basis", "legal_period", "procedure", "what_you_bring", "what_you_bring_en", "forms", "result", "result_en",
    "validity", "supervising_body", "appeal", "appeal_en",
)  # fmt: skip
"""What the state sets, in the order of the register. All else is the municipality's."""

EVIDENCE = "evidence"
"""Stands beside the names of SHARED for the evidence that a service rests on: it is taken over as a whole."""

_SAID_OF_EVIDENCE = ("code", "name", "name_en", "source", "operation", "ground", "reason", "reason_en", "is_optional")
Described = ServiceVersion | SharedVersion


def own_fields(version: ServiceVersion) -> list[str]:
    """Names of the fields in which the municipality departs from the shared version that it has; EVIDENCE among them.
    Raises LookupError for a description that has none."""
    return other_fields(version, shared_of(version))


def other_fields(one: Described, other: Described) -> list[str]:
    """What the two say otherwise, of all that the state sets."""
    names = [name for name in SHARED if _words(one, name) != _words(other, name)]
    return [*names, EVIDENCE] if _evidence_said(one) != _evidence_said(other) else names


def shared_of(version: ServiceVersion) -> SharedVersion:
    if version.shared_version is None:
        raise LookupError(f"{version} is described by the municipality alone.")
    return version.shared_version


def compared(one: Described, other: Described, names: Collection[str]) -> list[tuple[str, Difference]]:
    """(name, what each says) of the named fields; choices in words."""
    return [(name, Difference(label_of(name), _said(one, name), _said(other, name))) for name in names]


def label_of(name: str) -> str:
    return _("What it rests on") if name == EVIDENCE else str(LABELS[name])


def taken_over(shared: SharedVersion, holding: ServiceVersion | None, names: Iterable[str]) -> dict[str, Any]:
    """Arguments of publish_version that make the named fields say what the shared description says."""
    wanted = set(names)
    changes: dict[str, Any] = {name: getattr(shared, name) for name in SHARED if name in wanted}
    if EVIDENCE in wanted:
        changes["requirements"] = _requirements(shared, holding)
    return changes


def _requirements(shared: SharedVersion, holding: ServiceVersion | None) -> list[EvidenceRequirement]:
    """What the law asks for; which answer it is asked about and who asks stays as the municipality has it."""
    here = {row.code: row for row in holding.requirements.all()} if holding else {}
    rows = []
    for row in shared.evidence.all():
        kept = here.get(row.code)
        rows.append(
            EvidenceRequirement(
                **{name: getattr(row, name) for name in _SAID_OF_EVIDENCE},
                identifier=kept.identifier if kept else "",
                asking_roles=kept.asking_roles if kept else "",
                four_eyes=kept.four_eyes if kept else False,
            )
        )
    return rows


def _words(one: Described, name: str) -> list[str]:
    """A browser ends its lines otherwise than a file: that is no other text."""
    return str(getattr(one, name)).split()


def _rows(one: Described) -> list[Any]:
    return list(one.requirements.all() if isinstance(one, ServiceVersion) else one.evidence.all())


def _evidence_said(one: Described) -> list[tuple[Any, ...]]:
    return sorted(tuple(getattr(row, name) for name in _SAID_OF_EVIDENCE) for row in _rows(one))


def _said(one: Described, name: str) -> str:
    if name == EVIDENCE:
        return "\n".join(_evidence_words(row) for row in _rows(one)) or "–"
    return said_of(one, name) or "–"


def _evidence_words(row: EvidenceRequirement | SharedEvidence) -> str:
    told = f"{row.name}: {row.get_source_display()}"
    why = row.reason if row.source == EvidenceRequirement.Source.CITIZEN else row.ground
    return f"{told} ({why})" if why else told
