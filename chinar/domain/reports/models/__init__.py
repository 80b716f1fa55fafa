from chinar.domain.reports.models.answer_template import AnswerTemplate
from chinar.domain.reports.models.api_key import ApiKey
from chinar.domain.reports.models.category import Category
from chinar.domain.reports.models.category_question import CategoryQuestion
from chinar.domain.reports.models.citizen_report import CitizenReport
from chinar.domain.reports.models.feedback import Feedback
from chinar.domain.reports.models.given_answer import GivenAnswer
from chinar.domain.reports.models.held_report import HeldReport
from chinar.domain.reports.models.photo import Photo
from chinar.domain.reports.models.public_wording import PublicWording
from chinar.domain.reports.models.reclassification import Reclassification
from chinar.domain.reports.models.remark import Remark
from chinar.domain.reports.models.report_tally import ReportTally
from chinar.domain.reports.models.resolution import Resolution
from chinar.domain.reports.models.routing_rule import RoutingRule
from chinar.domain.reports.models.waiting_photo import WaitingPhoto
from chinar.domain.reports.models.work_order import WorkOrder

__all__ = [
    "AnswerTemplate",
    "ApiKey",
    "Category",
    "CategoryQuestion",
    "CitizenReport",
    "Feedback",
    "GivenAnswer",
    "HeldReport",
    "Photo",
    "PublicWording",
    "Reclassification",
    "Remark",
    "ReportTally",
    "Resolution",
    "RoutingRule",
    "WaitingPhoto",
    "WorkOrder",
]
