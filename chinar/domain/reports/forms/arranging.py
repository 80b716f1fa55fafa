"""What the town types to arrange its signals."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.reports.models import AnswerTemplate, Category, CategoryQuestion
from chinar.domain.reports.models.resolution import OUTCOMES
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import Form
from chinar.foundation.territory.models import Department, Municipality
from chinar.foundation.territory.queries import settlements_of


def _departments() -> list[tuple[str, str]]:
    rows = Department.objects.current().order_by("name")
    return [("", "–"), *((str(one.pk), words(one, "name")) for one in rows)]


class CategoryForm(Form):
    """A category with its promise and its questions."""

    code = forms.CharField(label=_("Code, in Latin letters"), max_length=40, validators=[validate_slug])
    name = forms.CharField(label=_("Name"), max_length=100)
    name_en = forms.CharField(label=_("Name in English"), max_length=100)
    nature = forms.ChoiceField(label=_("Whose it is"), choices=Category.Nature.choices, widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=_("What belongs here, or where to go"), widget=forms.Textarea, max_length=2000, required=False
    )
    explanation_en = forms.CharField(
        label=_("The same in English"), widget=forms.Textarea, max_length=2000, required=False
    )
    department = forms.ChoiceField(label=_("Department"), required=False)
    promise_days = forms.IntegerField(
        label=_("Promised within, in working days"), required=False, min_value=1, max_value=250
    )
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=1000, initial=0)
    is_offered = forms.BooleanField(label=_("Citizens can choose it"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["department"]).choices = _departments()
        for number in range(1, CategoryQuestion.MOST + 1):
            label = {"n": number}
            self.fields[f"q{number}_text"] = forms.CharField(
                label=gettext("Question %(n)s") % label, max_length=150, required=False
            )
            self.fields[f"q{number}_text_en"] = forms.CharField(
                label=gettext("Question %(n)s in English") % label, max_length=150, required=False
            )
            self.fields[f"q{number}_choices"] = forms.CharField(
                label=gettext("Answers to question %(n)s, one on each line") % label,
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=1000,
                required=False,
            )
            self.fields[f"q{number}_required"] = forms.BooleanField(
                label=gettext("Question %(n)s must be answered") % label, required=False
            )

    def main(self) -> Iterator[forms.BoundField]:
        return (bound for bound in self if not bound.name.startswith("q"))

    def more(self) -> Iterator[forms.BoundField]:
        return (bound for bound in self if bound.name.startswith("q"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ours = data.get("nature") == Category.Nature.OURS
        if ours and not data.get("department"):
            self.add_error("department", gettext("Choose the department that answers"))
        if not ours and not data.get("explanation"):
            self.add_error("explanation", gettext("Write where people have to go"))
        if not ours:
            data["department"], data["promise_days"] = "", None
        return data

    def facts(self) -> dict[str, Any]:
        """The columns of the category, without its code and whether it is offered."""
        data = self.cleaned_data
        plain = ("name", "name_en", "nature", "explanation", "explanation_en", "promise_days", "position")
        return {**{name: data[name] for name in plain}, "department_id": int(data["department"] or 0) or None}

    def questions(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        return [
            {
                "text": data[f"q{n}_text"],
                "text_en": data[f"q{n}_text_en"],
                "choices": data[f"q{n}_choices"].replace("\r\n", "\n"),
                "is_required": data[f"q{n}_required"],
            }
            for n in range(1, CategoryQuestion.MOST + 1)
            if data[f"q{n}_text"]
        ]


class RuleForm(Form):
    """One routing rule; what is left empty fits everything."""

    position = forms.IntegerField(label=_("Place in the list"), min_value=1, max_value=1000, initial=1)
    category = forms.ChoiceField(label=_("Category"), required=False)
    settlement = forms.ChoiceField(label=_("Town or village"), required=False)
    keywords = forms.CharField(label=_("Beginnings of words, with commas"), max_length=300, required=False)
    department = forms.ChoiceField(label=_("Department"))

    def __init__(self, *args: Any, town: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = Category.objects.offered().filter(nature=Category.Nature.OURS)
        places = sorted((one.full_name, str(one.pk)) for one in settlements_of(town))
        choices = {
            "category": [("", "–"), *((str(one.pk), words(one, "name")) for one in ours)],
            "settlement": [("", "–"), *((pk, name) for name, pk in places)],
            "department": _departments(),
        }
        for name, options in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = options

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        ids = {f"{name}_id": int(data[name] or 0) or None for name in ("category", "settlement", "department")}
        return {"position": data["position"], "keywords": data["keywords"], **ids}


class TemplateForm(Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    outcome = forms.ChoiceField(label=_("For outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    category = forms.ChoiceField(label=_("Category"), required=False)
    text = forms.CharField(label=_("Text"), max_length=4000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = Category.objects.offered().filter(nature=Category.Nature.OURS)
        choices = [("", _("all categories")), *((str(one.pk), words(one, "name")) for one in ours)]
        cast(forms.ChoiceField, self.fields["category"]).choices = choices

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            **{name: data[name] for name in ("name", "outcome", "text")},
            "category_id": int(data["category"] or 0) or None,
        }

    @staticmethod
    def of(template: AnswerTemplate) -> dict[str, Any]:
        return {
            "name": template.name,
            "outcome": template.outcome,
            "category": template.category_id or "",
            "text": template.text,
        }


class KeyForm(Form):
    name = forms.CharField(label=_("Whose program"), max_length=100)
