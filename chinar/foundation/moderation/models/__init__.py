from chinar.foundation.moderation.models.objection import Objection, ObjectionDecision
from chinar.foundation.moderation.models.objection_promise import ObjectionPromise
from chinar.foundation.moderation.models.withholding import Withholding

__all__ = ["Objection", "ObjectionDecision", "ObjectionPromise", "Withholding"]
