"""Turns a bound field into the parameters of the design system's components, for core/ui/form.html."""

from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from chinar.foundation.core.forms import PARTS, Boxes, DateField, wrong_box

Parameters = dict[str, Any]


def field_parameters(bound: BoundField, hint: str | None = None, page_heading: bool = False) -> Parameters:
    """What all single fields share. The label is the page's heading where the page asks one thing."""
    label = _label(bound, page_heading)
    return {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": label,
        "fieldset": {"legend": label},
        "hint": _text(hint or bound.help_text),
        "errorMessage": _error(bound),
    }


def group_parameters(bound: BoundField, hint: str | None = None, page_heading: bool = False) -> Parameters:
    """The same for several controls that answer one question together."""
    return {**field_parameters(bound, hint, page_heading), "idPrefix": bound.auto_id}


def choice_items(bound: BoundField, hints: dict[str, str] | None = None) -> list[Parameters]:
    chosen = _chosen(bound)
    return [
        {
            "value": str(value),
            "text": text,
            "checked": str(value) in chosen,
            "selected": str(value) in chosen,
            "hint": _text((hints or {}).get(str(value))),
        }
        for value, text in bound.field.choices  # type: ignore[attr-defined]
        if str(value) or bound.widget_type == "select"
    ]


def date_items(bound: BoundField) -> list[Parameters]:
    """Three boxes; a red frame on the one to mend. A date of birth may be filled in by the browser."""
    birth = bound.field.widget.attrs.get("autocomplete") == "bday"
    labels = (_("Day"), _("Month"), _("Year"))
    boxes: Boxes = bound.field.widget.format_value(bound.value())
    return [
        {
            "name": part,
            "label": label,
            "value": typed,
            "classes": _box_classes(bound, part),
            "autocomplete": f"bday-{part}" if birth else None,
        }
        for part, label, typed in zip(PARTS, labels, boxes, strict=True)
    ]


def _box_classes(bound: BoundField, part: str) -> str:
    width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
    return f"{width} govuk-input--error" if bound.errors and wrong_box(bound) == part else width


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    if value is None:
        return set()
    return {str(one) for one in value} if isinstance(value, list | tuple | set) else {str(value)}


def _label(bound: BoundField, page_heading: bool) -> Parameters:
    size = "govuk-label--l govuk-fieldset__legend--l" if page_heading else ""
    weight = "" if page_heading or not _is_group(bound) else "govuk-fieldset__legend--s"
    return {"text": bound.label, "classes": size or weight, "isPageHeading": page_heading}


def _is_group(bound: BoundField) -> bool:
    return isinstance(bound.field, DateField) or bound.widget_type in ("radioselect", "checkboxselectmultiple")


def _error(bound: BoundField) -> Parameters | None:
    return {"text": " ".join(map(str, bound.errors)), "visuallyHiddenText": _("Error")} if bound.errors else None


def _text(text: Any) -> Parameters | None:
    return {"text": str(text)} if text else None
