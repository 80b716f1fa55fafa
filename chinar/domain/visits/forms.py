"""What is entered at a counter beside the questions of the services. Forms never save."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.applications.forms.journey import name_field
from chinar.domain.applications.rules import is_adult, is_under_14
from chinar.domain.visits.queries import birth_date_of
from chinar.domain.visits.rules import Asked, NotUnderstood, Sought, Unclear, names_of, understood
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.documents.forms import PaperField
from chinar.foundation.people.forms import EgnField, EikField, LnchField
from chinar.foundation.people.models import Person
from chinar.foundation.people.models.mandate import Ground
from chinar.foundation.people.models.person import IdentifierKind
from chinar.foundation.territory.models import Municipality, Settlement
from chinar.foundation.territory.queries import settlements_of

UNCLEAR = {
    Unclear.EMPTY: gettext_lazy("Type an EGN, an EIK, a name with a birth date, or the code of a draft"),
    Unclear.NUMBER: gettext_lazy("One of the digits is mistyped: this is neither an EGN, an LNCh nor an EIK"),
    Unclear.LENGTH: gettext_lazy("An EGN and an LNCh have 10 digits, an EIK 9 or 13. Count them again."),
    Unclear.DATE: gettext_lazy("There is no such date. Check the day and the month."),
    Unclear.SHORT: gettext_lazy("Type at least three letters"),
}
UNDER_14 = gettext_lazy("For a child under 14 a parent or guardian applies, as themselves.")


class SeekForm(Form):
    """The one box: who is it?"""

    who = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("EGN, EIK, name and birth date, or code of a draft")
    )

    def clean_who(self) -> Asked:
        try:
            return understood(self.cleaned_data["who"])
        except NotUnderstood as unclear:
            raise forms.ValidationError(str(UNCLEAR[unclear.why])) from unclear


class NewPersonForm(Form):
    """Somebody whom the municipality does not know yet; an official has their document before them."""

    prefix = "person"

    given_name = name_field(gettext_lazy("Given name"), gettext_lazy("Enter the given name of the person"))
    middle_name = name_field(gettext_lazy("Father's name"), "", required=False)
    family_name = name_field(gettext_lazy("Family name"), gettext_lazy("Enter the family name of the person"))
    identifier_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of number"),
        choices=[(kind.value, kind.label) for kind in (IdentifierKind.EGN, IdentifierKind.LNCH, IdentifierKind.NONE)],
    )
    identifier = forms.CharField(label=gettext_lazy("Number of the person"), max_length=20, required=False)
    birth_date = DateField(label=gettext_lazy("Birth date, where there is no EGN"), required=False, past=True)
    settlement = forms.ModelChoiceField(
        label=gettext_lazy("Town or village"), queryset=Settlement.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = settlements_of(municipality)
        self.fields["settlement"].queryset = Settlement.objects.current().filter(municipality=municipality)  # type: ignore[attr-defined]
        named = sorted((place.full_name, place.pk) for place in places)
        self.fields["settlement"].choices = [("", "–"), *((pk, name) for name, pk in named)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind = data.get("identifier_kind")
        if kind == IdentifierKind.NONE:
            data["identifier"] = ""
            if not data.get("birth_date") and "birth_date" not in self.errors:
                self.add_error(
                    "birth_date", _("Enter the birth date: without a number nothing else tells namesakes apart")
                )
            return data
        data["birth_date"] = data.get("birth_date") if kind == IdentifierKind.LNCH else None
        field = LnchField() if kind == IdentifierKind.LNCH else EgnField()
        try:
            data["identifier"] = field.clean(data.get("identifier", ""))
        except forms.ValidationError as wrong:
            self.add_error("identifier", wrong)
        return data


class NewOrganisationForm(Form):
    prefix = "organisation"

    name = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name of the organisation")},
    )
    eik = EikField(
        label=gettext_lazy("EIK"), error_messages={"required": gettext_lazy("Enter the EIK of the organisation")}
    )


class ContactForm(Form):
    """Where the municipality can write and ring (АПК чл. 29 ал. 2). What is missing is asked for at the end."""

    prefix = "contact"

    address = forms.CharField(label=gettext_lazy("Address for letters"), max_length=300, required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address for messages"), max_length=254, required=False)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and (sum(char.isdigit() for char in phone) < 6 or set(phone) - set("+0123456789 ()/-")):
            raise forms.ValidationError(_("Enter a telephone number with digits, for example 0670 12 345"))
        return phone


OF_PERSON = (Ground.PARENT, Ground.GUARDIAN, Ground.POWER_OF_ATTORNEY)
OF_ORGANISATION = (Ground.LEGAL_REPRESENTATIVE, Ground.POWER_OF_ATTORNEY, Ground.EMPLOYEE)


class MandateForm(Form):
    """Why the one at the counter may act for the other (АПК чл. 18). What is missing is asked for at the end."""

    prefix = "mandate"

    ground = forms.ChoiceField(label=gettext_lazy("Acts as"), required=False)
    document = forms.CharField(
        label=gettext_lazy("Power of attorney or act: number, date, who certified it"), max_length=200, required=False
    )

    def __init__(self, *args: Any, concerned: Person | None, is_whole: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.concerned, self.is_whole = concerned, is_whole
        grounds = OF_PERSON if concerned is not None else OF_ORGANISATION
        choices = [("", "–"), *((ground.value, ground.label) for ground in grounds)]
        self.fields["ground"].choices = choices  # type: ignore[attr-defined]
        self.today: date | None = kwargs.get("on")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ground = data.get("ground", "")
        by_itself = (Ground.PARENT, Ground.LEGAL_REPRESENTATIVE)
        if self.is_whole and not ground:
            self.add_error("ground", _("Choose why the person may act for the other"))
        if self.is_whole and ground and ground not in by_itself and not data.get("document"):
            self.add_error("document", _("Write number and date of the document that lets them act"))
        if self.concerned is not None and self.today and (born_on := birth_date_of(self.concerned)):
            self._judge_age(ground, born_on, self.today)
        return data

    def _judge_age(self, ground: str, born_on: date, today: date) -> None:
        if ground == Ground.PARENT and is_adult(born_on, on=today):
            self.add_error("ground", _("The person is of age: even a parent needs a power of attorney."))
        if ground == Ground.POWER_OF_ATTORNEY and is_under_14(born_on, on=today):
            self.add_error("ground", str(UNDER_14))


class ScanForm(Form):
    """One scanned paper."""

    scan = PaperField(
        label=gettext_lazy("Scanned paper (PDF, JPEG or PNG)"),
        error_messages={"required": gettext_lazy("Choose the file of the scan")},
    )


class StatusForm(Form):
    """What a caller is asked: what only whoever filed knows, and what tells nothing to who does not."""

    number = forms.CharField(
        label=gettext_lazy("Number of the matter"),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter the number of the matter")},
    )
    filed_on = DateField(
        label=gettext_lazy("On which day did you file it?"),
        past=True,
        error_messages={"required": gettext_lazy("Enter the day that the caller names")},
    )
    last_digits = forms.RegexField(
        r"^\s*[0-9]{4}\s*$",
        label=gettext_lazy("What are the last four digits of your EGN, LNCh or EIK?"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Enter the four digits that the caller names"),
            "invalid": gettext_lazy("Enter four digits"),
        },
    )


def first_words(asked: Asked) -> dict[str, Any]:
    """What a new person's form begins with after nobody was found."""
    if asked.by in (Sought.EGN, Sought.LNCH):
        return {"identifier_kind": asked.by.value, "identifier": asked.text}
    if asked.by is Sought.NAME_AND_BIRTH:
        return {**names_of(asked.words), "birth_date": asked.born_on}
    return {}


def stated_person(typed: Mapping[str, str]) -> dict[str, Any]:
    """The same from what somebody wrote of themselves in a draft."""
    names = ("given_name", "middle_name", "family_name", "identifier_kind", "identifier")
    return {name: typed.get(name, "") for name in names}


def why_not_filer(person: Person, *, on: date) -> str:
    """Why somebody cannot file themselves; "" when they can."""
    born_on = birth_date_of(person)
    return str(UNDER_14) if born_on is not None and is_under_14(born_on, on=on) else ""
