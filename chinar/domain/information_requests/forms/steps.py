"""What an official types to handle a request for information. `seen` is the matter as the page showed it."""

from datetime import date

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.cases.access import User
from chinar.domain.cases.forms_of_acts import ActForm
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import clock_of
from chinar.domain.information_requests.access import decision_of, request_of
from chinar.domain.information_requests.models import ThirdPerson
from chinar.domain.information_requests.queries import access_until, consent_until
from chinar.foundation.core.forms import DateField
from chinar.foundation.core.jinja import day


class ToldForm(ActForm):
    """A reason that the applicant reads."""

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        self.fields["reason"].label = _("What the applicant reads")
        self.fields["reason"].error_messages["required"] = _("Write what the applicant reads")


class StepForm(ActForm):
    """Without a reason: each step asks for what it needs. Days lie between the receipt of the request and today."""

    reason = None  # type: ignore[assignment]

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        """Raises Http404 for another kind."""
        self.request = request_of(case)
        for name, field in self.fields.items():
            if isinstance(field, DateField):
                field.on = today
                self.initial.setdefault(name, today)
        self.prepare(case)

    def prepare(self, case: Case) -> None:
        """Choices and words that depend on the request."""

    def clean_on(self) -> date:
        """Nothing happens to a request before it was received; what law held then may not be known."""
        on: date = self.cleaned_data["on"]
        received = localtime(self.request.case.received_at).date()
        if on < received:
            raise forms.ValidationError(_("The request was received on %(day)s.") % {"day": day(received)})
        return on


class AskThirdForm(StepForm):
    name = forms.CharField(
        label=gettext_lazy("Whom you ask"),
        max_length=250,
        help_text=gettext_lazy("The applicant is never told who it is."),
    )
    letter = forms.CharField(label=gettext_lazy("Number and date of the letter to them"), max_length=200)
    on = DateField(label=gettext_lazy("Asked on"), past=True)

    def prepare(self, case: Case) -> None:
        self.fields["on"].help_text = _("Not after %(day)s: seven days from registration (ЗДОИ art. 31).") % {
            "day": day(consent_until(case))
        }
        if clock_of(case).extended:
            self.note = _(
                "The period was lengthened already, so this does not lengthen it once more. No lawyer has confirmed "
                "that reading of ЗДОИ art. 30-31 yet."
            )
        else:
            self.note = _("The period becomes longer by the time of the law, and the applicant is told so.")


class ThirdAnswerForm(StepForm):
    person = forms.ChoiceField(label=gettext_lazy("Who answered"), widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        label=gettext_lazy("What they answered"), choices=ThirdPerson.Answer.choices, widget=forms.RadioSelect
    )
    on = DateField(label=gettext_lazy("The answer came on"), past=True)

    def prepare(self, case: Case) -> None:
        waits = self.request.third_persons.filter(answer="")
        self.fields["person"].choices = [(str(one.pk), one.name) for one in waits]  # type: ignore[attr-defined]

    def clean_person(self) -> int:
        return int(self.cleaned_data["person"])


class ReceivedForm(StepForm):
    on = DateField(label=gettext_lazy("The applicant received the decision on"), past=True)


class AccessForm(StepForm):
    on = DateField(label=gettext_lazy("Access was given on"), past=True)
    received_by = forms.CharField(label=gettext_lazy("Who signed the protocol"), max_length=250)
    field_order = ("received_by", "on")

    def prepare(self, case: Case) -> None:
        self.initial.setdefault("received_by", self.request.asker_name)


class WaiverForm(StepForm):
    """Nothing is typed: the page says what it rests on."""

    sure = forms.BooleanField(
        label=gettext_lazy("The applicant did not come for it, or did not pay the costs"),
        error_messages={"required": gettext_lazy("Tick it if it is so")},
    )

    def prepare(self, case: Case) -> None:
        decision = decision_of(self.request)
        if decision is None:
            return
        decision.request.case = case
        until = access_until(decision)
        if until is not None:
            words = _("The time for access ended on %(day)s.")
            self.fields["sure"].help_text = words % {"day": day(until.due_on)}

    def clean(self) -> dict[str, object]:
        """Only what the action takes."""
        return {"seen": self.cleaned_data.get("seen", "")}
