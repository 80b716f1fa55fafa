"""What an official enters to ask for an opinion and to give one."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.domain.cases.models import Case, OpinionRequest
from chinar.domain.cases.standing_in import roles_that_take
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.documents.forms import PaperField
from chinar.foundation.territory.models import Department

OUTSIDE = "outside"


class AskForm(SeenForm):
    """To a unit of the municipality in which somebody can answer, or by letter to a body outside it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    whom = forms.ChoiceField(label=_("Who is asked?"), widget=forms.RadioSelect)
    body = forms.CharField(
        label=_("The body outside: name and address"),
        help_text=_("Only when a body outside is asked. The citizen reads it too."),
        max_length=300,
        required=False,
    )
    what = forms.CharField(
        label=_("What is asked?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=OpinionRequest.LONGEST,
        error_messages={"required": _("Write what is asked")},
    )
    due_on = DateField(label=_("By when? (inner term)"))

    def __init__(self, data: Any = None, *, case: Case, on: date, **kwargs: Any) -> None:
        super().__init__(data, on=on, **kwargs)
        self.case, self.today = case, on
        staffed = {role.department_id for role in roles_that_take(on)} - {case.department_id}
        others = Department.objects.on(on).filter(pk__in=staffed - {None}).order_by("name")
        self.departments: dict[str, Department] = {str(one.pk): one for one in others}
        choices = [(pk, words(one, "name")) for pk, one in self.departments.items()]
        whom = cast(forms.ChoiceField, self.fields["whom"])
        whom.choices = [*choices, (OUTSIDE, gettext("A body outside the municipality, by letter"))]

    def clean_due_on(self) -> date:
        """Within the term that the law gives, when that one is not over."""
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(gettext("This day is over."))
        if self.today <= self.case.due_on < due_on:
            text = gettext("The decision is due by %(day)s: ask for an earlier answer.")
            raise forms.ValidationError(text % {"day": f"{self.case.due_on:%d.%m.%Y}"})
        return due_on

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("whom") == OUTSIDE and not given.get("body"):
            self.add_error("body", gettext("Write name and address of the body"))
        return given

    def asked(self) -> dict[str, Any]:
        """For actions.asking.ask_opinion."""
        given = self.cleaned_data
        of = self.departments.get(given["whom"])
        told = {name: given[name] for name in ("what", "due_on", "key", "seen")}
        return {**told, "of": of, "body": "" if of else given["body"]}


class AnswerForm(Form):
    text = forms.CharField(
        label=_("Opinion"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=OpinionRequest.LONGEST,
        error_messages={"required": _("Write the opinion")},
    )
    paper = PaperField(label=_("Paper that goes with it (PDF or photo)"), required=False)

    def __init__(self, *args: Any, is_from_outside: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_from_outside:
            self.fields["text"].label = gettext("What the body answered, in short")
            self.fields["paper"].label = gettext("The answer as it came (scan, PDF or photo)")
            self.fields["paper"].required = True
            self.fields["paper"].error_messages["required"] = gettext("Choose the file with the answer")
