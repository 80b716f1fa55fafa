"""What whoever withholds a text says, what its author objects, and what is decided of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import Form
from chinar.foundation.moderation.models import Objection, ObjectionPromise, Withholding
from chinar.foundation.moderation.wording import public_text


class WithholdForm(Form):
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=Withholding.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the reason")},
    )
    explanation = forms.CharField(
        label=_("More about it, if that helps"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_explanation(self) -> str:
        """Everybody reads it in the place of the text."""
        return public_text(self.cleaned_data["explanation"])


class ObjectionForm(Form):
    text = forms.CharField(
        label=_("Why it should be public"),
        max_length=Objection.LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Write why it should be public")},
    )


class ObjectionAnswerForm(Form):
    """Which of two buttons was pressed decides."""

    answer = forms.CharField(
        label=_("Your words to the author"),
        max_length=Objection.LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Write to the author why")},
    )


class PromiseForm(Form):
    days = forms.IntegerField(
        label=_("Objections are decided within, in working days"),
        min_value=1,
        max_value=ObjectionPromise.MOST,
        required=False,
    )
