"""What the journal says of the conversation."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(
    Verb("conversation.followed", sentence=_("Somebody confirmed that they want to hear by e-mail of {subject}")),
    Verb("conversation.left", sentence=_("Somebody wants to hear no more of {subject}")),
    Verb("comment.written", sentence=_("{actor} wrote a comment on {subject}")),
    Verb("comment.published", sentence=_("{actor} let everybody read a comment on {subject}")),
    Verb("comment.answered", sentence=_("{actor} answered a comment on {subject} for the municipality")),
    Verb("comment.owed", sentence=_("{actor} registered a comment on {subject} as a matter that is owed an answer")),
    Verb("comment.read", sentence=_("{actor} opened comment {subject} with the name of its author")),
    Verb("comment.queue_read", sentence=_("{actor} read the comments that wait to be published")),
    Verb("comment.rules_set", sentence=_("{actor} set the rules of comments")),
)
