"""What the journal says of visits. A visit is named by its number in the table: never who came."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

BY = {
    "by": {
        "egn": _("an EGN"),
        "lnch": _("an LNCh"),
        "eik": _("an EIK"),
        "name_and_birth": _("a name and a birth date"),
        "name": _("the name of an organisation"),
    }
}
register(Verb("visit.sought", sentence=_("{actor} looked for a person or organisation by {by}"), words=BY))
register(Verb("visit.opened", sentence=_("{actor} began visit {subject} at office {office}")))
register(Verb("visit.read", sentence=_("{actor} read visit {subject}")))
register(Verb("visit.listed", sentence=_("{actor} read who is being served at office {office}")))
register(Verb("visit.registered", sentence=_("{actor} registered what was asked for in visit {subject}")))
register(Verb("visit.dropped", sentence=_("{actor} dropped visit {subject}; nothing was registered")))
register(Verb("visit.draft_opened", sentence=_("{actor} opened a draft by its code in visit {subject}")))
register(Verb("visit.printed", sentence=_("{actor} printed the papers of visit {subject}")))
register(Verb("visit.status_told", sentence=_("{actor} told on the telephone how {subject} stands")))
register(Verb("visit.status_refused", sentence=_("{actor} told a caller nothing: the answers did not fit")))
register(Verb("visit.scan_kept", sentence=_("{actor} put a scanned paper into {subject}")))
register(Verb("visit.scan_read", sentence=_("{actor} read a scanned paper of {subject}")))
