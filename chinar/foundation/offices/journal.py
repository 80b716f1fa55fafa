"""What the journal says of offices."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(Verb("office.opened", sentence=_("{actor} opened office {subject}")))
register(Verb("office.hours_set", sentence=_("{actor} set the opening hours of office {subject}")))
register(Verb("office.closed_for_days", sentence=_("{actor} announced office {subject} closed from {first} to {last}")))
