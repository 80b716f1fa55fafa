"""The message that receipt is not acknowledged, on paper. Rows in, PDF out; in Bulgarian, the official language."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from chinar.domain.cases.actions.not_acknowledging import facts_of
from chinar.domain.cases.models import RefusedFiling
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import moment
from chinar.foundation.documents.printing import render

TYPST = Path(__file__).parent.parent / "typst"


def filing_pdf(refused: RefusedFiling, *, at: datetime) -> bytes:
    town = refused.municipality
    with translation.override("bg"):
        told = facts_of(refused, town)
        data: dict[str, Any] = {
            "municipality": {
                "name": _("Municipality of %(name)s") % {"name": words(town, "name")},
                "initial": town.name[:1],
                "address": town.address,
                "phone": town.phone,
                "email": town.email,
            },
            "demo": settings.DEMO,
            "number": refused.number,
            "received": moment(refused.received_at),
            "way": str(refused.get_way_display()),
            "reason": told["reason"],
            "mend": told["mend"],
            "link": told["link"],
            "official": {"name": refused.by.name, "position": moment(refused.at)},
        }
        return render(TYPST / "not_acknowledged.typ", data, language="bg", at=refused.at)
