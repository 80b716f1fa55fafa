"""The services worked to the end: their questions, terms, fees and evidence, published in the demo's main town."""

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from chinar.demo.sample_service import HEIRS
from chinar.domain.applications.question_sets import text_of
from chinar.domain.catalogue.actions import publish_version
from chinar.domain.catalogue.models import EvidenceRequirement, FeeReduction, Service, SharedVersion, Speed
from chinar.domain.questionnaires.actions import publish_questions
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.models import Department

FILE = Path(__file__).with_name("data") / "worked_services.toml"
PUBLISHED_DAYS_AGO = 60


@cache
def described() -> list[dict[str, Any]]:
    """The services as the file describes them."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["service"]  # type: ignore[no-any-return]


def offer_worked_services(*, at: datetime) -> None:
    """Publishes them in the municipality in scope, labelled as a sample."""
    departments = {department.code: department for department in Department.objects.all()}
    for facts in described():
        _offer(dict(facts), departments, at=at - timedelta(days=PUBLISHED_DAYS_AGO))


def _offer(facts: dict[str, Any], departments: dict[str, Department], *, at: datetime) -> None:
    code, department = facts.pop("code"), departments[facts.pop("department")]
    shared = SharedVersion.objects.holding().filter(description__code=code).first()
    service = Service.objects.create(code=code, unified_number=facts.pop("number", ""), department=department)
    speeds, evidence = facts.pop("speeds", []), facts.pop("evidence")
    reductions = [FeeReduction(**row) for row in facts.pop("reductions", [])]
    publish_version(
        service,
        by=SYSTEM,
        at=at,
        speeds=[_speed(*speed) for speed in speeds],
        requirements=[EvidenceRequirement(**row) for row in evidence],
        reductions=reductions,
        question_version=publish_questions(code, text_of(code), by=SYSTEM, at=at),
        result_version=publish_questions(f"{code}-result", text_of(f"{code}.result"), by=SYSTEM, at=at),
        paper=code,
        file_by=HEIRS["file_by"],
        pay_by="cash card bank online" if speeds else "",
        shared_version=shared,
        appeal=HEIRS["appeal"],
        appeal_en=HEIRS["appeal_en"],
        is_online=True,
        is_sample=True,
        **{
            "legal_period": "declaratory_act",
            "receive_by": "desk" if facts.get("is_handed_over") else HEIRS["receive_by"],
            "assurance": "low",
            "fee_cents": speeds[0][2] if speeds else None,
            "fee_due": "before_receiving" if speeds else "",
            **facts,
        },
    )


def _speed(kind: str, period: str, cents: int, organisation_cents: int | None = None) -> Speed:
    return Speed(kind=kind, period=period, fee_cents=cents, organisation_fee_cents=organisation_cents)
