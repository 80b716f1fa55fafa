"""Until when a matter about a published service is due, and how that is said.

No period is guessed: what the municipality prints holds, by the law that it names for the service; where it names
none, by none, and every explanation says so; where it prints none, the general period of the law holds.
"""

from datetime import date

from django.utils.translation import gettext as _

from chinar.domain.cases import law_here, words
from chinar.domain.catalogue.models import ServiceVersion, Speed
from chinar.foundation.time import explaining
from chinar.foundation.time.rules import Period

NO_TERM, PUBLISHED_TERM = "act_without_own_term", "act_by_published_term"
"""Legal periods of services that are published without the law that sets their term."""


def term_of(version: ServiceVersion, speed: Speed | None, *, on: date) -> tuple[str, Period]:
    """The code of the legal period and the period itself, for a request received on that day.

    The period of the speed; where the town prints "at once" or hours, the version's own is what it can be held to.
    Raises NoLegalPeriod.
    """
    printed = speed.period if speed is not None and _is_counted_in_days(speed.period) else version.period
    code = version.legal_period or (PUBLISHED_TERM if printed else NO_TERM)
    return code, Period.parse(printed) if printed else law_here.in_force(code, on=on).period


def _is_counted_in_days(period: str) -> bool:
    return bool(period) and period != "0d" and not period.endswith("h")


def said_of_term(version: ServiceVersion, speed: Speed | None, *, on: date) -> str:
    """How the term of a request comes about that is received now. Raises NoLegalPeriod."""
    code, period = term_of(version, speed, on=on)
    facts = {"period": explaining.period(period), "article": words.article(law_here.in_force(code, on=on))}
    return _("up to %(period)s (%(article)s)") % facts
