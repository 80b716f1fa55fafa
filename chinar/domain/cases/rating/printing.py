"""The slip that somebody takes along. Rows in, PDF out, in the reader's language."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chinar.domain.cases.models import RatingRequest
from chinar.domain.cases.rating.naming import called
from chinar.domain.cases.rating.promises import plan_in_force
from chinar.domain.cases.rating.words import CHOICES
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import day
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.documents.codes import format_code
from chinar.foundation.documents.printing import qr_code, render

TYPST = Path(__file__).parent.parent / "typst"


def slip_pdf(asked: RatingRequest, link: str, *, at: datetime) -> bytes:
    """The question with its five marks, to be ticked on paper or answered by the code."""
    language, town = get_language() or "bg", asked.municipality
    data: dict[str, Any] = {
        "municipality": {
            "name": _("Municipality of %(name)s") % {"name": words(town, "name")},
            "initial": town.name[:1],
            "address": town.address,
            "phone": town.phone,
            "email": town.email,
        },
        "demo": settings.DEMO,
        "title": _("How were you served?"),
        "rows": [
            [_("What for"), called(asked)],
            [_("Where"), words(asked.office or asked.department, "name")],
            [_("When"), day(asked.asked_at)],
            [_("Until when you can rate"), day(asked.until)],
        ],
        "marks": [str(name) for _score, name in CHOICES],
        "how": _(
            "Tick one and hand the slip in at any counter, or type the code at the address below. You need no account, "
            "and nobody is asked for a name."
        ),
        "room": _("What should we know? (optional)"),
        "promise": _(
            "Whoever was served badly gets an answer within %(n)s working days. This is the municipality's own "
            "promise; the law sets no period."
        )
        % {"n": plan_in_force().answer_days},
        "code_label": _("Code"),
        "code": format_code(asked.code),
        "address": absolute_url(town.slug, "cases:rating_code", language=language),
        "qr_svg": qr_code(link),
        "qr_alt": _("QR code that opens the question"),
    }
    return render(TYPST / "rating_slip.typ", data, language=language, at=at)
