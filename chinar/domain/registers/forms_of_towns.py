"""What officials type about evidence that another municipality of the installation asks for, or is asked for."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.domain.registers.actions.answering_towns import Given
from chinar.domain.registers.actions.asking_towns import ON_PAPER, OTHERWISE
from chinar.domain.registers.forms import LONGEST, EvidenceForm
from chinar.domain.registers.models import Bearer, Evidence, EvidenceAnswer
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import DateField
from chinar.foundation.documents.forms import PaperField
from chinar.foundation.territory.models import Municipality

MOST_CENTS = 100_000_00
AMOUNT = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?")


class TownForm(EvidenceForm):
    """To another municipality that this installation serves, under the same law."""

    to = forms.ChoiceField(label=gettext_lazy("Which municipality"))
    what = forms.CharField(label=gettext_lazy("What you ask for"), max_length=LONGEST, widget=forms.Textarea)
    period = forms.ChoiceField(
        label=gettext_lazy("How it is kept there"),
        choices=[
            (OTHERWISE, gettext_lazy("electronically, or we do not know: seven days")),
            (ON_PAPER, gettext_lazy("on paper: three days")),
        ],
        initial=OTHERWISE,
        widget=forms.RadioSelect,
    )
    ground = forms.CharField(label=gettext_lazy("Legal ground"), max_length=LONGEST, widget=forms.Textarea)
    field_order = ("to", "what", "period", "ground", "seen")

    def __init__(self, *args: Any, evidence: Evidence, **kwargs: Any) -> None:
        super().__init__(*args, evidence=evidence, **kwargs)
        here = evidence.case.municipality
        others = Municipality.objects.active().filter(country=here.country).exclude(pk=here.pk).order_by("name")
        self.towns = {str(one.pk): one for one in others}
        choices = [("", ""), *((pk, words(one, "name")) for pk, one in self.towns.items())]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def clean_to(self) -> Municipality:
        return self.towns[self.cleaned_data["to"]]


class AnswerRequestForm(SeenForm):
    """What this municipality has, and what it costs."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Your answer"), choices=EvidenceAnswer.Outcome.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("What it says, or why you do not have it"), max_length=LONGEST, widget=forms.Textarea
    )
    place = forms.CharField(label=gettext_lazy("Register, book or file"), max_length=100, required=False)
    holds_on = DateField(label=gettext_lazy("As of which day"), required=False, past=True)
    paper = PaperField(
        label=gettext_lazy("The document, if you send one"),
        help_text=gettext_lazy("A PDF file or a photo, up to 5 MB."),
        required=False,
    )
    fee = forms.CharField(
        label=gettext_lazy("Fee for the evidence, in euro"),
        help_text=gettext_lazy("For example 2.50. Empty when it is free."),
        max_length=10,
        required=False,
    )
    fee_ground = forms.CharField(
        label=gettext_lazy("Ground of the fee"),
        help_text=gettext_lazy("Article of the council's ordinance."),
        max_length=300,
        required=False,
    )
    bearer = forms.ChoiceField(
        label=gettext_lazy("Who pays the fee"),
        choices=[choice for choice in Bearer.choices if choice[0] != Bearer.NOBODY],
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_fee(self) -> int:
        """In cents."""
        typed = str(self.cleaned_data["fee"]).strip().removesuffix("€").strip()
        if not typed:
            return 0
        found = AMOUNT.fullmatch(typed)
        cents = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else -1
        if not 0 <= cents <= MOST_CENTS:
            raise forms.ValidationError(_("Write the amount in euro, for example 2.50"))
        return cents

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("outcome") == EvidenceAnswer.Outcome.GIVEN:
            for name, missing in (("place", _("Write where it stands")), ("holds_on", _("Write as of which day"))):
                if name not in self.errors and not said.get(name):
                    self.add_error(name, missing)
        if said.get("fee"):
            for name, missing in (
                ("fee_ground", _("Write the ground of the fee")),
                ("bearer", _("Choose who pays the fee")),
            ):
                if name not in self.errors and not said.get(name):
                    self.add_error(name, missing)
        return said

    def given(self) -> Given:
        said, costs = self.cleaned_data, bool(self.cleaned_data["fee"])
        return Given(
            outcome=said["outcome"],
            words=said["words"],
            place=said["place"],
            holds_on=said["holds_on"],
            paper=said["paper"],
            fee_cents=said["fee"],
            fee_ground=said["fee_ground"] if costs else "",
            bearer=said["bearer"] if costs else Bearer.NOBODY,
        )
