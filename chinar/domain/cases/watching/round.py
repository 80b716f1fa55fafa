"""One round of the watch in the municipality in scope: each part stands by itself, so one that fails stops no other."""

import logging
from datetime import date, datetime

from django.utils.timezone import localtime

from chinar.domain.cases.rating.watching import remind_of_ratings
from chinar.domain.cases.watching.actions import remind, tell_of_missing_calendar, working_calendar
from chinar.domain.cases.watching.inner_terms import remind_of_inner_terms
from chinar.domain.cases.watching.silence import mark_silences
from chinar.domain.cases.watching.summary import summarise
from chinar.foundation.time.rules import NoCalendar

log = logging.getLogger(__name__)

PARTS = (mark_silences, remind, remind_of_inner_terms, remind_of_ratings, summarise)
DECEMBER = 12


def watch(town: str, *, at: datetime) -> None:
    """`town` names it in the log."""
    missing: NoCalendar | None = None
    for part in PARTS:
        try:
            part(at=at)
        except NoCalendar as unknown:
            missing = unknown
        except Exception:
            log.exception("%s failed in %s; it will be tried again", part.__name__, town)
    missing = missing or _next_year_is_missing(localtime(at).date())
    if missing:
        log.error("%s: %s", town, missing)
        tell_of_missing_calendar(missing, at=at)


def _next_year_is_missing(today: date) -> NoCalendar | None:
    """Asked in December, while there is time to load it."""
    following = today.year + 1
    known = today.month != DECEMBER or following in working_calendar(today).years
    return None if known else NoCalendar(following)
