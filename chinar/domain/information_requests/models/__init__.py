from chinar.domain.information_requests.models.access_given import AccessGiven
from chinar.domain.information_requests.models.arrangement import Arrangement
from chinar.domain.information_requests.models.decision import Decision, ProposedDecision
from chinar.domain.information_requests.models.given_file import GivenFile
from chinar.domain.information_requests.models.information_request import InformationRequest
from chinar.domain.information_requests.models.public_answer import PublicAnswer
from chinar.domain.information_requests.models.third_person import ThirdPerson

__all__ = [
    "AccessGiven",
    "Arrangement",
    "Decision",
    "GivenFile",
    "InformationRequest",
    "ProposedDecision",
    "PublicAnswer",
    "ThirdPerson",
]
