from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.models import CaseUpdate
from chinar.domain.cases.models.tally import LEAST
from chinar.foundation.core.forms import Form
from chinar.foundation.documents.forms import PapersField
from chinar.foundation.notifications.rules import WrongNumber, international

MOST_PAPERS = 5
"""Of one update; a larger file is brought in parts, or to a desk."""


class FollowForm(Form):
    """Number and key, as on the receipt."""

    number = forms.CharField(
        label=_("Number of the matter"),
        max_length=100,
        error_messages={"required": _("Enter the number that stands on your receipt")},
    )
    key = forms.CharField(
        label=_("Key"),
        max_length=60,
        error_messages={"required": _("Enter the key that stands under the number on your receipt")},
    )


class UpdateForm(Form):
    """What a citizen adds to their own matter."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What do you want to add?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=CaseUpdate.LONGEST,
        required=False,
    )
    papers = PapersField(
        label=_("Papers, if there are any"),
        help_text=_("PDF files or photos, up to 5 MB each. Never send a copy of an identity card."),
        most=MOST_PAPERS,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Words or papers: one of them is enough."""
        given = super().clean() or self.cleaned_data
        if not (given.get("text") or given.get("papers") or self.errors):
            self.add_error("text", gettext("Write what you want to add"))
        return given


class SmsForm(Form):
    phone = forms.CharField(label=_("Your mobile number"), max_length=30, required=False)

    def clean_phone(self) -> str:
        """As the gateway takes it; empty for none."""
        typed: str = self.cleaned_data["phone"].strip()
        try:
            return international(typed) if typed else ""
        except WrongNumber:
            raise forms.ValidationError(_("Enter a telephone number with digits, for example 0888 12 34 56")) from None


class WithdrawForm(Form):
    sure = forms.BooleanField(
        label=_("I no longer want the municipality to decide this matter"),
        error_messages={"required": _("Confirm that you withdraw the matter")},
    )


class TermForm(Form):
    """A term of keeping as the municipality's nomenclature of files has it; `kind` names a kind and an outcome."""

    matter = forms.ChoiceField(label=_("Matters"))
    years = forms.IntegerField(label=_("Years"), min_value=1, max_value=100)
    source = forms.CharField(label=_("Act that sets the term"), max_length=200)

    def __init__(self, *args: Any, matters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["matter"]).choices = matters


class MinimumForm(Form):
    """The smallest group that the public page of figures shows by itself."""

    n = forms.IntegerField(label=_("Smallest group that the public sees"), min_value=LEAST, max_value=1000)
