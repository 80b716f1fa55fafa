"""The speeds of a service in the reader's words."""

from typing import NamedTuple

from django.utils.translation import gettext, ngettext

from chinar.domain.catalogue.models import ServiceVersion, Speed
from chinar.foundation.core.jinja import money
from chinar.foundation.time import explaining
from chinar.foundation.time.rules import Period, WrongPeriod


class SpeedRow(NamedTuple):
    """Ready for a page. A term or fee that was not understood is there as the town printed it."""

    name: str
    term: str
    fee: str


def speed_rows(version: ServiceVersion) -> list[SpeedRow]:
    return [
        SpeedRow(str(speed.get_kind_display()), term_words(speed), fee_words(speed)) for speed in version.speeds.all()
    ]


def term_words(speed: Speed) -> str:
    """„до 3 дни“, „веднага“; what is no period as it was printed."""
    if speed.period == "0d":
        return gettext("at once")
    if speed.period.endswith("h"):
        hours = int(speed.period[:-1])
        return ngettext("up to %(n)d hour", "up to %(n)d hours", hours) % {"n": hours}
    try:
        return gettext("up to %(period)s") % {"period": explaining.period(Period.parse(speed.period))}
    except WrongPeriod:
        return speed.term


def fee_words(speed: Speed) -> str:
    if speed.fee_cents is None:
        return speed.fee
    return money(speed.fee_cents) if speed.fee_cents else gettext("free of charge")
