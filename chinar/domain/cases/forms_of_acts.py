"""What an official types to do something with a matter. `seen` is the matter as the page showed it."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.cases import kinds
from chinar.domain.cases.access import User, colleagues_of, find_other_case, takers_elsewhere, takers_of
from chinar.domain.cases.actions.holding import seen_of
from chinar.domain.cases.kinds import Kind, kind_of
from chinar.domain.cases.models import Absence, Case, Resolution
from chinar.domain.cases.resolutions import latest_of
from chinar.domain.cases.sending_on import told_until
from chinar.domain.cases.standing_in import Away, away_on
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.core.jinja import day, moment
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department, Municipality
from chinar.foundation.territory.towns import country_here

LONGEST_REASON = 2_000


class SeenForm(Form):
    """What is done with a matter as its page showed it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def show_anew(self, case: Case) -> None:
        """The official has been told what changed: what they send now is about the matter as it is."""
        self.keep_as_shown("seen", seen_of(case))

    def keep_as_shown(self, name: str, value: str) -> None:
        """Beside all that was typed: of what was ticked nothing is lost."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[name] = value
        self.data = data


class ActForm(SeenForm):
    """A reason, and what the act needs besides. `for_case` fills the choices that depend on the matter, and `note`,
    which is read before anything is typed."""

    note: str = ""
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("Write the reason")},
    )

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        """Nothing to choose from."""


def named(officials: Mapping[str, Account], away: Away) -> list[tuple[str, str]]:
    """Officials to choose from; beside who is absent stands until when, and who stands in."""
    return [(pk, _with_absence(one.name, away.rows.get(one.pk))) for pk, one in officials.items()]


def _with_absence(name: str, absence: Absence | None) -> str:
    if absence is None:
        return name
    return _("%(name)s, absent until %(day)s; %(substitute)s stands in") % {
        "name": name,
        "day": day(absence.last_on),
        "substitute": absence.substitute.name,
    }


class GiveForm(ActForm):
    to = forms.ChoiceField(label=gettext_lazy("To whom"), widget=forms.RadioSelect)
    field_order = ("to", "reason")

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        self.takers: dict[str, Account] = {
            str(one.pk): one for one in takers_of(case, on=today) if one.pk != case.handler_id
        }
        self.fields["to"].choices = named(self.takers, away_on(user, on=today))  # type: ignore[attr-defined]
        self.fields["reason"].label = _("What is expected")
        self.fields["reason"].error_messages["required"] = _("Write what is expected")

    def clean_to(self) -> Account:
        return self.takers[self.cleaned_data["to"]]


class ResolutionForm(ActForm):
    """As the secretary writes it: who leads, who works on it too, who is informed, what is expected and by when."""

    to = forms.ChoiceField(label=gettext_lazy("Responsible"), widget=forms.RadioSelect)
    co_executors = forms.MultipleChoiceField(
        label=gettext_lazy("Works on it too"), required=False, widget=forms.CheckboxSelectMultiple
    )
    informed = forms.MultipleChoiceField(
        label=gettext_lazy("For information"), required=False, widget=forms.CheckboxSelectMultiple
    )
    expected = forms.CharField(
        label=gettext_lazy("What is expected"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("Write what is expected")},
    )
    inner_due_on = DateField(label=gettext_lazy("Inner term, if there is one"), required=False)
    latest = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("to", "co_executors", "informed", "expected", "inner_due_on")

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        del self.fields["reason"]
        self.case, self.today = case, today
        self._shows(latest_of(case))
        self.takers = {str(one.pk): one for one in takers_of(case, on=today)}
        self.officials = {str(one.pk): one for one in colleagues_of(case, on=today)}
        away = away_on(user, on=today)
        others = takers_elsewhere(user, case, on=today)
        self.elsewhere = {f"{one.pk}/{there.pk}": (one, there) for one, there in others}
        elsewhere = [
            (code, f"{_with_absence(one.name, away.rows.get(one.pk))} ({words(there, 'name')})")
            for code, (one, there) in self.elsewhere.items()
        ]
        self.fields["to"].choices = [*named(self.takers, away), *elsewhere]  # type: ignore[attr-defined]
        if elsewhere:
            self.fields["to"].help_text = _("To somebody of another department the matter moves there with them.")
        for part in ("co_executors", "informed"):
            self.fields[part].choices = named(self.officials, away)  # type: ignore[attr-defined]
        self.fields["inner_due_on"].help_text = _("Earlier than %(day)s, the day that the law gives.") % {
            "day": day(case.due_on)
        }

    def clean_to(self) -> Account:
        chosen: str = self.cleaned_data["to"]
        if chosen in self.elsewhere:
            account, self.cleaned_data["department"] = self.elsewhere[chosen]
            return account
        return self.takers[chosen]

    def show_anew(self, case: Case) -> None:
        super().show_anew(case)
        standing = latest_of(case)
        self._shows(standing)
        self.keep_as_shown("latest", str(standing.pk if standing else 0))

    def _shows(self, standing: Resolution | None) -> None:
        """The resolution that holds until this one is written."""
        self.initial["latest"] = standing.pk if standing else 0
        if standing is not None:
            by = standing.by.name if standing.by else "–"
            told = {"when": moment(standing.at), "by": by, "text": standing.expected}
            self.note = _("Until now holds the resolution of %(when)s, %(by)s: %(text)s") % told

    def clean_co_executors(self) -> list[Account]:
        return [self.officials[pk] for pk in self.cleaned_data["co_executors"]]

    def clean_informed(self) -> list[Account]:
        return [self.officials[pk] for pk in self.cleaned_data["informed"]]

    def clean_inner_due_on(self) -> date | None:
        given: date | None = self.cleaned_data["inner_due_on"]
        if given is not None and given < self.today:
            raise forms.ValidationError(_("This day is over."))
        if given is not None and given >= self.case.due_on:
            wrong = _("The inner term must end before %(day)s, the day that the law gives.")
            raise forms.ValidationError(wrong % {"day": day(self.case.due_on)})
        return given


class OtherCaseForm(ActForm):
    other = forms.CharField(label=gettext_lazy("Number of the other matter"), max_length=60)
    field_order = ("other", "reason")

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        self.reader, self.today = user, today

    def clean_other(self) -> Case:
        case = find_other_case(self.reader, self.cleaned_data["other"], on=self.today)
        if case is None:
            raise forms.ValidationError(_("There is no matter with this number that you may read."))
        return case


class DepartmentForm(ActForm):
    to = forms.ChoiceField(label=gettext_lazy("Department"), widget=forms.RadioSelect)
    field_order = ("to", "reason")

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        others = Department.objects.on(today).exclude(pk=case.department_id).order_by("name")
        self.departments: dict[str, Department] = {str(one.pk): one for one in others}
        choices = [(pk, words(one, "name")) for pk, one in self.departments.items()]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def clean_to(self) -> Department:
        return self.departments[self.cleaned_data["to"]]


class BodyForm(ActForm):
    """Another body: its name stands in what the author reads."""

    body = forms.CharField(label=gettext_lazy("Competent body: name and address"), max_length=300)
    act = forms.CharField(label=gettext_lazy("Number and date of the letter"), max_length=200)
    field_order = ("body", "act")

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        del self.fields["reason"]
        self.note = told_until(case, today=today)


class MunicipalityForm(ActForm):
    """Another municipality that this installation serves, under the same law."""

    to = forms.ChoiceField(
        label=gettext_lazy("Which municipality"),
        error_messages={"required": gettext_lazy("Choose a municipality")},
    )
    field_order = ("to", "reason")

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        served = Municipality.objects.active().filter(country=country_here())
        others = served.exclude(pk=case.municipality_id).order_by("name")
        self.towns: dict[str, Municipality] = {str(one.pk): one for one in others}
        choices = [("", ""), *((pk, words(one, "name")) for pk, one in self.towns.items())]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        self.note = told_until(case, today=today)
        self.fields["reason"].label = _("Why it is theirs")
        self.fields["reason"].help_text = _("The author reads it too.")

    def clean_to(self) -> Municipality:
        return self.towns[self.cleaned_data["to"]]


class KindForm(ActForm):
    to = forms.ChoiceField(label=gettext_lazy("What it is"), widget=forms.RadioSelect)
    field_order = ("to", "reason")

    def for_case(self, case: Case, *, user: User, today: date) -> None:
        choices = [choice for code in kind_of(case).becomes for choice in _as_kind(kinds.by_code(code))]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


def _as_kind(kind: Kind) -> list[tuple[str, str]]:
    """One choice, or one for each thing that a matter of the kind can be about."""
    about = [(f"{kind.code}/{code}", f"{kind.name}: {words}") for code, words in kind.adopts_as()]
    return about or [(kind.code, str(kind.name))]
