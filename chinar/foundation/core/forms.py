"""The base of all forms, and the date in three boxes.

Browsers' own checks stay off (`<form novalidate>`): they speak the browser's language, one field at a time, and vanish.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Boxes = tuple[str, str, str]  # day, month, year as typed
PARTS = ("day", "month", "year")
_PASTED = re.compile(r"(\d{1,2})[.\-/ ]+(\d{1,2})[.\-/ ]+(\d{4})")


class Form(forms.Form):
    """`on` is the reader's today, for fields that compare with it."""

    use_required_attribute = False

    def __init__(self, *args: Any, on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            if isinstance(field, DateField):
                field.on = on
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _required_message(field)


def _required_message(field: forms.Field) -> str:
    if isinstance(field, forms.ChoiceField):
        return gettext("Choose an answer: %(label)s") % {"label": field.label}
    return gettext("Fill in: %(label)s") % {"label": field.label}


class DateBoxes(forms.Widget):
    """Day, month and year as people write them in Bulgaria; ids end in -day, -month, -year."""

    def format_value(self, value: Any) -> Boxes:  # type: ignore[override]
        if isinstance(value, date):
            return (str(value.day), str(value.month), str(value.year))
        return value or ("", "", "")

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Boxes:
        day, month, year = (str(data.get(f"{name}-{part}", "")).strip() for part in PARTS)
        pasted = _PASTED.fullmatch(day.removesuffix("г.").strip()) if not (month or year) else None
        return (pasted[1], pasted[2], pasted[3]) if pasted else (day, month, year)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str, index: str = "day") -> str:
        return f"{id_}-{index}"

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """For pages without our macros; they draw the boxes themselves."""
        prefix = (attrs or {}).get("id", f"id_{name}")
        boxes = zip(PARTS, self.format_value(value), strict=True)
        rows = ((prefix, part, name, part, typed) for part, typed in boxes)
        return format_html_join("", '<input id="{}-{}" name="{}-{}" value="{}" inputmode="numeric">', rows)


class DateField(forms.Field):
    """A date; `past=True` refuses days after `on`, which the form hands over. An empty optional one is None."""

    widget = DateBoxes
    default_error_messages = {  # noqa: RUF012
        "day_missing": _("The day is missing"),
        "month_missing": _("The month is missing"),
        "year_missing": _("The year is missing"),
        "year_short": _("Write the year with four digits, for example 1999"),
        "unreal": _("There is no such date: %(typed)s. Check the day and the month."),
        "future": _("The date cannot be in the future. Today is %(today)s."),
    }

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.past = past
        self.on: date | None = None

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        if not any(value):
            return None
        for part, typed in zip(PARTS, value, strict=True):
            if not typed:
                raise self._error(f"{part}_missing", part)
        return self._date(*value)

    def _date(self, day: str, month: str, year: str) -> date:
        if year.isdecimal() and len(year) < 4:
            raise self._error("year_short", "year")
        try:
            return date(int(year), int(month), int(day))
        except (ValueError, OverflowError) as error:
            wrong = "day" if month.isdecimal() and 1 <= int(month[:4]) <= 12 else "month"
            raise self._error("unreal", wrong, typed=f"{day}.{month}.{year}") from error

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None or not self.past:
            return
        if self.on is None:
            raise ValueError("A form with a past date is made with on=.")
        if value > self.on:
            raise self._error("future", "day", today=date_format(self.on, "j.m.Y"))

    def _error(self, code: str, part: str, **params: str) -> forms.ValidationError:
        """`part` names the box to mend; the error summary leads there."""
        return forms.ValidationError(self.error_messages[code], code=code, params={"part": part, **params})


def wrong_box(bound: forms.BoundField) -> str:
    """Which of the three boxes has to be mended: day, month or year."""
    for error in bound.errors.as_data() if bound.errors else []:
        if error.params and "part" in error.params:
            return str(error.params["part"])
    return "day"


def first_id(bound: forms.BoundField) -> str:
    """The id of the element where somebody mends this field."""
    if isinstance(bound.field, DateField):
        return f"{bound.auto_id}-{wrong_box(bound)}"
    return str(bound.auto_id)


def wrong_rows(rows: Any) -> list[dict[str, str]]:
    """The same for a formset: errors of the table as a whole first, leading to its first box, then row by row."""
    if not rows.is_bound:
        return []
    way = {"href": f"#{first_id(next(iter(rows.forms[0])))}"} if rows.forms else {}
    return [{"text": str(message), **way} for message in rows.non_form_errors()] + [
        error for form in rows.forms for error in wrong_fields(form)
    ]


def wrong_fields(form: forms.BaseForm) -> list[dict[str, str]]:
    """Every error as `text` with `href` to where it is mended; those of the whole form first, without."""
    general = [{"text": str(message)} for message in form.non_field_errors()]
    return general + [_error(bound, message) for bound in form for message in bound.errors]


def _error(bound: forms.BoundField, message: object) -> dict[str, str]:
    """Nothing leads to a hidden field: the reader cannot mend it."""
    return {"text": str(message)} if bound.is_hidden else {"text": str(message), "href": f"#{first_id(bound)}"}
