"""What the journal says of messages."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register
from chinar.foundation.notifications.models import IncomingMail, Mailbox

register(
    Verb("message.sent_again", sentence=_("{actor} had message {subject} sent again")),
    Verb("message.bounced", sentence=_("The other mail server reported that message {subject} did not arrive")),
    Verb(
        "mailbox.set",
        sentence=_("{actor} set the mailbox to which citizens write: {state}"),
        words={"state": {"on": _("switched on"), "off": _("switched off")}},
    ),
    Verb(
        "mailbox.tested",
        sentence=_("{actor} tested the mailbox to which citizens write: {result}"),
        words={"result": {"ok": _("it answers"), **dict(Mailbox.Trouble.choices)}},
    ),
    Verb("mail.listed", sentence=_("{actor} read the list of letters that came by e-mail")),
    Verb("mail.read", sentence=_("{actor} read letter {subject} that came by e-mail")),
    Verb("mail.taken", sentence=_("{actor} took a letter that came by e-mail into matter {subject}")),
    Verb(
        "mail.set_aside",
        sentence=_("{actor} set letter {subject} aside: {reason}"),
        words={"reason": dict(IncomingMail.Reason.choices)},
    ),
    Verb("mail.brought_back", sentence=_("{actor} brought letter {subject} back that was set aside")),
)
