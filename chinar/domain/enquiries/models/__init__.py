from chinar.domain.enquiries.models.answer import Answer
from chinar.domain.enquiries.models.bank_answer import BankAnswer
from chinar.domain.enquiries.models.councillor_question import CouncillorQuestion
from chinar.domain.enquiries.models.enquiry import Enquiry, Topic

__all__ = ["Answer", "BankAnswer", "CouncillorQuestion", "Enquiry", "Topic"]
