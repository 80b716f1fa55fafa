"""What is asked of who requests information: what the law asks for, and no more (ЗДОИ чл. 25-26)."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.models import Case
from chinar.domain.information_requests.models.choices import AccessForm
from chinar.domain.information_requests.rules import Form as How
from chinar.foundation.core.forms import Form

LONGEST = 10_000
LONGEST_LETTER = 25_000
PERSON, ORGANISATION = "person", "organisation"
ORAL, PHONE, LETTER, VILLAGE = "oral", "telephone", "letter", "village_office"

CAME = {
    ORAL: (_("by word of mouth, at the counter"), Case.Channel.COUNTER, True),
    VILLAGE: (_("by word of mouth, at a village office"), Case.Channel.VILLAGE, True),
    PHONE: (_("by telephone"), Case.Channel.TELEPHONE, True),
    LETTER: (_("on paper"), Case.Channel.COUNTER, False),
}
"""How a request reached an official -> words, channel, whether it was written down by us."""


class _Asked(Form):
    """What is asked, and how they would like to have it."""

    description = forms.CharField(
        label=_("Which information do you want?"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Describe the information that you want")},
    )
    form = forms.ChoiceField(
        label=_("How would you like to have it?"),
        choices=AccessForm.choices,
        widget=forms.RadioSelect,
        initial=How.ELECTRONIC.value,
    )
    private = forms.BooleanField(label=_("I do not want my request and the answer to be published"), required=False)

    def clean_description(self) -> str:
        """Line ends as one sign: browsers send them in different ways, and the same words must stay the same."""
        return str(self.cleaned_data["description"]).replace("\r\n", "\n")

    def facts(self) -> dict[str, Any]:
        """For actions.registering.NewRequest."""
        data = self.cleaned_data
        return {
            "description": data["description"],
            "form": data["form"],
            "asker_name": data["name"],
            "seat": data["seat"],
            "address": data["address"],
            "email": data["email"],
            "publication_refused": data["private"],
        }


class RequestForm(_Asked):
    """The request of whoever fills it in themselves. At least one address is needed."""

    who = forms.ChoiceField(
        label=_("Who asks?"),
        choices=[(PERSON, _("I ask for myself")), (ORGANISATION, _("An organisation or company asks"))],
        widget=forms.RadioSelect,
        initial=PERSON,
    )
    name = forms.CharField(
        label=_("Your names, or the name of the organisation"),
        max_length=250,
        error_messages={"required": _("Enter your names: the law asks for them")},
    )
    seat = forms.CharField(label=_("Seat of the organisation"), max_length=300, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    address = forms.CharField(label=_("Postal address"), max_length=500, required=False)
    field_order = ("description", "form", "who", "name", "seat", "email", "address", "private")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("who") == PERSON:
            data["seat"] = ""
        elif data.get("who") == ORGANISATION and not data.get("seat") and "seat" not in self.errors:
            self.add_error("seat", gettext("Enter the seat of the organisation: the law asks for it"))
        if not (data.get("email") or data.get("address")) and not {"email", "address"} & self.errors.keys():
            self.add_error("email", gettext("Enter an e-mail or a postal address: the decision is sent there"))
        if data.get("form") == How.ELECTRONIC and not data.get("email") and "email" not in self.errors:
            self.add_error("email", gettext("Enter an e-mail address to have it electronically"))
        return data

    def rows(self) -> list[dict[str, str]]:
        """What was entered, to be checked."""
        data = self.cleaned_data
        public = gettext("No, I do not want it") if data["private"] else gettext("Yes, without my name")
        rows = [
            (gettext("Which information"), data["description"]),
            (gettext("How you would like to have it"), str(AccessForm(data["form"]).label)),
            (gettext("Who asks"), data["name"]),
            (gettext("Seat"), data["seat"]),
            (gettext("E-mail address"), data["email"]),
            (gettext("Postal address"), data["address"]),
            (gettext("May it be published"), public),
        ]
        return [{"key": key, "value": value} for key, value in rows if value]


class _AsTheyAsk(_Asked):
    """The same in the words for an official."""

    name = forms.CharField(label=_("Names, or name of the organisation"), max_length=250, required=False)
    seat = forms.CharField(label=_("Seat, of an organisation"), max_length=300, required=False)
    address = forms.CharField(label=_("Postal address"), max_length=500, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].label = gettext("Which information is asked for")
        self.fields["form"].label = gettext("How they would like to have it")
        self.fields["private"].label = gettext("They do not want request and answer to be published")


class EnterForm(_AsTheyAsk):
    """A request that came by word of mouth or on paper: what it lacks is asked for afterwards."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)
    came = forms.ChoiceField(
        label=_("How it came"),
        choices=[(code, words) for code, (words, _channel, _oral) in CAME.items()],
        widget=forms.RadioSelect,
        initial=ORAL,
    )
    field_order = ("came", "description", "form", "name", "seat", "address", "email", "private")

    def facts(self) -> dict[str, Any]:
        _words, channel, is_oral = CAME[self.cleaned_data["came"]]
        return {**super().facts(), "channel": channel, "is_oral": is_oral}


class FromMailForm(_AsTheyAsk):
    """A request that came as a letter by e-mail, whatever its length; not every letter is signed."""

    description = forms.CharField(max_length=LONGEST_LETTER, widget=forms.Textarea)
    field_order = ("description", "form", "name", "seat", "email", "address", "private")
