"""What the journal says of cases."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(Verb("case.taken", sentence=_("{actor} took matter {subject}")))
register(Verb("case.read", sentence=_("{actor} read matter {subject}")))
register(Verb("case.recounted", sentence=_("Due date of {subject} moved from {told} to {due}: the calendar changed")))
register(Verb("case.followed", sentence=_("{actor} followed matter {subject}")))
