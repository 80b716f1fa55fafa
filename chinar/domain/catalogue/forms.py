"""What the editor of the catalogue types."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.catalogue.models import TownStatement
from chinar.domain.questionnaires.reading import LONGEST_TEXT, WrongQuestions, read
from chinar.foundation.core.forms import DateField, Form


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


class StatementForm(Form):
    """What the charter, the accessibility statement and the privacy notices need from the municipality itself."""

    charter_act = forms.CharField(
        label=gettext_lazy("Act that adopted the client's charter: number and date"), max_length=200, required=False
    )
    complaints = forms.CharField(
        label=gettext_lazy("Where somebody turns who is not content with the service"),
        help_text=gettext_lazy("The contacts of the municipality stand there when this is empty."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        required=False,
    )
    accessible = forms.ChoiceField(
        label=gettext_lazy("How far the pages meet the standard EN 301 549"),
        choices=TownStatement.Accessible.choices,
        widget=forms.RadioSelect,
    )
    gaps = forms.CharField(
        label=gettext_lazy("What is not accessible, and how one gets it otherwise"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
        required=False,
    )
    assessed_on = DateField(label=gettext_lazy("Day of the assessment"), past=True, required=False)
    assessed_how = forms.CharField(label=gettext_lazy("Who assessed it, and how"), max_length=200, required=False)
    data_officer = forms.CharField(
        label=gettext_lazy("Data protection officer: name and contacts"), max_length=300, required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("accessible") == TownStatement.Accessible.PARTLY and not given.get("gaps"):
            self.add_error("gaps", _("Write what is not accessible, and how one gets it otherwise"))
        return given
