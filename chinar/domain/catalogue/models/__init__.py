from chinar.domain.catalogue.models.department_text import DepartmentText
from chinar.domain.catalogue.models.evidence_requirement import EvidenceRequirement
from chinar.domain.catalogue.models.fee_reduction import FeeReduction
from chinar.domain.catalogue.models.service import Service
from chinar.domain.catalogue.models.service_version import ServiceVersion
from chinar.domain.catalogue.models.shared_description import SharedDescription
from chinar.domain.catalogue.models.shared_evidence import SharedEvidence
from chinar.domain.catalogue.models.shared_version import SharedVersion
from chinar.domain.catalogue.models.speed import Speed
from chinar.domain.catalogue.models.town_statement import TownStatement

__all__ = [
    "DepartmentText",
    "EvidenceRequirement",
    "FeeReduction",
    "Service",
    "ServiceVersion",
    "SharedDescription",
    "SharedEvidence",
    "SharedVersion",
    "Speed",
    "TownStatement",
]
