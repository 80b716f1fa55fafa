"""What the editor of the catalogue types into the description of a service."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.cases import law_here, words
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.catalogue.descriptions import LABELS
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.rules import is_longer
from chinar.domain.catalogue.terms import NO_TERM, PUBLISHED_TERM
from chinar.domain.catalogue.ways import WAYS, WaysField
from chinar.foundation.core.forms import Form
from chinar.foundation.time.rules import Period, WrongPeriod

LONGEST = 4_000
HINTS = {
    "period": gettext_lazy(
        "As 7d, 5wd (working days), 1m. Never longer than the law’s; empty where only speeds tell it."
    ),
    "legal_period": gettext_lazy(
        "Where no rule is named, applications count by the published term, and without one by the general period of "
        "the law; each explanation says so."
    ),
    "what_you_bring": gettext_lazy("Nothing that the municipality or another administration holds (АПК art. 36)."),
}


class DescriptionForm(Form):
    """All that LABELS names, but for the fields that are `inherited`: name and value of each, which the editor does not
    write. `seen` is the version of the service on which the editor worked."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)

    def __init__(self, *args: Any, on: date, inherited: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.on, self.inherited = on, inherited or {}
        for name in LABELS:
            if name not in self.inherited:
                self.fields[name] = described_field(name)

    def clean_period(self) -> str:
        return read_period(self.cleaned_data["period"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data.update(self.inherited)
        code, period = data.get("legal_period"), data.get("period")
        if not code or self.errors:
            return data
        if not period:
            self.add_error("period", _("Write the period of the municipality under this rule"))
            return data
        try:
            said = why_too_long(code, period, on=self.on)
        except NoLegalPeriod:
            where = "period" if "legal_period" in self.inherited else "legal_period"
            self.add_error(where, _("This rule is not in force today"))
            return data
        if said:
            self.add_error("period", said)
        return data


def read_period(typed: str) -> str:
    """As the program writes it. Raises ValidationError."""
    typed = str(typed or "").strip().lower()
    try:
        return str(Period.parse(typed)) if typed else ""
    except WrongPeriod as wrong:
        raise forms.ValidationError(_("Write a number and d, wd, w or m, for example 7d")) from wrong


def why_too_long(code: str, period: str, *, on: date) -> str:
    """In words why a municipality may not take that long under a rule of law; "" when it may. Raises NoLegalPeriod."""
    rule = law_here.in_force(code, on=on)
    if not is_longer(Period.parse(period), rule.period):
        return ""
    said = _("The municipality may be quicker than the law, never slower: at most %(period)s (%(article)s)")
    return said % {"period": rule.period, "article": words.article(rule)}


def described_field(name: str) -> forms.Field:
    """The field in which that text or fact of a description is written."""
    label: Any = LABELS[name]
    if name == "legal_period":
        return forms.ChoiceField(label=label, help_text=HINTS[name], choices=rules_of_law(), required=False)
    if name in WAYS:
        return WaysField(label=label, choices=WAYS[name].choices, required=False)
    field = _field(name, label)
    if name == "name":
        field.required = True
        field.error_messages["required"] = _("Enter the name of the service")
    return field


def _field(name: str, label: Any) -> forms.Field:
    column: Any = ServiceVersion._meta.get_field(name)
    shared: dict[str, Any] = {"label": label, "help_text": HINTS.get(name, ""), "required": False}
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(**shared)
    if isinstance(column, models.URLField):
        return forms.URLField(**shared, max_length=column.max_length, assume_scheme="https")
    if name == "suggestions":
        return forms.EmailField(**shared, max_length=column.max_length)
    if column.choices:
        return forms.ChoiceField(**shared, choices=[("", "–"), *column.choices])
    if isinstance(column, models.TextField):
        return forms.CharField(**shared, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    return forms.CharField(**shared, max_length=column.max_length)


def rules_of_law() -> list[tuple[str, str]]:
    """Those by which an application is due; without those that say that none was named."""
    try:
        table = law_here.table()
    except NoLegalPeriod:
        table = ()
    due = {
        rule.code: f"{words.name(rule)}: {rule.period} ({words.article(rule)})"
        for rule in table
        if rule.group in ("act", "service") and rule.starts == "receipt" and rule.code not in (NO_TERM, PUBLISHED_TERM)
    }
    return [("", _("none is named")), *due.items()]
