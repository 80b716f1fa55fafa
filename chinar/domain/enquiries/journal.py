"""What the journal says of enquiries."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(Verb("enquiry.registered", sentence=_("{actor} asked question {subject}")))
register(Verb("enquiry.from_mail", sentence=_("{actor} registered question {subject} from a letter by e-mail")))
register(Verb("enquiry.logged", sentence=_("{actor} entered and answered the oral question {subject}")))
register(Verb("enquiry.draft_saved", sentence=_("{actor} saved a draft answer to {subject}")))
register(Verb("enquiry.answered", sentence=_("{actor} answered question {subject}")))
register(Verb("enquiry.published", sentence=_("{actor} published the answer to {subject}")))
register(Verb("council.entered", sentence=_("{actor} entered question {subject} of a councillor")))
register(Verb("council.session_set", sentence=_("{actor} said at which session question {subject} is due")))
register(Verb("council.answered", sentence=_("{actor} entered the mayor's answer to {subject}")))
register(Verb("council.voided", sentence=_("{actor} voided question {subject} of a councillor")))
register(Verb("enquiry.withdrawn", sentence=_("{actor} withdrew the published answer to {subject}")))
