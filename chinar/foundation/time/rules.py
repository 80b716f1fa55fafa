"""Counting of legal periods: values in, values out. What the letters C1-C12 mean stands in CONVENTIONS.

Dates are local dates of the installation. Nothing here reads a clock, a database or a file.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SOFIA = ZoneInfo("Europe/Sofia")
ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class WrongPeriod(ValueError):
    """The text does not name a period."""


class WrongStop(ValueError):
    """A stop of the clock lies outside the period, or ends before it begins."""


class NoCalendar(LookupError):
    """The working days of a year are not known, so no date in it may be told. `year` says which."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no working calendar for the year {year}")
        self.year = year


class Unit(StrEnum):
    """What a period is counted in. The value is its sign in the short form of a period."""

    HOURS = "h"
    DAYS = "d"
    WORKING_DAYS = "wd"
    WEEKS = "w"
    MONTHS = "m"
    YEARS = "y"


@dataclass(frozen=True, slots=True)
class Period:
    """An amount of one unit, at least 1: `Period(14, Unit.DAYS)`, in short `14d`."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= 9999:
            raise WrongPeriod(f"{self.amount}{self.unit}: the amount must be between 1 and 9999")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Reads `4h`, `14d`, `5wd`, `2w`, `1m`, `1y`. Raises WrongPeriod."""
        found = re.fullmatch(r"([0-9]{1,4})(h|d|wd|w|m|y)", text.strip())
        if found is None:
            raise WrongPeriod(f"{text!r} is not a period; write for example 4h, 14d, 5wd, 2w, 1m, 6m or 1y")
        return cls(int(found[1]), Unit(found[2]))

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why no work is done on a day. `name` is empty for an ordinary Saturday or Sunday."""

    code: str  # saturday, sunday, or a kind of day off: public, substitute, moved, declared, local
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of one territory in the years that are known.

    `off` names days without work beside Saturdays and Sundays (and may name some of those);
    `worked` are days on which work is done all the same, such as working Saturdays.
    """

    years: frozenset[int]
    off: Mapping[date, Reason] = field(default_factory=dict)
    worked: frozenset[date] = frozenset()

    def why_not(self, day: date) -> Reason | None:
        """Why the day is not a working day, or None when it is one. Raises NoCalendar."""
        if day.year not in self.years:
            raise NoCalendar(day.year)
        if day in self.worked:
            return None
        if day in self.off:
            return self.off[day]
        return {SATURDAY: Reason("saturday"), SUNDAY: Reason("sunday")}.get(day.weekday())

    def is_working(self, day: date) -> bool:
        """Raises NoCalendar."""
        return self.why_not(day) is None

    def next_working(self, day: date) -> date:
        """The first working day after this one. Raises NoCalendar."""
        day = _later(day, 1)
        while not self.is_working(day):
            day = _later(day, 1)
        return day

    def overlaid(self, *, off: Mapping[date, Reason], worked: Iterable[date]) -> "WorkingCalendar":
        """The same years with days of a narrower territory, which win over what stood there."""
        worked = frozenset(worked)
        kept = {day: reason for day, reason in self.off.items() if day not in worked}
        return WorkingCalendar(self.years, {**kept, **off}, (self.worked - off.keys()) | worked)


@dataclass(frozen=True, slots=True)
class Convention:
    """A way of counting and its source. `rests_on` names the convention by which the source applies at all."""

    source: str
    source_en: str
    confirmed: bool = True
    rests_on: str = ""


_ZZD = ("ЗЗД, чл. 72", "Obligations and Contracts Act (ЗЗД), art. 72")

# Those not confirmed wait for a lawyer: no text of the law says it, or it can be read in two ways.
CONVENTIONS: Mapping[str, Convention] = {
    "C1": Convention(
        "ЗЗД, чл. 72, по аналогия (ЗНА, чл. 46, ал. 2)",
        "Obligations and Contracts Act (ЗЗД), art. 72, by analogy (Normative Acts Act (ЗНА), art. 46, para. 2)",
        confirmed=False,
    ),
    "C2": Convention(*_ZZD, rests_on="C1"),
    "C3": Convention(*_ZZD, rests_on="C1"),
    "C4": Convention(*_ZZD, rests_on="C1"),
    "C5": Convention(*_ZZD, rests_on="C1"),
    "C6": Convention(*_ZZD, rests_on="C1"),
    "C7": Convention("АПК, чл. 29, ал. 6", "Administrative Procedure Code (АПК), art. 29, para. 6", confirmed=False),
    "C8": Convention(
        "Наредба за административното обслужване, приложение № 7; ЗДОИ, чл. 15а, ал. 4",
        "Ordinance on administrative service (НАО), annex 7; "
        "Access to Public Information Act (ЗДОИ), art. 15a, para. 4",
    ),
    "C9": Convention(
        "АПК, чл. 54, ал. 3 и чл. 55",
        "Administrative Procedure Code (АПК), art. 54, para. 3, and art. 55",
        confirmed=False,
    ),
    # What counting does not use itself, but whoever calls it must know: which law gives the period of a tax service,
    # and by which clock the day of filing is told.
    "C10": Convention("ДОПК, чл. 22, ал. 1", "Tax and Social Insurance Procedure Code (ДОПК), art. 22, para. 1"),
    "C11": Convention("ЗЕУ, чл. 6, ал. 2", "Electronic Governance Act (ЗЕУ), art. 6, para. 2"),
    "C12": Convention("АПК, чл. 29в", "Administrative Procedure Code (АПК), art. 29v", confirmed=False),
    # Of sessions.py: the letter is that of the rule about individual acts, not of a way of counting.
    "A6": Convention("АПК, чл. 57, ал. 6", "Administrative Procedure Code (АПК), art. 57, para. 6"),
    # No law that we know counts a period for a body in hours: an office's own rule of work.
    "H": Convention(
        "работно правило, няма разпоредба за часове",
        "a rule of work; no provision on hours",
        confirmed=False,
    ),
}


_NOT_READ = Convention(
    "брои се както в България; разпоредба на тази държава не е прочетена",
    "counted as in Bulgaria; no provision of this country was read",
    confirmed=False,
)


_READ = {"BG": CONVENTIONS}


def conventions_of(country: str) -> Mapping[str, Convention]:
    """The sources of the conventions in a country. Where none was read, each says so."""
    return _READ.get(country) or dict.fromkeys(CONVENTIONS, _NOT_READ)


@dataclass(frozen=True, slots=True)
class Reading:
    """How those conventions are read that a lawyer has not confirmed and that can be read in two ways (readings.py)."""

    late_is_day: int = 1  # C7: 1 takes the next working day as the first of the period, 0 as the day of the event
    resumption_counts: bool = False  # C9: whether the day on which the reason fell away is counted itself
    fiction_rolls: bool = True  # C12: whether the end of the seven days moves over days without work


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stood from the first of the two days; it goes on from the day after the second, or, in the other
    reading (C9), on it: then that day `counts` itself."""

    stopped_on: date
    resumed_on: date
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """How one stop worked: days of the period used before it, and days left after it."""

    stop: Stop
    used: int
    left: int


@dataclass(frozen=True, slots=True)
class Count:
    """A counted period. `ends_on` is the last day as the unit gives it, `due_on` the day that binds.

    `skipped` are the days passed over and why: within a period of working days, and at its end when it rolled.
    """

    start: date
    period: Period
    ends_on: date
    due_on: date
    skipped: tuple[tuple[date, Reason], ...]
    conventions: tuple[str, ...]
    pauses: tuple[Pause, ...] = ()


def count(start: date, period: Period, calendar: WorkingCalendar, *, roll: bool = True) -> Count:
    """Counts a period from the day of the event, which is itself not counted.

    `roll` moves a last day without work to the next working day (C4); a period of working days never needs it.
    Raises NoCalendar when a year is needed that the calendar does not know, and WrongPeriod for hours, which run
    from a moment (`hours.count_hours`).
    """
    if period.unit is Unit.HOURS:
        raise WrongPeriod(f"{period}: hours are counted from a moment, not from a day")
    if period.unit is Unit.WORKING_DAYS:
        ends_on, skipped = _working_days_later(start, period.amount, calendar)
        return Count(start, period, ends_on, ends_on, skipped, ("C8",))
    ends_on = last_day(start, period)
    used = "C2" if period.unit is Unit.DAYS else "C3"
    return _rolled(Count(start, period, ends_on, ends_on, (), (used,)), calendar, roll=roll)


def count_with_stops(
    start: date, period: Period, stops: Sequence[Stop], calendar: WorkingCalendar, *, roll: bool = True
) -> Count:
    """Counts a period during which the clock stood (C9; АПК чл. 54 ал. 3, чл. 55).

    Full days before a stop are used up, the rest goes on as the stop says; at least the last day is left. Weeks,
    months and years are first turned into the days they last from `start`. Stops come in order.
    Raises WrongStop, NoCalendar.
    """
    whole = count(start, period, calendar, roll=roll)
    anchor, pauses = start, []
    for stop in stops:
        if not anchor <= stop.stopped_on <= min(stop.resumed_on, whole.due_on):
            raise WrongStop(f"{stop.stopped_on} to {stop.resumed_on}: not within {anchor} to {whole.due_on}")
        total = _length(anchor, whole.ends_on, period, calendar)
        used = min(_length(anchor, max(anchor, stop.stopped_on - ONE_DAY), period, calendar), total - 1)
        pauses.append(Pause(stop, used, total - used))
        anchor = max(anchor, stop.resumed_on - ONE_DAY) if stop.counts else stop.resumed_on
        unit = Unit.WORKING_DAYS if period.unit is Unit.WORKING_DAYS else Unit.DAYS
        whole = count(anchor, Period(total - used, unit), calendar, roll=roll)
    first = count(start, period, calendar, roll=False).conventions
    codes = (*first, *(("C9",) if stops else ()), *(code for code in whole.conventions if code == "C4"))
    return Count(start, period, whole.ends_on, whole.due_on, whole.skipped, codes, tuple(pauses))


@dataclass(frozen=True, slots=True)
class Hours:
    """Office hours of an ordinary working day."""

    opens: time = time(8, 30)
    closes: time = time(17, 0)

    def hold(self, at: time) -> bool:
        """Whether the office is at work; the moment of closing still belongs to it."""
        return self.opens <= at <= self.closes


@dataclass(frozen=True, slots=True)
class Start:
    """The day from which `count` excludes, and how it was found: `convention` is "C7" or empty."""

    day: date
    received_at: datetime
    convention: str = ""
    next_working_day: date | None = None


def started_on(received_at: datetime, hours: Hours, calendar: WorkingCalendar, *, late_is_day: int = 1) -> Start:
    """The day of the event for the body's own period (АПК чл. 29 ал. 6, C7). Raises NoCalendar.

    Received outside office hours - later, earlier or on a day without work - the period begins with the next
    working day. `late_is_day` 1 takes that day as the first of the period, 0 as the day of the event.
    """
    if late_is_day not in (0, 1):
        raise ValueError(f"late_is_day is 0 or 1, not {late_is_day}")
    local = local_of(received_at)
    if calendar.is_working(local.date()) and hours.hold(local.time()):
        return Start(local.date(), local)
    following = calendar.next_working(local.date())
    return Start(following - late_is_day * ONE_DAY, local, "C7", following)


def local_of(moment: datetime) -> datetime:
    """Local time of Sofia without a zone; a moment without one is taken as local already."""
    return moment.astimezone(SOFIA).replace(tzinfo=None) if moment.tzinfo else moment


FICTION = Period(7, Unit.DAYS)


def deemed_served_on(sent_on: date, calendar: WorkingCalendar, *, roll: bool = True) -> date:
    """When an electronic message that nobody downloaded counts as served: the first day after seven (АПК чл. 29в).

    Whether the end of the seven days itself rolls over days without work is not said (C12): `roll` is that switch.
    """
    return _later(count(sent_on, FICTION, calendar, roll=roll).due_on, 1)


def clear_days_before(day: date, days: int) -> date:
    """The last day on which to act "`days` days before `day`": neither of the two counts (C5, ЗЗД чл. 72)."""
    return _later(day, -days - 1)


def clear_days_after(day: date, days: int) -> date:
    """The first day that has so many clear days between it and `day` (C5, ЗЗД чл. 72)."""
    return _later(day, days + 1)


def months_before(day: date, months: int) -> date:
    """The same date so many months earlier, or the last day of a month that has no such date (C3, counted back)."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


OCTOBER = 10


def years_needed(on: date) -> tuple[int, ...]:
    """The years of which the calendar must be known on a day: this one and, from 1 October, the next, into which
    periods begin to reach."""
    return (on.year, on.year + 1) if on.month >= OCTOBER else (on.year,)


def _rolled(counted: Count, calendar: WorkingCalendar, *, roll: bool) -> Count:
    day, skipped = counted.ends_on, []
    while roll and (reason := calendar.why_not(day)):
        skipped.append((day, reason))
        day = _later(day, 1)
    codes = (*counted.conventions, "C4") if skipped else counted.conventions
    return Count(counted.start, counted.period, counted.ends_on, day, tuple(skipped), codes)


def _working_days_later(
    start: date, amount: int, calendar: WorkingCalendar
) -> tuple[date, tuple[tuple[date, Reason], ...]]:
    day, skipped = start, []
    while amount:
        day = _later(day, 1)
        if reason := calendar.why_not(day):
            skipped.append((day, reason))
        else:
            amount -= 1
    return day, tuple(skipped)


def last_day(start: date, period: Period) -> date:
    """Of a period of days, weeks, months or years, moved nowhere. Raises NoCalendar."""
    if period.unit in (Unit.DAYS, Unit.WEEKS):
        return _later(start, period.amount * (7 if period.unit is Unit.WEEKS else 1))
    months = start.month - 1 + period.amount * (12 if period.unit is Unit.YEARS else 1)
    year, month = start.year + months // 12, months % 12 + 1
    if year > date.max.year:
        raise NoCalendar(year)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _length(start: date, last: date, period: Period, calendar: WorkingCalendar) -> int:
    """Days after `start` up to and with `last`, of the kind that the period counts."""
    days = (last - start).days
    if period.unit is not Unit.WORKING_DAYS:
        return days
    return sum(calendar.is_working(start + n * ONE_DAY) for n in range(1, days + 1))


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise NoCalendar(day.year + (1 if days > 0 else -1)) from None
