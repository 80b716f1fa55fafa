"""What payments add to the frame of the officials' pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from chinar.foundation.core.slots import register, rendered
from chinar.foundation.payments.access import lines_waiting, own_open_day, refunds_to_give
from chinar.foundation.people.access import can

WAYS = {
    "take": "payments.take",
    "bank": "payments.bank",
    "read": "payments.read",
    "oversee": "payments.oversee",
}


def ways_to_money(request: HttpRequest, subject: Any) -> str:
    """The drawer, the bank and what waits for a decision; each for those who may."""
    may = {name: can(request.user, ability) for name, ability in WAYS.items()}
    return rendered("payments/desk_navigation.html", request, may=may) if any(may.values()) else ""


def way_to_settings(request: HttpRequest, subject: Any) -> str:
    return rendered("payments/desk_arrangements.html", request) if can(request.user, "payments.set") else ""


def drawer_at_a_glance(request: HttpRequest, subject: Any) -> str:
    """The cashier's own day, what the bank brought that waits for a person, and money to be given back. Six queries."""
    user = request.user
    takes, banks = can(user, "payments.take"), can(user, "payments.bank")
    if not takes and not banks:
        return ""
    context = {
        "takes": takes,
        "day": own_open_day(user),
        "today": localdate(),
        "lines": lines_waiting(user).count() if banks else 0,
        "refunds": refunds_to_give(user).count() if takes else 0,
    }
    return rendered("payments/desk_home.html", request, **context)


register("desk.home", drawer_at_a_glance)
register("desk.navigation", ways_to_money)
register("desk.arrangements", way_to_settings)
