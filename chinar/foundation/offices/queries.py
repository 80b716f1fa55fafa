"""Reads across offices, their hours and their closures, in the municipality in scope."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Prefetch

from chinar.foundation.offices.models import Closure, Office
from chinar.foundation.offices.rules import Closed, Span, closing_time
from chinar.foundation.territory.models import Settlement


@dataclass(frozen=True, slots=True)
class OfficeNow:
    """An office with its week and the closures not yet over, seen at one local moment."""

    office: Office
    spans: tuple[Span, ...]
    closed: tuple[Closure, ...]
    at: datetime

    @property
    def closures(self) -> tuple[Closed, ...]:
        return tuple(closure.days for closure in self.closed)

    @property
    def closes_at(self) -> time | None:
        """Until when it is open by its own hours; None when closed."""
        return closing_time(self.spans, self.closures, self.at)

    def week(self) -> list[tuple[date, list[Span]]]:
        """Monday to Sunday of the current week with the hours of each."""
        monday = self.at.date().toordinal() - self.at.weekday()
        return [
            (date.fromordinal(monday + weekday), [span for span in self.spans if span.weekday == weekday])
            for weekday in range(7)
        ]


def offices_at(at: datetime) -> list[OfficeNow]:
    """Every office, the one-stop desk first. Three queries, however many offices there are.

    `at` is local time without a zone.
    """
    offices = Office.objects.select_related("settlement__mayoralty").prefetch_related(
        "hours", Prefetch("closures", Closure.objects.filter(last_on__gte=at.date()))
    )
    return [
        OfficeNow(office, tuple(hours.span for hours in office.hours.all()), tuple(office.closures.all()), at)
        for office in offices
    ]


def office_hours(office: Office) -> tuple[Span, ...]:
    """The week of one office, Monday first."""
    return tuple(hours.span for hours in office.hours.all())


def main_desk() -> Office | None:
    """The one-stop desk of the municipality in scope; None while it has none."""
    desk: Office | None = Office.objects.filter(kind=Office.Kind.ONE_STOP_DESK).first()
    return desk


def handing_offices() -> list[Office]:
    """Village offices whose officials can hand something over: those with a department of their own."""
    return list(Office.objects.filter(kind=Office.Kind.VILLAGE_OFFICE, department__isnull=False))


def settlements_served(office: Office) -> frozenset[int] | None:
    """Ids of the settlements of a village office: those of its mayoralty. None for the one-stop desk: all."""
    if office.kind == Office.Kind.ONE_STOP_DESK:
        return None
    if office.settlement is None:
        return frozenset()
    if office.settlement.mayoralty_id is None:
        return frozenset({office.settlement.pk})
    of_mayoralty = Settlement.objects.current().filter(mayoralty=office.settlement.mayoralty_id)
    return frozenset(of_mayoralty.values_list("pk", flat=True))
