"""What the editor of the catalogue types about the fee of a service."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.catalogue.models import FeeReduction, ServiceVersion
from chinar.domain.questionnaires.definition import AnswerKind
from chinar.foundation.core.forms import Form
from chinar.foundation.payments.models import RevenueAccount
from chinar.foundation.territory.rules import transliterate

MOST_REDUCTIONS = 10
PARTS = 4


class FeesForm(Form):
    """`seen` is the version of the service on which the editor worked. A reduction is a line of four parts."""

    fee_ground = forms.CharField(
        label=gettext_lazy("Act and article by which the fee is owed"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=gettext_lazy("In Bulgarian. The payer reads it beside the amount."),
    )
    fee_due = forms.ChoiceField(
        label=gettext_lazy("Until when it is paid"),
        choices=[("", gettext_lazy("nothing waits for it")), *ServiceVersion.FeeDue.choices],
        required=False,
        help_text=gettext_lazy("As the council's ordinance says; no law that we know stops the clock of a matter."),
    )
    fee_unit = forms.CharField(label=gettext_lazy("Per what it is owed, if not once"), max_length=60, required=False)
    fee_unit_en = forms.CharField(label=gettext_lazy("The same in English"), max_length=60, required=False)
    fee_unit_answer = forms.ChoiceField(label=gettext_lazy("Which answer says how many"), choices=[], required=False)
    fee_account = forms.ChoiceField(label=gettext_lazy("Into which account"), choices=[], required=False)
    is_technical = forms.BooleanField(
        label=gettext_lazy("A technical service: a late one costs less (ЗМДТ art. 107, 109)"), required=False
    )
    reductions = forms.CharField(
        label=gettext_lazy("Who pays less"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        required=False,
        help_text=gettext_lazy(
            "One a line: per cent; name; name in English; act and article. For example: "
            "50; Учащи; Students; Наредба за таксите, чл. 31"
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)

    def __init__(self, *args: Any, version: ServiceVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = version.questions.questions if version.question_version else ()
        numbers = [(q.code, q.label.bg) for q in asked if q.kind == AnswerKind.NUMBER]
        self.fields["fee_unit_answer"].choices = [("", "–"), *numbers]  # type: ignore[attr-defined]
        accounts = [(row.code, row.name) for row in RevenueAccount.objects.all()]
        self.fields["fee_account"].choices = [("", _("the usual one")), *accounts]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("fee_unit_answer") and not data.get("fee_unit"):
            self.add_error("fee_unit", _("Say what the units are called"))
        return data

    def clean_reductions(self) -> list[FeeReduction]:
        lines = [line.strip() for line in str(self.cleaned_data["reductions"]).splitlines() if line.strip()]
        if len(lines) > MOST_REDUCTIONS:
            raise forms.ValidationError(_("At most %(most)s reductions") % {"most": MOST_REDUCTIONS})
        rows = [_reduction(line, number) for number, line in enumerate(lines, start=1)]
        if len({row.code for row in rows}) != len(rows):
            raise forms.ValidationError(_("Two reductions have the same name"))
        return rows


def _reduction(line: str, number: int) -> FeeReduction:
    parts = [part.strip() for part in line.split(";")]
    percent = parts[0].rstrip("% ")
    is_percent = percent.isascii() and percent.isdecimal() and 1 <= int(percent[:4]) <= 100
    if len(parts) != PARTS or not is_percent or not parts[1] or not parts[3]:
        said = _("Line %(number)s: write per cent, name, name in English, act and article, with ; between them")
        raise forms.ValidationError(said % {"number": number})
    code = slugify(transliterate(parts[1]))[:40] or f"reduction-{number}"
    return FeeReduction(
        code=code, percent=int(percent), name=parts[1][:200], name_en=parts[2][:200], ground=parts[3][:500]
    )


def as_lines(rows: Iterable[FeeReduction]) -> str:
    """As they are typed."""
    return "\n".join(f"{row.percent}; {row.name}; {row.name_en}; {row.ground}" for row in rows)
