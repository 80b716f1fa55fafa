"""How a matter gets its number, its clock and its parties. A kind's own action calls this in its own transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases import law_here
from chinar.domain.cases.kinds import Kind
from chinar.domain.cases.models import Case, Counter, LedgerEntry, Party
from chinar.domain.cases.numbering.actions import wait_for_number
from chinar.domain.cases.numbering.connecting import numbers_come_from_outside
from chinar.domain.cases.rules import Phase, Step, due, registration_number
from chinar.foundation.core.actor import Actor
from chinar.foundation.offices.models import Office
from chinar.foundation.people.models.presence import be_present
from chinar.foundation.territory.models import Department
from chinar.foundation.time.queries import calendar_for, started_here
from chinar.foundation.time.rules import Hours, Period


@dataclass(frozen=True, slots=True)
class NewCase:
    """What the spine must know of a matter to register it. `parties` are unsaved rows without a case."""

    kind: Kind
    received_at: datetime
    channel: str
    department: Department
    legal_period: str
    period: Period
    hours: Hours
    parties: Sequence[Party]
    key: str
    office: Office | None = None
    subject: str = ""
    """Code of what is asked, where the kind has such (Kind.subject)."""


@transaction.atomic
def register_case(new: NewCase, *, by: Actor) -> Case:
    """Gives the number, starts the clock and writes who is party to it.

    From here on other registrations of the same register wait for the end of the transaction: look everything up
    before, and write only the kind's own rows after. Raises NoLegalPeriod, NoCalendar.
    """
    received = localtime(new.received_at)
    calendar = calendar_for(years=range(received.year - 1, received.year + 3))
    start = started_here(received, new.hours, calendar)
    law_here.in_force(new.legal_period, on=received.date())
    first = LedgerEntry(
        step=Step.STARTED, on=start.day, at=new.received_at, by_id=by.account_id, ground=start.convention
    )
    due_on = due([first.as_entry()], new.period, calendar).due_on

    waits = numbers_come_from_outside()

    allotted = allot_number(new.kind.register, received.date())
    case: Case = Case.objects.create(
        kind=new.kind.code,
        number=allotted.number,
        counter=allotted.counter,
        sequence=allotted.sequence,
        key=new.key,
        subject=new.subject,
        channel=new.channel,
        received_at=new.received_at,
        legal_period=new.legal_period,
        period=str(new.period),
        phase=Phase.RECEIVED,
        state=new.kind.states[0].code,
        department=new.department,
        office=new.office,
        due_on=due_on,
    )
    first.case = case
    first.save()
    for party in new.parties:
        party.case = case
    Party.objects.bulk_create(new.parties)
    be_present([party.account_id for party in new.parties if party.account_id], case.municipality_id)
    if waits:
        wait_for_number(case, at=new.received_at)
    return case


@dataclass(frozen=True, slots=True)
class Allotted:
    """A number taken from a register, and its sequence within the year that the counter counts."""

    number: str
    sequence: int
    counter: Counter


def allot_number(register: int, on: date) -> Allotted:
    """The next number of a register in the municipality in scope; given back if the transaction fails."""
    counter = _locked_counter(register, on.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return Allotted(registration_number(register, counter.last, on), counter.last, counter)


def _locked_counter(register: int, year: int) -> Counter:
    counter: Counter | None = Counter.objects.select_for_update().filter(register=register, year=year).first()
    if counter is None:
        Counter.objects.get_or_create(register=register, year=year)
        counter = Counter.objects.select_for_update().get(register=register, year=year)
    return counter
