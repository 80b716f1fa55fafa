"""Where we are and when we are open."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from chinar.foundation.offices.queries import offices_at


def office_list(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime().replace(tzinfo=None)
    context = {"offices": offices_at(now), "today": now.date(), "weekday": weekday}
    return render(request, "offices/list.html", context)


def weekday(day: date) -> str:
    """Its name in the reader's language."""
    return date_format(day, "l")
