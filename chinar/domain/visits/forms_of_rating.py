"""What an official notes of somebody who was served without a matter."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.content import words
from chinar.foundation.core.forms import Form
from chinar.foundation.offices.models import Office


class ContactForm(Form):
    """`offices` are those where the official serves, `services` code -> name of what could be asked about."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    occasion = forms.ChoiceField(
        label=_("How did they come?"),
        choices=[("visit", _("to the counter")), ("call", _("by telephone"))],
        widget=forms.RadioSelect,
    )
    who = forms.ChoiceField(
        label=_("For whom?"),
        choices=[("citizen", _("as a citizen")), ("company", _("for a company or organisation"))],
        widget=forms.RadioSelect,
    )
    service = forms.ChoiceField(label=_("Which service was it about?"), required=False)
    office = forms.ChoiceField(label=_("Where do you serve?"))

    def __init__(self, *args: Any, offices: Sequence[Office], services: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(services.items(), key=lambda pair: pair[1])
        cast(forms.ChoiceField, self.fields["service"]).choices = [("", _("none in particular")), *named]
        cast(forms.ChoiceField, self.fields["office"]).choices = [(one.code, words(one, "name")) for one in offices]
