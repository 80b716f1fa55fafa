"""The pages of the journey for a certificate of heirs: one question each. Forms validate, they never save.

`summary` gives what "check your answers" and the receipt show: (label, value).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.applications.models import Application, HeirsRequest
from chinar.domain.applications.models.application import at_office
from chinar.domain.applications.rules import is_under_14
from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.core.identifiers import clean, egn_birth_date, is_egn
from chinar.foundation.core.jinja import day
from chinar.foundation.offices.models import Office
from chinar.foundation.offices.queries import handing_offices
from chinar.foundation.people.forms import EgnField, LnchField
from chinar.foundation.territory.models import Municipality, Settlement

Summary = list[tuple[str, str]]


class Question(Form):
    """A page of the journey in a municipality; `on` is the reader's today, `others` what other pages were told."""

    def __init__(
        self,
        data: Any = None,
        *,
        on: date,
        municipality: Municipality,
        version: ServiceVersion | None = None,
        others: Mapping[str, Any] | None = None,
    ) -> None:
        self.on = on
        self.municipality = municipality
        self.version = version
        self.others = others or {}
        super().__init__(data, on=on)

    def summary(self) -> Summary:
        """(label, value) of each valid answer, in words."""
        return []

    def typed(self) -> dict[str, Any]:
        """What was typed, field by field, to be kept in the draft."""
        return typed_in(self)


def typed_in(form: forms.Form) -> dict[str, Any]:
    """What was typed into the form's own fields, as it was sent."""
    names = tuple(form.fields)
    return {key: value for key, value in form.data.items() if key in names or key.startswith(_parts(names))}


def _parts(names: tuple[str, ...]) -> tuple[str, ...]:
    """The boxes of a date are sent as `<name>-day` and so on."""
    return tuple(f"{name}-" for name in names)


def name_field(label: Any, message: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=80, required=required, error_messages={"required": message})


class CodeForm(Form):
    code = forms.CharField(
        label=gettext_lazy("Code of the draft"),
        help_text=gettext_lazy("16 letters and digits, as they were read to you on the telephone."),
        max_length=40,
        error_messages={"required": gettext_lazy("Enter the code")},
    )


class ApplicantForm(Question):
    """Asked once: later matters in this municipality know who you are."""

    given_name = name_field(gettext_lazy("Given name"), gettext_lazy("Enter your given name"))
    middle_name = name_field(gettext_lazy("Father's name"), "", required=False)
    family_name = name_field(gettext_lazy("Family name"), gettext_lazy("Enter your family name"))
    identifier_kind = forms.ChoiceField(
        label=gettext_lazy("Which number do you have?"),
        choices=[("egn", gettext_lazy("EGN")), ("lnch", gettext_lazy("LNCh (personal number of a foreigner)"))],
        initial="egn",
    )
    identifier = forms.CharField(
        label=gettext_lazy("Your number"),
        max_length=20,
        error_messages={"required": gettext_lazy("Enter your EGN or LNCh, ten digits")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        field = LnchField() if data.get("identifier_kind") == "lnch" else EgnField()
        if "identifier" in data:
            try:
                data["identifier"] = field.clean(data["identifier"])
            except forms.ValidationError as wrong:
                self.add_error("identifier", wrong)
                return data
            if data.get("identifier_kind") == "egn" and is_under_14(egn_birth_date(data["identifier"]), on=self.on):
                self.add_error("identifier", _("For a child under 14 a parent or guardian applies, as themselves."))
        return data

    def summary(self) -> Summary:
        data = self.cleaned_data
        name = " ".join(filter(None, (data["given_name"], data["middle_name"], data["family_name"])))
        return [
            (_("Applicant"), name),
            (_("LNCh") if data["identifier_kind"] == "lnch" else _("EGN"), data["identifier"]),
        ]


class ContactForm(Question):
    """Where the municipality can write and ring (АПК чл. 29 ал. 2)."""

    address = forms.CharField(
        label=gettext_lazy("Your address"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Enter the address at which you receive letters")},
    )
    phone = forms.CharField(label=gettext_lazy("Telephone (if you have one)"), max_length=30, required=False)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and (sum(c.isdigit() for c in phone) < 6 or set(phone) - set("+0123456789 ()/-")):
            raise forms.ValidationError(_("Enter a telephone number with digits, for example 0670 12 345"))
        return phone

    def summary(self) -> Summary:
        return [(_("Address"), self.cleaned_data["address"]), (_("Telephone"), self.cleaned_data["phone"] or "–")]


class DeceasedForm(Question):
    given_name = name_field(gettext_lazy("Given name"), gettext_lazy("Enter the given name of the deceased"))
    middle_name = name_field(gettext_lazy("Father's name"), "", required=False)
    family_name = name_field(gettext_lazy("Family name"), gettext_lazy("Enter the family name of the deceased"))
    egn = EgnField(label=gettext_lazy("EGN, if you know it"), required=False)

    def summary(self) -> Summary:
        data = self.cleaned_data
        name = " ".join(filter(None, (data["given_name"], data["middle_name"], data["family_name"])))
        return [(_("Name of the deceased"), name), (_("EGN of the deceased"), data["egn"] or "–")]


class DeathForm(Question):
    died_on = DateField(
        past=True,
        label=gettext_lazy("Date of death"),
        error_messages={"required": gettext_lazy("Enter the date of death")},
    )
    settlement = forms.ModelChoiceField(
        label=gettext_lazy("Last permanent address of the deceased"),
        queryset=Settlement.objects.none(),
        empty_label=gettext_lazy("Choose a town or village"),
        error_messages={"required": gettext_lazy("Choose the town or village of the last permanent address")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Settlement.objects.current().filter(municipality=self.municipality).order_by("name")
        self.fields["settlement"].queryset = places  # type: ignore[attr-defined]

    def clean_died_on(self) -> date:
        died_on: date = self.cleaned_data["died_on"]
        if died_on.year < 1850:
            raise forms.ValidationError(_("Check the year: registers do not reach back so far"))
        egn = clean(self.others.get("deceased", {}).get("egn", ""))
        if is_egn(egn) and died_on < egn_birth_date(egn):
            raise forms.ValidationError(_("This date is before the birth that the EGN of the deceased tells"))
        return died_on

    def summary(self) -> Summary:
        data = self.cleaned_data
        return [(_("Date of death"), day(data["died_on"])), (_("Last permanent address"), str(data["settlement"]))]


class RelationForm(Question):
    relation = forms.ChoiceField(
        label=gettext_lazy("What are you to the deceased?"),
        choices=HeirsRequest.Relation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you are to the deceased")},
    )

    def summary(self) -> Summary:
        return [(_("You are"), str(HeirsRequest.Relation(self.cleaned_data["relation"]).label))]


class PurposeForm(Question):
    purpose = forms.ChoiceField(
        label=gettext_lazy("Whom is the certificate for?"),
        choices=HeirsRequest.Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whom the certificate is for")},
    )
    purpose_words = forms.CharField(
        label=gettext_lazy("If for somebody else: for whom?"), max_length=200, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("purpose") == HeirsRequest.Purpose.OTHER:
            if not data.get("purpose_words"):
                self.add_error("purpose_words", _("Write whom the certificate is for"))
        else:
            data["purpose_words"] = ""
        return data

    def summary(self) -> Summary:
        data = self.cleaned_data
        return [(_("For"), data["purpose_words"] or str(HeirsRequest.Purpose(data["purpose"]).label))]


AT_OFFICE = f"{Application.Delivery.OFFICE.value}:"
"""Before the code of a village office: each is a choice of its own, and needs no second question."""
_WAYS = [choice for choice in Application.Delivery.choices if choice[0] != Application.Delivery.OFFICE]


def _ways_and_offices() -> list[tuple[str, Any]]:
    return [*_WAYS, *((f"{AT_OFFICE}{one.code}", at_office(one)) for one in handing_offices())]


def received_in(answer: str) -> tuple[str, Office | None]:
    """The way that an answer names and, where it is one, the village office; COUNTER when that office is no more."""
    if not answer.startswith(AT_OFFICE):
        return answer, None
    office = next((one for one in handing_offices() if one.code == answer.removeprefix(AT_OFFICE)), None)
    return (Application.Delivery.OFFICE if office else Application.Delivery.COUNTER), office


class DeliveryField(forms.ChoiceField):
    """The offices are asked for where the choices are shown, or when one of them was chosen."""

    def valid_value(self, value: Any) -> bool:
        return value in dict(_WAYS) or (str(value).startswith(AT_OFFICE) and received_in(value)[1] is not None)


class DeliveryForm(Question):
    delivery = DeliveryField(
        label=gettext_lazy("How do you want to receive the certificate?"),
        choices=_ways_and_offices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you want to receive the certificate")},
    )

    def summary(self) -> Summary:
        way, office = received_in(self.cleaned_data["delivery"])
        return [(_("To be received"), at_office(office) if office else str(Application.Delivery(way).label))]


class ReceiveForm(DeliveryForm):
    """The same, where the result need not be a certificate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delivery"].label = _("How do you want to receive the document?")
        self.fields["delivery"].error_messages["required"] = _("Choose how you want to receive the document")
