"""Links that open one thing to whoever got them by mail; nobody can work them out without our key.

The purposes begin with "reports": followers stood there first, and the links in letters of that time go on working.
"""

import hmac

from chinar.foundation.conversation.models import Comment, Subscription
from chinar.foundation.core.keys import lookup_hash

LENGTH = 32
ADDRESS = "reports.subscription"


def to_confirm(subscription: Subscription) -> str:
    """Of the newest letter only: asking anew makes the older links stale."""
    return _code(f"{subscription.pk}:{subscription.asked}", "reports.confirm")


def to_leave(subscription: Subscription) -> str:
    return _code(str(subscription.pk), "reports.leave")


def to_own(comment: Comment) -> str:
    """To the author's own page of a comment."""
    return _code(str(comment.key), "conversation.own")


def digest_of_author(address: str) -> str:
    """By which the comments of an address that wait for their link are counted."""
    return lookup_hash(address.strip().casefold(), purpose="conversation.author")


def fits(typed: str, expected: str) -> bool:
    return hmac.compare_digest(typed.encode(), expected.encode())


def digest_of(address: str) -> str:
    """By which the subscription of an address is found."""
    return lookup_hash(address.strip().casefold(), purpose=ADDRESS)


def _code(subject: str, purpose: str) -> str:
    return lookup_hash(subject, purpose=purpose)[:LENGTH]
