"""The speeds of a service in the reader's words."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext, ngettext

from chinar.domain.catalogue.models import ServiceVersion, Speed
from chinar.foundation.core.money import price
from chinar.foundation.time import explaining
from chinar.foundation.time.rules import Period, WrongPeriod


class SpeedRow(NamedTuple):
    """Ready for a page. A term or fee that was not understood is there as the town printed it."""

    name: str
    term: str
    fee: str


def speed_rows(speeds: Sequence[Speed], *, on: date) -> list[SpeedRow]:
    return [SpeedRow(str(speed.get_kind_display()), term_words(speed), fee_words(speed, on=on)) for speed in speeds]


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


def fee_words(speed: Speed, *, on: date) -> str:
    """For everybody; with what organisations pay, where that is told apart."""
    own = speed.fee if speed.fee_cents is None else price(speed.fee_cents, on=on)
    if speed.organisation_fee_cents is None:
        return own
    organisations = price(speed.organisation_fee_cents, on=on)
    return gettext("%(own)s; organisations %(organisations)s") % {"own": own, "organisations": organisations}


def fee_of(version: ServiceVersion, speed: Speed | None, *, for_organisation: bool) -> int | None:
    """What this payer pays at this speed, in cents; None when it is not told. Without speeds, what the version says."""
    if speed is None:
        return version.fee_cents
    if for_organisation and speed.organisation_fee_cents is not None:
        return speed.organisation_fee_cents
    return speed.fee_cents


def offer_words(speed: Speed, *, for_organisation: bool, on: date) -> str:
    """„обикновена: до 7 дни, 2,56 €“."""
    cents = fee_of(speed.version, speed, for_organisation=for_organisation)
    fee = speed.fee if cents is None else price(cents, on=on)
    return f"{speed.get_kind_display()}: {term_words(speed)}, {fee}"
