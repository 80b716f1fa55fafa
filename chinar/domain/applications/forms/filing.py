"""The pages that every service with a question set shares: who files, for whom, how fast. Forms never save."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.applications.forms.journey import Question, Summary, name_field
from chinar.domain.applications.rules import is_adult, is_under_14
from chinar.domain.catalogue.models import FeeReduction, Speed
from chinar.domain.catalogue.speeds import offer_words
from chinar.foundation.core.content import words
from chinar.foundation.core.identifiers import clean, egn_birth_date
from chinar.foundation.people.forms import EgnField, EikField, LnchField
from chinar.foundation.people.models.mandate import Ground


class For(models.TextChoices):
    """For whom somebody files (АПК чл. 18)."""

    THEMSELVES = "own", gettext_lazy("for myself")
    PERSON = "person", gettext_lazy("for another person: my child, or somebody who has authorised me")
    ORGANISATION = "organisation", gettext_lazy("for a company or another organisation")


class FilerForm(Question):
    applies_for = forms.ChoiceField(
        label=gettext_lazy("For whom do you apply?"),
        choices=For.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose for whom you apply")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.version is not None and not self.version.takes_organisations:
            choices = [(value, label) for value, label in For.choices if value != For.ORGANISATION]
            self.fields["applies_for"].choices = choices  # type: ignore[attr-defined]

    def summary(self) -> Summary:
        return [(_("You apply"), str(For(self.cleaned_data["applies_for"]).label))]


DOCUMENT = gettext_lazy("Power of attorney or act: number, date, who certified it")


class ConcernedForm(Question):
    """The person for whom somebody else files, and why they may."""

    given_name = name_field(gettext_lazy("Given name"), gettext_lazy("Enter the given name of the person"))
    middle_name = name_field(gettext_lazy("Father's name"), "", required=False)
    family_name = name_field(gettext_lazy("Family name"), gettext_lazy("Enter the family name of the person"))
    identifier_kind = forms.ChoiceField(
        label=gettext_lazy("Which number does the person have?"),
        choices=[("egn", gettext_lazy("EGN")), ("lnch", gettext_lazy("LNCh (personal number of a foreigner)"))],
        initial="egn",
    )
    identifier = forms.CharField(
        label=gettext_lazy("Number of the person"),
        max_length=20,
        error_messages={"required": gettext_lazy("Enter the EGN or LNCh of the person, ten digits")},
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Why may you apply for this person?"),
        choices=[
            (Ground.PARENT, gettext_lazy("I am a parent")),
            (Ground.GUARDIAN, gettext_lazy("I am the guardian or trustee")),
            (Ground.POWER_OF_ATTORNEY, gettext_lazy("I have a power of attorney")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why you may apply for this person")},
    )
    document = forms.CharField(
        label=DOCUMENT,
        help_text=gettext_lazy("Not needed from a parent. An official may ask to see it."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "identifier" in data:
            self._judge_number(data)
        if data.get("ground") in (Ground.GUARDIAN, Ground.POWER_OF_ATTORNEY) and not data.get("document"):
            self.add_error("document", _("Write number and date of the document that lets you act"))
        return data

    def _judge_number(self, data: dict[str, Any]) -> None:
        is_egn = data.get("identifier_kind") != "lnch"
        try:
            data["identifier"] = (EgnField() if is_egn else LnchField()).clean(data["identifier"])
        except forms.ValidationError as wrong:
            self.add_error("identifier", wrong)
            return
        if data["identifier"] == clean(self.others.get("applicant", {}).get("identifier", "")):
            self.add_error("identifier", _("This is your own number. Go back and choose “for myself”."))
        elif is_egn:
            self._judge_age(data)

    def _judge_age(self, data: dict[str, Any]) -> None:
        born_on = egn_birth_date(data["identifier"])
        if data.get("ground") == Ground.PARENT and is_adult(born_on, on=self.on):
            self.add_error("ground", _("The person is of age: even a parent needs a power of attorney."))
        if data.get("ground") == Ground.POWER_OF_ATTORNEY and is_under_14(born_on, on=self.on):
            self.add_error("ground", _("For a child under 14 a parent or guardian applies, as themselves."))

    def summary(self) -> Summary:
        data = self.cleaned_data
        name = " ".join(filter(None, (data["given_name"], data["middle_name"], data["family_name"])))
        return [
            (_("The document is for"), name),
            (_("LNCh") if data["identifier_kind"] == "lnch" else _("EGN"), data["identifier"]),
            (_("You act as"), str(Ground(data["ground"]).label)),
            (_("By document"), data["document"] or "–"),
        ]


class OrganisationForm(Question):
    """The organisation for which somebody files, and why they may."""

    name = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name of the organisation")},
    )
    eik = EikField(
        label=gettext_lazy("EIK"), error_messages={"required": gettext_lazy("Enter the EIK of the organisation")}
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Why may you apply for it?"),
        choices=[
            (Ground.LEGAL_REPRESENTATIVE, gettext_lazy("I represent it by law: manager, chair")),
            (Ground.POWER_OF_ATTORNEY, gettext_lazy("I have a power of attorney")),
            (Ground.EMPLOYEE, gettext_lazy("I work there and am authorised")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why you may apply for it")},
    )
    document = forms.CharField(
        label=DOCUMENT,
        help_text=gettext_lazy("Not needed from whoever represents it by law: the register says so."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("ground") not in (None, Ground.LEGAL_REPRESENTATIVE) and not data.get("document"):
            self.add_error("document", _("Write number and date of the document that lets you act"))
        return data

    def summary(self) -> Summary:
        data = self.cleaned_data
        return [
            (_("The document is for"), data["name"]),
            (_("EIK"), data["eik"]),
            (_("You act as"), str(Ground(data["ground"]).label)),
            (_("By document"), data["document"] or "–"),
        ]


class SpeedForm(Question):
    speed = forms.ChoiceField(
        label=gettext_lazy("How fast do you need it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how fast you need it")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        payer = self.others.get("filer", {}).get("applies_for")
        speeds = self.version.speeds.all() if self.version else Speed.objects.none()
        for_organisation = payer == For.ORGANISATION
        self.offers = {s.kind: offer_words(s, for_organisation=for_organisation, on=self.on) for s in speeds}
        self.fields["speed"].choices = list(self.offers.items())  # type: ignore[attr-defined]

    def summary(self) -> Summary:
        return [(_("Speed and fee"), self.offers[self.cleaned_data["speed"]])]


class ReductionForm(Question):
    """Whether one of the grounds of the council's ordinance lets the payer pay less."""

    reduction = forms.ChoiceField(
        label=gettext_lazy("Do you pay less?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether you pay less")},
    )
    NONE = "none"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.version.reductions.all() if self.version else FeeReduction.objects.none()
        self.grounds = {row.code: f"{words(row, 'name')}: {_off(row.percent)}" for row in rows}
        choices = [(self.NONE, _("No, I pay the whole fee")), *self.grounds.items()]
        self.fields["reduction"].choices = choices  # type: ignore[attr-defined]

    def clean_reduction(self) -> str:
        chosen = str(self.cleaned_data["reduction"])
        return "" if chosen == self.NONE else chosen

    def summary(self) -> Summary:
        return [(_("You pay less"), self.grounds.get(self.cleaned_data["reduction"], _("no")))]


def _off(percent: int) -> str:
    return _("free of charge") if percent == 100 else _("%(percent)s %% less") % {"percent": percent}
