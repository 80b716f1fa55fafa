"""The register of resolutions: what was written in a period, on the page and on paper."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chinar.domain.cases.models import Assignment, Case, Resolution
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import day, moment
from chinar.foundation.documents.printing import Value, render
from chinar.foundation.people.access import User, departments_of
from chinar.foundation.territory.models import Municipality

TYPST = Path(__file__).parent / "typst" / "resolutions.typ"
MOST = 1_000
"""So many fit one register; a longer period is read in parts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One resolution with whom it named, by part."""

    resolution: Resolution
    named: dict[str, list[str]] = field(default_factory=dict)

    def names(self, part: str) -> str:
        return ", ".join(self.named.get(part, ()))


def rows_between(first: date, last: date, *, user: User, on: date) -> list[Row]:
    """What was written from the first to the last day in the departments for which the user writes resolutions, and
    what they wrote themselves, wherever the matter is now; without matters from which they are kept away; two queries.
    At most MOST rows, the oldest first."""
    begins = make_aware(datetime.combine(first, time.min))
    ends = make_aware(datetime.combine(last + timedelta(days=1), time.min))
    found = Resolution.objects.filter(at__gte=begins, at__lt=ends, case__in=Case.objects.shown_to(user.pk))
    found = found.select_related("case", "by")
    departments = departments_of(user, "cases.resolve", on=on)
    if departments is not None:
        found = found.filter(Q(case__department__in=departments) | Q(by=user.pk))
    resolutions = list(found[:MOST])
    named = _named(resolutions)
    return [Row(one, named.get(one.pk, {})) for one in resolutions]


def latest_among(assignments: Iterable[Assignment]) -> Row | None:
    """The resolution that holds in a matter, out of all its assignments: each resolution made some. None while nobody
    wrote one. No query where resolutions and officials were read with the assignments."""
    made = [row for row in assignments if row.resolution]
    last = max((row.resolution for row in made if row.resolution), key=lambda made: made.pk, default=None)
    return Row(last, _by_part(row for row in made if row.resolution_id == last.pk)) if last else None


def latest_of(case: Case) -> Resolution | None:
    """The one that holds in a matter, None while nobody wrote one. One query."""
    last: Resolution | None = Resolution.objects.filter(case=case).select_related("by").order_by("-id").first()
    return last


def _by_part(assignments: Iterable[Assignment]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = defaultdict(list)
    for row in assignments:
        if row.official:
            named[row.part].append(row.official.name)
    return named


def _named(resolutions: Iterable[Resolution]) -> dict[int, dict[str, list[str]]]:
    made: dict[int, list[Assignment]] = defaultdict(list)
    for row in Assignment.objects.filter(resolution__in=list(resolutions)).select_related("official"):
        made[row.resolution_id or 0].append(row)
    return {pk: _by_part(rows) for pk, rows in made.items()}


def as_pdf(rows: list[Row], first: date, last: date, *, municipality: Municipality, at: datetime) -> bytes:
    """The register on the paper of the municipality."""
    data: dict[str, Value] = {
        "municipality": {
            "name": _("Municipality of %(name)s") % {"name": words(municipality, "name")},
            "initial": municipality.name[:1],
            "address": municipality.address,
            "phone": municipality.phone,
            "email": municipality.email,
        },
        "demo": settings.DEMO,
        "title": _("Register of resolutions"),
        "period": _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)},
        "printed_on": _("Printed on %(when)s.") % {"when": moment(at)},
        "rows": [_printed(row) for row in rows],
    }
    return render(TYPST, data, language=get_language() or "bg", at=at)


def _printed(row: Row) -> dict[str, Value]:
    written = row.resolution
    inner = _("inner term: %(day)s") % {"day": day(written.inner_due_on)} if written.inner_due_on else ""
    parts = (
        (_("Responsible"), row.names("lead")),
        (_("Works on it too"), row.names("co_executor")),
        (_("For information"), row.names("informed")),
    )
    return {
        "number": written.case.number,
        "when": moment(written.at),
        "by": written.by.name if written.by else "",
        "expected": written.expected or _("destroyed with what the matter held"),
        "named": [f"{head}: {names}" for head, names in parts if names] + ([inner] if inner else []),
    }
