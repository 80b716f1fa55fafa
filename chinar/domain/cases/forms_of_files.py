"""What is entered about the papers of a matter: how the parties see one, what came on paper, checklist lines."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import kinds
from chinar.domain.cases.models import ChecklistLine, PaperShown
from chinar.domain.cases.showing.rules import Manner
from chinar.foundation.core.forms import Form
from chinar.foundation.documents.forms import PaperField


class ShowForm(Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    manner = forms.ChoiceField(
        label=_("How do the parties see it?"),
        widget=forms.RadioSelect,
        choices=[
            (Manner.WHOLE.value, _("Whole: it names nobody but them")),
            (Manner.MASKED.value, _("In a copy in which third persons are masked")),
            (Manner.WITHHELD.value, _("Not at all, on a ground of law")),
        ],
    )
    copy = PaperField(
        label=_("The masked copy (PDF or photo)"),
        help_text=_("Names, numbers, addresses and signatures of third persons must be unreadable in it."),
        required=False,
    )
    ground = forms.CharField(
        label=_("Why it is not shown: the law and the reason"),
        help_text=_("The parties read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """What does not belong to the answer is left out of it."""
        given = super().clean() or self.cleaned_data
        manner = given.get("manner")
        if manner == Manner.MASKED and not given.get("copy") and "copy" not in self.errors:
            self.add_error("copy", gettext("Choose the masked copy"))
        if manner == Manner.WITHHELD and not given.get("ground") and "ground" not in self.errors:
            self.add_error("ground", gettext("Write the ground: the law and the reason"))
        return given

    def decided(self) -> dict[str, Any]:
        """For showing.actions.decide_showing."""
        given, manner = self.cleaned_data, Manner(self.cleaned_data["manner"])
        copy = given["copy"] if manner is Manner.MASKED else None
        ground = given["ground"] if manner is Manner.WITHHELD else ""
        return {"manner": manner, "copy": copy, "ground": ground, "seen": given["seen"]}


class LetterFiledForm(Form):
    """Into the file of which matter a letter by e-mail goes; the view says which it is."""

    number = forms.CharField(label=_("Number of the matter"), max_length=100)


class PaperTakenForm(Form):
    """What was brought to a desk or came by post for a matter that there is already."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("What is it?"),
        help_text=_("For example: power of attorney, sketch. No names."),
        max_length=200,
        error_messages={"required": _("Write what it is")},
    )
    paper = PaperField(
        label=_("The scan (PDF or photo)"), error_messages={"required": _("Choose the file with the scan")}
    )


class LineForm(Form):
    """A line of the town's checklists."""

    subject = forms.ChoiceField(label=_("For which matters?"), required=False)
    step = forms.ChoiceField(label=_("When?"), choices=ChecklistLine.Step.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What does the official make sure of?"),
        max_length=300,
        error_messages={"required": _("Write what the official makes sure of")},
    )
    is_binding = forms.BooleanField(
        label=_("Nothing is decided while it is not ticked"),
        help_text=_("Otherwise the page of the decision only warns."),
        required=False,
    )

    def __init__(self, *args: Any, kind: kinds.Kind, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = gettext("Every matter of this kind: %(kind)s") % {"kind": kind.name}
        subjects = sorted(names.items(), key=lambda named: named[1])
        cast(forms.ChoiceField, self.fields["subject"]).choices = [("", every), *subjects]


WORDS_OF_MANNERS = {
    **PaperShown.WORDS,
    Manner.UNDECIDED: _("nobody has looked yet whether it names other people"),
    Manner.APART: _("received on the page of the matter"),
}
