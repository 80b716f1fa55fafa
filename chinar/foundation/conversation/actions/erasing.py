"""What people left at a public object goes with it."""

from chinar.foundation.conversation.actions.commenting import ABOUT as COMMENT
from chinar.foundation.conversation.actions.moderating import WITHHELD_AS
from chinar.foundation.conversation.actions.subscribing import ABOUT
from chinar.foundation.conversation.models import Comment, Subscription, Support
from chinar.foundation.documents.models import Erasure
from chinar.foundation.moderation.actions import erase_objections
from chinar.foundation.notifications.actions import About, forget_about


def erase_people(kind: str, subject: str, *, erasure: Erasure) -> None:
    """How many supported it stays, and what everybody could read; who they were does not, and nobody follows it any
    more. In the transaction of the act of destruction."""
    Support.objects.filter(subject_kind=kind, subject=subject).update(account=None)
    Subscription.objects.of(kind, subject).delete()
    forget_about(About(ABOUT, subject), at=erasure.at)
    comments = Comment.objects.of(kind, subject)
    for pk, key in comments.filter(unit=None).values_list("pk", "key"):
        erase_objections(WITHHELD_AS, str(pk), erasure=erasure)
        forget_about(About(COMMENT, str(key)), at=erasure.at)
    comments.update(text="", name="", author="", address="", address_hash="", shows_name=False)
    comments.filter(unit=None).update(account=None)
