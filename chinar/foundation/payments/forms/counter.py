"""What a cashier fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.content import words
from chinar.foundation.core.forms import Form
from chinar.foundation.offices.models import Office
from chinar.foundation.payments.forms.euro import EuroField
from chinar.foundation.payments.models import Receipt


class OpenDayForm(Form):
    office: Any = forms.ModelChoiceField(label=_("At which office?"), queryset=None, empty_label=None)
    opening = EuroField(label=_("Cash in the drawer now, in euro"), or_nothing=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        field.queryset = Office.objects.all()  # type: ignore[attr-defined]
        field.label_from_instance = lambda office: words(office, "name")  # type: ignore[attr-defined]


class FindForm(Form):
    find = forms.CharField(label=_("Number of the matter, or reference of the payment"), max_length=60)


class TakeForm(Form):
    """`seen` is what the page showed as to be paid, `key` makes a second press harmless."""

    way = forms.ChoiceField(
        label=_("How is it paid?"),
        choices=Receipt.Way.choices,
        widget=forms.RadioSelect,
        initial=Receipt.Way.CASH,
        error_messages={"required": _("Choose how it is paid")},
    )
    payer = forms.CharField(
        label=_("Who pays"),
        max_length=200,
        required=False,
        help_text=_("Stands on the receipt. Empty where nobody asks for a name."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    key = forms.UUIDField(widget=forms.HiddenInput)


class CancelForm(Form):
    reason = forms.CharField(
        label=_("Why is the receipt cancelled?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays visible with this reason. Without names or personal numbers."),
    )


class CloseDayForm(Form):
    counted = EuroField(label=_("Cash counted in the drawer, in euro"), or_nothing=True)
    note = forms.CharField(
        label=_("If it is not what should lie there: why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
