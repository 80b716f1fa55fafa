from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import Form
from chinar.foundation.documents.uploads import LARGEST, Paper, Unwanted, UnwantedFile, paper_of

UNWANTED = {
    Unwanted.EMPTY: _("The file is empty. Choose another one."),
    Unwanted.LARGE: _("The file is larger than 5 MB. Choose a smaller photo, or fewer pages."),
    Unwanted.KIND: _("Only PDF files and photos (JPEG or PNG) can be opened at the municipality."),
}


class PaperField(forms.FileField):
    """One PDF or photo, judged by its content; the cleaned value is a Paper, None where none was chosen."""

    def clean(self, data: Any, initial: Any = None) -> Paper | None:
        file = super().clean(data, initial)
        return judged(file) if file else None


def judged(file: Any) -> Paper:
    """An uploaded file as a Paper. Raises ValidationError."""
    try:
        if (file.size or 0) > LARGEST:
            raise UnwantedFile(Unwanted.LARGE)
        return paper_of(file.read())
    except UnwantedFile as unwanted:
        raise forms.ValidationError(str(UNWANTED[unwanted.why])) from unwanted


class PapersInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class PapersField(forms.FileField):
    """Up to `most` PDF files or photos; the cleaned value is a list of Papers."""

    widget = PapersInput

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[Paper]:
        came = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(came) > self.most:
            raise forms.ValidationError(gettext("At most %(most)s files can be added") % {"most": self.most})
        return [judged(one) for one in came]


class CheckForm(Form):
    """Asks for the code that stands on a document."""

    code = forms.CharField(
        label=_("Check code"),
        help_text=_("It stands at the end of the document, for example 7KQ2-M9XD-4TRB-0HWE."),
        error_messages={"required": _("Enter the code that stands on the document")},
    )
