"""What an official enters to move the clock of a matter. Each form gives the ledger row that it means."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.cases import law_here, words
from chinar.domain.cases.grounds import GROUNDS, ground_of
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Problem, Step
from chinar.foundation.core.forms import DateField, Form


class ClockForm(Form):
    """One step of the clock of a case. `today` is the reader's; `row` what it would write."""

    step: ClassVar[Step]
    on = DateField(past=True, label=gettext_lazy("From which day?"))
    on_label: ClassVar[str | Promise] = ""

    def __init__(self, data: Any = None, *, case: Case, today: date) -> None:
        self.case = case
        super().__init__(data, on=today, initial={"on": today})
        if self.on_label:
            self.fields["on"].label = str(self.on_label)
        self.order_fields([name for name in self.fields if name not in ("on", "until")] + ["on"])

    def clean_on(self) -> date:
        """Nothing happens to the clock of a matter before it was received; what law held then may not be known."""
        on: date = self.cleaned_data["on"]
        if on < localtime(self.case.received_at).date():
            raise forms.ValidationError(words.problem(Problem.BEFORE_LAST))
        return on

    def row(self) -> dict[str, Any]:
        """Fields of the ledger row, and arguments of the action."""
        return {"on": self.cleaned_data["on"]}


def _act(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=False)


def _words(label: Any, empty: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": empty},
        **kwargs,
    )


class SuspendForm(ClockForm):
    step = Step.SUSPENDED
    ground = forms.ChoiceField(
        label=gettext_lazy("Why does the clock stop?"),
        choices=[(ground.code, ground.words) for ground in GROUNDS],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the legal ground on which the clock stops")},
    )
    act = _act(gettext_lazy("The act or paper that proves it: number and date"))
    until = DateField(label=gettext_lazy("Until when is it expected to stand? (if known)"), required=False)
    on_label = gettext_lazy("On which day did it stop?")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ground = ground_of(data.get("ground", ""))
        if ground and ground.needs_act and not data.get("act"):
            self.add_error("act", _("This ground needs a certificate of the other case: enter its number and date"))
        if data.get("until") and data.get("on") and data["until"] <= data["on"]:
            self.add_error("until", _("The expected end must be after the day on which the clock stopped"))
        return data

    def row(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"on": data["on"], "ground": data["ground"], "act": data["act"], "until": data["until"]}


class ResumeForm(ClockForm):
    step = Step.RESUMED
    act = _act(gettext_lazy("The act by which it goes on, if there is one: number and date"))
    on_label = gettext_lazy("On which day did the reason fall away?")

    def row(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"], "act": self.cleaned_data["act"]}


class DefectsForm(ClockForm):
    step = Step.DEFECT_NOTED
    what = _words(
        gettext_lazy("What is missing or wrong?"),
        gettext_lazy("Write what the applicant has to mend, in plain words"),
        help_text=gettext_lazy("The applicant reads this text on the page of the matter."),
    )
    rule = forms.ChoiceField(label=gettext_lazy("By which rule?"), widget=forms.RadioSelect)
    on_label = gettext_lazy("On which day was the applicant told?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, law_here.remedies_of(self.case.legal_period, on=kwargs["today"]))

    def row(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"on": data["on"], "ground": data["what"], "rule": data["rule"]}


class RemedyForm(ClockForm):
    step = Step.REMEDIED
    on_label = gettext_lazy("On which day was the request mended?")


class ExtendForm(ClockForm):
    step = Step.EXTENDED
    rule = forms.ChoiceField(label=gettext_lazy("By which rule?"), widget=forms.RadioSelect)
    reason = _words(
        gettext_lazy("Why is more time needed?"),
        gettext_lazy("Write why more time is needed"),
        help_text=gettext_lazy("The applicant is told this at once."),
    )
    act = _act(gettext_lazy("The act by which it was extended, if there is one: number and date"))
    on_label = gettext_lazy("On which day was it extended?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = law_here.extensions_of(self.case.legal_period, on=kwargs["today"])
        elsewhere = {"consent", *kind_of(self.case).own_extensions}
        _choose(self, [rule for rule in rules if rule.code not in elsewhere])

    def row(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"on": data["on"], "rule": data["rule"], "ground": data["reason"], "act": data["act"]}


class ConsentForm(ClockForm):
    step = Step.CONSENT_ASKED
    of = forms.CharField(
        label=gettext_lazy("Which body is asked?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name of the body whose consent or opinion is needed")},
    )
    on_label = gettext_lazy("On which day was it asked?")

    def row(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"], "ground": self.cleaned_data["of"], "rule": "consent"}


class AnswerForm(ClockForm):
    step = Step.CONSENT_GIVEN
    act = _act(gettext_lazy("The answer: number and date"))
    on_label = gettext_lazy("On which day did the answer come?")

    def row(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"], "act": self.cleaned_data["act"]}


class TerminateForm(ClockForm):
    step = Step.TERMINATED
    ground = _words(
        gettext_lazy("Why does the matter end without a decision?"),
        gettext_lazy("Write why the matter ends without a decision"),
        help_text=gettext_lazy(
            "The applicant wished it, or did not mend the request in time. The applicant reads this text."
        ),
    )
    on_label = gettext_lazy("On which day does it end?")

    def row(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"], "ground": self.cleaned_data["ground"]}


def _choose(form: Form, rules: Any) -> None:
    """Offers the rules; the only one is chosen already."""
    field = form.fields["rule"]
    field.choices = [(rule.code, f"{words.name(rule)} ({words.article(rule)})") for rule in rules]  # type: ignore[attr-defined]
    if len(rules) == 1:
        form.initial["rule"] = rules[0].code
