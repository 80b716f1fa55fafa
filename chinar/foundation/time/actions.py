"""Verbs that change the working calendar."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.territory.towns import BULGARIA
from chinar.foundation.time.calendar_file import NationalDay, shipped
from chinar.foundation.time.changes import Moved, announce_everywhere, announce_here
from chinar.foundation.time.models import CalendarDay, LocalDay, ReadingChoice
from chinar.foundation.time.readings import question_of


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many days of the calendar were added, changed and taken out."""

    added: int
    changed: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@transaction.atomic
def load_calendar(
    *, by: Actor, at: datetime, days: Iterable[NationalDay] | None = None, country: str = BULGARIA
) -> Loaded:
    """Brings the installation's table to the shipped calendar (or to `days`), for the years that stand in it.

    What the operator entered with an act stays. Doing it again changes nothing and writes nothing.
    """
    wanted = {day.date: day for day in (shipped(country) if days is None else days)}
    years = {day.year for day in wanted}
    found = {row.date: row for row in CalendarDay.objects.filter(country=country, date__year__in=years)}
    new = [
        CalendarDay(**asdict(day), country=country, entered_at=at, entered_by_id=by.account_id)
        for day in wanted.values()
        if day.date not in found
    ]
    changed = [row for row in found.values() if not row.act and row.date in wanted and row.as_day() != wanted[row.date]]
    for row in changed:
        day = wanted[row.date]
        row.name, row.name_en, row.kind, row.entered_at = day.name, day.name_en, day.kind, at
    gone = [row.pk for row in found.values() if not row.act and row.date not in wanted]
    loaded = Loaded(len(new), len(changed), len(gone))
    if loaded:
        CalendarDay.objects.bulk_create(new)
        CalendarDay.objects.bulk_update(changed, ["name", "name_en", "kind", "entered_at"])
        CalendarDay.objects.filter(pk__in=gone).delete()
        facts = {name: str(number) for name, number in asdict(loaded).items()}
        record("calendar.loaded", by=by, at=at, subject=country, subject_kind="calendar", facts=facts)
        announce_everywhere(by=by, at=at)
    return loaded


@transaction.atomic
def declare_national_day(
    day: NationalDay, *, act: str, by: Actor, at: datetime, country: str = BULGARIA
) -> CalendarDay:
    """Enters a decision of the government about one day, in place of what the calendar said of it."""
    if not act.strip():
        raise ValueError("a declared day needs the number of the act")
    values = {**asdict(day), "act": act.strip(), "entered_at": at, "entered_by_id": by.account_id}
    row, _ = CalendarDay.objects.update_or_create(country=country, date=values.pop("date"), defaults=values)
    facts = {"date": day.date.isoformat(), "kind": day.kind.value, "act": row.act}
    record("calendar.national_day_declared", by=by, at=at, subject=country, subject_kind="calendar", facts=facts)
    announce_everywhere(by=by, at=at)
    return row


@dataclass(frozen=True, slots=True)
class NewLocalDay:
    """A council's decision about one day. `place` is an EKATTE or mayoralty code, empty for the whole municipality."""

    date: date
    name: str
    act: str
    place: str = ""
    name_en: str = ""
    working: bool = False


@transaction.atomic
def declare_local_day(day: NewLocalDay, *, by: Actor, at: datetime) -> list[Moved]:
    """Enters a council's decision in the municipality in scope (ЗМСМА чл. 21 ал. 1 т. 23) and tells what it moved.

    A second decision about the same day and place takes the place of the first; the journal keeps both.
    """
    if not day.act.strip():
        raise ValueError("a local day needs the number of the act")
    values = {**asdict(day), "act": day.act.strip(), "entered_on": localtime(at).date()}
    found = {"date": values.pop("date"), "place": values.pop("place"), "withdrawn_at": None}
    LocalDay.objects.update_or_create(**found, defaults=values)
    facts = {
        "date": day.date.isoformat(),
        "place": day.place,
        "working": "yes" if day.working else "no",
        "act": values["act"],
    }
    subject = day.date.isoformat()
    record("calendar.local_day_declared", by=by, at=at, subject=subject, subject_kind="calendar", facts=facts)
    return announce_here(by=by, at=at)


class AlreadyWithdrawn(Exception):
    """The day was withdrawn before; nothing was changed."""


@transaction.atomic
def withdraw_local_day(day: LocalDay, *, why: str, by: Actor, at: datetime) -> list[Moved]:
    """A day that was entered in error counts no more; gives what that moves. Raises AlreadyWithdrawn."""
    if not why.strip():
        raise ValueError("a withdrawal needs a reason")
    values = {"withdrawn_at": at, "withdrawn_by_id": by.account_id, "withdrawn_why": why.strip()}
    if not LocalDay.objects.standing().filter(pk=day.pk).update(**values):
        raise AlreadyWithdrawn(day.date)
    facts = {"date": day.date.isoformat(), "place": day.place, "act": day.act}
    subject = day.date.isoformat()
    record("calendar.local_day_withdrawn", by=by, at=at, subject=subject, subject_kind="calendar", facts=facts)
    return announce_here(by=by, at=at)


@transaction.atomic
def choose_reading(
    convention: str, variant: str, *, valid_from: date, act: str, by: Actor, at: datetime
) -> list[Moved]:
    """In which way a convention is read from a day on; gives what that moves. The choice that holds already, once
    more, changes nothing. Raises LookupError for one that readings.py does not know."""
    question_of(convention).variant(variant)
    if not act.strip():
        raise ValueError("a reading needs the act on which it rests")
    last = ReadingChoice.objects.filter(convention=convention, valid_from=valid_from).last()
    if last and (last.variant, last.act) == (variant, act.strip()):
        return []
    ReadingChoice.objects.create(
        convention=convention,
        variant=variant,
        valid_from=valid_from,
        act=act.strip(),
        entered_at=at,
        entered_by_id=by.account_id,
    )
    facts = {"variant": variant, "from": valid_from.isoformat(), "act": act.strip()}
    record("calendar.reading_chosen", by=by, at=at, subject=convention, subject_kind="calendar", facts=facts)
    return announce_here(by=by, at=at)
