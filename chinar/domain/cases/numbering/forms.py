"""What is typed about the records system, and about filings that cannot be taken."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.models import RefusedFiling
from chinar.domain.cases.numbering.client import is_safe
from chinar.domain.cases.numbering.words import REASONS
from chinar.foundation.core.forms import DateField, Form


class ConnectionForm(Form):
    """The token is never shown again; an empty box keeps the one that is held."""

    address = forms.CharField(
        label=_("Address of the records system"),
        max_length=300,
        help_text=_("As its operator gave it, for example https://records.example.org/chinar/v1"),
    )
    token = forms.CharField(
        label=_("Token"),
        max_length=500,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty to keep the token that is held."),
    )
    is_on = forms.BooleanField(
        label=_("Switched on: each matter registered from now on gets a second number there"), required=False
    )

    def __init__(self, *args: Any, holds_token: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holds_token = holds_token

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip().rstrip("/")
        if not address.isascii() or not address.isprintable() or " " in address or not is_safe(address):
            raise forms.ValidationError(
                gettext("The token travels there: the address begins with https://, or is of this very machine")
            )
        return address

    def clean_token(self) -> str:
        token = str(self.cleaned_data["token"]).strip()
        if not token.isascii() or not token.isprintable():
            raise forms.ValidationError(gettext("A token is made of Latin letters, digits and signs, in one line"))
        return token

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "token" in data and not data["token"] and not self.holds_token:
            self.add_error("token", gettext("Enter the token that the operator of the records system gave you"))
        return data


class FilingForm(Form):
    """A filing that came and cannot be taken; `services` is code -> name."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label=_("How did it come?"), choices=RefusedFiling.Way.choices, widget=forms.RadioSelect)
    received_on = DateField(label=_("On which day?"), past=True)
    received_time = forms.TimeField(
        label=_("At what time?"), input_formats=["%H:%M", "%H.%M"], error_messages={"invalid": _("For example 14:05")}
    )
    reason = forms.ChoiceField(
        label=_("Why can it not be taken?"), choices=list(REASONS.items()), widget=forms.RadioSelect
    )
    about = forms.ChoiceField(label=_("Which service does it seem to be for?"), required=False)
    address = forms.EmailField(
        label=_("E-mail of the sender"),
        max_length=200,
        required=False,
        help_text=_("The message goes there. Without one print it for whoever stands at the counter."),
    )
    language = forms.ChoiceField(label=_("Language of the message"), choices=[("bg", "Български"), ("en", "English")])

    def __init__(self, *args: Any, services: Mapping[str, str], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, on=at.astimezone(get_current_timezone()).date(), **kwargs)
        self.at = at
        named = sorted(services.items(), key=lambda pair: pair[1])
        cast(forms.ChoiceField, self.fields["about"]).choices = [("", _("it cannot be read")), *named]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("received_on") and data.get("received_time"):
            moment = datetime.combine(data["received_on"], data["received_time"], tzinfo=get_current_timezone())
            data["received_at"] = moment
            if moment > self.at:
                self.add_error("received_time", gettext("This moment has not come yet"))
        if data.get("reason") == "address" and data.get("address"):
            self.add_error("reason", gettext("You enter an e-mail address, so this cannot be the reason"))
        return data
