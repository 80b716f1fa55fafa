"""What can be wrong with a row of a classifier file, and how it is said."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` counts as a spreadsheet does (the header is row 1); None concerns the whole file."""

    file: str
    row: int | None
    column: str
    code: str
    value: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.row}" if self.row else self.file
        what = [self.column, f"„{self.value}“" if self.value else ""]
        return f"{place}: {' '.join(filter(None, what))}: {SENTENCES[self.code]}".replace(": : ", ": ")


class Refused(Exception):
    """Nothing was changed; `problems` says why, all at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


SENTENCES: dict[str, Promise] = {
    "no_file": _("the file is missing"),
    "not_utf8": _("the file is not text in UTF-8"),
    "not_json": _("the file is not GeoJSON"),
    "no_column": _("the column is missing"),
    "cells": _("the row has more or fewer cells than the header"),
    "empty": _("must not be empty"),
    "too_long": _("is too long"),
    "form": _("does not have the form of such a code"),
    "check_digit": _("the check digit of the EKATTE code is wrong"),
    "duplicate": _("stands in the file more than once"),
    "unknown_parent": _("there is no such entry among the rows"),
    "other_parent": _("the code belongs under another parent"),
    "kind": _("must be 1 (town), 3 (village) or 7 (monastery)"),
    "number": _("is not a number"),
    "half_point": _("longitude and latitude must be given together"),
    "outside": _("the point lies outside Bulgaria"),
    "postal_code": _("doubt: not four digits, so it is left out"),
    "far": _("doubt: the point is far from the other points of its municipality"),
    "outside_border": _("doubt: the point of this settlement lies outside the border"),
    "ring": _("must be closed rings of at least four points"),
    "unknown_municipality": _("there is no municipality with this code"),
    "older": _("a later edition was read before"),
    "part": _("too much would vanish: if the files hold only a part of the country, say --part"),
}
