"""What the journal says of messages."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(Verb("message.sent_again", sentence=_("{actor} had message {subject} sent again")))
