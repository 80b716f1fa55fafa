"""On time, late and by how much: for the secretary, the mayor and heads of departments, and for everybody."""

import csv
import io
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chinar.domain.cases import figure_tables
from chinar.domain.cases.actions.tallying import set_public_minimum
from chinar.domain.cases.exports import no_formula
from chinar.domain.cases.figure_tables import Tables
from chinar.domain.cases.forms import MinimumForm
from chinar.foundation.people.access import actor_of, can, departments_of, require

COLUMNS = (
    "table",
    "group",
    "due",
    "on_time",
    "late",
    "owed",
    "median_days",
    "p90_days",
    "median_days_late",
    "open_now",
)


@never_cache
@require("figures.read")
@require_safe
def desk_figures(request: HttpRequest) -> HttpResponse:
    """All figures of the departments that the official's role reaches, nothing folded."""
    return render(request, "cases/desk_figures.html", _desk_context(request))


def _desk_context(request: HttpRequest) -> dict[str, object]:
    year, quarter = _asked(request)
    minimum = figure_tables.public_minimum()
    return {
        "tables": _desk_tables(request, year, quarter),
        "period": figure_tables.year_of(year, quarter),
        "year": year,
        "quarter": quarter,
        "years": figure_tables.years(on=timezone.localdate()) or [year],
        "minimum": minimum,
        "form": MinimumForm(initial={"n": minimum}) if can(request.user, "figures.set") else None,
    }


def _desk_tables(request: HttpRequest, year: int, quarter: int) -> Tables:
    departments = departments_of(request.user, "figures.read", on=timezone.localdate())
    return figure_tables.tables_for(figure_tables.year_of(year, quarter), departments=departments)


@never_cache
@require("figures.read")
@require_safe
def desk_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    year, quarter = _asked(request)
    return _csv(_desk_tables(request, year, quarter), f"figures-{year}.csv")


@never_cache
@require("figures.set")
@require_http_methods(["POST"])
def minimum(request: HttpRequest) -> HttpResponse:
    """How small a group the public may see."""
    form = MinimumForm(request.POST)
    if not form.is_valid():
        return render(request, "cases/desk_figures.html", {**_desk_context(request), "form": form})
    set_public_minimum(n=form.cleaned_data["n"], by=actor_of(request.user), at=timezone.now())
    messages.success(request, _("The public page folds smaller groups from now on."))
    return redirect("cases:desk_figures")


@require_safe
def public_figures(request: HttpRequest) -> HttpResponse:
    """The same figures for everybody; groups that would point to one person are folded."""
    year = _public_year(request)
    period = figure_tables.finished(year, on=timezone.localdate())
    context = {
        "tables": figure_tables.public_tables(period),
        "period": period,
        "year": year,
        "years": figure_tables.years(on=timezone.localdate()) or [year],
        "minimum": figure_tables.public_minimum(),
    }
    return render(request, "cases/public_figures.html", context)


@require_safe
def public_csv(request: HttpRequest) -> HttpResponse:
    """The public figures as CSV; what its columns mean says csv_metadata."""
    year = _public_year(request)
    period = figure_tables.finished(year, on=timezone.localdate())
    return _csv(figure_tables.public_tables(period), f"figures-{year}.csv")


@require_safe
def csv_metadata(request: HttpRequest) -> HttpResponse:
    """What the columns mean (W3C, Metadata Vocabulary for Tabular Data)."""
    numbers = set(COLUMNS[2:])
    columns = [{"name": name, "datatype": "integer" if name in numbers else "string"} for name in COLUMNS]
    about = {"@context": "http://www.w3.org/ns/csvw", "url": "figures.csv", "tableSchema": {"columns": columns}}
    return JsonResponse(about, json_dumps_params={"ensure_ascii": False})


def _asked(request: HttpRequest) -> tuple[int, int]:
    """Year and quarter of the address; this year where nothing sensible stands there."""
    quarter = request.GET.get("quarter", "")
    return _year(request, timezone.localdate().year), int(quarter) if quarter in ("1", "2", "3", "4") else 0


def _public_year(request: HttpRequest) -> int:
    """A year of which a quarter is over: the last one, unless another is asked for."""
    today = timezone.localdate()
    return _year(request, today.year if today.month > 3 else today.year - 1)


def _year(request: HttpRequest, usual: int) -> int:
    typed = request.GET.get("year", "")
    if not typed:
        return usual
    if not (typed.isascii() and typed.isdecimal() and len(typed) == 4 and 2000 <= int(typed) <= usual + 1):
        raise Http404
    return int(typed)


def _csv(tables: Tables, filename: str) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for table in tables.cuts:
        for line in table.lines:
            one = line.figures
            measured = (one.n, one.on_time, one.late, one.owed, one.median, one.ninetieth, one.delay, one.workload)
            shown = measured if table.code != "month" else (*measured[:-1], None)
            writer.writerow([table.code, no_formula(line.name), *(cast("list[int | None]", list(shown)))])
    # The mark by which spreadsheets read Cyrillic.
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
