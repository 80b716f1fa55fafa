from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import Form


class CheckForm(Form):
    """Asks for the code that stands on a document."""

    code = forms.CharField(
        label=_("Check code"),
        help_text=_("It stands at the end of the document, for example 7KQ2-M9XD-4TRB-0HWE."),
        error_messages={"required": _("Enter the code that stands on the document")},
    )
