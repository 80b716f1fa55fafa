"""What is typed on the way of an act to its signature."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.people.models import Account


class ReturnForm(Form):
    reason = forms.CharField(
        label=_("Why the draft goes back"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": _("Write why the draft goes back")},
    )


class SignatoryForm(Form):
    """Who signs, in which post, by which order, from when to when."""

    account = forms.ChoiceField(label=_("Official"), error_messages={"required": _("Choose an official")})
    post = forms.CharField(label=_("Post, as it stands under the signature"), max_length=200)
    order = forms.CharField(
        label=_("Order that authorises: number and date"),
        help_text=_("Empty for the mayor."),
        max_length=200,
        required=False,
    )
    valid_from = DateField(label=_("First day"))
    valid_until = DateField(label=_("Last day, if there is one"), required=False)

    def __init__(self, *args: Any, officials: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officials = {str(one.pk): one for one in officials}
        choices = [("", ""), *((pk, one.name) for pk, one in self.officials.items())]
        self.fields["account"].choices = choices  # type: ignore[attr-defined]

    def clean_account(self) -> Account:
        return self.officials[self.cleaned_data["account"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("valid_from") and given.get("valid_until") and given["valid_until"] < given["valid_from"]:
            self.add_error("valid_until", gettext("The last day is before the first one."))
        return given
