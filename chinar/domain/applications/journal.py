"""What the journal says of applications."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.identification.wording import LEVELS
from chinar.foundation.journal.verbs import Verb, register

register(Verb("application.registered", sentence=_("{actor} filed application {subject}")))
register(
    Verb(
        "application.identified",
        sentence=_("{actor} filed {subject} identified electronically, level {level}"),
        words={"level": LEVELS},
    )
)
register(Verb("draft.written_down", sentence=_("{actor} wrote down draft {subject} for somebody on the telephone")))
register(Verb("draft.code_given", sentence=_("{actor} drew a code with which draft {subject} can be finished")))
register(Verb("draft.link_sent", sentence=_("{actor} had a link sent with which draft {subject} can be gone on with")))
register(Verb("draft.resumed", sentence=_("{actor} went on with draft {subject} by a mailed link")))
register(Verb("draft.owned", sentence=_("{actor} signed in and goes on with draft {subject} as their own")))
register(Verb("draft.claimed", sentence=_("{actor} goes on with draft {subject}, which was written down for them")))
register(Verb("application.taken_down", sentence=_("{actor} took down application {subject} from who asked for it")))
register(Verb("application.granted", sentence=_("{actor} issued the document asked for in {subject}")))
register(Verb("application.refused", sentence=_("{actor} refused application {subject}")))
register(Verb("application.unmasked", sentence=_("{actor} saw the full number of the deceased in {subject}")))
register(Verb("application.served", sentence=_("{actor} downloaded the result of {subject}, which was served so")))
register(Verb("application.delivered", sentence=_("{actor} gave the result of {subject} to the applicant")))
register(
    Verb(
        "application.expiry_told",
        sentence=_("The holder was told that what was issued in {subject} is valid until {until}"),
    )
)
register(Verb("application.result_read", sentence=_("{actor} read the result of {subject}")))
register(Verb("application.draft_seen", sentence=_("{actor} saw a draft of the result of {subject}")))
register(Verb("application.attachment_read", sentence=_("{actor} read what the applicant brought to {subject}")))
register(Verb("application.base_asked", sentence=_("{actor} looked into the town's own register for {subject}")))
register(
    Verb("application.act_prepared", sentence=_("{actor} sent a draft decision on {subject} for approval")),
    Verb("application.act_approved", sentence=_("{actor} approved the draft decision on {subject}")),
    Verb("application.act_returned", sentence=_("{actor} returned the draft decision on {subject}")),
    Verb("application.act_signed", sentence=_("{actor} signed the decision on {subject}")),
)
register(
    Verb("signing.authorised", sentence=_("{actor} entered that {official} signs acts")),
    Verb("signing.ended", sentence=_("{actor} ended the right of {official} to sign acts")),
    Verb("signing.rule_set", sentence=_("{actor} set who signs the acts of service {subject}")),
)
register(Verb("application.result_withdrawn", sentence=_("{actor} withdrew the document issued in {subject}")))
register(
    Verb("application.posted", sentence=_("{actor} put the result of {subject} on a posting list")),
    Verb("application.letters_printed", sentence=_("{actor} printed the letters of posting list {subject}")),
    Verb("application.tracking_noted", sentence=_("{actor} entered the tracking number of the letter about {subject}")),
    Verb("application.delivery_tried", sentence=_("{actor} entered a notice about the result of {subject}")),
    Verb("application.delivery_received", sentence=_("{actor} entered that the result of {subject} was received")),
    Verb("application.delivery_failed", sentence=_("{actor} entered that the result of {subject} was not received")),
    Verb("application.delivery_deemed", sentence=_("The result of {subject} counts as received by law")),
)
register(
    Verb("letter.posted", sentence=_("{actor} put a letter about {subject} on a posting list")),
    Verb("letter.tracking_noted", sentence=_("{actor} entered the tracking number of a letter about {subject}")),
    Verb("letter.received", sentence=_("{actor} entered that a letter about {subject} was received")),
    Verb("letter.returned", sentence=_("{actor} entered that a letter about {subject} came back")),
)
register(Verb("complex.registered", sentence=_("{actor} registered an application for complex service, {subject}")))
register(Verb("complex.list_read", sentence=_("{actor} read the list of applications for complex service")))
register(Verb("complex.granted", sentence=_("{actor} entered the act that grants {subject}")))
register(Verb("complex.refused", sentence=_("{actor} entered the act that refuses {subject}")))
register(Verb("complex.answered", sentence=_("The competent municipality decided {subject}")))
register(Verb("complex.given", sentence=_("{actor} noted that the applicant has the result of {subject}")))
register(Verb("complex.result_read", sentence=_("{actor} read the result of {subject}, decided by the competent body")))
