from chinar.domain.appeals.models.appeal import Appeal
from chinar.domain.appeals.models.board_notice import BoardNotice, NoticeRemoval
from chinar.domain.appeals.models.higher_decision import HigherDecision
from chinar.domain.appeals.models.interested_person import InterestedPerson
from chinar.domain.appeals.models.reconsideration import Reconsideration
from chinar.domain.appeals.models.restoration import Restoration
from chinar.domain.appeals.models.sending import Sending
from chinar.domain.appeals.models.term_check import TermCheck

__all__ = [
    "Appeal",
    "BoardNotice",
    "HigherDecision",
    "InterestedPerson",
    "NoticeRemoval",
    "Reconsideration",
    "Restoration",
    "Sending",
    "TermCheck",
]
