"""What is asked of who appeals, and of the official who enters a paper appeal."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.appeals.models import Appeal
from chinar.domain.cases.models import Party
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.core.jinja import day

LONGEST = 10_000
OTHER = "other"
SUPERIOR, COURT = "superior", "court"


class AppealForm(Form):
    """Name, address, to whom, why and what is asked: no more than a paper appeal holds."""

    grounds = forms.CharField(
        label=_("Why do you not agree?"),
        widget=forms.Textarea,
        max_length=LONGEST,
        error_messages={"required": _("Write why you do not agree")},
    )
    wish = forms.CharField(label=_("What do you ask for?"), widget=forms.Textarea, max_length=LONGEST, required=False)
    to = forms.ChoiceField(label=_("Who shall decide?"), widget=forms.RadioSelect, initial=SUPERIOR)
    name = forms.CharField(
        label=_("Your name"), max_length=250, error_messages={"required": _("Enter your name: the law asks for it")}
    )
    address = forms.CharField(
        label=_("Your address"),
        max_length=500,
        error_messages={"required": _("Enter your address: the law asks for it")},
    )

    def __init__(self, *args: Any, superior: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {SUPERIOR: superior, COURT: gettext("The administrative court")}
        self.fields["to"].choices = list(self.names.items())  # type: ignore[attr-defined]

    def clean_grounds(self) -> str:
        """Line ends as one sign: browsers send them in different ways."""
        return str(self.cleaned_data["grounds"]).replace("\r\n", "\n")

    def clean_wish(self) -> str:
        return str(self.cleaned_data["wish"]).replace("\r\n", "\n")

    def rows(self) -> list[dict[str, str]]:
        """What was entered, to be checked."""
        data = self.cleaned_data
        return [
            {"key": gettext("Why you do not agree"), "value": data["grounds"]},
            {"key": gettext("What you ask for"), "value": data["wish"] or "–"},
            {"key": gettext("Who decides"), "value": self.names[data["to"]]},
            {"key": gettext("Your name"), "value": data["name"]},
            {"key": gettext("Your address"), "value": data["address"]},
        ]


class ActForm(Form):
    """By which number somebody outside a matter finds the decision that concerns them."""

    act = forms.CharField(
        label=_("Number of the decision"),
        max_length=40,
        error_messages={"required": _("Enter the number of the decision, as it stands on it or in the notice of it")},
    )


class OutsideForm(AppealForm):
    """The appeal of somebody who is no party to the matter: how the act concerns them belongs to the grounds."""

    act = forms.CharField(widget=forms.HiddenInput, max_length=40)
    notified_on = DateField(label=_("When were you notified of the decision?"), past=True, required=False)
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254, required=False)

    def rows(self) -> list[dict[str, str]]:
        data = self.cleaned_data
        told = day(data["notified_on"]) if data["notified_on"] else gettext("I was not notified")
        return [
            {"key": gettext("Number of the decision"), "value": data["act"]},
            *super().rows(),
            {"key": gettext("When you were notified of the decision"), "value": told},
            {"key": gettext("Your e-mail address"), "value": data["email"] or "–"},
        ]


class PaperAppealForm(Form):
    """A paper appeal: who appeals is a party to the matter, or somebody else whom the act concerns."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)
    who = forms.ChoiceField(label=_("Who appeals"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name, as it stands on the appeal"), max_length=250)
    another = forms.ChoiceField(
        label=_("Somebody of this name has appealed already"),
        choices=[("same", _("It is the same person")), ("other", _("It is another person of the same name"))],
        widget=forms.RadioSelect,
        required=False,
    )
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Leave it empty if the appeal gives none: a notice on the board then asks for it."),
        max_length=500,
        required=False,
    )
    filed_on = DateField(
        label=_("Day of filing"), past=True, help_text=_("The day of receipt, or of the post mark when it came by post")
    )
    issuer = forms.ChoiceField(label=_("Whose act it is"), choices=Appeal.Issuer.choices, widget=forms.RadioSelect)
    to = forms.ChoiceField(
        label=_("Addressed to"),
        choices=[(SUPERIOR, _("the superior body")), (COURT, _("the court"))],
        widget=forms.RadioSelect,
        initial=SUPERIOR,
    )
    grounds = forms.CharField(label=_("What the appeal says, in short"), widget=forms.Textarea, max_length=LONGEST)
    sheets = forms.IntegerField(label=_("Sheets, with what came along"), min_value=1, max_value=5000)

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {str(party.pk): party for party in parties}
        named = [(pk, _name(party)) for pk, party in self.parties.items()]
        self.fields["who"].choices = [*named, (OTHER, gettext("somebody else"))]  # type: ignore[attr-defined]

    @property
    def party(self) -> Party | None:
        """The party of the matter who appeals; None for somebody else."""
        return self.parties.get(self.cleaned_data["who"])


def _name(party: Party) -> str:
    return party.person.full_name if party.person else str(party.organisation.name if party.organisation else "")
