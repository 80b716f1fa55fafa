"""What the editor of the catalogue types."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.questionnaires.reading import LONGEST_TEXT, WrongQuestions, read
from chinar.foundation.core.forms import Form


def _text_field(label: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 24, "spellcheck": "false"})
    return forms.CharField(label=label, max_length=LONGEST_TEXT, widget=box)


class QuestionsForm(Form):
    """The two question sets of a service as texts. `seen` is the version of the service on which the editor worked."""

    questions = _text_field(gettext_lazy("What the service asks"))
    result = _text_field(gettext_lazy("What the official fills in for the result"))
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)

    def clean_questions(self) -> str:
        return self._read("questions")

    def clean_result(self) -> str:
        return self._read("result")

    def _read(self, name: str) -> str:
        # A text from a browser ends its lines with two characters; the same text must stay the same version.
        text = str(self.cleaned_data[name]).replace("\r\n", "\n").strip() + "\n"
        try:
            read(text)
        except WrongQuestions as wrong:
            said = _("The text cannot be used. Places and mistakes: %(mistakes)s") % {
                "mistakes": "; ".join(wrong.mistakes)
            }
            raise forms.ValidationError(said) from wrong
        return text
