"""Reading of a comma separated file with a header, row by row, with everything that is wrong in it."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from chinar.foundation.territory.problems import Problem


@dataclass(slots=True)
class Row:
    """Cells by column name, without blanks around; `number` as a spreadsheet counts."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """Empty when the file has no such column."""
        return self.cells.get(column, "")


@dataclass(slots=True)
class Table:
    file: str
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, row: Row, column: str, code: str, value: str | None = None) -> None:
        self.problems.append(Problem(self.file, row.number, column, code, row[column] if value is None else value))


def read_table(
    path: Path, columns: tuple[str, ...], problems: list[Problem], *, optional: tuple[str, ...] = ()
) -> Table:
    """The named columns of all rows. What keeps the file from being read is added to `problems`."""
    table = Table(path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(path.name, None, "", "no_file"))
        return table
    except UnicodeDecodeError:
        problems.append(Problem(path.name, None, "", "not_utf8"))
        return table
    lines = csv.reader(text.splitlines())
    header = [cell.strip() for cell in next(lines, [])]
    problems += [Problem(path.name, 1, name, "no_column") for name in columns if name not in header]
    wanted = [(name, header.index(name)) for name in (*columns, *optional) if name in header]
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            problems.append(Problem(path.name, number, header[0] if header else "", "cells", ",".join(cells)[:60]))
            continue
        table.rows.append(Row(number, {name: cells[index].strip() for name, index in wanted}))
    return table
