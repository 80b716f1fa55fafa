from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.models.tally import LEAST
from chinar.domain.cases.rules import as_number
from chinar.foundation.core.forms import Form


class FollowForm(Form):
    """Number and key, as on the receipt."""

    number = forms.CharField(
        label=_("Number of the matter"),
        max_length=60,
        error_messages={"required": _("Enter the number that stands on your receipt")},
    )
    key = forms.CharField(
        label=_("Key"),
        max_length=60,
        error_messages={"required": _("Enter the key that stands under the number on your receipt")},
    )

    def clean_number(self) -> str:
        """As it stands on paper, with what stands around it; what holds no number finds nothing later."""
        typed: str = self.cleaned_data["number"]
        return as_number(typed) or typed


class MinimumForm(Form):
    """The smallest group that the public page of figures shows by itself."""

    n = forms.IntegerField(label=_("Smallest group that the public sees"), min_value=LEAST, max_value=1000)
