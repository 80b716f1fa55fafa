"""Where the way back to a draft is sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import Form


class AddressForm(Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address in the form name@example.com"),
        },
    )
