"""Lists of services as municipalities print them, read without guessing: values in; facts, doubts and errors out.

Three shapes of file are known by their columns: a town's price list (up to three speeds), a list by register number,
and a list of electronic services. What cannot be understood is kept as printed and said as a doubt.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from chinar.foundation.core.euro import LEVA_FOR_A_EURO

LARGEST_FILE = 5_000_000
LONGEST_CELL, LONGEST_NAME = 2000, 500
SPEEDS = ("ordinary", "fast", "express")
_TIERS = {"обикновена": "ordinary", "бърза": "fast", "експресна": "express"}
_LEVELS = ("I", "II", "III", "IV")
_EVENTS = ("child", "family", "death", "home", "property", "building", "car", "disability", "nature", "taxes", "papers",
           "business")  # fmt: skip
_AUDIENCES = ("citizens", "businesses", "everybody")
"""Codes of ServiceVersion.Event and Audience, in columns of ours that any list may have."""
_ASSURANCE = {"ниско": "low", "значително": "substantial", "високо": "high"}
_TERM = re.compile(r"(?:до )?(\d{1,4}) ?(работни дни|работен ден|дни|ден|месеца|месец|часа|час|ч\.?)")
_UNITS = {
    "работни дни": "wd", "работен ден": "wd", "дни": "d", "ден": "d", "месеца": "m", "месец": "m",
    "часа": "h", "час": "h", "ч": "h", "ч.": "h",
}  # fmt: skip


class UnknownFile(ValueError):
    """The text is no list of services that we know. `code` says why, `detail` what was found."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class PrintedSpeed:
    """One speed: term and fee as printed, and what was understood of them (period as `3d`, cents of euro)."""

    kind: str
    term: str
    period: str
    fee: str
    fee_cents: int | None


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt or an error about one row: a code, and the text it is about."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A described service. `shared` is the code of the shared description that it uses, `line` its line in the file,
    `printed` all its cells that hold something, `columns` those of the file."""

    line: int
    name: str
    number: str = ""
    group: str = ""
    legal_basis: str = ""
    documents: str = ""
    fee_note: str = ""
    e_level: str = ""
    assurance: str = ""
    source: str = ""
    event: str = ""
    audience: str = ""
    shared: str = ""
    speeds: tuple[PrintedSpeed, ...] = ()
    printed: str = ""
    columns: tuple[str, ...] = ()
    doubts: tuple[Note, ...] = ()
    errors: tuple[Note, ...] = field(default=())


def read(text: str) -> list[Row]:
    """Every row of a file, those with errors too. Raises UnknownFile."""
    if len(text) > LARGEST_FILE:
        raise UnknownFile("too_large")
    if "\0" in text:
        raise UnknownFile("not_text")
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        columns = tuple(reader.fieldnames or ())
        shape = next((make for needed, make in _SHAPES if needed <= set(columns)), None)
        if shape is None:
            raise UnknownFile("unknown_columns", ", ".join(columns)[:200])
        named = [column for column in columns if column]
        if len(set(named)) < len(named):
            raise UnknownFile("doubled_columns", ", ".join(columns)[:200])
        rows = [_row(reader.line_num, cells, shape) for cells in reader]
    except csv.Error as error:
        raise UnknownFile("not_csv", str(error)) from error
    return _without_doubles(rows)


def printed_with(row: Row, before: str) -> str:
    """What several lists print of one service, a block each: the row takes the place of what its own list, or one with
    the same columns, said before."""
    return "\n\n".join([*(block for block in before.split("\n\n") if block and not _is_of(row, block)), row.printed])


def says_the_same(row: Row, before: str) -> bool:
    return row.printed in before.split("\n\n")


def _is_of(row: Row, block: str) -> bool:
    return {line.partition(": ")[0] for line in block.splitlines()} <= set(row.columns)


def parse_term(printed: str) -> str:
    """A printed term as a period (`3d`, `5wd`, `1m`, `8h`, `0d` for at once), or "" when it is none."""
    term = " ".join(printed.casefold().split())
    if term == "веднага":
        return "0d"
    found = _TERM.fullmatch(term)
    return f"{int(found[1])}{_UNITS[found[2]]}" if found else ""


def parse_leva(printed: str) -> int | None:
    """Leva as printed, in cents of euro at the fixed rate, or None when it is no sum."""
    leva = _sum(printed)
    return None if leva is None else int((leva * 100 / LEVA_FOR_A_EURO).to_integral_value(ROUND_HALF_UP))


def _sum(printed: str) -> Decimal | None:
    try:
        value = Decimal(printed.replace(",", ".").replace(" ", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value < 100_000 else None


def _row(line: int, cells: Mapping[str | None, str | list[str] | None], shape: Callable[..., Row]) -> Row:
    known = {str(key): " ".join(value.split()) for key, value in cells.items() if key and isinstance(value, str)}
    row = shape(line, known)
    errors = [Note("no_name")] if not row.name else []
    errors += [Note("too_many_cells")] if None in cells else []
    errors += [Note("too_long", "name")] if len(row.name) > LONGEST_NAME else []
    errors += [Note("too_long", key) for key, value in known.items() if len(value) > LONGEST_CELL]
    printed = "\n".join(f"{key}: {value}" for key, value in known.items() if value)
    doubts = list(row.doubts)
    ours = {
        "event": _one_of(_EVENTS, known.get("event", ""), "event_as_printed", doubts),
        "audience": _one_of(_AUDIENCES, known.get("audience", ""), "audience_as_printed", doubts),
    }
    ours["shared"] = known.get("shared", "")
    return _with(row, **ours, doubts=tuple(doubts), printed=printed, columns=tuple(known), errors=tuple(errors))


def _price_list(line: int, cells: Mapping[str, str]) -> Row:
    speeds, doubts = [], []
    for position in (1, 2, 3):
        tier, term, fee = (
            cells.get(f"{name}", "") for name in (f"tier{position}", f"term{position}", f"fee{position}_bgn")
        )
        if not (tier or term or fee):
            continue
        kind = _TIERS.get(tier.casefold(), "")
        if not kind:
            doubts.append(Note("unknown_speed", tier))
            continue
        speed, said = _speed(kind, term, fee, "лв.", parse_leva)
        if term or fee:
            speeds.append(speed)
        doubts += said
    return Row(
        line=line,
        name=cells["service_name"],
        number=_number(cells.get("unified_number", ""), doubts),
        group=cells.get("service_group", ""),
        legal_basis=cells.get("legal_basis", ""),
        documents=cells.get("documents", ""),
        fee_note=_note(cells.get("fee_note", ""), doubts),
        source=", ".join(filter(None, (cells.get("municipality"), cells.get("source_page"), cells.get("source_date")))),
        speeds=tuple(speeds),
        doubts=tuple(doubts),
    )


def _by_number(line: int, cells: Mapping[str, str]) -> Row:
    speeds, doubts = [], []
    for kind in SPEEDS:
        term, fee = cells.get(f"term_{kind}", ""), cells.get(f"fee_bgn_{kind}", "")
        if term or fee:
            speed, said = _speed(kind, term, fee, "лв.", parse_leva)
            speeds.append(speed)
            doubts += said
    return Row(
        line=line,
        name=cells["name_bg"],
        number=_number(cells.get("number", ""), doubts),
        group=cells.get("group", ""),
        legal_basis=cells.get("legal_basis", ""),
        e_level=_level(cells.get("e_service_level", ""), doubts),
        assurance=_assurance(cells.get("loa", ""), doubts),
        fee_note=_note(cells.get("note", ""), doubts),
        source=cells.get("source", ""),
        speeds=tuple(speeds),
        doubts=tuple(doubts),
    )


def _electronic(line: int, cells: Mapping[str, str]) -> Row:
    doubts: list[Note] = []
    return Row(
        line=line,
        name=cells["service_name"],
        number=_number(cells.get("unified_number", ""), doubts),
        group=cells.get("service_group", ""),
        e_level=_level(cells.get("eservice_level", "").removeprefix("Ниво "), doubts),
        assurance=_assurance(cells.get("assurance_level", ""), doubts),
        doubts=tuple(doubts),
    )


# The columns that tell a shape, the richest first.
_SHAPES: Sequence[tuple[set[str], Callable[[int, Mapping[str, str]], Row]]] = (
    ({"service_name", "tier1", "term1", "fee1_bgn"}, _price_list),
    ({"number", "name_bg", "term_ordinary"}, _by_number),
    ({"unified_number", "service_name", "eservice_level"}, _electronic),
)


def _speed(
    kind: str, term: str, fee: str, currency: str, parse: Callable[[str], int | None]
) -> tuple[PrintedSpeed, list[Note]]:
    period, cents = parse_term(term), parse(fee) if fee else None
    doubts = [Note("term_as_printed", term)] if term and not period else []
    doubts += [Note("fee_as_printed", fee)] if fee and cents is None else []
    return PrintedSpeed(kind, term, period, f"{fee} {currency}" if fee else "", cents), doubts


def _number(printed: str, doubts: list[Note]) -> str:
    if printed and not re.fullmatch(r"\d{1,10}", printed):
        doubts.append(Note("number_as_printed", printed))
        return ""
    return printed


def _note(printed: str, doubts: list[Note]) -> str:
    if printed:
        doubts.append(Note("note_as_printed", printed))
    return printed


def _one_of(codes: Sequence[str], printed: str, doubt: str, doubts: list[Note]) -> str:
    if printed and printed not in codes:
        doubts.append(Note(doubt, printed))
        return ""
    return printed


def _level(printed: str, doubts: list[Note]) -> str:
    if printed and printed not in _LEVELS:
        doubts.append(Note("level_as_printed", printed))
        return ""
    return printed


def _assurance(printed: str, doubts: list[Note]) -> str:
    level = _ASSURANCE.get(printed.casefold(), "")
    if printed and not level:
        doubts.append(Note("assurance_as_printed", printed))
    return level


def _without_doubles(rows: Sequence[Row]) -> list[Row]:
    """The same name twice is two services of two towns, or one printed twice: the reader of the list decides."""
    first: dict[str, int] = {}
    found = []
    for row in rows:
        seen = first.setdefault(row.name.casefold(), row.line)
        doubt = (Note("same_name", str(seen)),) if seen != row.line else ()
        found.append(_with(row, doubts=row.doubts + doubt))
    return found


def _with(row: Row, **changes: object) -> Row:
    return replace(row, **changes)  # type: ignore[arg-type]
