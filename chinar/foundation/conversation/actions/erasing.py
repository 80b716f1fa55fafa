"""What people left at a public object goes with it."""

from datetime import datetime

from chinar.foundation.conversation.actions.subscribing import ABOUT
from chinar.foundation.conversation.models import Subscription, Support
from chinar.foundation.notifications.actions import About, forget_about


def erase_people(kind: str, subject: str, *, at: datetime) -> None:
    """How many supported it stays, who they were does not; nobody follows it any more. In the transaction of the act
    of destruction."""
    Support.objects.filter(subject_kind=kind, subject=subject).update(account=None)
    Subscription.objects.of(kind, subject).delete()
    forget_about(About(ABOUT, subject), at=at)
