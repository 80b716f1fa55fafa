from chinar.domain.appeals.models.appeal import Appeal
from chinar.domain.appeals.models.higher_decision import HigherDecision
from chinar.domain.appeals.models.reconsideration import Reconsideration
from chinar.domain.appeals.models.restoration import Restoration
from chinar.domain.appeals.models.sending import Sending
from chinar.domain.appeals.models.term_check import TermCheck

__all__ = ["Appeal", "HigherDecision", "Reconsideration", "Restoration", "Sending", "TermCheck"]
