"""An amount of money as people type it."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_CENTS = 100_000_000


class EuroField(forms.Field):
    """`2,56`, `2.5`, `1 234`: euro with up to two decimals, cents in the program."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {  # noqa: RUF012
        "form": _("Write an amount in euro with digits, for example 2,56"),
        "large": _("The amount is too large"),
        "nothing": _("The amount must be more than nothing"),
    }

    def __init__(self, *, or_nothing: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.or_nothing = or_nothing

    def to_python(self, value: Any) -> int | None:
        typed = re.sub(r"[\s\u00a0\u202f€]|EUR|евро", "", str(value or ""))
        if not typed:
            return None
        match = re.fullmatch(r"(\d{1,9})(?:[.,](\d{1,2}))?", typed, re.ASCII)
        if not match:
            raise forms.ValidationError(self.error_messages["form"], code="form")
        cents = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
        if cents > MOST_CENTS:
            raise forms.ValidationError(self.error_messages["large"], code="large")
        if not cents and not self.or_nothing:
            raise forms.ValidationError(self.error_messages["nothing"], code="nothing")
        return cents


def typed(cents: int) -> str:
    """An amount as it stands in the box."""
    return f"{cents // 100},{cents % 100:02d}"
