"""Verbs that change the working calendar."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.time.calendar_file import NationalDay, shipped
from chinar.foundation.time.changes import announce_everywhere, announce_here
from chinar.foundation.time.models import CalendarDay, LocalDay

COUNTRY = "BG"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many days of the calendar were added, changed and taken out."""

    added: int
    changed: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@transaction.atomic
def load_calendar(*, by: Actor, at: datetime, days: Iterable[NationalDay] | None = None) -> Loaded:
    """Brings the installation's table to the shipped calendar (or to `days`), for the years that stand in it.

    What the operator entered with an act stays. Doing it again changes nothing and writes nothing.
    """
    wanted = {day.date: day for day in (shipped() if days is None else days)}
    years = {day.year for day in wanted}
    found = {row.date: row for row in CalendarDay.objects.filter(country=COUNTRY, date__year__in=years)}
    new = [
        CalendarDay(**asdict(day), country=COUNTRY, entered_at=at, entered_by_id=by.account_id)
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
        record("calendar.loaded", by=by, at=at, subject=COUNTRY, subject_kind="calendar", facts=facts)
        announce_everywhere(by=by, at=at)
    return loaded


@transaction.atomic
def declare_national_day(day: NationalDay, *, act: str, by: Actor, at: datetime) -> CalendarDay:
    """Enters a decision of the government about one day, in place of what the calendar said of it."""
    if not act.strip():
        raise ValueError("a declared day needs the number of the act")
    values = {**asdict(day), "act": act.strip(), "entered_at": at, "entered_by_id": by.account_id}
    row, _ = CalendarDay.objects.update_or_create(country=COUNTRY, date=values.pop("date"), defaults=values)
    facts = {"date": day.date.isoformat(), "kind": day.kind.value, "act": row.act}
    record("calendar.national_day_declared", by=by, at=at, subject=COUNTRY, subject_kind="calendar", facts=facts)
    announce_everywhere(by=by, at=at)
    return row


@transaction.atomic
def declare_local_day(
    on: date, *, name: str, act: str, by: Actor, at: datetime, place: str = "", name_en: str = "", working: bool = False
) -> LocalDay:
    """Enters a council's decision about one day in the municipality in scope (ЗМСМА чл. 21 ал. 1 т. 23).

    `place` is an EKATTE or mayoralty code, empty for the whole municipality. A second decision about the same
    day and place takes the place of the first; the journal keeps both.
    """
    if not act.strip():
        raise ValueError("a local day needs the number of the act")
    row: LocalDay
    row, _ = LocalDay.objects.update_or_create(
        date=on,
        place=place,
        defaults={
            "name": name,
            "name_en": name_en,
            "working": working,
            "act": act.strip(),
            "entered_on": localtime(at).date(),
        },
    )
    facts = {"date": on.isoformat(), "place": place, "working": "yes" if working else "no", "act": row.act}
    record("calendar.local_day_declared", by=by, at=at, subject=on.isoformat(), subject_kind="calendar", facts=facts)
    announce_here(by=by, at=at)
    return row
