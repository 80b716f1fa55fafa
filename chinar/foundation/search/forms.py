"""What the editors of search type."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import Form
from chinar.foundation.search.rules import stems_of


class SynonymForm(Form):
    """At least two expressions that mean the same."""

    words = forms.CharField(
        label=_("Words that mean the same"),
        help_text=_("Separated by commas, for example: sketch, plan of the plot"),
        max_length=300,
    )

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"])
        if len(stems_of(words)) < 2:
            raise forms.ValidationError(gettext("Write at least two expressions, separated by commas."))
        return ", ".join(expression.strip() for expression in words.split(",") if expression.strip())
