"""What the secretary types about a day of the calendar, and about how it is counted."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.time.actions import NewLocalDay
from chinar.foundation.time.explaining import reason
from chinar.foundation.time.queries import Calendars
from chinar.foundation.time.readings import Question
from chinar.foundation.time.rules import NoCalendar

OFF, WORKED = "off", "worked"


class LocalDayForm(Form):
    """A decision of the council about one day, for all or a part of the municipality."""

    on = DateField(label=_("Which day"))
    kind = forms.ChoiceField(
        label=_("What the council decided"),
        choices=[(OFF, _("The day is off")), (WORKED, _("The day is worked, although it would be off"))],
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(
        label=_("Where"),
        required=False,
        help_text=_(
            "A day of one mayoralty or settlement moves the due date of no matter: what is filed at its office is "
            "decided by the municipality, so the days of the whole municipality hold. It changes what is done there, "
            "such as receiving: the office is shown as closed, or open, and the calculator counts so for that place."
        ),
    )
    name = forms.CharField(label=_("Name of the day, in Bulgarian"), max_length=200)
    name_en = forms.CharField(label=_("Name of the day, in English"), max_length=200, required=False)
    act = forms.CharField(
        label=_("Decision of the council: number and date"),
        max_length=200,
        help_text=_("The council declares such a day by ЗМСМА, art. 21, para. 1, item 23."),
    )

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], calendars: Calendars, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("the whole municipality")), *places]  # type: ignore[attr-defined]
        self.calendars = calendars

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("on") and given.get("kind") and not given.get("place"):
            self._differs(given["on"], given["kind"])
        return given

    def _differs(self, day: date, kind: str) -> None:
        """A decision that changes nothing is most often a slip in the date."""
        try:
            why = self.calendars.national.why_not(day)
        except NoCalendar as missing:
            words = gettext("There is no working calendar for the year %(year)d: first the national days are entered.")
            self.add_error("on", words % {"year": missing.year})
            return
        if kind == OFF and why:
            self.add_error("on", gettext("This day is off already: %(why)s.") % {"why": reason(why)})
        if kind == WORKED and not why:
            self.add_error("on", gettext("This day is worked already."))

    def day(self) -> NewLocalDay:
        """Only of a valid form."""
        given = self.cleaned_data
        return NewLocalDay(
            given["on"], given["name"], given["act"], given["place"], given["name_en"], given["kind"] == WORKED
        )


class WithdrawForm(Form):
    why = forms.CharField(
        label=_("Why it is withdrawn"), max_length=300, help_text=_("For example: entered for the wrong year.")
    )


class ReadingForm(Form):
    """Which of two readings holds from a day on, and on what that rests."""

    variant = forms.ChoiceField(label="", widget=forms.RadioSelect)
    valid_from = DateField(
        label=_("From which day"), help_text=_("It holds for what is received on that day or later.")
    )
    act = forms.CharField(label=_("On what it rests: order or legal opinion, number and date"), max_length=200)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["variant"]
        field.label = question.words  # type: ignore[assignment]
        field.choices = [(one.code, one.words) for one in question.variants]  # type: ignore[attr-defined]
