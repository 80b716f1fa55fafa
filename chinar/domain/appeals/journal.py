"""What the journal says of appeals."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(
    Verb("appeal.registered", sentence=_("{actor} filed appeal {subject} against {against}")),
    Verb("appeal.entered", sentence=_("{actor} entered the paper appeal {subject} against {against}")),
    Verb("appeal.in_time", sentence=_("{actor} found appeal {subject} filed in time")),
    Verb("appeal.late", sentence=_("{actor} ended appeal {subject}: filed after the term")),
    Verb("appeal.restored", sentence=_("{actor} restored the missed term of appeal {subject}")),
    Verb("appeal.reconsidered", sentence=_("{actor} reconsidered {against} after appeal {subject}")),
    Verb("appeal.sent_up", sentence=_("{actor} sent the file of appeal {subject} to {to}")),
    Verb("appeal.arrived", sentence=_("{actor} noted that the file of appeal {subject} has arrived")),
    Verb("appeal.decided_above", sentence=_("{actor} entered what was decided above on appeal {subject}")),
    Verb("appeal.act_fell", sentence=_("{actor} took back the decision of {subject} after appeal {appeal}")),
    Verb("appeal.notice_put_up", sentence=_("{actor} put notice {notice} of appeal {subject} on the board")),
    Verb("appeal.notice_taken_down", sentence=_("{actor} took notice {notice} of appeal {subject} off the board")),
    Verb("appeal.joined", sentence=_("{actor} wrote down an interested person in appeal {subject}")),
    Verb("appeal.paper_read", sentence=_("{actor} read a paper of appeal {subject}")),
)
