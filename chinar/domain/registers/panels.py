"""What evidence adds to the pages of a matter and to the frame of the officials' pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from chinar.domain.registers.models import EvidenceRecord
from chinar.domain.registers.queries import evidence_told, standing_told
from chinar.domain.registers.words import FOR_CITIZEN, SHAPES, STANDINGS
from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.access import can

OUTCOMES = dict(EvidenceRecord.Outcome.choices)


def for_official(request: HttpRequest, case: Any) -> str:
    """Each requirement with its state; one query."""
    rows = [_row(evidence, case.number) for evidence in evidence_told(case)]
    return rendered("registers/official_panel.html", request, rows=rows, case=case) if rows else ""


def _row(evidence: Any, number: str) -> dict[str, Any]:
    how = standing_told(evidence, on=localdate())
    return {
        "evidence": evidence,
        "outcome": OUTCOMES.get(evidence.last_outcome, ""),
        "standing": STANDINGS[how],
        "shape": SHAPES[how],
        "href": reverse("registers:evidence", kwargs={"number": number, "code": evidence.code}),
    }


def for_citizen(request: HttpRequest, case: Any) -> str:
    """What was asked where and why, and the way to say that a paper was asked for; one query."""
    rows = [(row, FOR_CITIZEN.get(row.last_outcome or "", "")) for row in evidence_told(case)]
    return rendered("registers/citizen_panel.html", request, rows=rows, case=case) if rows else ""


def way_to_evidence(request: HttpRequest, subject: Any) -> str:
    """Evidence that waits to be gathered."""
    return rendered("registers/desk_navigation.html", request) if can(request.user, "evidence.record") else ""


def ways_to_oversee(request: HttpRequest, subject: Any) -> str:
    """What was asked of registers and of citizens, for whoever answers for that."""
    return rendered("registers/desk_seldom.html", request) if can(request.user, "registers.oversee") else ""


def ways_to_connection(request: HttpRequest, subject: Any) -> str:
    may = _may(request, may_connect="registers.connect", may_see_state="registers.state")
    return rendered("registers/desk_arrangements.html", request, **may) if any(may.values()) else ""


def _may(request: HttpRequest, **abilities: str) -> dict[str, bool]:
    return {name: can(request.user, ability) for name, ability in abilities.items()}


def way_to_own_queries(request: HttpRequest, subject: Any) -> str:
    """Below "my matters"."""
    return rendered("registers/mine_link.html", request)


register("cases.case", for_official)
register("cases.matter", for_citizen)
register("cases.file", for_citizen)
register("cases.mine", way_to_own_queries)
register("desk.navigation", way_to_evidence)
register("desk.seldom", ways_to_oversee)
register("desk.arrangements", ways_to_connection)
