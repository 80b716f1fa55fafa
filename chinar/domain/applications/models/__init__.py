from chinar.domain.applications.models.application import Application
from chinar.domain.applications.models.complex_request import ComplexAnswer, ComplexRequest
from chinar.domain.applications.models.decision import Decision, Heir
from chinar.domain.applications.models.draft import Draft, DraftFile
from chinar.domain.applications.models.heirs_request import HeirsRequest

__all__ = ["Application", "ComplexAnswer", "ComplexRequest", "Decision", "Draft", "DraftFile", "Heir", "HeirsRequest"]
