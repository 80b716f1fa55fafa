"""Amounts in the reader's words: euro, and leva beside it while the installation shows both."""

from datetime import date

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext

from chinar.foundation.core.euro import in_leva


def money(cents: int) -> str:
    """Cents of euro as `2,50 €`."""
    return f"{number_format(cents / 100, decimal_pos=2)} €"


def price(cents: int, *, on: date) -> str:
    """A fee in euro; with the amount in leva beside it while the installation shows both."""
    return amount(cents, on=on) if cents else gettext("free of charge")


def amount(cents: int, *, on: date) -> str:
    """The same for a sum that may be nothing: 0,00 €."""
    if on > settings.LEVA_UNTIL:
        return money(cents)
    leva = number_format(in_leva(cents), decimal_pos=2)
    return gettext("%(euro)s (%(leva)s leva)") % {"euro": money(cents), "leva": leva}
