"""What payments add to the frame of the officials' pages."""

from typing import Any

from django.http import HttpRequest

from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.access import can

WAYS = {
    "take": "payments.take",
    "bank": "payments.bank",
    "read": "payments.read",
}


def ways_to_money(request: HttpRequest, subject: Any) -> str:
    """The drawer, the bank and what waits for a decision; each for those who may."""
    may = {name: can(request.user, ability) for name, ability in WAYS.items()}
    return rendered("payments/desk_navigation.html", request, may=may) if any(may.values()) else ""


def way_to_all_days(request: HttpRequest, subject: Any) -> str:
    """The days of all cashiers, for whoever answers for them."""
    return rendered("payments/desk_seldom.html", request) if can(request.user, "payments.oversee") else ""


def way_to_settings(request: HttpRequest, subject: Any) -> str:
    return rendered("payments/desk_arrangements.html", request) if can(request.user, "payments.set") else ""


register("desk.navigation", ways_to_money)
register("desk.seldom", way_to_all_days)
register("desk.arrangements", way_to_settings)
