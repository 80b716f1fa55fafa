from chinar.foundation.journal.models.chain import Chain
from chinar.foundation.journal.models.entry import Entry

__all__ = ["Chain", "Entry"]
