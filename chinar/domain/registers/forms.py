"""What officials type about evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.domain.registers.actions.recording import BY_HAND
from chinar.domain.registers.models import Evidence
from chinar.foundation.core.forms import DateField, Form

LONGEST = 4000


class EvidenceForm(Form):
    """`seen` is the newest record when the page was shown: two officials at once."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, evidence: Evidence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].initial = evidence.ground


class FindingForm(EvidenceForm):
    """One key each: where from, as of when, on what ground, what it says."""

    outcome = forms.ChoiceField(
        label=_("How it came"), choices=[(one.value, one.label) for one in BY_HAND], widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=_("Register, base or document that you looked at"),
        max_length=200,
        help_text=_("With its number, if any."),
    )
    holds_on = DateField(label=_("As of which day"))
    ground = forms.CharField(label=_("Legal ground"), max_length=LONGEST, widget=forms.Textarea)
    words = forms.CharField(label=_("What it says, in words"), max_length=LONGEST, widget=forms.Textarea)
    field_order = ("outcome", "place", "holds_on", "words", "ground", "seen")


class LetterForm(EvidenceForm):
    """To another body."""

    body = forms.CharField(label=_("To which body"), max_length=200)
    what = forms.CharField(label=_("What you ask for"), max_length=LONGEST, widget=forms.Textarea)
    ground = forms.CharField(label=_("Legal ground"), max_length=LONGEST, widget=forms.Textarea)
    field_order = ("body", "what", "ground", "seen")


class DisputeForm(EvidenceForm):
    """To the owner of a register."""

    body = forms.CharField(label=_("Owner of the register"), max_length=200)
    what = forms.CharField(label=_("What is wrong, and how it should read"), max_length=LONGEST, widget=forms.Textarea)
    ground = forms.CharField(label=_("Legal ground"), max_length=LONGEST, widget=forms.Textarea)
    field_order = ("body", "what", "ground", "seen")


class AskForm(Form):
    """The register is to be asked."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    is_present = forms.BooleanField(label=_("The person concerned stands before me"), required=False)


class PaperForm(Form):
    """What the secretary found."""

    finding = forms.CharField(label=_("What you found and did"), max_length=500, widget=forms.Textarea)


class ConnectionForm(Form):
    """How the municipality asks RegiX."""

    oid = forms.RegexField(
        r"^\d+(\.\d+){3,15}$",
        label=_("OID of the information system"),
        max_length=80,
        error_messages={"invalid": _("Write it as numbers and dots: 2.16.100.1.1.999")},
    )
    name = forms.CharField(label=_("Name of the administration, as in its certificate"), max_length=200)
    address = forms.URLField(
        label=_("Address of RegiXEntryPointV2.svc/basic"), max_length=300, assume_scheme="https", widget=forms.TextInput
    )
    trusted = forms.CharField(
        label=_("Fingerprints (SHA-256) of the registers' signing certificates"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text=_("One a line. Compare each with what the holder of the register tells you by another way."),
    )
    responsible = forms.CharField(label=_("User name of the head who answers for automatic queries"), max_length=150)
    keep_days = forms.IntegerField(
        label=_("Keep answers for so many days after the matter is closed"),
        required=False,
        min_value=0,
        max_value=36500,
        help_text=_(
            "No act that we know sets this number; take it from your nomenclature. Empty: as long as the matter itself."
        ),
    )
    is_on = forms.BooleanField(label=_("Ask RegiX from now on"), required=False)

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if not address.startswith("https://"):
            raise forms.ValidationError(_("The address begins with https://"))
        return address

    def clean_trusted(self) -> str:
        lines = [line.replace(":", "").strip().lower() for line in self.cleaned_data["trusted"].split()]
        if any(len(line) != 64 or set(line) - set("0123456789abcdef") for line in lines):
            raise forms.ValidationError(_("A fingerprint is 64 hexadecimal digits."))
        return "\n".join(lines)
