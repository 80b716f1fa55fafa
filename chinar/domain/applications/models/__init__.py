from chinar.domain.applications.models.application import Application
from chinar.domain.applications.models.complex_charge import ComplexCharge
from chinar.domain.applications.models.complex_request import ComplexAnswer, ComplexRequest
from chinar.domain.applications.models.decision import Decision, Heir
from chinar.domain.applications.models.delivery_attempt import DeliveryAttempt, DeliveryResult, PostingList
from chinar.domain.applications.models.draft import Draft, DraftFile
from chinar.domain.applications.models.draft_act import DraftAct, DraftReturn
from chinar.domain.applications.models.draft_link import DraftLink
from chinar.domain.applications.models.heirs_request import HeirsRequest
from chinar.domain.applications.models.posted_letter import PostedLetter
from chinar.domain.applications.models.signatory import Signatory, SigningRule

__all__ = [
    "Application",
    "ComplexAnswer",
    "ComplexCharge",
    "ComplexRequest",
    "Decision",
    "DeliveryAttempt",
    "DeliveryResult",
    "Draft",
    "DraftAct",
    "DraftFile",
    "DraftLink",
    "DraftReturn",
    "Heir",
    "HeirsRequest",
    "PostedLetter",
    "PostingList",
    "Signatory",
    "SigningRule",
]
