"""The yearly reports that a law asks for: tables from what the installation has, as data, CSV and PDF."""

import csv
import io
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import CharField, Count, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from chinar.domain.cases import figure_tables, kinds, outcomes
from chinar.domain.cases.exports import no_formula
from chinar.domain.cases.figures import Figures
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.rules import Phase, Step
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import moment
from chinar.foundation.documents.printing import Value as Printed
from chinar.foundation.documents.printing import render
from chinar.foundation.territory.models import Municipality

LAW = Path(__file__).parent / "law"
TYPST = Path(__file__).parent / "typst" / "report.typ"


@dataclass(frozen=True, slots=True)
class Report:
    """A report as its file in law/ describes it. The official form of none of them is known to us: the columns are
    ours, and every page and paper says so."""

    code: str
    title: str
    title_en: str
    source: str
    kinds: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a report: a title, the heads of its columns of numbers, rows of a name and as many numbers."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Row:
    """What is known of one service, or of one kind that is not divided further, in the year."""

    received: int
    channels: dict[str, int]
    figures: Figures
    appealed: int = 0


# Column -> its head and how it is read.
_COLUMNS: dict[str, tuple[Callable[[], str], Callable[[_Row], int | None]]] = {
    "received": (lambda: pgettext("report column", "Received"), lambda row: row.received),
    "online": (lambda: pgettext("report column", "Online"), lambda row: row.channels.get("online", 0)),
    "counter": (lambda: pgettext("report column", "At the desk"), lambda row: row.channels.get("counter", 0)),
    "village_office": (
        lambda: pgettext("report column", "Villages"),
        lambda row: row.channels.get("village_office", 0),
    ),
    "telephone": (lambda: pgettext("report column", "Telephone"), lambda row: row.channels.get("telephone", 0)),
    "appealed": (lambda: pgettext("report column", "Appealed"), lambda row: row.appealed),
    "on_time": (lambda: pgettext("report column", "On time"), lambda row: row.figures.on_time),
    "late": (lambda: pgettext("report column", "Late"), lambda row: row.figures.late),
    "owed": (lambda: pgettext("report column", "Owed"), lambda row: row.figures.owed),
    "median": (lambda: pgettext("report column", "Median days"), lambda row: row.figures.median),
}


@cache
def _all() -> tuple[Report, ...]:
    """Raises ValueError for a column that nobody can fill."""
    found = []
    for file in sorted(LAW.glob("report_*.toml")):
        fields = tomllib.loads(file.read_text(encoding="utf-8"))
        if unknown := set(fields["columns"]) - _COLUMNS.keys():
            raise ValueError(f"{file.name}: {sorted(unknown)}")
        found.append(Report(**{**fields, "kinds": tuple(fields["kinds"]), "columns": tuple(fields["columns"])}))
    return tuple(found)


def available() -> list[Report]:
    """The reports of whose kinds this installation has at least one: a row of zeros would be a false statement."""
    known = {kind.code for kind in kinds.registered()}
    return [report for report in _all() if known & set(report.kinds)]


def find(code: str) -> Report | None:
    return next((report for report in available() if report.code == code), None)


def title(report: Report) -> str:
    return report.title_en if get_language() == "en" else report.title


def parts(report: Report, year: int) -> list[Part]:
    """The tables of a report: numbers by what was asked, and how matters ended. Received are those registered in the
    year; on time, late and owed those whose decision was due in it (docs/law/on-time.md)."""
    return [_numbers(report, year), _outcomes(report, year)]


def notes(report: Report) -> list[str]:
    return [
        _("The official form of this report is not known; its columns are the town's own."),
        _("Received: registered in the year. On time, late, owed: the decision was due in the year."),
    ]


def _numbers(report: Report, year: int) -> Part:
    names = figure_tables.subject_names()
    measured = figure_tables.figures_by_subject(figure_tables.year_of(year))
    rows: dict[str, _Row] = {}
    for kind in (one for one in kinds.registered() if one.code in report.kinds):
        filed = Case.objects.filter(kind=kind.code, counter__year=year).annotate(
            asked=Concat(F("kind"), Value(":"), F("subject"), output_field=CharField())
        )
        for asked, channel, n in filed.values_list("asked", "channel").annotate(n=Count("id")).order_by():
            row = rows.setdefault(asked, _Row(0, {}, measured.get(asked, Figures())))
            row.received += n
            row.channels[channel] = row.channels.get(channel, 0) + n
        for asked, n in _appealed(filed):
            rows[asked].appealed = n
        for asked in measured:
            if asked.startswith(f"{kind.code}:"):
                rows.setdefault(asked, _Row(0, {}, measured[asked]))
    columns = [_COLUMNS[code] for code in report.columns]
    lines = [(names.get(asked, asked), *(_text(read(row)) for _head, read in columns)) for asked, row in rows.items()]
    return Part(_("What was asked"), tuple(head() for head, _read in columns), tuple(sorted(lines)))


def _appealed(filed: QuerySet[Any]) -> list[tuple[str, int]]:
    """How many of the matters were appealed against, once or more, by what was asked."""
    against = filed.filter(Exists(LedgerEntry.objects.filter(case=OuterRef("pk"), step=Step.APPEALED)))
    return list(against.values_list("asked").annotate(n=Count("id")).order_by())


def _outcomes(report: Report, year: int) -> Part:
    """How the matters received in the year have ended by now; where we have done our part and another body has not,
    as with an appeal that was sent up, how they stand."""
    known = {
        (kind.code, code): f"{kind.name}: {name}" for kind in kinds.registered() for code, name in outcomes.all_of(kind)
    }
    standing = {
        (kind.code, state.code): f"{kind.name}: {state.for_official}"
        for kind in kinds.registered()
        for state in kind.states
    }
    totals: dict[str, int] = {}
    cases = Case.objects.filter(kind__in=report.kinds, counter__year=year).values_list(
        "kind", "outcome", "phase", "state"
    )
    for kind, outcome, phase, state, n in cases.annotate(n=Count("id")).order_by():
        ended = known.get((kind, outcome), outcome) or standing[kind, state]
        name = ended if phase in (Phase.DECIDED, Phase.CLOSED) else _("not decided yet")
        totals[name] = totals.get(name, 0) + n
    return Part(_("How it ended"), (_("Matters"),), tuple((name, str(n)) for name, n in sorted(totals.items())))


def _text(value: int | None) -> str:
    return "–" if value is None else str(value)


def as_csv(report: Report, year: int) -> str:
    """Every table under its title, separated by an empty line; with the mark by which spreadsheets read Cyrillic."""
    out = io.StringIO()
    writer = csv.writer(out)
    for part in parts(report, year):
        writer.writerow([part.title, *part.heads])
        writer.writerows([[no_formula(row[0]), *row[1:]] for row in part.rows])
        writer.writerow([])
    writer.writerows([[note] for note in notes(report)])
    return "\ufeff" + out.getvalue()


def as_pdf(report: Report, year: int, *, municipality: Municipality, at: datetime) -> bytes:
    """The report on the paper of the municipality."""
    tables: list[Printed] = [
        {"title": part.title, "heads": list(part.heads), "rows": [list(row) for row in part.rows]}
        for part in parts(report, year)
        if part.rows
    ]
    data: dict[str, Printed] = {
        "municipality": {
            "name": _("Municipality of %(name)s") % {"name": words(municipality, "name")},
            "initial": municipality.name[:1],
            "address": municipality.address,
            "phone": municipality.phone,
            "email": municipality.email,
        },
        "demo": settings.DEMO,
        "title": title(report),
        "year": str(year),
        "reference": str(year),
        "basis": _("Legal basis: %(source)s. Made on %(when)s.") % {"source": report.source, "when": moment(at)},
        "parts": tables,
        "notes": list(notes(report)),
    }
    return render(TYPST, data, language=get_language() or "bg", at=at)
