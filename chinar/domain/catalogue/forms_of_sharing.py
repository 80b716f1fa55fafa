"""What the editor of shared descriptions types."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.catalogue import evidence_lines
from chinar.domain.catalogue.forms_of_descriptions import LONGEST, described_field
from chinar.domain.catalogue.inheriting import SHARED
from chinar.domain.catalogue.models import SharedEvidence
from chinar.foundation.core.forms import Form

WRONG_LINES = {
    "many": gettext_lazy("Line %(line)s: at most %(most)s pieces of evidence"),
    "twice": gettext_lazy("Line %(line)s: the same code stands twice"),
    "parts": gettext_lazy("Line %(line)s: write code, source, name and the rest with | between them"),
    "source": gettext_lazy("Line %(line)s: the source is register, own or citizen, with “optional” after it if so"),
    "code": gettext_lazy("Line %(line)s: the code has only Latin letters, digits and -"),
    "name": gettext_lazy("Line %(line)s: the name is missing"),
    "ground": gettext_lazy("Line %(line)s: the act and article are missing by which it is asked for"),
    "reason": gettext_lazy("Line %(line)s: the reason is missing why the citizen has to bring it"),
    "long": gettext_lazy("Line %(line)s: one of the parts is too long"),
    "operation": gettext_lazy("Line %(line)s: RegiX has no such operation"),
}


class SharedForm(Form):
    """All that the state sets. `seen` is the version on which the editor worked, 0 for a new description."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=32_000)
    unified_number = forms.RegexField(
        r"^[0-9]{1,10}$",
        label=gettext_lazy("Number in the Register of Services"),
        help_text=gettext_lazy("The register gives it. Leave it empty while it has given none."),
        error_messages={"invalid": gettext_lazy("Write the number with digits only, as the register gives it")},
        required=False,
    )

    def __init__(self, *args: Any, on: date, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        if is_new:
            self.fields["code"] = forms.SlugField(
                label=_("Code in the address of the service"),
                help_text=_("Latin letters, digits and -, for example tree-felling. It is never changed."),
                max_length=60,
                error_messages={"required": _("Write the code"), "invalid": _("Only Latin letters, digits and -")},
            )
        for name in SHARED:
            self.fields[name] = described_field(name)
        self.fields["source"] = forms.CharField(
            label=_("Where the facts were taken from"), max_length=500, required=False
        )
        self.fields["evidence"] = forms.CharField(
            label=_("What it rests on"),
            help_text=_(
                "One a line, with | between the parts: code | register, own or citizen | name | name in English | "
                "act and article, or the reason | operation of RegiX, or the reason in English"
            ),
            widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
            max_length=5 * LONGEST,
            required=False,
        )

    def clean_evidence(self) -> list[SharedEvidence]:
        try:
            return evidence_lines.read(str(self.cleaned_data["evidence"]))
        except evidence_lines.WrongLine as wrong:
            said = str(WRONG_LINES[wrong.code]) % {"line": wrong.line, "most": evidence_lines.MOST}
            raise forms.ValidationError(said) from wrong

    @property
    def said(self) -> dict[str, Any]:
        """Arguments of publish_shared, evidence among them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "code")}
