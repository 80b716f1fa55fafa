"""What an official types to handle an appeal. `seen` is the appeal as the page showed it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.appeals import queries, rules
from chinar.domain.appeals.access import appeal_of
from chinar.domain.appeals.models import Appeal, HigherDecision
from chinar.domain.appeals.rules import Above, Target
from chinar.domain.cases import law_here
from chinar.domain.cases.access import User
from chinar.domain.cases.forms_of_acts import ActForm
from chinar.domain.cases.models import Case
from chinar.domain.cases.words import article, name
from chinar.foundation.core.forms import DateField
from chinar.foundation.core.jinja import day
from chinar.foundation.time.explaining import period

LONGEST = 20_000


class StepForm(ActForm):
    """Without a reason: each step asks for what it needs. `day` fields are not later than today."""

    reason = None  # type: ignore[assignment]

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        """Raises Http404 for a case that is no appeal."""
        self.appeal: Appeal = appeal_of(case)
        for field in self.fields.values():
            if isinstance(field, DateField):
                field.on = today
        self.prepare(today)

    def prepare(self, today: date) -> None:
        """Choices and words that depend on the appeal."""


class TermForm(StepForm):
    """By which rule the term is judged; each choice says its last day."""

    notified_on = DateField(
        label=gettext_lazy("Day on which this appellant was notified of the decision"),
        past=True,
        required=False,
        help_text=gettext_lazy(
            "No party to the matter. Leave it empty if nobody notified them: their term has not begun."
        ),
    )
    rule = forms.ChoiceField(label=gettext_lazy("By which rule"), widget=forms.RadioSelect)

    def prepare(self, today: date) -> None:
        target = Target(self.appeal.target)
        self.asks_when = self.appeal.stands_outside and target is Target.ACT
        if self.asks_when:
            self.initial.setdefault("notified_on", self.appeal.notified_on)
        else:
            del self.fields["notified_on"]
        field = self.fields["rule"]
        field.choices = [(code, self._words(code, today)) for code in self._rules(target)]  # type: ignore[attr-defined]
        field.label = _("The appeal was filed on %(day)s. By which rule is that in time?") % {
            "day": day(self.appeal.filed_on)
        }
        self.initial.setdefault("rule", rules.TERMS[target][0])

    def _rules(self, target: Target) -> list[str]:
        before_court = self.appeal.to_court
        return [code for code in rules.TERMS[target] if before_court or code not in rules.ONLY_BEFORE_THE_COURT]

    def _words(self, code: str, today: date) -> str:
        legal = law_here.in_force(code, on=today)
        if self.asks_when:
            return _("%(rule)s: %(period)s from the day above (%(article)s)") % {
                "rule": name(legal), "period": period(legal.period), "article": article(legal),
            }  # fmt: skip
        until = queries.last_day_for(self.appeal, code, on=today)
        if until is None:
            return _("%(rule)s: the term has not begun, the decision was not received") % {"rule": name(legal)}
        found = rules.is_in_time(self.appeal.filed_on, until.day)
        verdict = _("in time") if found else _("late: the appeal is ended")
        return _("%(rule)s: until %(day)s (%(article)s) – %(verdict)s") % {
            "rule": name(legal), "day": day(until.day), "article": until.article, "verdict": verdict,
        }  # fmt: skip


class ReconsiderForm(StepForm):
    text = forms.CharField(
        label=gettext_lazy("Decision: facts, legal grounds, what is taken back"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write the decision: it is printed on the paper")},
    )


class SendForm(StepForm):
    body = forms.CharField(label=gettext_lazy("To whom: the body above or the court"), max_length=200)
    opinion = forms.CharField(
        label=gettext_lazy("Opinion on the appeal, if any"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        required=False,
    )
    arrived_on = DateField(label=gettext_lazy("Day on which it has the file, if known"), past=True, required=False)

    def prepare(self, today: date) -> None:
        self.initial.setdefault("body", queries.body_above(self.appeal))

    def clean_arrived_on(self) -> date | None:
        """It is entered with the sending, maybe later than both; never before there was an appeal."""
        on: date | None = self.cleaned_data["arrived_on"]
        if on and on < _registered_on(self.appeal):
            raise forms.ValidationError(_("The file cannot have arrived before it was sent."))
        return on


class ArrivedForm(StepForm):
    on = DateField(label=gettext_lazy("Day on which it has the file"), past=True)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        sending = queries.sending_of(self.appeal)
        if sending and on < localtime(sending.sent_at).date():
            raise forms.ValidationError(_("The file cannot have arrived before it was sent."))
        return on


class AboveForm(StepForm):
    """What was decided above, and whether a new decision is owed."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What was decided"), choices=HigherDecision.Outcome.choices, widget=forms.RadioSelect
    )
    body = forms.CharField(label=gettext_lazy("Who decided"), max_length=200)
    act = forms.CharField(label=gettext_lazy("Number of the act"), max_length=60)
    decided_on = DateField(label=gettext_lazy("Date of the act"), past=True)
    instructions = forms.CharField(
        label=gettext_lazy("Instructions, if there are any"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
        required=False,
    )
    anew = forms.ChoiceField(
        label=gettext_lazy("Must the municipality decide the matter anew?"),
        choices=[("yes", gettext_lazy("Yes: the matter is opened again")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )

    def prepare(self, today: date) -> None:
        self.initial.setdefault("body", queries.body_above(self.appeal))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        outcome, anew = data.get("outcome"), data.get("anew")
        if outcome and anew:
            data["outcome"], data["anew"] = Above(outcome), anew == "yes"
            if rules.must_decide_anew(Above(outcome), anew == "yes") is not (anew == "yes"):
                self.add_error("anew", _("It does not fit what was decided: look at both answers."))
        return data


class RestoreForm(ActForm):
    """When the appellant was told, when they asked, and why the term was missed."""

    noticed_on = DateField(label=gettext_lazy("Day on which the appellant was told that the appeal is late"), past=True)
    asked_on = DateField(label=gettext_lazy("Day on which they asked to restore the term"), past=True)
    field_order = ("noticed_on", "asked_on", "reason")

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        self.appeal: Appeal = appeal_of(case)
        self.fields["reason"].label = _("Why the term was missed")
        for asked in ("noticed_on", "asked_on"):
            self.fields[asked].on = today  # type: ignore[attr-defined]

    def clean_noticed_on(self) -> date:
        on: date = self.cleaned_data["noticed_on"]
        if on < _registered_on(self.appeal):
            raise forms.ValidationError(_("The appellant cannot have been told before the appeal was registered."))
        return on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        noticed_on, asked_on = data.get("noticed_on"), data.get("asked_on")
        if noticed_on and asked_on:
            until = queries.by_rule("restoration", noticed_on)
            if asked_on < noticed_on:
                self.add_error("asked_on", _("It cannot have been asked before the appellant was told."))
            elif until.is_over(on=asked_on):
                said = {"day": day(until.day), "article": until.article}
                self.add_error("asked_on", _("It was possible until %(day)s (%(article)s).") % said)
        return data


def _registered_on(appeal: Appeal) -> date:
    return localtime(appeal.case.received_at).date()
