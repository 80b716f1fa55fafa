"""What is typed about the mailbox, and why a letter is set aside."""

import ipaddress
import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.notifications.inbound.rules import SAID_BY_OFFICIALS, Aside
from chinar.foundation.notifications.models import IncomingMail, Mailbox

_HOST = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\Z")


class MailboxForm(Form):
    """The password is never shown again; an empty box keeps the one that is held."""

    address = forms.EmailField(
        label=_("Address to which citizens write"),
        max_length=254,
        help_text=_("Answers to letters of the municipality go there too."),
    )
    host = forms.CharField(label=_("Mail server (IMAP)"), max_length=255, help_text=_("For example mail.example.bg"))
    security = forms.ChoiceField(
        label=_("How the connection is protected"),
        choices=Mailbox.Security.choices,
        widget=forms.RadioSelect,
        initial=Mailbox.Security.TLS.value,
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=993)
    user = forms.CharField(label=_("User"), max_length=254)
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty to keep the password that is held."),
    )
    folder = forms.CharField(label=_("Folder"), max_length=100, initial="INBOX")
    from_on = DateField(label=_("Letters from which day on"))
    keep_days = forms.IntegerField(
        label=_("For how many days a handled letter is kept here"),
        min_value=7,
        max_value=3650,
        initial=90,
        help_text=_(
            "No law that this system knows sets this term: the municipality decides. What was taken into the file of a "
            "matter is kept with the matter; this is about the letters themselves and those that were set aside."
        ),
    )
    is_on = forms.BooleanField(label=_("Switched on: the mailbox is read every minute"), required=False)

    def __init__(self, *args: Any, holds_password: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holds_password = holds_password

    def clean_host(self) -> str:
        host = str(self.cleaned_data["host"]).strip().casefold()
        if not _HOST.match(host) and not _is_address(host):
            raise forms.ValidationError(gettext("Write the name of the server only, for example mail.example.bg"))
        return host

    def clean_user(self) -> str:
        return _one_line(self.cleaned_data["user"])

    def clean_password(self) -> str:
        return _one_line(self.cleaned_data["password"])

    def clean_folder(self) -> str:
        folder = _one_line(self.cleaned_data["folder"])
        if not folder.isascii():
            raise forms.ValidationError(gettext("Choose a folder whose name is in Latin letters, such as INBOX"))
        return folder

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "password" in data and not data["password"] and not self.holds_password:
            self.add_error("password", gettext("Enter the password of the mailbox"))
        return data


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _one_line(typed: str) -> str:
    if not typed.isprintable():
        raise forms.ValidationError(gettext("There is a sign in it that cannot be seen: type it anew"))
    return typed


class AsideForm(Form):
    reason = forms.ChoiceField(
        label=_("Why does nothing follow from it?"),
        choices=[(one.value, IncomingMail.Reason(one.value).label) for one in SAID_BY_OFFICIALS],
        widget=forms.RadioSelect,
    )

    def clean_reason(self) -> Aside:
        return Aside(self.cleaned_data["reason"])
