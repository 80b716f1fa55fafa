from chinar.foundation.identification.models.attempt import Attempt
from chinar.foundation.identification.models.proven_identity import ProvenIdentity

__all__ = ["Attempt", "ProvenIdentity"]
