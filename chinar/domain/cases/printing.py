"""The explanation of a due date on paper."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import explain
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import moment
from chinar.foundation.documents.printing import Value, render

TYPST = Path(__file__).parent / "typst"


def explanation_pdf(case: Case, *, title: str, printed_on: str, at: datetime) -> bytes:
    """The same sentence and lines as on the pages, in the language that is active, as they are at this moment."""
    explanation = explain(case)
    municipality = case.municipality
    data: dict[str, Value] = {
        "municipality": {
            "name": _("Municipality of %(name)s") % {"name": words(municipality, "name")},
            "initial": municipality.name[:1],
            "address": municipality.address,
            "phone": municipality.phone,
            "email": municipality.email,
        },
        "demo": settings.DEMO,
        "number": case.number,
        "title": title,
        "received_at": moment(localtime(case.received_at)),
        "department": words(case.department, "name"),
        "sentence": explanation.whole,
        "lines": list(explanation.lines),
        "printed_on": printed_on,
    }
    return render(TYPST / "explanation.typ", data, language=get_language() or "bg", at=at)
