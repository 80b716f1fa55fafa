"""What the journal tells about signing in from outside: accounts by their number, never a name or a personal number."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.identification.wording import LEVELS, SHORT_REASONS
from chinar.foundation.journal.verbs import Verb, register

register(
    Verb(
        "identity.linked",
        sentence=_("{actor} linked a proven identity to account {subject}; provider {provider}, level {level}"),
        words={"level": LEVELS},
    )
)
register(
    Verb(
        "identity.proven",
        sentence=_("{actor} proved who they are with account {subject}; provider {provider}, level {level}"),
        words={"level": LEVELS},
    )
)
register(
    Verb(
        "identity.refused",
        sentence=_("A sign-in through provider {provider} was refused: {reason}"),
        words={"reason": SHORT_REASONS},
    )
)
