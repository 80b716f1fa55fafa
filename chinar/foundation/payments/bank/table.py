"""A bank's table (CSV) with columns that the municipality has named. Pure."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chinar.foundation.payments.bank.statement import MOST_LINES, Line, WrongStatement

ENCODINGS = ("utf-8", "cp1251")
LONGEST_CELL = 1000


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns are called in the first line of the file; "" for one that the bank does not give."""

    delimiter: str
    encoding: str
    date: str
    date_pattern: str
    amount: str
    ground: str
    payer: str = ""
    number: str = ""
    currency: str = ""

    def wanted(self) -> list[str]:
        return [name for name in (self.date, self.amount, self.ground, self.payer, self.number, self.currency) if name]


def read(content: bytes, columns: Columns) -> list[Line]:
    """Every line, also one that cannot be understood: it says so. Raises WrongStatement."""
    try:
        text = content.decode("utf-8-sig" if columns.encoding == "utf-8" else columns.encoding)
    except UnicodeDecodeError as error:
        raise WrongStatement("encoding") from error
    if "\0" in text:
        raise WrongStatement("not_text")
    reader = csv.DictReader(io.StringIO(text), delimiter=columns.delimiter, strict=False)
    try:
        names = {str(name).strip() for name in reader.fieldnames or []}
        if missing := [name for name in columns.wanted() if name not in names]:
            raise WrongStatement(f"column:{missing[0]}")
        lines = []
        for position, row in enumerate(reader, start=2):
            if any(value for value in row.values()):
                lines.append(_line(position, _plain(row), columns))
            if len(lines) > MOST_LINES:
                raise WrongStatement("too_many")
    except csv.Error as error:
        raise WrongStatement("not_table", reader.line_num) from error
    return lines


def _plain(row: Mapping[str | None, object]) -> dict[str, str]:
    return {str(name).strip(): str(value or "").strip()[:LONGEST_CELL] for name, value in row.items() if name}


def _line(position: int, row: Mapping[str, str], columns: Columns) -> Line:
    booked_on, cents = _day(row.get(columns.date, ""), columns.date_pattern), _cents(row.get(columns.amount, ""))
    return Line(
        position,
        booked_on,
        cents or 0,
        row.get(columns.currency, "") if columns.currency else "EUR",
        ground=row.get(columns.ground, ""),
        payer=row.get(columns.payer, "") if columns.payer else "",
        bank_number=row.get(columns.number, "")[:80] if columns.number else "",
        wrong="" if booked_on is not None and cents is not None else "unreadable",
    )


def _day(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, pattern).date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return None


def _cents(text: str) -> int | None:
    """`1 234,56`, `1,234.56`, `-12.5`: the last comma or point before one or two digits parts the cents."""
    plain = re.sub(r"[\s\u00a0\u202f'+]", "", text)
    match = re.fullmatch(r"(-?)(\d{1,3}(?:[.,]\d{3})+|\d{1,12})(?:[.,](\d{1,2}))?", plain, re.ASCII)
    if not match:
        return None
    sign, whole, cents = match.groups(default="")
    value = int(re.sub(r"[.,]", "", whole)) * 100 + int((cents or "0").ljust(2, "0"))
    return value * (-1 if sign else 1) if value < 10**11 else None
