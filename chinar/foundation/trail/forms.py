"""What an official says of a link."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.moderation.wording import public_text
from chinar.foundation.trail.describing import Seen, kind_named
from chinar.foundation.trail.models import Link
from chinar.foundation.trail.rules import Thing

EFFECT, CAUSE = "effect", "cause"
LONGEST_NOTE = 300


class LinkForm(Form):
    """The other object, which of the two came first, how they hang together, and a note for everybody."""

    other = forms.ChoiceField(label=_("Which one"), widget=forms.RadioSelect)
    side = forms.ChoiceField(
        label=_("How they follow each other"),
        choices=[(EFFECT, _("It came of this one")), (CAUSE, _("This one came of it"))],
        widget=forms.RadioSelect,
        initial=EFFECT,
    )
    bond = forms.ChoiceField(label=_("The earlier one …"), choices=Link.Bond.choices)
    on = DateField(label=_("On which day"), past=True)
    note = forms.CharField(
        label=_("In a sentence, for everybody"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Without names and other personal data."),
    )

    def __init__(self, *args: Any, candidates: Mapping[Thing, Seen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = {f"{thing.kind}:{thing.key}": thing for thing in candidates}
        self.fields["other"].choices = [  # type: ignore[attr-defined]
            (value, _line(thing, candidates[thing])) for value, thing in self.things.items()
        ]

    def clean_other(self) -> Thing:
        return self.things[self.cleaned_data["other"]]

    def clean_note(self) -> str:
        return public_text(self.cleaned_data["note"])


def _line(thing: Thing, seen: Seen) -> str:
    traced = kind_named(thing.kind)
    assert traced is not None  # only what is described is found
    parts = [seen.title, str(traced.name), thing.key if traced.is_numbered else "", seen.state]
    return " · ".join(part for part in parts if part)


class RemovalForm(Form):
    reason = forms.CharField(label=_("Why it is removed"), max_length=300)
