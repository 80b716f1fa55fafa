"""What the journal says of question sets."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(Verb("questions.published", sentence=_("{actor} published version {version} of question set {subject}")))
