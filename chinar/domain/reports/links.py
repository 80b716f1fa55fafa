"""Links that open one thing to whoever got them by mail; nobody can work them out without our key."""

import hmac

from chinar.domain.reports.models import HeldReport, Remark, Subscription
from chinar.foundation.core.keys import lookup_hash

LENGTH = 32


def to_confirm(subscription: Subscription) -> str:
    """Of the newest letter only: asking anew makes the older links stale."""
    return _code(f"{subscription.pk}:{subscription.asked}", "reports.confirm")


def to_leave(subscription: Subscription) -> str:
    return _code(str(subscription.pk), "reports.leave")


def to_answer(remark: Remark) -> str:
    return _code(str(remark.pk), "reports.answer")


def to_release(held: HeldReport) -> str:
    return _code(str(held.key), "reports.release")


def fits(typed: str, expected: str) -> bool:
    return hmac.compare_digest(typed.encode(), expected.encode())


def _code(subject: str, purpose: str) -> str:
    return lookup_hash(subject, purpose=purpose)[:LENGTH]
