from chinar.foundation.offices.models.closure import Closure
from chinar.foundation.offices.models.office import Office
from chinar.foundation.offices.models.opening_hours import OpeningHours

__all__ = ["Closure", "Office", "OpeningHours"]
