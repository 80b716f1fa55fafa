"""What the journal says of requests for information."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

for code, sentence in (
    ("registered", _("{actor} asked for access to information, {subject}")),
    ("entered", _("{actor} entered request for information {subject}")),
    ("from_mail", _("{actor} registered request for information {subject} from a letter by e-mail")),
    ("third_person_asked", _("{actor} asked a third person for consent on {subject}")),
    ("third_person_answered", _("{actor} entered the answer of a third person on {subject}")),
    ("file_added", _("{actor} added a file to be given on {subject}")),
    ("file_taken_out", _("{actor} took out a file of {subject} that was not to be given")),
    ("proposed", _("{actor} prepared a decision on {subject}")),
    ("decided", _("{actor} decided on access to information, {subject}")),
    ("not_held", _("{actor} said on {subject} that the municipality does not hold the information")),
    ("unexamined", _("{actor} left {subject} unexamined")),
    ("received", _("{actor} noted when the decision on {subject} was received")),
    ("access_given", _("{actor} gave access to the information on {subject}")),
    ("waived", _("{actor} noted that the applicant waived access on {subject}")),
    ("decision_read", _("{actor} opened the decision on {subject}")),
    ("file_read", _("{actor} opened a file given on {subject}")),
    ("published", _("{actor} published the answer to {subject}")),
    ("withdrawn", _("{actor} withdrew the published answer to {subject}")),
    ("arranged", _("{actor} changed how requests for information are handled")),
):
    register(Verb(f"information.{code}", sentence=sentence))
