"""The register of resolutions, by period: on the page and as a PDF."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases.resolutions import MOST, as_pdf, rows_between
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.territory.models import Municipality


class PeriodForm(Form):
    first = DateField(label=_("From"))
    last = DateField(label=_("Until"))

    def clean(self) -> dict[str, date]:
        given: dict[str, date] = super().clean() or {}
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", gettext("The last day is before the first one."))
        return given


@never_cache
@require("cases.resolve")
@require_safe
def resolutions(request: HttpRequest) -> HttpResponse:
    """The last thirty days, or the period that was asked for; `form=pdf` prints it. The reading is journalled."""
    today, at = timezone.localdate(), timezone.now()
    month = {"first": today - timedelta(days=30), "last": today}
    asked = "first-day" in request.GET
    form = PeriodForm(request.GET if asked else None, initial=month)
    period = form.cleaned_data if asked and form.is_valid() else None if asked else month
    rows = rows_between(period["first"], period["last"], user=request.user, on=today) if period else []
    if period and rows:
        facts = {name: day.isoformat() for name, day in period.items()}
        ids = [row.resolution.pk for row in rows]
        record_read("resolutions.read", by=actor_of(request.user), at=at, facts=facts, ids=ids)
    if period and request.GET.get("form") == "pdf":
        municipality: Municipality = request.municipality  # type: ignore[attr-defined]
        pdf = as_pdf(rows, period["first"], period["last"], municipality=municipality, at=at)
        return pdf_response(pdf, filename=f"resolutions-{period['first']}-{period['last']}.pdf")
    context = {"form": form, "rows": rows, "cut": len(rows) == MOST, "asked": bool(period)}
    return render(request, "cases/resolutions.html", context)
