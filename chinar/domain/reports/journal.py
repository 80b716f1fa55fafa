"""What the journal says of signals."""

from django.utils.translation import gettext_lazy as _

from chinar.domain.reports.models import WorkOrder
from chinar.domain.reports.models.resolution import OUTCOMES
from chinar.foundation.journal.verbs import Verb, register

register(
    Verb("signal.registered", sentence=_("{actor} filed signal {subject}")),
    Verb("signal.taken_down", sentence=_("{actor} took down signal {subject}")),
    Verb("signal.from_mail", sentence=_("{actor} registered signal {subject} from a letter by e-mail")),
    Verb("signal.joined", sentence=_("{actor} joined signal {subject}")),
    # Written before followers stood in conversation.
    Verb("signal.followed", sentence=_("Somebody confirmed that they want to hear by e-mail of signal {subject}")),
    Verb("signal.unfollowed", sentence=_("Somebody wants to hear no more of signal {subject}")),
    Verb("signal.draft_saved", sentence=_("{actor} saved a draft answer to signal {subject}")),
    Verb(
        "signal.settled",
        sentence=_("{actor} settled signal {subject}: {outcome}"),
        words={"outcome": dict(OUTCOMES)},
    ),
    Verb("signal.remarked", sentence=_("{actor} wrote a remark on signal {subject}")),
    Verb("signal.author_told", sentence=_("{actor} wrote to the author of signal {subject}")),
    Verb("signal.reclassified", sentence=_("{actor} changed class or topic of signal {subject}")),
    Verb("signal.published", sentence=_("{actor} published signal {subject}")),
    Verb("signal.queue_read", sentence=_("{actor} read the signals that wait to be published")),
    # Written before there were reasons (moderation.taken_down).
    Verb("signal.withdrawn", sentence=_("{actor} withdrew the public wording of signal {subject}")),
    # Which kind of party, not which: what is typed as a name may be that of a person.
    Verb(
        "signal.work_ordered",
        sentence=_("{actor} ordered work on signal {subject} from {party}"),
        words={"party": dict(WorkOrder.Party.choices)},
    ),
    Verb("signal.work_answered", sentence=_("{actor} entered what was done on signal {subject}")),
    Verb("signal.feedback_given", sentence=_("{actor} said of signal {subject} whether it is settled")),
    Verb("signal.feedback_decided", sentence=_("{actor} decided whether signal {subject} is opened again")),
    Verb("signal.category_set", sentence=_("{actor} set the category of signals {subject}")),
    Verb("signal.rule_set", sentence=_("{actor} set rule {subject} by which signals are routed")),
    Verb("signal.template_set", sentence=_("{actor} set the template of answers {subject}")),
    Verb("signal.key_given", sentence=_("{actor} gave Open311 key {subject}")),
    Verb("signal.key_revoked", sentence=_("{actor} revoked Open311 key {subject}")),
)
