"""What payments add to the frame of the officials' pages: the drawer, the bank and what waits for a decision."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.slots import register
from chinar.foundation.people.ways import Way, ways

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
