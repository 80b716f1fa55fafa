"""Puts a counted period into sentences, in the language that is active."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from chinar.foundation.territory.towns import country_here
from chinar.foundation.time.hours import HourCount
from chinar.foundation.time.rules import Count, Pause, Period, Reason, Start, Unit, conventions_of
from chinar.foundation.time.sessions import Sitting


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation and the convention it speaks of ("C4")."""

    convention: str
    text: str


def sentence(counted: Count) -> str:
    """`by Monday, 16 November 2026`, `до понеделник, 16 ноември 2026 г.`"""
    return by(counted.due_on)


def by(due_on: date) -> str:
    return gettext("by %(day)s") % {"day": day(due_on)}


def lines(counted: Count) -> tuple[str, ...]:
    """How the due date came about, line by line."""
    return tuple(line.text for line in steps(counted))


def start_lines(start: Start) -> tuple[str, ...]:
    """Why the period does not run from the day of receipt; nothing when it does."""
    return tuple(line.text for line in start_steps(start))


def start_steps(start: Start) -> tuple[Line, ...]:
    if start.next_working_day is None:
        return ()
    if start.day == start.next_working_day:
        words = gettext(
            "Received outside office hours, on %(received)s: the next working day, %(day)s, is the day of the event "
            "and is not counted itself (%(source)s)."
        )
    else:
        words = gettext(
            "Received outside office hours, on %(received)s: the period begins with the next working day, %(day)s "
            "(%(source)s)."
        )
    text = words % {
        "received": moment(start.received_at),
        "day": day(start.next_working_day),
        "source": source(start.convention),
    }
    return (Line(start.convention, text), *_doubts([start.convention]))


def steps(counted: Count) -> tuple[Line, ...]:
    told = [Line(code, _told(code, counted)) for code in counted.conventions if code != "C9"]
    told[1:1] = [Line("C9", _paused(pause)) for pause in counted.pauses]
    if counted.skipped:
        rolled = counted.period.unit is not Unit.WORKING_DAYS
        words = gettext("Passed over: %(days)s.") if rolled else gettext("Not counted: %(days)s.")
        days = "; ".join(_skipped(on, reason) for on, reason in counted.skipped)
        told.append(Line("C4" if rolled else "C8", words % {"days": days}))
    return (*told, *_doubts(counted.conventions))


def hour_steps(counted: HourCount) -> tuple[Line, ...]:
    """How the last moment of a period of hours came about."""
    if counted.within_office:
        words = gettext("Only the hours in which the office works are counted, from %(start)s to %(due)s (%(source)s).")
    else:
        words = gettext("The hours are counted by the clock, day and night, from %(start)s to %(due)s (%(source)s).")
    told = [Line("H", words % {"start": moment(counted.start), "due": moment(counted.due_at), "source": source("H")})]
    if counted.skipped:
        days = "; ".join(_skipped(on, why) for on, why in counted.skipped)
        told.append(Line("H", gettext("Not counted: %(days)s.") % {"days": days}))
    return (*told, *_doubts(["H"]))


def clear_day_steps(last: date, days: int, before: date) -> tuple[Line, ...]:
    """Why an act is due that many clear days before a day (C5)."""
    text = gettext(
        "Neither %(day)s nor the day of the act counts, and %(days)d whole days lie between them: the last day to act "
        "is %(last)s (%(source)s)."
    ) % {"day": day(before), "days": days, "last": day(last), "source": source("C5")}
    return (Line("C5", text), *_doubts(["C5"]))


def fiction_steps(seven: Count, served_on: date) -> tuple[Line, ...]:
    """When an electronic message that nobody downloaded counts as served (C12); `seven` are its days as they are
    read, so `due_on` is where they end with or without being moved."""
    text = gettext(
        "Sent electronically on %(sent)s and not downloaded within seven days: it counts as served on %(served)s "
        "(%(source)s)."
    ) % {"sent": day(seven.start), "served": day(served_on), "source": source("C12")}
    if seven.skipped:
        moved = gettext("The seven days end on %(last)s, which is no working day: they are moved to %(due)s.")
    else:
        moved = gettext("The seven days end on %(last)s and are not moved.")
    ends = moved % {"last": day(seven.ends_on), "due": day(seven.due_on)}
    return (Line("C12", text), Line("C12", ends), *_doubts(["C12"]))


def session_steps(ends_on: date, sitting: Sitting | None) -> tuple[Line, ...]:
    """How the session of a collective body follows the period; without a `sitting` none was called yet."""
    if sitting is None:
        words = gettext(
            "A collective body decides at its first session after the end of the period, %(end)s; the day of that "
            "session is the last one (%(source)s). Until it is known the end of the period holds."
        )
    elif sitting.wait:
        return _put_off(sitting, sitting.wait)
    elif sitting.counts:
        words = gettext(
            "A collective body decides at its first session after the end of the period: the period ends on %(end)s, "
            "the session is on %(session)s (%(source)s)."
        )
    else:
        words = gettext(
            "The session on %(session)s is within the period, which now ends on %(end)s: the end of the period holds "
            "until a later session is called (%(source)s)."
        )
    places = {"end": day(ends_on), "session": day(sitting.held_on) if sitting else "", "source": source("A6")}
    told = [words % places, gettext("A session on %(end)s or before it is still within the period.") % places]
    if sitting and sitting.counts and not sitting.is_working:
        told.append(gettext("The day of a session is never moved, although %(session)s is no working day.") % places)
    return (*(Line("A6", text) for text in told), *_doubts(["A6"]))


def _put_off(sitting: Sitting, wait: Count) -> tuple[Line, ...]:
    """The clock stood over the day of the session."""
    words = gettext(
        "The period ended on %(end)s and the session on %(session)s was awaited; the clock stood on that day, so the "
        "body could not decide at it. Days left until it when the clock stopped: %(left)d; they run on and end on "
        "%(due)s. That day holds until the session is called anew (%(source)s)."
    ) % {
        "end": day(sitting.ends_on),
        "session": day(sitting.held_on),
        "left": wait.pauses[-1].left,
        "due": day(sitting.due_on),
        "source": source("A6"),
    }
    return (Line("A6", words), *_doubts(["A6", "C9"]))


def posted_in_time() -> Line:
    """Until when on the last day an act is in time (C6)."""
    text = gettext(
        "What is posted or sent electronically is in time until 24:00 on the last day; what must be done in person, "
        "until the office closes (%(source)s)."
    )
    return Line("C6", text % {"source": source("C6")})


def period(value: Period) -> str:
    """`14 days`, `14 дни`."""
    n = value.amount
    words = {
        Unit.HOURS: ngettext("%(n)d hour", "%(n)d hours", n),
        Unit.DAYS: ngettext("%(n)d day", "%(n)d days", n),
        Unit.WORKING_DAYS: ngettext("%(n)d working day", "%(n)d working days", n),
        Unit.WEEKS: ngettext("%(n)d week", "%(n)d weeks", n),
        Unit.MONTHS: ngettext("%(n)d month", "%(n)d months", n),
        Unit.YEARS: ngettext("%(n)d year", "%(n)d years", n),
    }
    return words[value.unit] % {"n": n}


def day(value: date) -> str:
    """`понеделник, 16 ноември 2026 г.`, `Monday, 16 November 2026`."""
    if get_language() == "bg":
        # Bulgarian writes months small; the framework's catalogue has them large.
        return date_format(value, "l, j F Y г.").lower()
    return date_format(value, "l, j F Y")


def moment(value: datetime) -> str:
    """A day with hour and minute; the value is local time already."""
    return f"{day(value)}, {value:%H:%M}"


def source(code: str) -> str:
    """Act and article of a convention."""
    convention = conventions_of(country_here())[code]
    return convention.source_en if get_language() == "en" else convention.source


def reason(why: Reason) -> str:
    """The name of a day off; for an ordinary Saturday or Sunday that word."""
    if why.code == "saturday":
        return gettext("Saturday")
    if why.code == "sunday":
        return gettext("Sunday")
    return why.name_en if get_language() == "en" and why.name_en else why.name


def _told(code: str, counted: Count) -> str:
    places = {
        "start": day(counted.start),
        "first": day(counted.start + timedelta(days=1)),
        "last": day(counted.ends_on),
        "due": day(counted.due_on),
        "source": source(code),
    }
    return _words(code, counted) % places


def _words(code: str, counted: Count) -> str:
    if code == "C4":
        return gettext(
            "The last day, %(last)s, is not a working day: the period ends on the next working day, %(due)s "
            "(%(source)s)."
        )
    if counted.pauses:
        return gettext("The day of the event itself is not counted: counting begins on %(first)s (%(source)s).")
    if code == "C8":
        return gettext("Only working days after %(start)s are counted; the last one is %(last)s (%(source)s).")
    if code == "C2":
        return gettext(
            "The day of the event itself is not counted: the first day is %(first)s, the last one is %(last)s "
            "(%(source)s)."
        )
    if counted.period.unit is Unit.WEEKS:
        return gettext("A period of weeks from %(start)s ends on the same day of the week: %(last)s (%(source)s).")
    return gettext(
        "A period of months or years from %(start)s ends on the same date, or on the last day of a month that has "
        "no such date: %(last)s (%(source)s)."
    )


def _paused(pause: Pause) -> str:
    if pause.stop.counts:
        words = gettext(
            "The period stood still from %(stopped)s and goes on on %(resumed)s, which is counted itself. Days used "
            "before: %(used)d; days left: %(left)d (%(source)s)."
        )
    else:
        words = gettext(
            "The period stood still from %(stopped)s and goes on from the day after %(resumed)s. Days used before: "
            "%(used)d; days left: %(left)d (%(source)s)."
        )
    return words % {
        "stopped": day(pause.stop.stopped_on),
        "resumed": day(pause.stop.resumed_on),
        "used": pause.used,
        "left": pause.left,
        "source": source("C9"),
    }


def _skipped(on: date, why: Reason) -> str:
    """An ordinary Saturday needs no word beside its weekday."""
    return f"{day(on)} ({reason(why)})" if why.name else day(on)


def _doubts(codes: Iterable[str]) -> Iterator[Line]:
    """A line for each convention used, or rested on, that no lawyer has confirmed."""
    conventions = conventions_of(country_here())
    named = dict.fromkeys(name for code in codes for name in (conventions[code].rests_on, code) if name)
    for code in named:
        if conventions[code].confirmed:
            continue
        if code == "C1":
            words = gettext("That these rules hold here is not yet confirmed by a lawyer: %(source)s.")
        else:
            words = gettext("This reading is not yet confirmed by a lawyer: %(source)s.")
        yield Line(code, words % {"source": source(code)})
