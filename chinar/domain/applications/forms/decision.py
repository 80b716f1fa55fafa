"""What an expert types to issue or to refuse a certificate of heirs."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.applications.rules import Share, WrongShares, check_shares
from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.foundation.core.forms import Form
from chinar.foundation.people.forms import EgnField

MOST_HEIRS = 200


class CertificateForm(SeenForm):
    death_act = forms.CharField(
        label=gettext_lazy("Death act: number, date, place"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter number, date and place of the death act")},
    )


class HeirForm(Form):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=240, error_messages={"required": gettext_lazy("Enter the heir's name")}
    )
    egn = EgnField(label=gettext_lazy("EGN"), required=False)
    relation = forms.CharField(
        label=gettext_lazy("Relation"),
        max_length=80,
        error_messages={"required": gettext_lazy("Enter the relation to the deceased")},
    )
    share = forms.CharField(
        label=gettext_lazy("Share"),
        max_length=12,
        error_messages={"required": gettext_lazy("Enter the share as a fraction, for example 1/2")},
    )

    def clean_share(self) -> Share:
        match = re.fullmatch(r"\s*(\d{1,4})\s*(?:/\s*(\d{1,4}))?\s*", self.cleaned_data["share"])
        numerator, denominator = (int(match[1]), int(match[2] or 1)) if match else (0, 0)
        if not 1 <= numerator <= denominator:
            raise forms.ValidationError(_("Enter the share as a fraction, for example 1/2"))
        return Share(numerator, denominator)


if TYPE_CHECKING:
    Rows = forms.BaseFormSet[HeirForm]
else:
    Rows = forms.BaseFormSet


class HeirsFormSet(Rows):
    """At least one heir; all shares together are the whole inheritance."""

    def clean(self) -> None:
        if any(self.errors):
            return
        shares = [form.cleaned_data["share"] for form in self.filled()]
        try:
            check_shares(shares)
        except WrongShares as wrong:
            if not shares:
                raise forms.ValidationError(_("Enter at least one heir")) from wrong
            message = _("The shares make %(sum)s together; they must make exactly 1") % {"sum": wrong}
            raise forms.ValidationError(message) from wrong

    def leave_unjudged(self) -> None:
        """Shows what was typed without a word about it."""
        # Django judges when these are first asked for; what is there already is not asked for again.
        setattr(self, "_errors", [])  # noqa: B010
        setattr(self, "_non_form_errors", self.error_class())  # noqa: B010
        for form in self.forms:
            setattr(form, "_errors", ErrorDict())  # noqa: B010

    def filled(self) -> list[HeirForm]:
        """Rows in which something stands; empty ones are not heirs."""
        return [form for form in self.forms if form.has_changed() and form.cleaned_data]


def heirs_formset(data: Any = None, *, rows: int = 4) -> HeirsFormSet:
    """A table with so many rows; the page can ask for more."""
    kind = forms.formset_factory(
        HeirForm, formset=HeirsFormSet, extra=rows, max_num=MOST_HEIRS, absolute_max=MOST_HEIRS, validate_max=True
    )
    return kind(data, prefix="heirs")  # type: ignore[return-value]


class RefusalForm(SeenForm):
    """A refusal needs facts and law, and says how to appeal (АПК чл. 59 ал. 2 т. 4 and 7)."""

    facts = forms.CharField(
        label=gettext_lazy("Facts"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
        error_messages={"required": gettext_lazy("Write the facts on which the refusal stands")},
    )
    grounds = forms.CharField(
        label=gettext_lazy("Legal ground"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
        error_messages={"required": gettext_lazy("Write the act and article on which the refusal stands")},
    )
    appeal = forms.CharField(
        label=gettext_lazy("How it may be appealed"),
        help_text=gettext_lazy("Before whom and until when, as it will stand in the letter."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": gettext_lazy("Write before whom and until when the refusal may be appealed")},
    )
