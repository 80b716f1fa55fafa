"""What is entered of a councillor's question. Everybody reads it, so personal data are refused."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.enquiries.models import CouncillorQuestion
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.core.jinja import day
from chinar.foundation.moderation.wording import public_text
from chinar.foundation.territory.models import Department

LONGEST = 8000


class _WithDepartment(Form):
    department = forms.ChoiceField(label=_("Who prepares the answer"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.departments = {str(one.pk): one for one in Department.objects.current().order_by("name")}
        rows = [("", "–"), *((pk, words(one, "name")) for pk, one in self.departments.items())]
        self.fields["department"].choices = rows  # type: ignore[attr-defined]

    def clean_department(self) -> Department:
        department: Department = self.departments[self.cleaned_data["department"]]
        return department


class EnterForm(_WithDepartment):
    """A question as the councillor put it."""

    councillor = forms.CharField(label=_("Councillor"), max_length=150)
    title = forms.CharField(label=_("About what, in a few words"), max_length=200)
    question = forms.CharField(label=_("The question"), max_length=LONGEST, widget=forms.Textarea)
    received_on = DateField(label=_("Received on"), past=True)
    session_on = DateField(label=_("Next session of the council, if it is called"), required=False)
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("councillor", "title", "question", "received_on", "session_on", "department")

    def clean_title(self) -> str:
        return public_text(self.cleaned_data["title"])

    def clean_question(self) -> str:
        return public_text(self.cleaned_data["question"])

    def clean(self) -> dict[str, Any]:
        received_on, session_on = self.cleaned_data.get("received_on"), self.cleaned_data.get("session_on")
        if received_on and session_on and session_on < received_on:
            self.add_error("session_on", _before(received_on))
        return self.cleaned_data


class SessionForm(_WithDepartment):
    """The session at which the answer is due."""

    session_on = DateField(label=_("Next session of the council"))
    field_order = ("session_on", "department")

    def __init__(self, *args: Any, received_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.received_on = received_on

    def clean_session_on(self) -> date:
        session_on: date = self.cleaned_data["session_on"]
        if session_on < self.received_on:
            raise forms.ValidationError(_before(self.received_on))
        return session_on


class AnswerForm(Form):
    """What the mayor answered."""

    answer = forms.CharField(label=_("The answer"), max_length=LONGEST, widget=forms.Textarea)
    answer_form = forms.ChoiceField(
        label=_("How it was answered"), choices=CouncillorQuestion.Form.choices, widget=forms.RadioSelect
    )
    answered_on = DateField(label=_("Answered on"), past=True)

    def clean_answer(self) -> str:
        return public_text(self.cleaned_data["answer"])


class VoidForm(Form):
    reason = forms.CharField(label=_("Why the number was allotted in error"), max_length=300)


def _before(received_on: date) -> str:
    return gettext("The session follows the question, which came on %(day)s.") % {"day": day(received_on)}
