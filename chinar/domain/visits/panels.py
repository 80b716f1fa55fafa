"""What visits add to the pages of lower modules."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.visits.access import ABILITY
from chinar.domain.visits.models import VisitItem
from chinar.foundation.core import slots
from chinar.foundation.people.ways import Way, ways


def on_case(request: HttpRequest, case: Case) -> str:
    """Who took the request down, where, and the signed protocol of it; nothing for what was filed online."""
    if case.office_id is None:
        return ""
    items = VisitItem.objects.select_related("visit__office", "visit__clerk", "visit__person")
    item = items.filter(application__case=case).first()
    if item is None:
        return ""
    rows = CaseDocument.objects.select_related("document__created_by", "document__scan")
    signed = rows.filter(case=case, part=CaseDocument.Part.PROTOCOL).first()
    return slots.rendered("visits/on_case.html", request, case=case, visit=item.visit, signed=signed)


slots.register(
    "desk.navigation",
    ways(
        Way("visits:counter", _("Counter"), ABILITY, key=6, below=True),
        Way("visits:phone", _("Telephone"), ABILITY, key=7, below=True),
    ),
)
slots.register("cases.case", on_case)
