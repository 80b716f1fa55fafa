"""What an official enters to move the clock of a matter. Each form gives the ledger row that it means."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.cases import law_here, words
from chinar.domain.cases.grounds import ground_of, grounds_here
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.models.ledger_entry import body_and_reason
from chinar.domain.cases.queries import calendar_of, clock_of, ledger_of
from chinar.domain.cases.rules import Step
from chinar.domain.cases.step_rules import Problem
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.time import explaining
from chinar.foundation.time.rules import NoCalendar
from chinar.foundation.time.sessions import is_far


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

    def field_of(self, problem: Problem) -> str:
        """Beside which field it is said."""
        return "on"

    def row(self) -> dict[str, Any]:
        """Fields of the ledger row, and arguments of the action."""
        return {"on": self.cleaned_data["on"]}

    def beside(self) -> dict[str, Any]:
        """Further arguments of the action."""
        return {}


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
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the legal ground on which the clock stops")},
    )
    act = _act(gettext_lazy("The act or paper that proves it: number and date"))
    until = DateField(label=gettext_lazy("Until when is it expected to stand? (if known)"), required=False)
    on_label = gettext_lazy("On which day did it stop?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(one.code, one.words) for one in grounds_here()]  # type: ignore[attr-defined]

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


class ClarifyForm(DefectsForm):
    """Nothing is wrong with the request; what is asked for is not clear (ЗДОИ чл. 29)."""

    what = _words(
        gettext_lazy("What is to be made clear?"),
        gettext_lazy("Write what the applicant has to make clear, in plain words"),
        help_text=gettext_lazy("The applicant reads this text on the page of the matter."),
    )


class ClarifiedForm(RemedyForm):
    on_label = gettext_lazy("On which day was it made clear?")


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


class DataForm(ClockForm):
    step = Step.DATA_CAME
    of = forms.CharField(
        label=gettext_lazy("From which body did it come?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name of the body that keeps the data on paper")},
    )
    asked_on = DateField(past=True, label=gettext_lazy("On which day was it asked for?"))
    on_label = gettext_lazy("On which day did it come?")

    def clean_asked_on(self) -> date:
        asked_on: date = self.cleaned_data["asked_on"]
        if asked_on < localtime(self.case.received_at).date():
            raise forms.ValidationError(_("The data cannot have been asked for before the request was received."))
        return asked_on

    def field_of(self, problem: Problem) -> str:
        own = {Problem.DATA_KNOWN: "of", Problem.DATA_ASKED_LATER: "asked_on"}
        return own.get(problem) or super().field_of(problem)

    def row(self) -> dict[str, Any]:
        data = self.cleaned_data
        (rule,) = law_here.receipts_of(self.case.legal_period, on=data["on"])
        return {"on": data["on"], "until": data["asked_on"], "ground": data["of"], "rule": rule.code}


class PartForm(ClockForm):
    step = Step.PARTLY_ELSEWHERE
    part = _words(
        gettext_lazy("Which part is for another body, and where is it filed?"),
        gettext_lazy("Write which part of the request is for another body, and its name and address"),
        help_text=gettext_lazy("The applicant is told this at once. The rest of the matter goes on here."),
    )
    on_label = gettext_lazy("On which day was it found?")

    def row(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"], "ground": self.cleaned_data["part"]}


class SessionForm(ClockForm):
    """A body whose session was put off is not asked for once more, but why it was. That a far day was checked is asked
    only of one who entered such a day."""

    step = Step.SESSION_CALLED
    body = forms.CharField(
        label=gettext_lazy("Which collective body decides?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name of the body, for example a council or a commission")},
    )
    act = forms.CharField(
        label=gettext_lazy("The invitation to the session: number and date"),
        max_length=200,
        help_text=gettext_lazy("For example № 12 / 10.11.2026"),
        error_messages={"required": gettext_lazy("Enter the number and the date of the invitation")},
    )
    reason = _words(
        gettext_lazy("Why is the session on another day?"),
        gettext_lazy("Write why the session that was called before is on another day"),
        help_text=gettext_lazy("The applicant reads this text on the page of the matter."),
    )
    until = DateField(
        label=gettext_lazy("On which day is its first session after the end of the period?"),
        error_messages={"required": gettext_lazy("Enter the day of the session")},
    )
    checked = forms.BooleanField(label=gettext_lazy("I have checked the day of the session"), required=False)
    on_label = gettext_lazy("On which day was the session called?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends_on = clock_of(self.case).counted.due_on
        called = called_before(ledger_of(self.case))
        ends_on = explaining.day(self.ends_on)
        self.fields["until"].help_text = _(
            "Only a session after %(day)s, the end of the period, counts. The applicant is told at once."
        ) % {"day": ends_on}
        self.initial["body"] = called.body if called else ""
        self.order_fields(["body", "act", "on", "until", "checked", "reason"])
        if not called:
            del self.fields["reason"]
        if not self.is_bound:
            del self.fields["checked"]

    def clean_act(self) -> str:
        act: str = self.cleaned_data["act"]
        if not _NUMBER_AND_DATE.search(act):
            raise forms.ValidationError(_("Enter both the number and the date, for example № 12 / 10.11.2026"))
        return act

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        held_on = data.get("until")
        if held_on is None or not is_far(self.ends_on, held_on):
            del self.fields["checked"]
            data.pop("checked", None)
        return data

    def clean_until(self) -> date:
        held_on: date = self.cleaned_data["until"]
        try:
            calendar_of(self.case).why_not(held_on)
        except NoCalendar as missing:
            raise forms.ValidationError(words.no_calendar(missing)) from missing
        return held_on

    def field_of(self, problem: Problem) -> str:
        return "until" if problem.value.startswith("session_") else super().field_of(problem)

    def row(self) -> dict[str, Any]:
        data = self.cleaned_data
        (rule,) = law_here.sessions_of(self.case.legal_period, on=data["on"])
        ground = body_and_reason(data["body"], data.get("reason", ""))
        return {"on": data["on"], "until": data["until"], "ground": ground, "act": data["act"], "rule": rule.code}

    def beside(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"body": data["body"], "reason": data.get("reason", ""), "checked": data.get("checked", False)}


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


_NUMBER_AND_DATE = re.compile(r"\d.*\d{1,2}\.\d{1,2}\.\d{4}")


def called_before(rows: Sequence[LedgerEntry]) -> LedgerEntry | None:
    """The session that is called now; none of before the matter was opened again."""
    last = next((row for row in reversed(rows) if row.step in (Step.SESSION_CALLED, Step.REOPENED)), None)
    return last if last and last.step == Step.SESSION_CALLED else None


def _choose(form: Form, rules: Any) -> None:
    """Offers the rules; the only one is chosen already."""
    field = form.fields["rule"]
    field.choices = [(rule.code, f"{words.name(rule)} ({words.article(rule)})") for rule in rules]  # type: ignore[attr-defined]
    if len(rules) == 1:
        form.initial["rule"] = rules[0].code
