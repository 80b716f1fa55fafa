"""What the journal says of texts that everybody may not read."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register
from chinar.foundation.moderation.models import Withholding

REASONS = dict(Withholding.Reason.choices)

register(
    Verb(
        "moderation.taken_down",
        sentence=_("{actor} took {subject} from the public. {reason}"),
        words={"reason": REASONS},
    ),
    Verb(
        "moderation.not_published",
        sentence=_("{actor} did not publish {subject}. {reason}"),
        words={"reason": REASONS},
    ),
    Verb("moderation.objected", sentence=_("{actor} objected that {subject} is not public")),
    Verb("moderation.objection_granted", sentence=_("{actor} granted the objection about {subject}")),
    Verb("moderation.objection_refused", sentence=_("{actor} refused the objection about {subject}")),
    Verb("moderation.promise_set", sentence=_("{actor} set within how many days objections are decided")),
)
