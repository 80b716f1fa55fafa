"""What a municipality gives of its own when it takes a shared description over."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.catalogue.adopting import ALL
from chinar.domain.catalogue.forms_of_descriptions import read_period, why_too_long
from chinar.domain.catalogue.inheriting import label_of, other_fields
from chinar.domain.catalogue.models import ServiceVersion, SharedVersion, Speed
from chinar.domain.catalogue.models.ways import FileBy, PayBy, ReceiveBy
from chinar.domain.catalogue.ways import WAYS, WaysField
from chinar.foundation.core.forms import Form
from chinar.foundation.payments.forms.euro import EuroField
from chinar.foundation.territory.models import Department

QUICKER = (Speed.Kind.FAST, Speed.Kind.EXPRESS)
OWN = ("period", "fee_cents", "fee_ground", "fee_due", "e_level", *WAYS)
_PERIOD = gettext_lazy("As 7d, 5wd (working days), 1m.")


class OfferForm(Form):
    """A new service: who gives it, how quickly, for how much, where."""

    department: forms.Field = forms.ModelChoiceField(
        None,
        label=gettext_lazy("Department that gives the service"),
        empty_label="–",
        error_messages={"required": gettext_lazy("Choose the department")},
    )
    period = forms.CharField(label=gettext_lazy("Period of the municipality"), max_length=12, help_text=_PERIOD)
    fee = EuroField(
        label=gettext_lazy("Fee in euro"),
        or_nothing=True,
        help_text=gettext_lazy("0 where it is free of charge."),
        error_messages={"required": gettext_lazy("Write the fee, 0 where it is free of charge")},
    )
    fast_period = forms.CharField(
        label=gettext_lazy("Fast: period"), max_length=12, required=False,
        help_text=gettext_lazy("Empty where the municipality has no such speed."),
    )  # fmt: skip
    fast_fee = EuroField(label=gettext_lazy("Fast: fee in euro"), or_nothing=True, required=False)
    express_period = forms.CharField(label=gettext_lazy("Express: period"), max_length=12, required=False)
    express_fee = EuroField(label=gettext_lazy("Express: fee in euro"), or_nothing=True, required=False)
    fee_ground = forms.CharField(
        label=gettext_lazy("Act and article by which the fee is owed"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("In Bulgarian. The payer reads it beside the amount."),
    )
    fee_due = forms.ChoiceField(
        label=gettext_lazy("Until when it is paid"),
        choices=[("", gettext_lazy("nothing waits for it")), *ServiceVersion.FeeDue.choices],
        required=False,
    )
    e_level = forms.ChoiceField(
        label=gettext_lazy("Level of electronic service"),
        choices=[("", "–"), *ServiceVersion.ELevel.choices],
        required=False,
    )
    file_by = WaysField(label=gettext_lazy("Ways to file"), choices=FileBy.choices, required=False)
    pay_by = WaysField(label=gettext_lazy("Ways to pay"), choices=PayBy.choices, required=False)
    receive_by = WaysField(label=gettext_lazy("Ways to receive the result"), choices=ReceiveBy.choices, required=False)

    def __init__(self, *args: Any, on: date, shared: SharedVersion, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.on, self.shared = on, shared
        departments: Any = self.fields["department"]
        departments.queryset = Department.objects.current().order_by("name")

    def clean_period(self) -> str:
        return read_period(self.cleaned_data["period"])

    def clean_fast_period(self) -> str:
        return read_period(self.cleaned_data["fast_period"])

    def clean_express_period(self) -> str:
        return read_period(self.cleaned_data["express_period"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for kind in QUICKER:
            period, fee = data.get(f"{kind}_period"), data.get(f"{kind}_fee")
            if period and fee is None and f"{kind}_fee" not in self.errors:
                self.add_error(f"{kind}_fee", _("Write the fee at this speed"))
            if fee is not None and not period and f"{kind}_period" not in self.errors:
                self.add_error(f"{kind}_period", _("Write the period at this speed"))
        for name in ("period", "fast_period", "express_period"):
            self._stand_by_the_law(name, data.get(name))
        return data

    def _stand_by_the_law(self, name: str, period: str | None) -> None:
        if not period or not self.shared.legal_period:
            return
        try:
            said = why_too_long(self.shared.legal_period, period, on=self.on)
        except NoLegalPeriod:
            said = _("The rule of law that the shared description names is not in force today")
        if said:
            self.add_error(name, said)

    @property
    def own(self) -> dict[str, Any]:
        """Arguments of offer_shared."""
        data = self.cleaned_data
        facts = {name: data[name] for name in OWN if name in data}
        return {**facts, "department": data["department"], "fee_cents": data["fee"], "speeds": self._speeds()}

    def _speeds(self) -> list[Speed]:
        """None where there is but one: then the period and the fee of the service say it."""
        data = self.cleaned_data
        quicker = [
            Speed(kind=kind, period=data[f"{kind}_period"], fee_cents=data[f"{kind}_fee"])
            for kind in QUICKER
            if data[f"{kind}_period"]
        ]
        ordinary = Speed(kind=Speed.Kind.ORDINARY, period=data["period"], fee_cents=data["fee"])
        return [ordinary, *quicker] if quicker else []


class TieForm(Form):
    """A service that is described already: which fields keep the municipality's own words."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=32_000)
    keep = forms.MultipleChoiceField(
        label=gettext_lazy("In these the municipality keeps its own words"),
        help_text=gettext_lazy("The others say what the shared description says. Both stand in the table above."),
        choices=[],
        widget=forms.CheckboxSelectMultiple(),
        required=False,
    )

    def __init__(self, *args: Any, version: ServiceVersion, shared: SharedVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = other_fields(version, shared)
        keep: Any = self.fields["keep"]
        keep.choices = [(name, label_of(name)) for name in ALL if name in others]
        if not others:
            del self.fields["keep"]
