from chinar.domain.visits.models.item import VisitItem
from chinar.domain.visits.models.paper import Paper
from chinar.domain.visits.models.status_call import StatusCall
from chinar.domain.visits.models.visit import Visit

__all__ = ["Paper", "StatusCall", "Visit", "VisitItem"]
