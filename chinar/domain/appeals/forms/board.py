"""What an official types for a notice on the board, for its taking down, and of an interested person who came."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.appeals.rules import names_in
from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.domain.cases.legal_periods import LegalPeriod
from chinar.domain.cases.words import article
from chinar.foundation.core.forms import Form
from chinar.foundation.moderation.wording import public_text

LONGEST = 3_000
MOST_DAYS = 90


class NoticeForm(SeenForm):
    """`least` is the rule by which it must hang so long at least; `names` are those that it must not hold."""

    text = forms.CharField(
        label=gettext_lazy("Text of the notice"),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write the notice: everybody reads it")},
    )
    days = forms.IntegerField(label=gettext_lazy("For how many days does it hang?"), max_value=MOST_DAYS)

    def __init__(self, *args: Any, least: LegalPeriod, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names, amount = names, least.period.amount
        self.fields["text"].help_text = _("No names, addresses or other data of people: everybody reads it.")
        self.fields["days"].help_text = _(
            "At least %(n)s days (%(article)s). Whether it should hang longer the law that we know does not say: the "
            "municipality decides."
        ) % {"n": amount, "article": article(least)}
        self.initial.setdefault("days", amount)
        self.least = amount

    def clean_days(self) -> int:
        days: int = self.cleaned_data["days"]
        if days < self.least:
            raise forms.ValidationError(_("The law asks for at least %(n)s days.") % {"n": self.least})
        return days

    def clean_text(self) -> str:
        text = public_text(self.cleaned_data["text"].replace("\r\n", "\n"))
        if found := names_in(text, self.names):
            told = _("The text holds names of people in this matter: %(names)s. Take them out.")
            raise forms.ValidationError(told % {"names": ", ".join(found)})
        return text


class RemovalForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Why does it come down before its last day?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1_000,
        required=False,
    )


class JoinForm(Form):
    """An interested person at the desk, or their letter."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name of the interested person"), max_length=250)
    address = forms.CharField(label=gettext_lazy("Address for messages"), max_length=500)
    interest = forms.CharField(
        label=gettext_lazy("How does the appealed act concern them?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write how the act concerns them")},
    )
    opinion = forms.CharField(
        label=gettext_lazy("What do they say to the appeal?"),
        help_text=gettext_lazy("It may stay empty: they may only want to be told what is decided."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
        required=False,
    )

    def clean_interest(self) -> str:
        return str(self.cleaned_data["interest"]).replace("\r\n", "\n")

    def clean_opinion(self) -> str:
        return str(self.cleaned_data["opinion"]).replace("\r\n", "\n")
