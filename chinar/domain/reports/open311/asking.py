"""What a program asks of GeoReport v2, checked: filters of the list, and a signal that it files."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from chinar.domain.cases.rules import as_number
from chinar.domain.reports.forms.filing import LONGEST
from chinar.domain.reports.forms.photos import PhotosField
from chinar.domain.reports.models import Category, Photo
from chinar.foundation.core.forms import Form
from chinar.foundation.territory.geometry import distance, is_in_bulgaria
from chinar.foundation.territory.models import Settlement

SPAN = timedelta(days=90)
"""The standard's own span when none is asked for, and the longest."""
MOST = 1000
MOST_IDS = 50


class Wrong(ValueError):
    """The request cannot be answered; the words go to its programmer, in English as the standard is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which signals: by number, or by category, state and time of receipt."""

    numbers: tuple[str, ...]
    codes: tuple[str, ...]
    status: str
    since: datetime
    until: datetime


def wanted(query: QueryDict, *, now: datetime) -> Wanted:
    """Raises Wrong."""
    status = query.get("status", "")
    if status and not set(status.split(",")) <= {"open", "closed"}:
        raise Wrong("status is open or closed")
    since, until = _span(query, now)
    if not timedelta() <= until - since <= SPAN:
        raise Wrong("start_date and end_date span at most 90 days")
    numbers = tuple(filter(None, (as_number(one) for one in query.get("service_request_id", "").split(","))))
    if query.get("service_request_id") and not numbers:
        raise Wrong("service_request_id holds no number of a signal")
    codes = tuple(filter(None, query.get("service_code", "").split(",")))
    return Wanted(numbers[:MOST_IDS], codes, status if "," not in status else "", since, until)


def _span(query: QueryDict, now: datetime) -> tuple[datetime, datetime]:
    """What was asked for; where one end is missing, the longest span from the other."""
    since, until = _moment(query.get("start_date"), "start_date"), _moment(query.get("end_date"), "end_date")
    try:
        until = until or (since + SPAN if since else now)
        return since or until - SPAN, until
    except OverflowError:
        raise Wrong("start_date and end_date are not of this age") from None


def _moment(typed: str | None, name: str) -> datetime | None:
    if not typed:
        return None
    try:
        found = parse_datetime(typed.replace(" ", "+"))
        if found is None:
            raise ValueError
        # In the time of the database now: at the ends of the calendar that is where it would fail.
        return (make_aware(found) if is_naive(found) else found).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Wrong(f"{name} is a date and time such as 2026-11-16T00:00:00+02:00") from None


class RequestForm(Form):
    """A signal as a program sends it; `attribute[q_1]` answers a question of the category."""

    service_code = forms.CharField(max_length=40)
    description = forms.CharField(max_length=LONGEST)
    lat = forms.FloatField(required=False)
    long = forms.FloatField(required=False)
    address_string = forms.CharField(max_length=200, required=False)
    address_id = forms.CharField(max_length=5, required=False)
    first_name = forms.CharField(max_length=70, required=False)
    last_name = forms.CharField(max_length=70, required=False)
    email = forms.EmailField(max_length=254, required=False)
    phone = forms.CharField(max_length=40, required=False)
    media_file = PhotosField(most=Photo.MOST)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        point = self.point()
        if point is None and not data.get("address_string") and not data.get("address_id"):
            raise forms.ValidationError("lat and long within the country, address_string or address_id is required")
        return data

    def point(self) -> tuple[float, float] | None:
        longitude, latitude = self.cleaned_data.get("long"), self.cleaned_data.get("lat")
        if longitude is None or latitude is None or not is_in_bulgaria((longitude, latitude)):
            return None
        return round(longitude, 6), round(latitude, 6)

    def name(self) -> str:
        return " ".join(filter(None, [self.cleaned_data["first_name"], self.cleaned_data["last_name"]]))

    def settlement(self, known: list[Settlement]) -> Settlement | None:
        """By its EKATTE code, by its name in the address, or the nearest one to the point."""
        address = self.cleaned_data["address_string"].lower()
        for one in known:
            named = one.name.lower() in address or one.name_en.lower() in address if address else False
            if named or one.ekatte == self.cleaned_data["address_id"]:
                return one
        point = self.point()
        near = [(distance(point, one.point), one.pk, one) for one in known if point and one.point]
        return min(near)[2] if near else None


def answers_of(category: Category, data: QueryDict) -> list[tuple[Any, str]]:
    """Raises Wrong when a question that must be answered is not, or with none of its answers."""
    given = []
    for question in category.questions.filter(withdrawn_at=None):
        text = data.get(f"attribute[q_{question.pk}]", "")[:300].strip()
        if question.is_required and not text:
            raise Wrong(f"attribute[q_{question.pk}] is required")
        if text and question.answers and text not in question.answers:
            raise Wrong(f"attribute[q_{question.pk}] is one of: {', '.join(question.answers)}")
        given.append((question, text))
    return given
