"""A worklist as a table that leaves the system: CSV and XLSX with the same columns. Titles hold no personal data of
citizens; names of officials stand in it."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO, StringIO

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chinar.domain.cases import kinds, worklists
from chinar.domain.cases.filters import Filter, Selection
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.worklists import Row
from chinar.foundation.core.content import words

MOST_ROWS = 10_000
BATCH = 500
"""So many matters are read at a time."""

Cell = str | date | None


def columns() -> list[str]:
    return [
        _("Number"),
        _("Kind"),
        _("What"),
        _("Received"),
        _("Due"),
        _("Waits"),
        _("State"),
        _("Handler"),
        _("Department"),
        _("How it came"),
    ]


def lines(chosen: Filter, who: Selection) -> Iterator[list[Cell]]:
    """One line per matter, in the order of the worklist."""
    after, more = None, True
    while more:
        found, after = worklists.page(chosen, who, after=after, size=BATCH)
        yield from (_line(row) for row in worklists.rows(found, today=who.today))
        more = after is not None


def _line(row: Row) -> list[Cell]:
    case = row.case
    return [
        case.number,
        str(kinds.kind_of(case).name),
        row.title,
        localtime(case.received_at).date(),
        None if case.phase == Phase.WAITING else case.due_on,
        row.waits,
        row.state,
        case.handler.name if case.handler else "",
        words(case.department, "name"),
        str(case.get_channel_display()),
    ]


def as_csv(head: list[str], table: Iterable[list[Cell]]) -> str:
    """With the mark by which spreadsheets read Cyrillic, and in Bulgarian with the semicolon that they expect there:
    where the comma stands in numbers, it parts no columns."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if get_language() == "bg" else ",")
    writer.writerow(head)
    writer.writerows([_typed(cell) for cell in line] for line in table)
    return "\ufeff" + out.getvalue()


def _typed(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return no_formula(cell or "")


def no_formula(text: str) -> str:
    """A spreadsheet runs what begins so as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def as_xlsx(table: Iterator[list[Cell]]) -> bytes:
    """Days are days and texts are texts, whatever they begin with; the head stays in sight."""
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_("Worklist")[:31])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, columns(), bold)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(columns()) - 1, 22)
        for number, line in enumerate(table, start=1):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                else:
                    sheet.write_string(number, column, cell or "")
        sheet.autofilter(0, 0, max(1, sheet.dim_rowmax or 0), len(columns()) - 1)
    return out.getvalue()
