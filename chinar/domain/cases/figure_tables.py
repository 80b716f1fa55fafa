"""The tables of figures, for officials and, folded, for everybody. Reads only what the worker has counted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import CharField, F, Max, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chinar.domain.cases import kinds
from chinar.domain.cases.anonymity import OTHERS, Cell, folded, shown_groups
from chinar.domain.cases.figures import MEASURED, OPEN, Count, Figures, Standing, summed
from chinar.domain.cases.models import Case, PublicMinimum, Tally
from chinar.domain.cases.models.tally import USUAL
from chinar.foundation.core.content import words
from chinar.foundation.offices.models import Office
from chinar.foundation.territory.models import Department


@dataclass(frozen=True, slots=True)
class Line:
    """One group of a table, with its name in the reader's language."""

    code: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of one cut: by department, by service, by office or channel, by month."""

    code: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """All that a page of figures shows; `total` is None when there are too few matters to be shown."""

    total: Figures | None
    cuts: tuple[Table, ...]
    counted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Period:
    """Months from `since` to before `until`."""

    since: date
    until: date


def year_of(year: int, quarter: int = 0) -> Period:
    """A calendar year, or one quarter (1-4) of it."""
    if quarter:
        month = 3 * quarter - 2
        return Period(date(year, month, 1), date(year + month // 10, (month + 3 - 1) % 12 + 1, 1))
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def finished(year: int, *, on: date) -> Period:
    """The quarters of a year that are over: what is still running would let two days be subtracted."""
    this_quarter = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    return Period(date(year, 1, 1), min(date(year + 1, 1, 1), max(this_quarter, date(year, 1, 1))))


# A cut: its code, and what the database groups by. Where a matter was filed is its office, or else its channel.
CUTS = ("department", "subject", "office", "month")
_GROUPED_BY = {
    "department": F("department_id"),
    "subject": Concat(F("kind"), Value(":"), F("subject"), output_field=CharField()),
    "office": models.Case(
        When(office__isnull=False, then=Concat(Value("at:"), Cast("office_id", CharField()), output_field=CharField())),
        default=F("channel"),
        output_field=CharField(),
    ),
    "month": F("month_on"),
}


def years(*, on: date) -> list[int]:
    """Years of which there are figures, newest first; what is due after this one has none yet."""
    begun = Tally.objects.filter(month_on__lte=on)
    months = begun.order_by("-month_on").values_list("month_on", flat=True).distinct()
    return sorted({month.year for month in months}, reverse=True)


def public_minimum() -> int:
    return PublicMinimum.objects.values_list("n", flat=True).first() or USUAL


def tables_for(period: Period, *, departments: Iterable[int] | None) -> Tables:
    """What an official reads; `departments` are those that their role reaches, None for all. Seven queries."""
    measured, load = _tallies(period), Tally.objects.filter(standing__in=OPEN)
    if departments is not None:
        measured = measured.filter(department__in=list(departments))
        load = load.filter(department__in=list(departments))
    cuts = tuple(_table(cut, _counts(cut, measured), _load(cut, load)) for cut in CUTS)
    total = Figures()
    for line in cuts[0].lines:
        total.include(line.figures)
    return Tables(total, cuts, _counted_at())


def public_tables(period: Period) -> Tables:
    """What everybody reads: small groups folded (anonymity.py), and nothing at all when there is too little."""
    measured = _tallies(period)
    allowed = shown_groups(_cells(measured), minimum=public_minimum())
    if allowed is None:
        return Tables(None, (), _counted_at())
    load = Tally.objects.filter(standing__in=OPEN)
    cuts = []
    for cut, shown in zip(CUTS, allowed, strict=True):
        counts = ((folded(group, shown), count) for group, count in _counts(cut, measured))
        open_now = ((folded(group, shown), count) for group, count in _load(cut, load))
        cuts.append(_table(cut, counts, open_now))
    total = Figures()
    for line in cuts[0].lines:
        total.include(line.figures)
    return Tables(total, tuple(cuts), _counted_at())


def figures_by_subject(period: Period) -> dict[str, Figures]:
    """`kind:code of what was asked` -> its figures, of the whole town hall."""
    return summed(_counts("subject", _tallies(period)))


def subject_names() -> dict[str, str]:
    """`kind:code` -> what it is called."""
    return _subjects()


def _tallies(period: Period) -> QuerySet[Tally]:
    rows: QuerySet[Tally] = Tally.objects.filter(
        month_on__gte=period.since, month_on__lt=period.until, standing__in=MEASURED
    )
    return rows


def _counts(cut: str, tallies: QuerySet[Tally]) -> list[tuple[str, Count]]:
    rows = tallies.annotate(group=_GROUPED_BY[cut]).values_list("group", "standing", "taken", "late")
    return [
        (str(group), Count(Standing(standing), taken, late, n))
        for group, standing, taken, late, n in rows.annotate(sum=Sum("n")).order_by()
    ]


def _load(cut: str, tallies: QuerySet[Tally]) -> list[tuple[str, Count]]:
    """The open workload of today, which has no month; owed ones of the period are counted as measured already."""
    if cut == "month":
        return []
    rows = tallies.annotate(group=_GROUPED_BY[cut]).values_list("group").annotate(sum=Sum("n")).order_by()
    return [(str(group), Count(Standing.RUNNING, None, None, n)) for group, n in rows]


def _cells(tallies: QuerySet[Tally]) -> list[Cell]:
    """Everything that is published, cut by all tables at once, in slices of a quarter."""
    rows = tallies.annotate(asked=_GROUPED_BY["subject"], place=_GROUPED_BY["office"])
    placed = rows.values_list("department_id", "asked", "place", "month_on")
    return [
        Cell((str(department), asked, place, str(month)), f"{month.year}-{(month.month - 1) // 3}", n)
        for department, asked, place, month, n in placed.annotate(sum=Sum("n")).order_by()
    ]


def _table(cut: str, counts: Iterable[tuple[str, Count]], load: Iterable[tuple[str, Count]]) -> Table:
    groups = summed(counts)
    for group, count in load:
        groups.setdefault(group, Figures()).workload += count.n
    named = _NAMES[cut]()
    lines = [Line(group, named.get(group, group) if group else _("others"), groups[group]) for group in groups]
    if cut == "month":
        lines = [Line(line.code, _month(line.code), line.figures) for line in lines]
        lines.sort(key=lambda line: (line.code == OTHERS, line.code))
    else:
        lines.sort(key=lambda line: (line.code == OTHERS, -line.figures.n, line.name))
    return Table(cut, _title(cut), tuple(lines))


def _title(cut: str) -> str:
    return {
        "department": _("By department"),
        "subject": _("By service"),
        "office": _("By where it was filed"),
        "month": _("By month in which the decision was due"),
    }[cut]


def _month(code: str) -> str:
    if not code:
        return _("others")
    month = date_format(date.fromisoformat(code), "F Y")
    return month.lower() if get_language() == "bg" else month


def _departments() -> dict[str, str]:
    return {str(row.pk): words(row, "name") for row in Department.objects.all()}


def _places() -> dict[str, str]:
    """Offices by their names, and how else a matter can come in."""
    channels = {code: str(name) for code, name in Case.Channel.choices}
    return {**channels, **{f"at:{row.pk}": words(row, "name") for row in Office.objects.all()}}


def _subjects() -> dict[str, str]:
    """A kind that is not divided further stands under its own name."""
    names = {}
    for kind in kinds.registered():
        names[f"{kind.code}:"] = str(kind.name)
        names.update({f"{kind.code}:{code}": name for code, name in kind.subject_names().items()})
    return names


_NAMES: dict[str, Callable[[], dict[str, str]]] = {
    "department": _departments,
    "subject": _subjects,
    "office": _places,
    "month": dict,
}


def _counted_at() -> datetime | None:
    counted: datetime | None = Tally.objects.aggregate(at=Max("counted_at"))["at"]
    return counted
