"""What time adds to the pages of others: whether an office is open now, and to the desk its calendar and its alarm."""

from datetime import date, timedelta

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from chinar.foundation.core.slots import rendered
from chinar.foundation.offices.queries import OfficeNow
from chinar.foundation.offices.rules import is_open, next_opening
from chinar.foundation.people.access import can
from chinar.foundation.people.ways import Way, ways
from chinar.foundation.time import explaining
from chinar.foundation.time.queries import Calendars, calendars, missing_years
from chinar.foundation.time.rules import NoCalendar, Reason, WorkingCalendar


def office_now(request: HttpRequest, now: OfficeNow) -> str:
    """Open until when, or closed, why, and when it opens again. Says nothing for a year without a calendar."""
    today = now.at.date()
    calendar = _calendars(request, today).of(now.office.settlement)
    try:
        why = _day_off(calendar, today)
        opens = next_opening(now.spans, now.closures, now.at, is_off=lambda day: _day_off(calendar, day) is not None)
    except NoCalendar:
        return ""
    context = {
        "until": now.closes_at if not why and is_open(now.spans, now.closures, now.at) else None,
        "why": explaining.reason(why) if why else "",
        "opens": explaining.moment(opens) if opens else "",
    }
    # The template escapes what it is given; as plain text the page would escape its markup once more.
    return Markup(render_to_string("time/office_now.html", context))  # noqa: S704


way_to_calendar = ways(Way("time:desk_days", _("Calendar"), "calendar.watch"))


def calendar_alarm(request: HttpRequest, subject: object) -> str:
    """A year of which the days off should be known by now: told before the first date there is refused."""
    if not can(request.user, "calendar.watch"):
        return ""
    return rendered("time/missing_years.html", request, missing=missing_years(localdate()))


def _day_off(calendar: WorkingCalendar, day: date) -> Reason | None:
    """An office that has hours on Saturdays is open on them; a holiday closes every office."""
    why = calendar.why_not(day)
    return None if why and why.code in ("saturday", "sunday") else why


def _calendars(request: HttpRequest, today: date) -> Calendars:
    """Read once for all offices of a page."""
    if not hasattr(request, "_calendars"):
        years = {today.year, (today + timedelta(days=14)).year}
        request._calendars = calendars(years=years)  # type: ignore[attr-defined]
    return request._calendars  # type: ignore[attr-defined, no-any-return]
