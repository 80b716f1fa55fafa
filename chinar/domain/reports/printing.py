"""The poster of a settlement: a sign that opens the form with the settlement filled in."""

from datetime import datetime
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chinar.foundation.core.content import words
from chinar.foundation.documents.printing import qr_code, render
from chinar.foundation.territory.models import Municipality, Settlement

TYPST = Path(__file__).parent / "typst"


def poster_pdf(town: Municipality, settlement: Settlement, *, address: str, at: datetime) -> bytes:
    """One page in the language that is active; `address` is where the sign leads."""
    data = {
        "municipality": _("Municipality of %(name)s") % {"name": words(town, "name")},
        "place": settlement.full_name,
        "address": address,
        "qr_svg": qr_code(address),
        "phone": town.phone,
    }
    return render(TYPST / "poster.typ", data, language=get_language() or "bg", at=at)
