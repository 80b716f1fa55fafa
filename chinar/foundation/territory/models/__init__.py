from chinar.foundation.territory.models.border import Border
from chinar.foundation.territory.models.department import Department
from chinar.foundation.territory.models.district import District
from chinar.foundation.territory.models.edition import ClassifierEdition
from chinar.foundation.territory.models.hand_over import HandOver
from chinar.foundation.territory.models.mayoralty import Mayoralty
from chinar.foundation.territory.models.municipality import FormerName, Municipality
from chinar.foundation.territory.models.settlement import Settlement

__all__ = [
    "Border",
    "ClassifierEdition",
    "Department",
    "District",
    "FormerName",
    "HandOver",
    "Mayoralty",
    "Municipality",
    "Settlement",
]
