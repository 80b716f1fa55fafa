"""What is filled in to change what is owed, and to give back."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import Form
from chinar.foundation.payments.forms.euro import EuroField
from chinar.foundation.payments.models import Charge, Correction, Refund, RevenueAccount

REASON = _("Without names or personal numbers: the payer reads it.")


def ground_field() -> forms.CharField:
    return forms.CharField(
        label=_("Act and article"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example the article of the council's ordinance on fees."),
    )


class NewChargeForm(Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    purpose = forms.CharField(label=_("What for"), max_length=300)
    amount = EuroField(label=_("Amount, in euro"))
    ground = ground_field()
    payable = forms.ChoiceField(
        label=_("Until when it is paid"),
        choices=[("", _("nothing waits for it")), *Charge.Payable.choices],
        required=False,
    )
    account: Any = forms.ModelChoiceField(label=_("Into which account"), queryset=None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        field.queryset = RevenueAccount.objects.all()  # type: ignore[attr-defined]
        field.label_from_instance = lambda row: row.name  # type: ignore[attr-defined]
        field.empty_label = gettext("the usual one")  # type: ignore[attr-defined]


class CorrectionForm(Form):
    kind = forms.ChoiceField(
        label=_("Why is something else owed?"),
        choices=[choice for choice in Correction.Kind.choices if choice[0] != Correction.Kind.LATE],
    )
    owed = EuroField(label=_("How much is owed in all, in euro"), or_nothing=True)
    reason = forms.CharField(
        label=_("Explanation"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text=REASON
    )
    ground = ground_field()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == Correction.Kind.LIFTED and data.get("owed"):
            self.add_error("owed", gettext("When nothing is owed, the amount is 0"))
        return data


class RefundForm(Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    amount = EuroField(label=_("Amount to give back, in euro"))
    reason = forms.CharField(
        label=_("Why is it given back?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text=REASON
    )


class GiveForm(Form):
    way = forms.ChoiceField(label=_("How was it given back?"), choices=Refund.Way.choices, widget=forms.RadioSelect)
    document = forms.CharField(
        label=_("Number and date of the document"),
        max_length=120,
        help_text=_("Of the payment order, or of the cash voucher."),
    )
