"""What an official chooses to narrow a worklist, to keep what they chose, and to give many matters at once."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.cases import filters, kinds
from chinar.domain.cases.access import User, handlers_for
from chinar.domain.cases.filters import Filter
from chinar.domain.cases.forms_of_acts import LONGEST_REASON, named
from chinar.domain.cases.models import Case, SavedFilter
from chinar.domain.cases.standing_in import Away
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.people.access import departments_of
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department

DUES = {
    "overdue": gettext_lazy("overdue"),
    "today": gettext_lazy("today"),
    "week": gettext_lazy("by the end of this week"),
}


class FilterForm(Form):
    """Everything is optional; its choices are what the reader may see."""

    show = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    service = forms.ChoiceField(label=gettext_lazy("Service"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    handler = forms.ChoiceField(label=gettext_lazy("Handler"), required=False)
    department = forms.ChoiceField(label=gettext_lazy("Department"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("How it came"), required=False)
    due = forms.ChoiceField(label=gettext_lazy("Due"), required=False)
    since = DateField(label=gettext_lazy("Due from"), required=False)
    until = DateField(label=gettext_lazy("Due until"), required=False)

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kind", [(kind.code, str(kind.name)) for kind in kinds.registered()])
        self._offer("service", filters.subjects().items())
        self._offer("state", filters.states().items())
        self._offer("handler", [(str(one.pk), one.name) for one in handlers_for(user, on=today)])
        self._offer("department", [(str(one.pk), words(one, "name")) for one in _departments(user, today)])
        self._offer("channel", Case.Channel.choices)
        self._offer("due", DUES.items())

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("The end stands before the beginning"))
        return data

    def chosen(self) -> Filter:
        said = {name: value or "" for name, value in self.cleaned_data.items()}
        return Filter.read(said)


def _departments(user: User, today: date) -> list[Department]:
    reached = departments_of(user, "cases.read", on=today)
    found = Department.objects.on(today).order_by("name")
    return list(found if reached is None else found.filter(pk__in=reached))


class SavedFilterForm(Form):
    name = forms.CharField(
        label=gettext_lazy("Keep this filter under a name"),
        max_length=SavedFilter.LONGEST_NAME,
        error_messages={"required": gettext_lazy("Write the name under which the filter is kept")},
    )


class GiveManyForm(Form):
    """To whom the chosen matters go, and what is expected of them."""

    back = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)
    to = forms.ChoiceField(label=gettext_lazy("To whom"))
    reason = forms.CharField(
        label=gettext_lazy("What is expected"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("Write what is expected")},
    )

    def __init__(self, *args: Any, takers: list[Account], away: Away, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.takers = {str(one.pk): one for one in takers}
        choices = [("", _("Choose an official")), *named(self.takers, away)]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def clean_to(self) -> Account:
        return self.takers[self.cleaned_data["to"]]
