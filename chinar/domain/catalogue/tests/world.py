"""A service as a town publishes it, for the tests of the catalogue and of what stands on it."""

from datetime import datetime
from typing import Any

from chinar.domain.cases.tests.world import sofia
from chinar.domain.catalogue.actions import publish_version
from chinar.domain.catalogue.models import EvidenceRequirement, Service, ServiceVersion
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.models import Department

CODE = "certificate-of-heirs"
PUBLISHED_AT = sofia(2026, 10, 1)
CONTENT: dict[str, Any] = {
    "name": "Издаване на удостоверение за наследници",
    "name_en": "Certificate of heirs",
    "summary": "Кои са наследниците на починал човек.",
    "summary_en": "Who the heirs of a dead person are.",
    "who_may_apply": "Наследник.",
    "who_may_apply_en": "An heir.",
    "what_you_bring": "Нищо.",
    "what_you_bring_en": "Nothing.",
    "result": "Удостоверение.",
    "result_en": "A certificate.",
    "legal_basis": "ЗГР чл. 24, ал. 1",
    "legal_period": "declaratory_act",
    "period": "7d",
    "fee_cents": 0,
    "appeal": "В 14-дневен срок (АПК чл. 84).",
    "appeal_en": "Within 14 days (АПК art. 84).",
    "assurance": "low",
    "is_online": True,
}


def offer(department: Department, code: str = CODE) -> Service:
    service: Service = Service.objects.create(code=code, unified_number="2016", department=department)
    return service


def publish(service: Service, *, at: datetime = PUBLISHED_AT, **changes: Any) -> ServiceVersion:
    return publish_version(service, by=SYSTEM, at=at, **{**CONTENT, **changes})


def needs(code: str, **changes: Any) -> EvidenceRequirement:
    """Evidence that the municipality fetches; a row without a version."""
    facts: dict[str, Any] = {
        "name": "Роднини на починалия",
        "name_en": "Relatives of the deceased",
        "source": "register",
        "operation": "GraoNBD.RelationsSearch",
        "ground": "АПК чл. 36, ал. 4",
        "identifier": "deceased.egn",
        **changes,
    }
    return EvidenceRequirement(code=code, **facts)
