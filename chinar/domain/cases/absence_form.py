"""What is typed about an absence."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.standing_in import Absentees
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.people.models import Account


class AbsenceForm(Form):
    """Who is away from when to when, and who stands in. `people` are those of whom one may be chosen."""

    official = forms.ChoiceField(label=_("Who is absent"))
    substitute = forms.ChoiceField(label=_("Who stands in"))
    first_on = DateField(label=_("First day"))
    last_on = DateField(label=_("Last day"))
    act = forms.CharField(label=_("Order: number and date, if there is one"), max_length=200, required=False)

    def __init__(self, *args: Any, people: Absentees, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for name, accounts in (("official", people.officials), ("substitute", people.substitutes)):
            choices = [("", ""), *((str(pk), one.name) for pk, one in accounts.items())]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_official(self) -> Account:
        return self.people.officials[int(self.cleaned_data["official"])]

    def clean_substitute(self) -> Account:
        return self.people.substitutes[int(self.cleaned_data["substitute"])]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("official") and given.get("official") == given.get("substitute"):
            self.add_error("substitute", gettext("Nobody stands in for themself."))
        if given.get("first_on") and given.get("last_on") and given["last_on"] < given["first_on"]:
            self.add_error("last_on", gettext("The last day is before the first one."))
        return given
