from chinar.domain.cases.models.absence import Absence
from chinar.domain.cases.models.assignment import Assignment
from chinar.domain.cases.models.case import Case
from chinar.domain.cases.models.case_document import CaseDocument
from chinar.domain.cases.models.case_relation import CaseRelation
from chinar.domain.cases.models.case_update import CaseUpdate
from chinar.domain.cases.models.checklist import ChecklistLine, ChecklistTick
from chinar.domain.cases.models.counter import Counter
from chinar.domain.cases.models.ledger_entry import LedgerEntry
from chinar.domain.cases.models.opinion_request import Opinion, OpinionRequest
from chinar.domain.cases.models.outside_number import OutsideNumber
from chinar.domain.cases.models.party import Party
from chinar.domain.cases.models.rating import Rating
from chinar.domain.cases.models.rating_plan import RatingPlan
from chinar.domain.cases.models.rating_reply import RatingReply
from chinar.domain.cases.models.rating_request import RatingRequest
from chinar.domain.cases.models.records_connection import RecordsConnection
from chinar.domain.cases.models.recusal import Recusal
from chinar.domain.cases.models.refused_filing import RefusedFiling
from chinar.domain.cases.models.reminder_plan import ReminderPlan
from chinar.domain.cases.models.resolution import Resolution
from chinar.domain.cases.models.retention import DestructionItem, DestructionList, RetentionRule
from chinar.domain.cases.models.saved_filter import SavedFilter
from chinar.domain.cases.models.showing import FileRequest, PaperShown
from chinar.domain.cases.models.tally import PublicMinimum, Tally
from chinar.domain.cases.models.voice_tally import VoiceTally
from chinar.domain.cases.models.voiding import Voiding

__all__ = [
    "Absence",
    "Assignment",
    "Case",
    "CaseDocument",
    "CaseRelation",
    "CaseUpdate",
    "ChecklistLine",
    "ChecklistTick",
    "Counter",
    "DestructionItem",
    "DestructionList",
    "FileRequest",
    "LedgerEntry",
    "Opinion",
    "OpinionRequest",
    "OutsideNumber",
    "PaperShown",
    "Party",
    "PublicMinimum",
    "Rating",
    "RatingPlan",
    "RatingReply",
    "RatingRequest",
    "RecordsConnection",
    "Recusal",
    "RefusedFiling",
    "ReminderPlan",
    "Resolution",
    "RetentionRule",
    "SavedFilter",
    "Tally",
    "VoiceTally",
    "Voiding",
]
