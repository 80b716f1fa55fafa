"""`chinar due`: computes a due date and explains it."""

import json
import re
from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.utils import translation
from django.utils.translation import gettext

from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality, Settlement
from chinar.foundation.time import explaining
from chinar.foundation.time.calculating import at_session
from chinar.foundation.time.calendar_file import shipped_calendar
from chinar.foundation.time.hours import count_hours
from chinar.foundation.time.queries import calendar_for
from chinar.foundation.time.rules import (
    Hours,
    NoCalendar,
    Period,
    Start,
    Unit,
    WorkingCalendar,
    WrongPeriod,
    clear_days_before,
    count,
    local_of,
    started_on,
)
from chinar.foundation.time.sessions import WithinPeriod

DAY = r"\d{4}-\d{2}-\d{2}"
MOMENT = DAY + r"[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?"


class Command(BaseCommand):
    help = "Computes the last day of a legal period. Line 1 of the answer is the date; bad input ends with 2."
    # Without --territory it works from the shipped calendar, so it must start where there is no database.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--start", metavar="DATE", help="day of the event, 2026-11-02; it is not counted")
        parser.add_argument(
            "--received",
            metavar="DATETIME",
            help="moment of receipt, 2026-11-20T19:30; without --start the day of the event follows from it",
        )
        parser.add_argument("--period", required=True, metavar="PERIOD", help="4h, 14d, 5wd, 2w, 1m, 6m, 1y")
        parser.add_argument(
            "--before",
            action="store_true",
            help="counts clear days back from --start: the last day to act so many days before it",
        )
        parser.add_argument(
            "--session",
            nargs="?",
            const="",
            metavar="DATE",
            help="a collective body decides, at its first session after the period; on that day if it is known",
        )
        parser.add_argument("--clock", action="store_true", help="hours run day and night, not only in office hours")
        parser.add_argument("--hours", default="08:30-17:00", metavar="FROM-TO", help="office hours, for --received")
        parser.add_argument("--territory", metavar="CODE", help="municipality (LOV34) or EKATTE: adds local days off")
        parser.add_argument("--explain", action="store_true", help="says how the date came about")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
        parser.add_argument("--language", choices=("bg", "en"), default="bg", help="language of the explanation")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            for line in _answer(options):
                self.stdout.write(line)


def _answer(options: dict[str, Any]) -> list[str]:
    try:
        found = _found(options, Period.parse(options["period"]), _calendar(options["territory"]))
    except WrongPeriod:
        raise _refused(
            gettext("“%(text)s” is not a period. Write for example 4h, 14d, 5wd, 2w, 1m, 6m or 1y.")
            % {"text": options["period"]}
        ) from None
    except WithinPeriod as within:
        raise _refused(
            gettext("The session must be after the end of the period, %(day)s.")
            % {"day": explaining.day(within.ends_on)}
        ) from None
    except NoCalendar as missing:
        raise _refused(
            gettext("There is no working calendar for the year %(year)d, so the date cannot be told.")
            % {"year": missing.year}
        ) from None
    if options["json"]:
        told = [{"convention": step.convention, "text": step.text} for step in found.steps]
        return [json.dumps({**found.facts, "steps": told}, ensure_ascii=False)]
    return [found.due, found.sentence, *(step.text for step in found.steps)] if options["explain"] else [found.due]


@dataclass(frozen=True)
class _Found:
    """`due` is the first line: a date, or for hours a moment."""

    due: str
    sentence: str
    facts: dict[str, str]
    steps: tuple[explaining.Line, ...]


def _found(options: dict[str, Any], period: Period, calendar: WorkingCalendar) -> _Found:
    if options["session"] is not None and (options["before"] or period.unit is Unit.HOURS):
        raise _refused(gettext("A session follows only a period of days, weeks, months or years after an event."))
    if options["before"]:
        return _found_before(options, period)
    if period.unit is Unit.HOURS:
        return _found_hours(options, period, calendar)
    start = _start(options, calendar)
    counted = count(start.day, period, calendar)
    steps = (*explaining.start_steps(start), *explaining.steps(counted))
    facts = {"due_on": counted.due_on.isoformat(), "start": start.day.isoformat()}
    if options["session"] is None:
        return _Found(facts["due_on"], explaining.sentence(counted), facts, steps)
    decided = at_session(counted, _date(options["session"]) if options["session"] else None, calendar)
    facts |= {"period_ends_on": facts["due_on"], "due_on": (decided.due_on or counted.due_on).isoformat()}
    return _Found(facts["due_on"], decided.sentence, facts, (*steps, *decided.steps))


def _found_before(options: dict[str, Any], period: Period) -> _Found:
    if not options["start"] or period.unit is not Unit.DAYS:
        raise _refused(gettext("--before counts days from --start. Write for example --start 2026-11-18 --period 15d."))
    day = _date(options["start"])
    last = clear_days_before(day, period.amount)
    sentence = gettext("at the latest on %(day)s") % {"day": explaining.day(last)}
    facts = {"due_on": last.isoformat(), "start": day.isoformat()}
    return _Found(last.isoformat(), sentence, facts, explaining.clear_day_steps(last, period.amount, day))


def _found_hours(options: dict[str, Any], period: Period, calendar: WorkingCalendar) -> _Found:
    if not options["received"]:
        raise _refused(gettext("Hours are counted from a moment. Say --received."))
    received, hours = local_of(_received(options["received"])), _hours(options["hours"])
    counted = count_hours(received, period, hours, calendar, within_office=not options["clock"])
    due = counted.due_at.isoformat(timespec="minutes")
    facts = {"due_at": due, "due_on": counted.due_at.date().isoformat(), "start": received.date().isoformat()}
    sentence = gettext("by %(day)s") % {"day": explaining.moment(counted.due_at)}
    return _Found(due, sentence, facts, explaining.hour_steps(counted))


def _start(options: dict[str, Any], calendar: WorkingCalendar) -> Start:
    received = _received(options["received"]) if options["received"] else None
    hours = _hours(options["hours"])
    if options["start"]:
        day = _date(options["start"])
        return Start(day, received or datetime.combine(day, hours.opens))
    if received is None:
        raise _refused(gettext("Say --start or --received."))
    return started_on(received, hours, calendar)


def _date(text: str) -> date:
    try:
        if re.fullmatch(DAY, text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _refused(gettext("“%(text)s” is not a date. Write it like 2026-11-02.") % {"text": text})


def _received(text: str) -> datetime:
    try:
        if re.fullmatch(MOMENT, text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise _refused(gettext("“%(text)s” is not a date with a time. Write it like 2026-11-20T19:30.") % {"text": text})


def _hours(text: str) -> Hours:
    try:
        if re.fullmatch(r"\d{2}:\d{2}-\d{2}:\d{2}", text):
            opens, closes = (time.fromisoformat(part) for part in text.split("-"))
            if opens < closes:
                return Hours(opens, closes)
    except ValueError:
        pass
    raise _refused(gettext("“%(text)s” are no office hours. Write them like 08:30-17:00.") % {"text": text})


def _calendar(code: str | None) -> WorkingCalendar:
    if code is None:
        return shipped_calendar()
    try:
        settlement = Settlement.objects.filter(ekatte=code, valid_until=None).select_related(
            "municipality", "mayoralty"
        )
        place = settlement.first()
        municipality = place.municipality if place else Municipality.objects.filter(code=code).first()
        if municipality is None:
            raise _refused(gettext("No municipality and no settlement here has the code “%(code)s”.") % {"code": code})
        with inside(municipality):
            return calendar_for(place)
    except DatabaseError as error:
        raise _refused(gettext("The database cannot be read: %(error)s") % {"error": error}) from error


def _refused(reason: str) -> CommandError:
    return CommandError(reason, returncode=2)
