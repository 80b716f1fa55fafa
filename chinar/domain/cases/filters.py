"""What a worklist shows: chosen by words in its address, so that it can be kept, sent on and come back to."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q

from chinar.domain.cases import kinds
from chinar.domain.cases.access import Reader
from chinar.domain.cases.models import Case
from chinar.domain.cases.models.case import CaseQuerySet
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.standing_in import Theirs

SHOWS = ("all", "mine", "department", "free", "decided")
DUES = ("overdue", "today", "week")
RUNNING = (Phase.RECEIVED, Phase.IN_PROGRESS)


class Selection(NamedTuple):
    """For whom and on which day a list is read: which matters are the reader's, which departments their own, where the
    list asks for it; `week_ends` is the last day of this week."""

    reader: Reader
    theirs: Theirs | None
    own: tuple[int, ...]
    today: date
    week_ends: date


class Typed(NamedTuple):
    """What of a filter is a value and not a choice among few."""

    handler: int | None
    department: int | None
    since: date | None
    until: date | None
    subject: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """`state` and `service` are written `kind.code`; `due` moves with the day, `since` and `until` are days.

    What is malformed in an address counts as not said; the page tells in words what it shows.
    """

    show: str = "all"
    kind: str = ""
    state: str = ""
    service: str = ""
    channel: str = ""
    due: str = ""
    handler: int | None = None
    department: int | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def read(cls, address: Mapping[str, Any]) -> "Filter":
        typed = {field.name: str(address.get(field.name, "")) for field in fields(cls)}
        return cls(
            show=_one_of(typed["show"], SHOWS) or "all",
            kind=_one_of(typed["kind"], [kind.code for kind in kinds.registered()]),
            state=_one_of(typed["state"], states()),
            service=typed["service"] if _names_subject(typed["service"]) else "",
            channel=_one_of(typed["channel"], Case.Channel.values),
            due=_one_of(typed["due"], DUES),
            handler=_number(typed["handler"]),
            department=_number(typed["department"]),
            since=_day(typed["since"]),
            until=_day(typed["until"]),
        )

    def query(self, **changes: Any) -> str:
        """As it stands in an address, "" for the whole list."""
        chosen = replace(self, **changes)
        said = {field.name: getattr(chosen, field.name) for field in fields(chosen)}
        return urlencode({name: value for name, value in said.items() if value and (name, value) != ("show", "all")})

    @property
    def narrows(self) -> bool:
        """Whether anything besides the choice of the list itself is said."""
        return bool(self.query(show="all"))

    @property
    def phases(self) -> tuple[Phase, ...]:
        """In which the matters stand. Who asks for days asks for what runs: what waits is due on no day."""
        if self.show == "decided":
            return (Phase.DECIDED,)
        asks_for_days = bool(self.due or self.since or self.until)
        open_now = RUNNING if asks_for_days else (*RUNNING, Phase.WAITING)
        if not self.state:
            return open_now
        kind, _, code = self.state.partition(".")
        return tuple(phase for phase in open_now if phase == kinds.by_code(kind).state(code).phase)

    @property
    def typed(self) -> Typed:
        subject = self.service.partition(".")[2]
        return Typed(self.handler or None, self.department or None, self.since, self.until, subject or None)

    def filled(self, typed: Typed) -> "Filter":
        """The same choices with other values; of what is asked only the kind stays."""
        kind = self.service.partition(".")[0]
        service = f"{kind}.{typed.subject}" if typed.subject else kind
        return replace(
            self,
            handler=typed.handler,
            department=typed.department,
            since=typed.since,
            until=typed.until,
            service=service,
        )

    def matching(self, who: Selection) -> CaseQuerySet:
        """Of the cases that the reader may see, those that it shows, whatever their phase."""
        return who.reader.cases().filter(self._whose(who), self._what(), self._when(who))

    def _whose(self, who: Selection) -> Q:
        whose = who.theirs.as_condition() if self.show == "mine" and who.theirs else Q()
        if self.show == "department":
            whose &= Q(department__in=who.own)
        if self.show == "free":
            whose &= Q(handler=None)
        if self.handler:
            whose &= Q(handler=self.handler)
        if self.department:
            whose &= Q(department=self.department)
        return whose

    def _what(self) -> Q:
        what = Q()
        if self.kind:
            what &= Q(kind=self.kind)
        if self.state:
            kind, _, code = self.state.partition(".")
            what &= Q(kind=kind, state=code)
        if self.service:
            kind, _, code = self.service.partition(".")
            what &= Q(kind=kind, subject=code)
        if self.channel:
            what &= Q(channel=self.channel)
        return what

    def _when(self, who: Selection) -> Q:
        when = {
            "overdue": Q(due_on__lt=who.today),
            "today": Q(due_on=who.today),
            "week": Q(due_on__gt=who.today, due_on__lte=who.week_ends),
        }.get(self.due, Q())
        if self.since:
            when &= Q(due_on__gte=self.since)
        if self.until:
            when &= Q(due_on__lte=self.until)
        return when


def states() -> dict[str, str]:
    """`kind.state` -> words, for the states in which an official has something to do."""
    return {
        f"{kind.code}.{state.code}": f"{kind.name}: {state.for_official}"
        for kind in kinds.registered()
        for state in kind.states
        if state.phase in (*RUNNING, Phase.WAITING)
    }


def subjects() -> dict[str, str]:
    """`kind.code` of what can be asked -> its name; one query for each kind that has such."""
    return {
        f"{kind.code}.{code}": name
        for kind in kinds.registered()
        if kind.subject
        for code, name in kind.subject_names().items()
    }


def subject_name(service: str) -> str:
    """What is asked, as `kind.code`, in words; the words themselves where nobody knows them. One query."""
    kind, _, code = service.partition(".")
    return kinds.by_code(kind).subject_names(code).get(code, service)


def _names_subject(service: str) -> bool:
    """Whether the words name a kind that is told apart by what is asked, and something that can be asked."""
    code, _dot, rest = service.partition(".")
    return any(kind.code == code and kind.subject for kind in kinds.registered()) and 0 < len(rest) <= 80


def _one_of(typed: str, known: Any) -> str:
    return typed if typed in known else ""


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if date(1900, 1, 1) <= day <= date(2900, 1, 1) else None


def month_of(day: date) -> tuple[date, date]:
    """Its first and its last day."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
