"""What the journal says of search."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(Verb("search.synonym_added", sentence=_("{actor} made “{words}” mean the same in search")))
register(Verb("search.synonym_removed", sentence=_("{actor} parted “{words}” in search")))
