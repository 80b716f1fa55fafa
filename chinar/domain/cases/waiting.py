"""What waits for the municipality, of every sort, by due date: matters, and what is no matter and owed all the same.

A sort is a `Source`, registered by the module that keeps it (docs/decisions/0016). The page of all of them is one
statement, whatever their number: each gives the first of its own, and the first of these are shown.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import BigIntegerField, Count, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.timezone import localtime

from chinar.domain.cases import kinds
from chinar.domain.cases.access import User
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Phase, Section, section_of
from chinar.foundation.core.content import words
from chinar.foundation.core.lanes import Lane, read_together

MOST = 100
Rows = QuerySet[Any] | None


@dataclass(frozen=True, slots=True)
class Source:
    """One sort of what waits. `rows` are those that a reader may see and do something about: of matters from which they
    are kept away there is none; with `mine` only their own and what is nobody's. None for who has no part in it.

    The others are look-ups from a row: since when, until when, by what its `page` knows it, of which matter it is;
    what is of no matter says in `detail` what it is, and in `whose` who answers.
    """

    code: str
    name: str | Promise
    rows: Callable[[User, date, bool], Rows]
    page: str
    since: str
    due: str = ""
    argument: str = "number"
    ref: str = "case__number"
    case: str = "case"
    detail: str = ""
    whose: str = ""
    each: Sequence[str] = ("",)
    """What stands in the place of lanes.EACH in `rows`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits. `case` is None for what is of no matter."""

    source: Source
    since: datetime
    due_on: date | None
    ref: str
    case: Case | None
    detail: str
    whose: str

    @property
    def arguments(self) -> dict[str, str]:
        return {self.source.argument: self.ref} if self.source.argument else {}

    @property
    def title(self) -> str:
        return kinds.title_of(self.case) if self.case else self.detail

    @property
    def received(self) -> str:
        return f"{localtime(self.since):%d.%m.%Y}"

    @property
    def who(self) -> str:
        """The official, or the department whose it is."""
        if self.case is None:
            return self.whose
        return self.case.handler.name if self.case.handler else words(self.case.department, "name")


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.code] = source


def registered() -> tuple[Source, ...]:
    return tuple(_sources.values())


def lines(user: User, *, on: date, mine: bool = False, only: str = "", most: int = MOST) -> list[Line]:
    """The first by due date, then by how long they wait; two queries besides those by which access is known."""
    wanted = [source for source in _sources.values() if only in ("", source.code)]
    lanes = [(_lane(source, rows, most), source.each) for source, rows in _reached(wanted, user, on, mine)]
    found = sorted((_read(row) for row in read_together(lanes)), key=lambda row: (row[1] or date.max, row[2], row[3]))
    shown = found[:most]
    cases = {case.pk: case for case in kinds.read({row[4]: row[5] for row in shown if row[4]})}
    return [
        Line(_sources[code], since, due_on, ref, cases.get(pk), detail, whose)
        for code, due_on, since, ref, pk, _kind, detail, whose in shown
        if pk is None or pk in cases
    ]


def counts(user: User, *, on: date, mine: bool = False, without: Collection[str] = ()) -> Mapping[Source, int]:
    """How many of each sort wait, without those of which there is none; one query besides those of access."""
    wanted = [source for source in _sources.values() if source.code not in without]
    lanes = [(_count(source, rows), source.each) for source, rows in _reached(wanted, user, on, mine)]
    found: dict[str, int] = {}
    for code, n in read_together(lanes):
        found[code] = found.get(code, 0) + n
    return {source: found[source.code] for source in wanted if found.get(source.code)}


def under_headings(listed: Sequence[Line], *, today: date) -> list[tuple[Section | None, list[Line]]]:
    """The lines as they stand by their days; what has no day stands last."""
    grouped: dict[Section | None, list[Line]] = {section: [] for section in (*Section, None)}
    for line in listed:
        grouped[section_of(Phase.RECEIVED, line.due_on, today=today) if line.due_on else None].append(line)
    return [(section, under) for section, under in grouped.items() if under]


def _reached(wanted: Iterable[Source], user: User, on: date, mine: bool) -> list[tuple[Source, QuerySet[Any]]]:
    asked = ((source, source.rows(user, on, mine)) for source in wanted)
    return [(source, rows) for source, rows in asked if rows is not None]


def _lane(source: Source, rows: QuerySet[Any], most: int) -> Lane:
    """No column is converted where an index gives it in order."""
    case = f"{source.case}__" if source.case not in ("", "pk") else ""
    columns = {
        "line_code": Cast(Value(source.code), TextField()),
        "line_due": F(source.due) if source.due else Cast(Value(None), DateField()),
        "line_since": F(source.since),
        "line_ref": Cast(F(source.ref), TextField()) if source.ref else Cast(Value(""), TextField()),
        "line_case": F(f"{case}id") if source.case else Cast(Value(None), BigIntegerField()),
        "line_kind": Cast(F(f"{case}kind"), TextField()) if source.case else Cast(Value(""), TextField()),
        "line_detail": Cast(F(source.detail), TextField()) if source.detail else Cast(Value(""), TextField()),
        "line_whose": Cast(F(source.whose), TextField()) if source.whose else Cast(Value(""), TextField()),
    }
    ordered = rows.order_by(source.due or source.since, "pk")
    lane: Lane = ordered.annotate(**columns).values_list(*columns)[: most + 1]
    return lane


def _count(source: Source, rows: QuerySet[Any]) -> Lane:
    coded = rows.order_by().annotate(line_code=Cast(Value(source.code), TextField())).values("line_code")
    lane: Lane = coded.annotate(line_n=Count("pk", distinct=True)).values_list("line_code", "line_n")
    return lane


def _read(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Days and moments as themselves: SQLite keeps them as text, moments in UTC."""
    code, due_on, since, *rest = row
    if isinstance(due_on, str):
        due_on = date.fromisoformat(due_on[:10])
    if isinstance(since, str):
        since = datetime.fromisoformat(since)
    if since.tzinfo is None:
        since = since.replace(tzinfo=UTC)
    return code, due_on, since, *rest
