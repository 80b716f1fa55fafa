"""Anybody counts a period and sees how; the address of the answer can be sent on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from chinar.foundation.territory.models import Settlement
from chinar.foundation.territory.queries import settlements_of
from chinar.foundation.time import explaining
from chinar.foundation.time.calculating import Answer, answer
from chinar.foundation.time.forms.calculator import AFTER, CalculatorForm
from chinar.foundation.time.queries import calendar_for, reading_on
from chinar.foundation.time.rules import Hours, NoCalendar, Unit, WrongStop
from chinar.foundation.time.sessions import WithinPeriod

HOURS = Hours()


def calculator(request: HttpRequest) -> HttpResponse:
    places = settlements_of(request.municipality)  # type: ignore[attr-defined]
    asked = request.GET if "amount" in request.GET else None
    first = {"unit": Unit.DAYS.value, "direction": AFTER}
    form = CalculatorForm(asked, places=places, initial=first)
    told = _answer(form, places) if form.is_valid() else None
    return render(request, "time/calculator.html", {"form": form, "answer": told, "hours": HOURS})


def _answer(form: CalculatorForm, places: list[Settlement]) -> Answer | None:
    """None, with the error in the form, when the date cannot be told."""
    chosen = next((place for place in places if place.ekatte == form.cleaned_data["place"]), None)
    try:
        reading = reading_on(timezone.localdate())
        return answer(form.question(), calendar_for(chosen), hours=HOURS, reading=reading)
    except NoCalendar as missing:
        words = gettext("There is no working calendar for the year %(year)d, so the date cannot be told.")
        session = form.cleaned_data["session"]
        field = "session" if session and session.year == missing.year else "start"
        form.add_error(field, words % {"year": missing.year})
    except WithinPeriod as within:
        words = gettext("The session must be after the end of the period, %(day)s.")
        form.add_error("session", words % {"day": explaining.day(within.ends_on)})
    except WrongStop:
        form.add_error("stopped", gettext("The period was not running between these two days. Check both."))
    return None
