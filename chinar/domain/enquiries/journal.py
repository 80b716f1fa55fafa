"""What the journal says of enquiries."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(Verb("enquiry.registered", sentence=_("{actor} asked question {subject}")))
register(Verb("enquiry.from_mail", sentence=_("{actor} registered question {subject} from a letter by e-mail")))
register(Verb("enquiry.logged", sentence=_("{actor} entered and answered the oral question {subject}")))
register(Verb("enquiry.draft_saved", sentence=_("{actor} saved a draft answer to {subject}")))
register(Verb("enquiry.answered", sentence=_("{actor} answered question {subject}")))
register(Verb("enquiry.published", sentence=_("{actor} published the answer to {subject}")))
register(Verb("enquiry.withdrawn", sentence=_("{actor} withdrew the published answer to {subject}")))
