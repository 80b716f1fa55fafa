"""What the journal tells about documents."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(Verb("document.kept", sentence=_("{actor} filed a document about {subject}")))
register(Verb("document.infected", sentence=_("The check found malicious software in a document about {subject}")))
register(Verb("document.check_again", sentence=_("{actor} had a held document about {subject} checked again")))
register(Verb("document.withdrawn", sentence=_("{actor} withdrew a document about {subject}")))
