from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import Form
from chinar.foundation.documents.forms import PapersField
from chinar.foundation.documents.uploads import Paper


class FilesForm(Form):
    """What is given, as files."""

    title = forms.CharField(
        label=_("What is it?"),
        max_length=150,
        help_text=_("The applicant reads it, and everybody when it is published. No names."),
    )
    papers = PapersField(label=_("Files (PDF or photo)"), most=5)

    def clean_papers(self) -> list[Paper]:
        papers: list[Paper] = self.cleaned_data["papers"]
        if not papers:
            raise forms.ValidationError(gettext("Choose at least one file"))
        return papers
