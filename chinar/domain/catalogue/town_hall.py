"""The town hall from its own data: departments in their order, what each decides, who leads, where one finds it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from chinar.domain.catalogue.models import DepartmentText, ServiceVersion
from chinar.foundation.offices.queries import OfficeNow, offices_at
from chinar.foundation.offices.rules import Span
from chinar.foundation.people.abilities import ROLE_NAMES
from chinar.foundation.people.models import Role
from chinar.foundation.territory.models import Department

LEADING = ("mayor", "secretary", "head", "deputy")
"""Roles whose holders the page names (ЗДОИ чл. 15 ал. 1 т. 1), in this order."""


@dataclass(slots=True)
class Unit:
    """A department, `depth` steps below the town hall."""

    department: Department
    depth: int
    text: DepartmentText | None
    services: list[ServiceVersion] = field(default_factory=list)
    leaders: list[tuple[str, str]] = field(default_factory=list)
    """(role in words, name)"""
    offices: list[OfficeNow] = field(default_factory=list)


def town_hall(*, now: datetime) -> list[Unit]:
    """Every department that stands, each after the one above it. `now` is local time without a zone. Seven queries,
    however many departments and services there are."""
    texts = {text.department_id: text for text in DepartmentText.objects.published_rows()}
    ordered = in_order(Department.objects.current().order_by("name"))
    units = {one.pk: Unit(one, depth, texts.get(one.pk)) for one, depth in ordered}
    for version in ServiceVersion.objects.published_rows().select_related("service").order_by("name"):
        if version.service.department_id in units:
            units[version.service.department_id].services.append(version)
    for seen in offices_at(now):
        if seen.office.department_id in units:
            units[seen.office.department_id].offices.append(seen)
    _name_leaders(units, on=now.date())
    return list(units.values())


def open_days(seen: OfficeNow) -> list[tuple[date, date, list[Span]]]:
    """(first day, last day, hours) of each run of days with the same hours; days on which it is closed are left out."""
    runs: list[tuple[date, date, list[Span]]] = []
    for day, spans in seen.week():
        if not spans:
            continue
        first, last, hours = runs[-1] if runs else (day, day, [])
        goes_on = bool(runs) and (day - last).days == 1 and _times(hours) == _times(spans)
        runs[-1:] = [(first, day, hours)] if goes_on else [*runs[-1:], (day, day, spans)]
    return runs


def _times(spans: list[Span]) -> list[tuple[time, time]]:
    return [(span.opens, span.closes) for span in spans]


def in_order(departments: Iterable[Department]) -> list[tuple[Department, int]]:
    """Those without one above them first, below each its own; with the depth. None is left out, even in a ring."""
    known = list(departments)
    here = {one.pk for one in known}
    below: dict[int | None, list[Department]] = defaultdict(list)
    for one in known:
        below[one.parent_id if one.parent_id in here else None].append(one)
    found: dict[int, tuple[Department, int]] = {}
    _walk(below, None, 0, found)
    rest = [(one, 0) for one in known if one.pk not in found]
    return [*found.values(), *rest]


def _walk(
    below: dict[int | None, list[Department]], above: int | None, depth: int, found: dict[int, tuple[Department, int]]
) -> None:
    for one in sorted(below[above], key=lambda one: one.kind != Department.Kind.TOWN_HALL):
        if one.pk not in found:
            found[one.pk] = (one, depth)
            _walk(below, one.pk, depth + 1, found)


def _name_leaders(units: dict[int, Unit], *, on: date) -> None:
    """Who leads a department stands with it; who leads all, with the town hall."""
    roles = [role for role in Role.objects.filter(role__in=LEADING).select_related("account") if role.is_valid(on=on)]
    top = next(iter(units), 0)
    for role in sorted(roles, key=lambda role: (LEADING.index(role.role), role.account.name)):
        place = role.department_id or top
        if place in units and role.account.is_active:
            units[place].leaders.append((str(ROLE_NAMES[role.role]), role.account.name))
