"""What payments add to the frame of the officials' pages: the drawer, the bank and what waits for a decision."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.slots import register, rendered
from chinar.foundation.payments.access import lines_waiting, own_open_day, refunds_to_give
from chinar.foundation.people.access import can
from chinar.foundation.people.ways import Way, ways


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
register(
    "desk.navigation",
    ways(
        Way("payments:day", _("Cash desk"), "payments.take", below=True),
        Way("payments:statements", _("Bank"), "payments.bank", below=True),
        Way("payments:waiting", _("Money"), "payments.read"),
    ),
)
register("desk.seldom", ways(Way("payments:all_days", _("Cashiers' days"), "payments.oversee")))
register("desk.arrangements", ways(Way("payments:settings", _("Accounts and portal"), "payments.set", below=True)))
