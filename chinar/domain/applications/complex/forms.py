"""What an official takes down of a complex request, and how the competent body decides it. Forms never save."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.applications.actions import AttachedFile
from chinar.domain.applications.complex.carrying import OTHER
from chinar.domain.applications.complex.deciding import Act
from chinar.domain.applications.models import ComplexAnswer, ComplexRequest
from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.documents.forms import PaperField, PapersField
from chinar.foundation.people.forms import EgnField, EikField, LnchField

LONGEST = 4000
MOST_PAPERS = 6
PAPER = "Приложение"
"""What a paper is called in the file, in the official language."""
NUMBERS = {"egn": EgnField, "lnch": LnchField}


class ComplexForm(Form):
    """`services` are those to choose from: of the other municipality, or of this one for what came from elsewhere."""

    body = forms.CharField(label=gettext_lazy("Competent body: name and address"), max_length=300)
    their_number = forms.CharField(label=gettext_lazy("Number and date there"), max_length=100)
    received_on = DateField(label=gettext_lazy("Received here on"), past=True)
    service = forms.ChoiceField(label=gettext_lazy("Service"))
    service_name = forms.CharField(
        label=gettext_lazy("Name of the service"),
        help_text=gettext_lazy("As the Register of Services has it, if it does not stand in the list."),
        max_length=300,
        required=False,
    )
    given_name = forms.CharField(label=gettext_lazy("Given name"), max_length=80, required=False)
    middle_name = forms.CharField(label=gettext_lazy("Father's name"), max_length=80, required=False)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=80, required=False)
    identifier_kind = forms.ChoiceField(
        label=gettext_lazy("Which number does the person have?"),
        choices=[("egn", gettext_lazy("EGN")), ("lnch", gettext_lazy("LNCh (personal number of a foreigner)"))],
        initial="egn",
        required=False,
    )
    identifier = forms.CharField(label=gettext_lazy("Number of the person"), max_length=20, required=False)
    organisation = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        help_text=gettext_lazy("Only when a company or another organisation applies; then no name of a person."),
        max_length=200,
        required=False,
    )
    eik = forms.CharField(label=gettext_lazy("EIK"), max_length=20, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    what = forms.CharField(label=gettext_lazy("What is asked for"), max_length=LONGEST, widget=forms.Textarea)
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy("What goes with it, and what the competent body gathers by itself. One a line."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
    )
    papers = PapersField(
        label=gettext_lazy("Papers that the applicant brings"),
        help_text=gettext_lazy(
            "PDF files or photos, at most 6, up to 5 MB each; they go with the application. Never a copy of an "
            "identity card, nor what the competent body can look up itself."
        ),
        most=MOST_PAPERS,
    )
    delivery = forms.ChoiceField(
        label=gettext_lazy("Way of receipt"), choices=ComplexRequest.Delivery.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, way: str, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = dict(services)
        if way == "received":
            self.fields["body"].label = _("Administration that sent it: name and address")
        else:
            del self.fields["their_number"], self.fields["received_on"]
        if way == "town":
            del self.fields["body"]
        if services:
            offered = [("", ""), *services, *([] if OTHER in self.services else [(OTHER, _("Another service"))])]
            self.fields["service"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["service"]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        chosen = said.get("service", OTHER)
        if chosen == OTHER and not said.get("service_name") and "service_name" not in self.errors:
            self.add_error("service_name", _("Write the name of the service"))
        if said.get("organisation"):
            self._judge("eik", EikField)
        elif said.get("given_name") and said.get("family_name"):
            self._judge("identifier", NUMBERS[said.get("identifier_kind") or "egn"])
        else:
            self.add_error("given_name", _("Write who applies: the names of the person, or the organisation"))
        return said

    def _judge(self, name: str, field: Any) -> None:
        """A number is needed for a register to be asked; who has none may do without."""
        typed = self.cleaned_data.get(name)
        if not typed:
            return
        try:
            self.cleaned_data[name] = field().clean(typed)
        except forms.ValidationError as wrong:
            self.add_error(name, wrong)

    def who(self) -> dict[str, str]:
        """As carrying.party_of takes it."""
        said = self.cleaned_data
        if said["organisation"]:
            return {"organisation": said["organisation"], "eik": said["eik"]}
        kind = said["identifier_kind"] or "egn"
        names = {name: said[name] for name in ("given_name", "middle_name", "family_name", "identifier")}
        return {**names, "identifier_kind": kind if said["identifier"] else ""}

    def applicant_name(self) -> str:
        who = self.who()
        names = (who.get(name, "") for name in ("given_name", "middle_name", "family_name"))
        return who.get("organisation") or " ".join(filter(None, names))

    def attached(self) -> list[AttachedFile]:
        """Under a number instead of the name that the file had: such names tell about people."""
        papers = self.cleaned_data["papers"]
        return [AttachedFile(f"{PAPER} {number}", one.media_type, one.content) for number, one in enumerate(papers, 1)]

    def service_words(self) -> str:
        chosen = self.cleaned_data.get("service", OTHER)
        return str(self.cleaned_data["service_name"] if chosen == OTHER else self.services[chosen])


class ActForm(SeenForm):
    """What the competent body decided."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=ComplexAnswer.Outcome.choices, widget=forms.RadioSelect
    )
    act = forms.CharField(label=gettext_lazy("Number and date of the act"), max_length=200)
    words = forms.CharField(
        label=gettext_lazy("What it says; of a refusal its facts and law"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
    )
    paper = PaperField(
        label=gettext_lazy("The document"), help_text=gettext_lazy("A PDF file or a photo, up to 5 MB."), required=False
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        needed = {
            "refused": ("words", _("Write the facts and the law on which you refuse")),
            "granted": ("paper", _("Choose the document that was issued")),
        }
        name, missing = needed.get(said.get("outcome", ""), ("", ""))
        if name and name not in self.errors and not said.get(name):
            self.add_error(name, missing)
        return said

    def decided(self) -> Act:
        said = self.cleaned_data
        return Act(outcome=said["outcome"], act=said["act"], words=said["words"], paper=said["paper"])
