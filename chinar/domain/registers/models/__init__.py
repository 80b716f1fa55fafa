from chinar.domain.registers.models.connection import Connection
from chinar.domain.registers.models.evidence import Evidence
from chinar.domain.registers.models.evidence_charge import EvidenceCharge
from chinar.domain.registers.models.evidence_record import EvidenceRecord
from chinar.domain.registers.models.evidence_request import Bearer, EvidenceAnswer, EvidenceRequest
from chinar.domain.registers.models.paper_asked import PaperAsked
from chinar.domain.registers.models.register_answer import RegisterAnswer
from chinar.domain.registers.models.register_query import RegisterQuery
from chinar.domain.registers.models.register_result import RegisterResult
from chinar.domain.registers.models.register_view import RegisterView

__all__ = [
    "Bearer",
    "Connection",
    "Evidence",
    "EvidenceAnswer",
    "EvidenceCharge",
    "EvidenceRecord",
    "EvidenceRequest",
    "PaperAsked",
    "RegisterAnswer",
    "RegisterQuery",
    "RegisterResult",
    "RegisterView",
]
