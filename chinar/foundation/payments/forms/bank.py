"""What is filled in about the bank."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import Form
from chinar.foundation.payments.bank.statement import LARGEST_FILE
from chinar.foundation.payments.models import BankStatement, RevenueAccount


class StatementForm(Form):
    account: Any = forms.ModelChoiceField(
        label=_("Into which account did the money come?"), queryset=None, empty_label=None
    )
    form = forms.ChoiceField(label=_("What sort of file is it?"), choices=BankStatement.Format.choices)
    file = forms.FileField(
        label=_("File of the bank"), error_messages={"required": _("Choose a file"), "empty": _("The file is empty")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        field.queryset = RevenueAccount.objects.all()  # type: ignore[attr-defined]
        field.label_from_instance = lambda row: f"{row.name}, {row.iban}"  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(gettext("The file is larger than 5 MB"))
        return file


class AllotForm(Form):
    reference = forms.CharField(
        label=_("Reference of the payment, or number of the matter"),
        max_length=60,
        help_text=_("It stands on the page of the charge, for example RF69 T000 0012 34."),
    )


class AsideForm(Form):
    reason = forms.CharField(
        label=_("Why does it pay nothing here?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: the bank sends it back; it is a tax. Without names or personal numbers."),
    )
