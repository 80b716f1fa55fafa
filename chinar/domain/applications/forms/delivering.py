"""What is typed when a result is handed over, sent, or served in another way."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.domain.applications.models import Application, DeliveryAttempt, PostedLetter
from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.offices.models import Office

Way = DeliveryAttempt.Way


class HandOverForm(Form):
    """At the one-stop desk or a village office: who signed for it."""

    office = forms.ChoiceField(label=_("Office"), required=False)
    received_by = forms.CharField(
        label=_("Who signed for it, if not the applicant"),
        help_text=_("Name, and on what ground: a power of attorney with number and date."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {one.code: one for one in offices}
        choices = [(code, words(one, "name")) for code, one in self.offices.items()]
        self.fields["office"].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def for_wish(cls, application: Application) -> "HandOverForm":
        """Empty, at the office that the applicant chose."""
        office = application.receiving_office
        return cls(offices=list(Office.objects.all()), initial={"office": office.code} if office else None)

    def clean_office(self) -> Office | None:
        return self.offices.get(self.cleaned_data["office"])


class ResultForm(SeenForm):
    """What came of a letter or a notice."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        widget=forms.RadioSelect,
        choices=[("received", _("It was received")), ("failed", _("It was not received"))],
    )
    on = DateField(label=_("On which day"), past=True)
    received_by = forms.CharField(label=_("Who signed for it"), max_length=300, required=False)
    proof = forms.CharField(
        label=_("Proof"),
        help_text=_("Number of the advice of delivery or of the record; for what came back, the note of the post."),
        max_length=300,
        error_messages={"required": _("Write what proves it")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") == "received" and not given.get("received_by"):
            self.add_error("received_by", _("Write who signed for it"))
        return given


class NoticeForm(SeenForm):
    """The next step of the ladder; which steps the law allows now is judged by the action."""

    way = forms.ChoiceField(
        label=_("How"),
        widget=forms.RadioSelect,
        choices=[(way.value, way.label) for way in (Way.ORAL, Way.DOOR, Way.BOARD)],
    )
    on = DateField(label=_("On which day"), past=True)
    record_number = forms.CharField(
        label=_("Number and date of the signed record"),
        max_length=200,
        error_messages={"required": _("Write number and date of the signed record")},
    )

    def __init__(self, *args: Any, ways: set[str] | None = None, on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        if ways is not None:
            choices = [choice for choice in self.fields["way"].choices if choice[0] in ways]  # type: ignore[attr-defined]
            self.fields["way"].choices = choices  # type: ignore[attr-defined]


class LetterEndForm(Form):
    """What came of a notice on paper."""

    outcome = forms.ChoiceField(
        label=_("What came of it"), widget=forms.RadioSelect, choices=PostedLetter.Outcome.choices
    )
    on = DateField(label=_("On which day"), past=True)
    proof = forms.CharField(
        label=_("Proof"),
        help_text=_("Number of the advice of delivery; for what came back, the note of the post."),
        max_length=300,
        error_messages={"required": _("Write what proves it")},
    )


class TrackingForm(Form):
    tracking = forms.RegexField(
        r"^[0-9A-Za-z\- ]{4,40}$",
        label=_("Tracking number"),
        error_messages={"invalid": _("Enter the number as it stands on the receipt of the post: letters and digits")},
    )

    def clean_tracking(self) -> str:
        return str(self.cleaned_data["tracking"]).strip().upper()
