"""What was entered in a form, in words, to be read once more before it is confirmed."""

from datetime import date

from django.utils.translation import gettext

from chinar.foundation.core.forms import Form
from chinar.foundation.time import explaining


def entered(form: Form) -> list[dict[str, str]]:
    """Rows of core/ui/summary.html, in the order of the fields; days with their weekday. Only of a valid form."""
    rows = []
    for bound in form:
        value = form.cleaned_data.get(bound.name)
        choices = dict(getattr(bound.field, "choices", ()))
        if isinstance(value, date):
            shown = explaining.day(value)
        else:
            shown = gettext("yes") if value is True else str(choices.get(value, value or "–"))
        rows.append({"key": str(bound.label), "value": shown})
    return rows
