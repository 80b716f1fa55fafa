"""What is filled in to arrange how the municipality is paid."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from stdnum import iban
from stdnum.exceptions import ValidationError as WrongNumber

from chinar.foundation.core.forms import Form

PATTERNS = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%Y%m%d")


class AccountForm(Form):
    code = forms.SlugField(
        label=_("Short name, in Latin letters"),
        max_length=40,
        help_text=_("The description of a service names the account by it."),
    )
    name = forms.CharField(label=_("Which revenue it takes"), max_length=120)
    holder = forms.CharField(label=_("Holder of the account"), max_length=120)
    iban = forms.CharField(label=_("IBAN"), max_length=42)
    bic = forms.CharField(label=_("BIC"), max_length=11, required=False)
    bank = forms.CharField(
        label=_("Bank"), max_length=120, required=False, help_text=_("Without bank and BIC nobody can pay online.")
    )
    payment_type = forms.RegexField(
        label=_("Code of the sort of payment, if the account asks for one"),
        regex=r"^\d{1,10}$",
        required=False,
        error_messages={"invalid": _("The code is made of digits")},
    )
    is_usual = forms.BooleanField(label=_("The usual one, for services that name none"), required=False)

    def clean_iban(self) -> str:
        try:
            return str(iban.validate(self.cleaned_data["iban"]))
        except WrongNumber as wrong:
            raise forms.ValidationError(gettext("This is no IBAN: compare it sign by sign")) from wrong


class TableForm(Form):
    delimiter = forms.ChoiceField(
        label=_("What parts the columns"),
        choices=[(";", ";"), (",", ","), ("t", _("tabulator")), ("|", "|")],
    )
    encoding = forms.ChoiceField(
        label=_("Letters"), choices=[("utf-8", "UTF-8"), ("cp1251", "Windows-1251")], initial="utf-8"
    )
    date_column = forms.CharField(label=_("Column with the day"), max_length=60)
    date_pattern = forms.ChoiceField(
        label=_("How a day is written"),
        choices=[(pattern, datetime(2026, 11, 28).strftime(pattern)) for pattern in PATTERNS],  # noqa: DTZ001
    )
    amount_column = forms.CharField(
        label=_("Column with the amount"),
        max_length=60,
        help_text=_("Money that came without a sign, money that went with a minus."),
    )
    ground_column = forms.CharField(label=_("Column with the ground of the payment"), max_length=60)
    payer_column = forms.CharField(label=_("Column with the payer"), max_length=60, required=False)
    number_column = forms.CharField(
        label=_("Column with the bank's own number of the line"),
        max_length=60,
        required=False,
        help_text=_("With it, a transfer that stands in two files is known again."),
    )
    currency_column = forms.CharField(
        label=_("Column with the currency"), max_length=60, required=False, help_text=_("Empty: all is in euro.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        names = [value for name, value in data.items() if name.endswith("_column") and value]
        if len(set(names)) != len(names):
            raise forms.ValidationError(gettext("Each column has a name of its own"))
        return data


class PortalForm(Form):
    """The secret is never shown again; an empty box keeps the one that is held."""

    address = forms.URLField(label=_("Address of the portal"), assume_scheme="https")
    client_id = forms.CharField(label=_("Client number (clientId)"), max_length=120)
    secret = forms.CharField(
        label=_("Secret"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Empty: the one that is held stays."),
    )
    currency = forms.ChoiceField(
        label=_("Currency as the portal names it"),
        choices=[("EUR", "EUR"), ("BGN", "BGN")],
        help_text=_("The documents of the portal that we know are older than the euro: ask its operator."),
    )
    is_on = forms.BooleanField(label=_("Switched on: people can pay online"), required=False)

    def __init__(self, *args: Any, holds_secret: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holds_secret = holds_secret

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).rstrip("/")
        if not address.startswith("https://"):
            raise forms.ValidationError(
                gettext("Names and personal numbers travel there: the address begins with https://")
            )
        return address

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("secret") and not self.holds_secret:
            self.add_error("secret", gettext("Enter the secret that the operator of the portal gave you"))
        return data
