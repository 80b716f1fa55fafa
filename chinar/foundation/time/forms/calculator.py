"""What somebody asks the calculator."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.territory.models import Settlement
from chinar.foundation.time.calculating import Question
from chinar.foundation.time.rules import Period, Stop, Unit

AFTER, BEFORE, UNOPENED = "after", "before", "unopened"
OFFICE, CLOCK = "office", "clock"
ONE, BODY = "one", "body"
UNITS = (
    (Unit.DAYS.value, _("days")),
    (Unit.WORKING_DAYS.value, _("working days")),
    (Unit.WEEKS.value, _("weeks")),
    (Unit.MONTHS.value, _("months")),
    (Unit.YEARS.value, _("years")),
    (Unit.HOURS.value, _("hours")),
)


class CalculatorForm(Form):
    """Answers a Question; it knows nothing of calendars."""

    start = DateField(label=_("Day of the event"), help_text=_("The day on which it was filed, served or announced."))
    hour = forms.TimeField(
        label=_("Hour (if it is known)"),
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        help_text=_("For example 16:30. What comes in outside office hours begins with the next working day."),
        error_messages={"invalid": _("Write the hour like 16:30")},
    )
    amount = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write a whole number, for example 14"),
            "min_value": _("Write a number from 1 to 9999"),
            "max_value": _("Write a number from 1 to 9999"),
        },
    )
    unit = forms.ChoiceField(label=_("Of what"), choices=UNITS)
    direction = forms.ChoiceField(
        label=_("Which way"),
        choices=[
            (AFTER, _("after the day of the event")),
            (BEFORE, _("whole days before that day")),
            (UNOPENED, _("after a message that was sent electronically that day and that nobody downloaded")),
        ],
        widget=forms.RadioSelect,
    )
    counting = forms.ChoiceField(
        label=_("Hours are counted"),
        required=False,
        choices=[(OFFICE, _("while the office works")), (CLOCK, _("by the clock, day and night"))],
    )
    decides = forms.ChoiceField(
        label=_("Who decides"),
        required=False,
        choices=[(ONE, _("an official or the mayor")), (BODY, _("a collective body: a council or a commission"))],
    )
    session = DateField(label=_("Its first session after the period is on (if it is known)"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False, help_text=_("Its local days off count too."))
    stopped = DateField(label=_("The period stopped on"), required=False)
    resumed = DateField(label=_("The reason fell away on"), required=False)

    def __init__(self, *args: Any, places: Iterable[Settlement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("the whole municipality")), *((place.ekatte, place.full_name) for place in places)]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("direction") == BEFORE and given.get("unit") not in (None, Unit.DAYS):
            self.add_error("unit", _("Before a day only days are counted. Choose “days”."))
        if given.get("unit") == Unit.HOURS and not given.get("hour") and "hour" not in self.errors:
            self.add_error("hour", _("Hours are counted from an hour. Write it, for example 16:30."))
        stopped, resumed = given.get("stopped"), given.get("resumed")
        if stopped and not resumed and "resumed" not in self.errors:
            self.add_error("resumed", _("Write also the day on which the reason fell away."))
        if resumed and not stopped and "stopped" not in self.errors:
            self.add_error("stopped", _("Write also the day on which the period stopped."))
        if given.get("unit") == Unit.HOURS and given.get("direction") == UNOPENED:
            self.add_error("unit", _("After such a message no hours are counted. Choose days, weeks, months or years."))
        if stopped and (given.get("direction") == BEFORE or given.get("unit") == Unit.HOURS):
            self.add_error("stopped", _("A stop is counted only in days, weeks, months and years after an event."))
        if _by_body(given) and (given.get("direction") != AFTER or given.get("unit") == Unit.HOURS):
            self.add_error(
                "decides", _("A session follows only a period of days, weeks, months or years after an event.")
            )
        return given

    def question(self) -> Question:
        """Only of a valid form."""
        given = self.cleaned_data
        start: date = given["start"]
        at: time | None = given["hour"]
        stops = (Stop(given["stopped"], given["resumed"]),) if given["stopped"] else ()
        return Question(
            start=start,
            period=Period(given["amount"], Unit(given["unit"])),
            at=at,
            before=given["direction"] == BEFORE,
            unopened=given["direction"] == UNOPENED,
            stops=stops,
            within_office=given["counting"] != CLOCK,
            collective=_by_body(given),
            session=given["session"],
        )


def _by_body(given: dict[str, Any]) -> bool:
    """Whoever names a session means a body."""
    return given.get("decides") == BODY or bool(given.get("session"))
