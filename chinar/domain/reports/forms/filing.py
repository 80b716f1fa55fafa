"""What is asked of who files a signal: on the web, and in one dense form at the desk."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.models import Case
from chinar.domain.reports.forms.photos import PhotosField
from chinar.domain.reports.models import Category, CategoryQuestion, Photo
from chinar.domain.reports.models.citizen_report import AGAINST
from chinar.domain.reports.rules import Against
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import PARTS, DateBoxes, DateField, Form
from chinar.foundation.territory.geometry import is_in_bulgaria
from chinar.foundation.territory.models import Municipality, Settlement
from chinar.foundation.territory.queries import settlements_of

LONGEST = 4000
LONGEST_LETTER = 25_000


class _Placed(Form):
    """What happened, where, and whom it is against."""

    settlement = forms.ChoiceField(label=_("Town or village"), required=False)
    place = forms.CharField(label=_("Where exactly"), max_length=200, required=False)
    text = forms.CharField(
        label=_("What is wrong"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Write what is wrong")},
    )
    happened_on = DateField(label=_("When it happened, if it was long ago"), required=False, past=True)
    against = forms.ChoiceField(
        label=_("Is it against somebody?"), choices=AGAINST, widget=forms.RadioSelect, initial=Against.NOBODY.value
    )
    against_whom = forms.CharField(label=_("Name of the official"), max_length=150, required=False)
    name = forms.CharField(label=_("Your name"), max_length=150, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)

    def __init__(self, *args: Any, town: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settlements: dict[str, Settlement] = {one.ekatte: one for one in settlements_of(town)}
        named = sorted((one.full_name, code) for code, one in self.settlements.items())
        centre = [(one, code) for one, code in named if code == town.centre_ekatte]
        rest = [(one, code) for one, code in named if code != town.centre_ekatte]
        choices = [("", "–"), *((code, name) for name, code in [*centre, *rest])]
        self.fields["settlement"].choices = choices  # type: ignore[attr-defined]

    def clean_settlement(self) -> Settlement | None:
        return self.settlements.get(self.cleaned_data["settlement"])

    def clean_text(self) -> str:
        """Line ends as one sign: browsers send them in different ways, and the same words must stay the same."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("against") == Against.OFFICIAL and not data.get("against_whom"):
            self.add_error("against_whom", gettext("Write who the official is, or what their post is"))
        if data.get("against") == Against.NOBODY and "settlement" in data and data["settlement"] is None:
            self.add_error("settlement", gettext("Choose the town or the village"))
        return data


class ReportForm(_Placed):
    """One category's form; `q_<id>` are its own questions. A point comes from the phone, if it does."""

    photos = PhotosField(label=_("Photos"), most=Photo.MOST)
    longitude = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    latitude = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    shows_name = forms.BooleanField(label=_("Show my name when the signal is published"), required=False)

    def __init__(self, *args: Any, category: Category, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(category.questions.filter(withdrawn_at=None))
        for question in self.questions:
            self.fields[f"q_{question.pk}"] = _field_of(question)

    def asked(self) -> Iterator[forms.BoundField]:
        return (self[f"q_{question.pk}"] for question in self.questions)

    def answers(self) -> list[tuple[CategoryQuestion, str]]:
        return [(question, self.cleaned_data[f"q_{question.pk}"]) for question in self.questions]

    def point(self) -> tuple[float, float] | None:
        """Where the phone was; None where it did not say, or said what cannot be."""
        try:
            point = tuple(float(Decimal(self.cleaned_data.get(name) or "x")) for name in ("longitude", "latitude"))
        except (InvalidOperation, OverflowError):
            return None
        return (round(point[0], 6), round(point[1], 6)) if is_in_bulgaria((point[0], point[1])) else None

    def carried(self) -> Iterator[tuple[str, str]]:
        """Everything typed, as hidden fields of the page on which it is checked; photos wait elsewhere."""
        for bound in self:
            if isinstance(bound.field.widget, DateBoxes):
                boxes = bound.field.widget.format_value(bound.value())
                yield from ((f"{bound.html_name}-{part}", value) for part, value in zip(PARTS, boxes, strict=True))
            elif not isinstance(bound.field, PhotosField):
                yield bound.html_name, bound.value() or ""

    def rows(self) -> list[dict[str, str]]:
        """What was entered, to be checked; what was left empty is not asked about again."""
        data = self.cleaned_data
        against = dict(AGAINST)[data["against"]] if data["against"] != Against.NOBODY else ""
        rows = [
            (gettext("What is wrong"), data["text"]),
            *((words(question, "text"), text) for question, text in self.answers()),
            (gettext("Town or village"), data["settlement"].full_name if data["settlement"] else ""),
            (gettext("Where exactly"), data["place"]),
            (gettext("On the map"), gettext("the place you marked") if self.point() else ""),
            (gettext("Is it against somebody?"), " – ".join(filter(None, [str(against), data["against_whom"]]))),
            (gettext("Your name"), data["name"]),
            (gettext("Telephone"), data["phone"]),
            (gettext("E-mail address"), data["email"]),
        ]
        return [{"key": key, "value": value} for key, value in rows if value]


def _field_of(question: CategoryQuestion) -> forms.Field:
    label = words(question, "text")
    if question.answers:
        choices = [(one, one) for one in question.answers]
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=question.is_required)
    return forms.CharField(label=label, max_length=300, required=question.is_required)


class _Taken(_Placed):
    """What an official enters for somebody: the category is a field among others."""

    category = forms.ChoiceField(label=_("What it is about"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Category.objects.offered().filter(nature=Category.Nature.OURS).select_related("department")
        self.categories: dict[str, Category] = {one.code: one for one in offered}
        choices = [("", "–"), *((code, words(one, "name")) for code, one in self.categories.items())]
        self.fields["category"].choices = choices  # type: ignore[attr-defined]

    def clean_category(self) -> Category:
        return self.categories[self.cleaned_data["category"]]


class FromMailForm(_Taken):
    """A signal that came as a letter by e-mail: whatever its length."""

    text = forms.CharField(
        label=_("What is wrong"),
        max_length=LONGEST_LETTER,
        widget=forms.Textarea,
        error_messages={"required": _("Write what is wrong")},
    )


class TakeDownForm(_Taken):
    """A signal by telephone or at the counter: everything on one page."""

    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[
            (one.value, one.label) for one in (Case.Channel.TELEPHONE, Case.Channel.COUNTER, Case.Channel.VILLAGE)
        ],
        widget=forms.RadioSelect,
        initial=Case.Channel.TELEPHONE.value,
    )
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)
