"""What a department says of itself, as its editor types it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import Form

LONGEST = 1_000


class DepartmentTextForm(Form):
    """`seen` is the row on which the editor worked."""

    text = forms.CharField(
        label=_("What the department does, in Bulgarian"),
        help_text=_("Two or three sentences for somebody who has never been there. Empty: the page says nothing."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
        required=False,
    )
    text_en = forms.CharField(
        label=_("The same in English"),
        help_text=_("Where it is empty, English pages show the Bulgarian words."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=2**62)
