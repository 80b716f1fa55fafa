"""Ratings by service, department and office, citizens and companies apart; groups below five are folded together, so
that no figure points to one person (anonymity.py)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from chinar.domain.cases import kinds
from chinar.domain.cases.anonymity import OTHERS, Cell, shown_groups
from chinar.domain.cases.models import Rating, RatingRequest
from chinar.domain.cases.rating.rules import FEWEST, Distribution
from chinar.foundation.core.content import words
from chinar.foundation.offices.models import Office
from chinar.foundation.territory.models import Department


@dataclass(frozen=True, slots=True)
class Line:
    """One group of a table, or all that are too small to stand by themselves."""

    name: str
    marks: Distribution


@dataclass(frozen=True, slots=True)
class Table:
    """One cut: by service, by department, by office."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Citizens, or companies. How many were asked, answered, and were written down by an official is told however few
    they are; `total` and the tables only from five on."""

    asked: int
    n: int
    by_officials: int
    total: Distribution | None
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    groups: tuple[str, str, str]
    score: int
    is_by_official: bool
    n: int


def ratings_of(year: int, *, departments: Collection[int] | None) -> tuple[Part, Part]:
    """Citizens, then companies; of what was asked in the year, in the departments that the reader's role reaches (None
    for all). A handful of queries, whatever the rows."""
    asked = RatingRequest.objects.filter(asked_at__year=year)
    given = Rating.objects.filter(request__asked_at__year=year)
    if departments is not None:
        asked = asked.filter(department__in=departments)
        given = given.filter(request__department__in=departments)
    how_many = dict(asked.values_list("by_company").annotate(n=Count("id")).order_by())
    rows: dict[bool, list[_Row]] = defaultdict(list)
    of = ("by_company", "request__kind", "service", "request__department", "request__office", "score", "way")
    for by_company, kind, service, department, office, score, way, n in (
        given.values_list(*of).annotate(n=Count("id")).order_by()
    ):
        groups = (f"{kind}:{service}", str(department), str(office or ""))
        rows[by_company].append(_Row(groups, score, way == Rating.Way.OFFICIAL, n))
    names = _names() if rows else ({}, {}, {})
    return _part(rows[False], how_many.get(False, 0), names), _part(rows[True], how_many.get(True, 0), names)


def _part(rows: list[_Row], asked: int, names: tuple[dict[str, str], ...]) -> Part:
    cells = [Cell(row.groups, "", row.n) for row in rows]
    shown = shown_groups(cells, minimum=FEWEST)
    n, by_officials = sum(row.n for row in rows), sum(row.n for row in rows if row.is_by_official)
    if shown is None:
        return Part(asked, n, by_officials, None, ())
    titles = (_("By service"), _("By department"), _("By office"))
    tables = tuple(Table(title, _lines(rows, place, shown[place], names[place])) for place, title in enumerate(titles))
    return Part(asked, n, by_officials, Distribution.sum_of((row.score, row.n) for row in rows), tables)


def _lines(rows: list[_Row], place: int, shown: set[str], names: dict[str, str]) -> tuple[Line, ...]:
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        group = row.groups[place]
        # "At no office" has an empty code too, and is not the group of the folded ones.
        groups[f"={group}" if group in shown else OTHERS].append((row.score, row.n))
    found = [
        Line(names.get(group[1:], _("none in particular")) if group else _("others"), Distribution.sum_of(marks))
        for group, marks in groups.items()
    ]
    return tuple(sorted(found, key=lambda line: (line.name == _("others"), -line.marks.n, line.name)))


def _names() -> tuple[dict[str, str], ...]:
    services: dict[str, str] = {}
    for kind in kinds.registered():
        services.update({f"{kind.code}:{code}": name for code, name in kind.subject_names().items()})
    departments = {str(row.pk): words(row, "name") for row in Department.objects.all()}
    offices = {str(row.pk): words(row, "name") for row in Office.objects.all()}
    return services, departments, offices


def years() -> list[int]:
    """In which somebody was asked, newest first."""
    asked: Any = RatingRequest.objects.dates("asked_at", "year", order="DESC")
    return [day.year for day in asked]
