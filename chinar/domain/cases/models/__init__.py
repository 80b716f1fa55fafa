from chinar.domain.cases.models.case import Case
from chinar.domain.cases.models.case_document import CaseDocument
from chinar.domain.cases.models.counter import Counter
from chinar.domain.cases.models.ledger_entry import LedgerEntry
from chinar.domain.cases.models.party import Party
from chinar.domain.cases.models.tally import PublicMinimum, Tally

__all__ = ["Case", "CaseDocument", "Counter", "LedgerEntry", "Party", "PublicMinimum", "Tally"]
