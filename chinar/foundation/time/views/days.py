"""The calendar of the municipality, for everyone: which days are off, why, and by which act."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chinar.foundation.time.days import days_of
from chinar.foundation.time.queries import calendars


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    return render(request, "time/days.html", year_page(request))


def year_page(request: HttpRequest) -> dict[str, object]:
    """The days of the year that was asked for, this year otherwise, and the years that can be chosen."""
    this_year = timezone.localdate().year
    years = sorted(year for year in calendars().national.years if year >= this_year - 1)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) == 4 else this_year
    return {
        "year": year,
        "years": years,
        "known": year in years or year < this_year,
        "days": days_of(year, request.municipality) if 1900 < year < 2200 else [],  # type: ignore[attr-defined]
    }
