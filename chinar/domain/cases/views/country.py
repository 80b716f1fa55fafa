"""In which country the municipality lies: the operator sets it before the first matter is registered."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.cases import words
from chinar.domain.cases.actions.choosing_country import DatesWereTold, choose_country
from chinar.domain.cases.countries import NAMES, brought_by
from chinar.domain.cases.models import Case
from chinar.foundation.core.forms import Form
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.territory.towns import country_here


class CountryForm(Form):
    country = forms.ChoiceField(label=gettext_lazy("Country"), widget=forms.RadioSelect)
    sure = forms.BooleanField(
        label=gettext_lazy("I have read what changes"),
        error_messages={"required": gettext_lazy("Read what changes, then tick that you have")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["country"]).choices = list(NAMES.items())


@never_cache
@require("country.set")
@require_http_methods(["GET", "HEAD", "POST"])
def country(request: HttpRequest) -> HttpResponse:
    """What holds now beside what every other country would bring; refused when a date that was told would move."""
    form = CountryForm(request.POST if request.method == "POST" else None, initial={"country": country_here()})
    if request.method == "POST" and form.is_valid():
        try:
            choose_country(country=form.cleaned_data["country"], by=actor_of(request.user), at=timezone.now())
        except DatesWereTold:
            form.add_error("country", str(TOLD))
        else:
            messages.success(request, _("The law, the days off and the numbers of this country hold from now on."))
            return redirect("cases:country")
    context = {"form": form, "here": country_here(), "rows": _rows(), "has_matters": Case.objects.exists()}
    return render(request, "cases/country.html", {**context, "heads": [_("What"), *NAMES.values()]})


TOLD = gettext_lazy(
    "Matters are registered whose dates would be other ones. A date that was told is not changed, so the country stays."
)


def _rows() -> list[list[object]]:
    """One line for each thing that follows from the country, a column for each country."""
    each = [brought_by(code) for code in NAMES]
    rows: list[list[object]] = []
    for group, name in words.GROUPS.items():
        rows.append([name, *(one.rules[group] or _("not read") for one in each)])
    return [
        *rows,
        [_("Rules that no lawyer has confirmed yet"), *(one.unconfirmed for one in each)],
        [_("Days off known for the years"), *(f"{one.years[0]}–{one.years[1]}" for one in each)],
        [_("Numbers that are checked"), *(", ".join(str(kind) for kind in one.identifiers) for one in each)],
    ]
