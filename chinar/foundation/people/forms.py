"""Form fields for numbers: blanks and dashes are welcome, and each message says what is wrong and what to do."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.identifiers import Fault, clean, egn_fault, eik_fault, lnch_fault

CHECK_DIGIT = _("One of the digits is mistyped: the number does not add up. Compare it with the document.")


class IdentifierField(forms.CharField):
    """Gives the number cleaned. A kind says how it is checked and what each fault is called."""

    max_typed = 30

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", self.max_typed)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (fault := self.fault(value)):
            raise ValidationError(self.error_messages[fault], code=fault, params={"count": len(value)})

    def fault(self, value: str) -> Fault | None:
        raise NotImplementedError

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # Not a number to the browser: leading zeros count. And not remembered on a shared computer.
        attrs = super().widget_attrs(widget)
        return {**attrs, "inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}


class EgnField(IdentifierField):
    default_error_messages = {  # noqa: RUF012 (Django merges them over the classes)
        "required": _("Enter the EGN"),
        Fault.NOT_DIGITS: _("An EGN has only digits. Remove the letters and signs."),
        Fault.LENGTH: _("An EGN has 10 digits; there are %(count)s here."),
        Fault.DATE: _("An EGN begins with the date of birth; the first six digits here are not a date."),
        Fault.CHECK_DIGIT: CHECK_DIGIT,
    }

    def fault(self, value: str) -> Fault | None:
        return egn_fault(value)


class LnchField(IdentifierField):
    default_error_messages = {  # noqa: RUF012
        "required": _("Enter the LNCh"),
        Fault.NOT_DIGITS: _("An LNCh has only digits. Remove the letters and signs."),
        Fault.LENGTH: _("An LNCh has 10 digits; there are %(count)s here."),
        Fault.CHECK_DIGIT: CHECK_DIGIT,
    }

    def fault(self, value: str) -> Fault | None:
        return lnch_fault(value)


class EikField(IdentifierField):
    default_error_messages = {  # noqa: RUF012
        "required": _("Enter the EIK"),
        Fault.NOT_DIGITS: _("An EIK has only digits. Remove the letters and signs."),
        Fault.LENGTH: _("An EIK has 9 digits, or 13 for a branch; there are %(count)s here."),
        Fault.CHECK_DIGIT: CHECK_DIGIT,
    }

    def to_python(self, value: Any) -> str:
        # As it stands on an invoice, with the country's letters.
        return super().to_python(value).removeprefix("BG")

    def fault(self, value: str) -> Fault | None:
        return eik_fault(value)
