"""What the journal says of the catalogue."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(Verb("service.published", sentence=_("{actor} published version {version} of service {subject}")))
