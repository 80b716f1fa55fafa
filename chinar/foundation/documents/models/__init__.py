from chinar.foundation.documents.models.document import Document
from chinar.foundation.documents.models.erasure import Erasure
from chinar.foundation.documents.models.scan import Scan
from chinar.foundation.documents.models.withdrawal import Withdrawal

__all__ = ["Document", "Erasure", "Scan", "Withdrawal"]
