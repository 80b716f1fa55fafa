"""What the journal says of money."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

STATES = {
    "PENDING": _("waits for the payer"),
    "AUTHORIZED": _("the bank holds the money"),
    "ORDERED": _("the transfer is ordered"),
    "INPROCESS": _("being processed"),
    "PAID": _("paid"),
    "EXPIRED": _("expired"),
    "CANCELED": _("given up"),
    "SUSPENDED": _("withdrawn"),
}
REASONS = {
    "signature": _("its signature does not fit"),
    "content": _("it says nothing that is known"),
    "another": _("it speaks of another request"),
}

register(
    Verb("payments.charged", sentence=_("{actor} charged {amount} for {subject}")),
    Verb("payments.corrected", sentence=_("{actor} corrected what is owed for {subject} by {amount}")),
    Verb("payments.late_proposed", sentence=_("{actor} proposed {amount} less for {subject}, which was late")),
    Verb("payments.lifting_proposed", sentence=_("{actor} proposed that {subject} costs nothing here: {amount}")),
    Verb("payments.correction_confirmed", sentence=_("{actor} confirmed a correction by {amount} for {subject}")),
    Verb("payments.correction_declined", sentence=_("{actor} declined a correction by {amount} for {subject}")),
    Verb("payments.day_opened", sentence=_("{actor} opened the day of cash desk {subject}")),
    Verb("payments.day_closed", sentence=_("{actor} closed the day of cash desk {subject}, counted {amount}")),
    Verb("payments.taken", sentence=_("{actor} took {amount} by receipt {subject}")),
    Verb("payments.receipt_cancelled", sentence=_("{actor} cancelled receipt {subject}")),
    Verb("payments.receipt_read", sentence=_("{actor} read receipt {subject}")),
    Verb("payments.ordered", sentence=_("{actor} asked the payment portal for {amount} for {subject}")),
    Verb("payments.paid_online", sentence=_("{actor}: the payment portal told of {amount} for {subject}")),
    Verb(
        "payments.order_moved",
        sentence=_("{actor}: a request to the payment portal for {subject} is now: {state}"),
        words={"state": STATES},
    ),
    Verb(
        "payments.told_after_paid",
        sentence=_("{actor}: the portal says {state} of {subject}, which it called paid"),
        words={"state": STATES},
    ),
    Verb("payments.order_withdrawn", sentence=_("{actor} withdrew a request to the payment portal for {subject}")),
    Verb(
        "payments.message_refused",
        sentence=_("{actor}: a message to the payment page was refused: {reason}"),
        words={"reason": REASONS},
    ),
    Verb("payments.statement_brought", sentence=_("{actor} brought a bank statement of account {subject}")),
    Verb(
        "payments.statement_imported",
        sentence=_("{actor} took in a bank statement of account {subject}: {paid} paid, {doubtful} to look at"),
    ),
    Verb("payments.statement_dropped", sentence=_("{actor} dropped a bank statement of account {subject}")),
    Verb("payments.line_read", sentence=_("{actor} read bank lines that wait for a person")),
    Verb("payments.line_allotted", sentence=_("{actor} allotted {amount} from the bank to {subject}")),
    Verb("payments.line_set_aside", sentence=_("{actor} set a bank line of {amount} aside")),
    Verb("payments.refund_proposed", sentence=_("{actor} proposed to give back {amount} for {subject}")),
    Verb("payments.refund_approved", sentence=_("{actor} approved giving back {amount} for {subject}")),
    Verb("payments.refund_declined", sentence=_("{actor} declined giving back {amount} for {subject}")),
    Verb("payments.refunded", sentence=_("{actor} recorded that {amount} was given back for {subject}")),
    Verb("payments.account_set", sentence=_("{actor} set the account for payments {subject}")),
    Verb("payments.format_set", sentence=_("{actor} set how the bank writes its tables")),
    Verb("payments.portal_set", sentence=_("{actor} set the connection to the payment portal")),
)
