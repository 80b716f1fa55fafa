"""What evidence adds to the pages of a matter and to the frame of the officials' pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.domain.registers.models import EvidenceRecord
from chinar.domain.registers.queries import evidence_told, standing_told
from chinar.domain.registers.words import FOR_CITIZEN, NOT_NEEDED, SHAPES, STANDINGS
from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.ways import Way, ways

OUTCOMES = dict(EvidenceRecord.Outcome.choices)


def for_official(request: HttpRequest, case: Any) -> str:
    """Each requirement with its state; one query."""
    rows = [_row(evidence, case) for evidence in evidence_told(case)]
    return rendered("registers/official_panel.html", request, rows=rows, case=case) if rows else ""


def _row(evidence: Any, case: Any) -> dict[str, Any]:
    is_awaited = case.is_open or evidence.last_outcome
    how = standing_told(evidence, on=localdate()) if is_awaited else None
    return {
        "evidence": evidence,
        "outcome": OUTCOMES.get(evidence.last_outcome, ""),
        "standing": STANDINGS[how] if how else NOT_NEEDED,
        "shape": SHAPES[how] if how else "closed",
        "href": reverse("registers:evidence", kwargs={"number": case.number, "code": evidence.code}),
    }


def for_citizen(request: HttpRequest, case: Any) -> str:
    """What was asked where and why, and the way to say that a paper was asked for; one query."""
    rows = [(row, FOR_CITIZEN.get(row.last_outcome or "", "")) for row in evidence_told(case)]
    return (
        rendered("registers/citizen_panel.html", request, rows=rows, case=case, not_needed=NOT_NEEDED) if rows else ""
    )


def way_to_own_queries(request: HttpRequest, subject: Any) -> str:
    """Below "my matters"."""
    return rendered("registers/mine_link.html", request)


register("cases.case", for_official)
register("cases.matter", for_citizen)
register("cases.file", for_citizen)
register("cases.mine", way_to_own_queries)
register("desk.navigation", ways(Way("registers:waiting", _("Evidence"), "evidence.record")))
register(
    "desk.seldom",
    ways(
        Way("registers:doubts", _("Queries to registers"), "registers.oversee"),
        Way("registers:desk_papers", _("Papers asked for"), "registers.oversee"),
    ),
)
register(
    "desk.arrangements",
    ways(
        Way("registers:state", _("State of the registers"), "registers.state"),
        Way("registers:connection", _("Connection to RegiX"), "registers.connect"),
    ),
)
