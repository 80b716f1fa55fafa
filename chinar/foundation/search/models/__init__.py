from chinar.foundation.search.models.entry import Entry
from chinar.foundation.search.models.miss import Miss
from chinar.foundation.search.models.synonym import Synonym
from chinar.foundation.search.models.term import Term

__all__ = ["Entry", "Miss", "Synonym", "Term"]
