"""What the secretary types to set when officials are reminded."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.cases.watching.rules import MOST_DAYS, Plan
from chinar.foundation.core.forms import Form


def _days(label: Any, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=MOST_DAYS)


class PlanForm(Form):
    """Whoever is nearer to the matter is told first, before the due date and after it."""

    handler_before = _days(gettext_lazy("The handler: so many working days before"))
    head_before = _days(gettext_lazy("The head of the department: so many working days before"))
    secretary_before = _days(gettext_lazy("The secretary: so many working days before"))
    head_after = _days(gettext_lazy("The head of the department: so many working days after"), least=1)
    secretary_after = _days(gettext_lazy("The secretary: so many working days after"), least=1)
    from_hour = forms.IntegerField(label=gettext_lazy("Not before this hour"), min_value=0, max_value=23)

    @classmethod
    def showing(cls, plan: Plan) -> "PlanForm":
        return cls(initial=asdict(plan))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        earlier = _("The handler must be told before the head, and the head before the secretary.")
        later = _("The head must hear of it before the secretary does, or on the same day.")
        for nearer, further in (("handler_before", "head_before"), ("head_before", "secretary_before")):
            if nearer in data and further in data and data[nearer] < data[further]:
                self.add_error(further, earlier)
        if "head_after" in data and "secretary_after" in data and data["head_after"] > data["secretary_after"]:
            self.add_error("secretary_after", later)
        return data

    def plan(self) -> Plan:
        return Plan(**self.cleaned_data)
