"""The journal's own verbs."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(
    Verb("journal.read", _("{actor} read {count} entries of the journal")),
    Verb("journal.exported", _("{actor} exported the journal up to entry {position}")),
)
