"""What the journal says of the conversation."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(
    Verb("conversation.followed", sentence=_("Somebody confirmed that they want to hear by e-mail of {subject}")),
    Verb("conversation.left", sentence=_("Somebody wants to hear no more of {subject}")),
)
