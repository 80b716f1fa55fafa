"""What the journal says of the trail."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(Verb("trail.linked", sentence=_("{actor} said that {subject} led to {effect}")))
register(Verb("trail.unlinked", sentence=_("{actor} took back that {subject} led to {effect}")))
