"""A form made of questions. It validates and never saves."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.questionnaires.definition import AnswerKind, Question
from chinar.domain.questionnaires.rules import is_asked
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.people.forms import EgnField
from chinar.foundation.territory.models import Municipality, Settlement

YES_NO = [("yes", _("yes")), ("no", _("no"))]


class AnswersForm(Form):
    """Asks these questions. `earlier` are answers of other pages, upon which conditions may hang.

    A question whose condition is not met is not asked: what stands in its field is neither judged nor kept.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        data: Any = None,
        *,
        on: date,
        municipality: Municipality,
        earlier: Mapping[str, str] | None = None,
        initial: Mapping[str, str] | None = None,
    ) -> None:
        self.earlier = earlier or {}
        self.questions = [question for question in questions if self._may_be_asked(question, questions)]
        # The base of all forms sees to the messages of the fields that it finds declared.
        declared = {question.code: _field(question, municipality) for question in self.questions}
        self.__dict__["base_fields"] = declared
        super().__init__(data, on=on, initial=_initial(self.questions, initial or {}))

    def _may_be_asked(self, question: Question, beside: Sequence[Question]) -> bool:
        here = {other.code for other in beside}
        return question.when is None or question.when.question in here or is_asked(question, self.earlier)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        said = {**self.earlier, **{code: str(value) for code, value in data.items()}}
        for question in self.questions:
            if not is_asked(question, said):
                data.pop(question.code, None)
                self.errors.pop(question.code, None)
            elif question.is_required and question.when and not data.get(question.code):
                self._ask_for(question)
        return data

    def _ask_for(self, question: Question) -> None:
        if question.code not in self.errors:
            label = question.label.said(get_language() or "bg")
            self.add_error(question.code, gettext("Fill in: %(label)s") % {"label": label})

    def answers(self) -> dict[str, str]:
        """Question -> answer, as it is kept. Call it on a valid form."""
        return {code: kept for code, value in self.cleaned_data.items() if (kept := _kept(value))}


def _kept(value: Any) -> str:
    match value:
        case date():
            return value.isoformat()
        case Settlement():
            return str(value.ekatte)
        case Decimal():
            return format(value, "f")
        case _:
            return "" if value is None else str(value).strip()


def _initial(questions: Sequence[Question], known: Mapping[str, str]) -> dict[str, Any]:
    """What is known already, ready to be shown and changed; what cannot be read as a date is left out."""
    found: dict[str, Any] = {}
    for question in questions:
        value = known.get(question.code, "")
        if value and question.kind is AnswerKind.DATE:
            try:
                found[question.code] = date.fromisoformat(value)
            except ValueError:
                continue
        elif value:
            found[question.code] = value
    return found


def _field(question: Question, municipality: Municipality) -> forms.Field:
    language = get_language() or "bg"
    told: dict[str, Any] = {
        "label": question.label.said(language),
        "help_text": question.hint.said(language),
        "required": question.is_required and question.when is None,
    }
    match question.kind:
        case AnswerKind.TEXT:
            return forms.CharField(max_length=question.most, **told)
        case AnswerKind.LONG_TEXT:
            return forms.CharField(max_length=question.most, widget=forms.Textarea(attrs={"rows": 4}), **told)
        case AnswerKind.CHOICE:
            choices = [(choice.value, choice.label.said(language)) for choice in question.choices]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)
        case AnswerKind.YES_NO:
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **told)
        case AnswerKind.DATE:
            return DateField(past=question.past, **told)
        case AnswerKind.NUMBER:
            return NumberField(max_value=question.most, min_value=0, max_digits=12, decimal_places=2, **told)
        case AnswerKind.EGN:
            return EgnField(**told)
        case AnswerKind.PLACE:
            places = Settlement.objects.current().filter(municipality=municipality).order_by("name")
            return forms.ModelChoiceField(
                queryset=places, to_field_name="ekatte", empty_label=_("Choose a town or village"), **told
            )


class NumberField(forms.DecimalField):
    """A number as people write it here, with a comma; shown in a text box, for browsers differ about numbers."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {  # noqa: RUF012
        "invalid": _("Enter a number with digits, for example 12 or 12,50"),
        "max_decimal_places": _("Enter at most two digits after the comma"),
        "max_digits": _("This number is too large"),
    }

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        typed = str(value or "").replace(" ", "").replace(" ", "").replace(",", ".")
        # Not what Python alone takes for a number: 1e3, NaN, other digits.
        if typed and (not typed.isascii() or set(typed) - set("0123456789.-")):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(typed)
