"""What payments add to the frame of the officials' pages."""

from typing import Any

from django.http import HttpRequest

from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.access import can

WAYS = {
    "take": "payments.take",
    "bank": "payments.bank",
    "read": "payments.read",
    "oversee": "payments.oversee",
    "set": "payments.set",
}


def ways_to_money(request: HttpRequest, subject: Any) -> str:
    """The drawer, the bank, what waits for a decision, and what is arranged; each for those who may."""
    may = {name: can(request.user, ability) for name, ability in WAYS.items()}
    return rendered("payments/desk_navigation.html", request, may=may) if any(may.values()) else ""


register("desk.navigation", ways_to_money)
