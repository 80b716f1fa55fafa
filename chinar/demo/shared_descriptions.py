"""What is described once for all towns of the demo: the services worked to the end; one of them has a newer version.

Facts as in sample_service.py and worked_services.py, where the municipalities add their own terms and fees.
"""

from datetime import datetime, timedelta
from typing import Any

from chinar.demo.sample_service import HEIRS, HEIRS_CODE, HEIRS_NUMBER, heirs_evidence
from chinar.demo.worked_services import described
from chinar.domain.catalogue.adopting import offer_shared
from chinar.domain.catalogue.inheriting import SHARED
from chinar.domain.catalogue.models import EvidenceRequirement, SharedEvidence, SharedVersion, Speed
from chinar.domain.catalogue.sharing import publish_shared
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.models import Department

PUBLISHED_DAYS_AGO, NEWER_DAYS_AGO = 61, 3
_OF_EVIDENCE = ("code", "name", "name_en", "source", "operation", "ground", "reason", "reason_en", "is_optional")

OTHERWISE = {
    "tree-felling": {
        "summary": "Разрешение за отсичане, изкореняване или силно подрязване на дървета.",
        "summary_en": "A permit to fell, uproot or heavily prune trees.",
    }
}
"""Where the state says something else than Troyan, which keeps its own words."""

NEWER = {
    "marital-status": {
        "summary": "Документ за това дали човек е неженен, женен, разведен или вдовец към деня на издаването.",
        "summary_en": "A document that says whether somebody is single, married, divorced or widowed on its date.",
        "what_you_bring": "Нищо. Общината сама проверява данните в регистъра на населението.",
        "what_you_bring_en": "Nothing. The municipality itself looks the data up in the population register.",
    }
}
"""Published since; the towns have not taken it over yet."""

IN_RAZLOG: tuple[tuple[str, str, int, list[tuple[str, str, int]]], ...] = (
    ("marital-status", "5d", 307, [("fast", "2d", 460)]),
    ("permanent-address", "5d", 153, []),
    ("property-sketch", "7d", 1278, [("fast", "3d", 2556)]),
)
"""Code, period, fee in cents, quicker speeds: another town, another tariff."""


def share_descriptions(*, at: datetime) -> None:
    """Before any municipality offers them; of the installation, so outside of all municipalities."""
    shared_at = at - timedelta(days=PUBLISHED_DAYS_AGO)
    of_heirs = {**HEIRS, "unified_number": HEIRS_NUMBER}
    _share(HEIRS_CODE, of_heirs, heirs_evidence(), at=shared_at)
    for facts in described():
        said = {"legal_period": "declaratory_act", **_appeal(), **facts, "unified_number": facts.get("number", "")}
        rows = [EvidenceRequirement(**row) for row in facts["evidence"]]
        _share(facts["code"], {**said, **OTHERWISE.get(facts["code"], {})}, rows, at=shared_at)


def holding(code: str) -> SharedVersion:
    found: SharedVersion = SharedVersion.objects.holding().select_related("description").get(description__code=code)
    return found


def share_newer(*, at: datetime) -> None:
    for code, changes in NEWER.items():
        held = holding(code)
        said = {name: getattr(held, name) for name in (*SHARED, "unified_number", "source")}
        rows = [SharedEvidence(**_evidence(row)) for row in held.evidence.all()]
        at_then = at - timedelta(days=NEWER_DAYS_AGO)
        publish_shared(code, evidence=rows, seen=held.number, by=SYSTEM, at=at_then, **{**said, **changes})


def inherit_in_razlog(*, at: datetime) -> None:
    """In the municipality in scope."""
    department = Department.objects.get(code="civil-registration")
    for code, period, cents, quicker in IN_RAZLOG:
        speeds = [Speed(kind=kind, period=term, fee_cents=fee) for kind, term, fee in quicker]
        ordinary = [Speed(kind="ordinary", period=period, fee_cents=cents)] if speeds else []
        offer_shared(
            holding(code),
            department=department,
            speeds=[*ordinary, *speeds],
            period=period,
            fee_cents=cents,
            fee_ground="Наредба на общинския съвет за таксите (образец)",
            file_by="desk online",
            receive_by="desk post",
            pay_by="cash bank",
            is_sample=True,
            by=SYSTEM,
            at=at - timedelta(days=PUBLISHED_DAYS_AGO - 1),
        )


def _share(code: str, facts: dict[str, Any], rows: list[EvidenceRequirement], *, at: datetime) -> None:
    said = {name: facts[name] for name in (*SHARED, "unified_number", "source") if name in facts}
    publish_shared(code, evidence=[SharedEvidence(**_evidence(row)) for row in rows], seen=0, by=SYSTEM, at=at, **said)


def _evidence(row: EvidenceRequirement | SharedEvidence) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _OF_EVIDENCE}


def _appeal() -> dict[str, str]:
    return {name: HEIRS[name] for name in ("appeal", "appeal_en")}
