"""The papers of a visit: one receipt for all that was asked for, and the protocols to be signed. Rows in, PDF out."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.timezone import localdate, localtime

from chinar.domain.applications.models import Application
from chinar.domain.applications.printing import head
from chinar.domain.applications.summary import asked
from chinar.domain.cases.models import RatingRequest
from chinar.domain.cases.queries import explain, read_ledgers, share_calendar
from chinar.domain.visits.models import Visit, VisitItem
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import day, moment
from chinar.foundation.core.money import price
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.documents.codes import format_code
from chinar.foundation.documents.printing import qr_code, render

TYPST = Path(__file__).parent / "typst"


def applications_of(items: Sequence[VisitItem]) -> list[Application]:
    """What the visit became, with its clocks read once for all."""
    applications = [item.application for item in items if item.application is not None]
    cases = [application.case for application in applications]
    read_ledgers(cases)
    share_calendar(cases)
    return applications


def shows_keys(visit: Visit, *, on: date) -> bool:
    """The keys are the applicant's secret: the receipt bears them on the day on which it is handed over."""
    return visit.finished_at is not None and localdate(visit.finished_at) == on


def receipt_rows(applications: Sequence[Application], *, with_keys: bool, on: date) -> list[dict[str, str]]:
    """The same on the page and on the paper, in the language that is active."""
    return [
        {
            "number": application.case.number,
            "service": words(application.service_version, "name"),
            "fee": "–" if application.fee_cents is None else price(application.fee_cents, on=on),
            "due": explain(application.case).sentence,
            "key": format_code(application.case.key) if with_keys else "–",
            "department": words(application.case.department, "name"),
            "delivery": application.to_be_received,
        }
        for application in applications
    ]


def total(applications: Sequence[Application], *, on: date) -> str:
    """What all of it costs; "" where a fee was not told."""
    fees = [application.fee_cents for application in applications]
    return "" if None in fees or not fees else price(sum(fee or 0 for fee in fees), on=on)


def receipt_pdf(visit: Visit, items: Sequence[VisitItem], *, with_keys: bool, at: datetime) -> bytes:
    applications = applications_of(items)
    language, today = applications[0].language, localdate(at)
    with translation.override(language):
        data = {
            **head(visit.municipality),
            **_who(visit),
            "number": applications[0].case.number,
            "matters": receipt_rows(applications, with_keys=with_keys, on=today),
            "total": total(applications, on=today),
            "papers": [paper.name for item in items for paper in item.papers.all() if not paper.is_protocol],
            "follow": _follow(visit, language),
            "rating": _rating(visit, language),
        }
        return render(TYPST / "receipt.typ", data, language=language, at=at)


def _who(visit: Visit) -> dict[str, Any]:
    received = localtime(visit.finished_at)
    concerned = visit.organisation.name if visit.organisation else visit.concerned.full_name if visit.concerned else ""
    return {
        "received_at": f"{day(received)}, {received:%H:%M:%S} (UTC{received:%z})",
        "office": words(visit.office, "name"),
        "office_address": words(visit.office, "address"),
        "clerk": visit.clerk.name,
        "filer": visit.person.full_name if visit.person else "",
        "concerned": concerned,
        "mandate": _mandate(visit) if concerned else "",
    }


def _mandate(visit: Visit) -> str:
    ground = str(visit.get_ground_display())
    return f"{ground}, {visit.document}" if visit.document else ground


def _follow(visit: Visit, language: str) -> dict[str, str]:
    address = absolute_url(visit.municipality.slug, "cases:follow", language=language)
    return {"address": address, "qr_svg": qr_code(address)}


def rating_of(visit: Visit) -> RatingRequest | None:
    """By which the visit can be rated, once."""
    found: RatingRequest | None = RatingRequest.objects.filter(subject=f"visit:{visit.pk}").first()
    return found


def _rating(visit: Visit, language: str) -> dict[str, str] | None:
    asked = rating_of(visit)
    if asked is None:
        return None
    address = absolute_url(visit.municipality.slug, "cases:rating_code", language=language)
    return {"code": format_code(asked.code), "address": address, "until": day(asked.until)}


def protocols_pdf(visit: Visit, items: Sequence[VisitItem], *, at: datetime) -> bytes:
    """What was asked for by word of mouth, taken down to be signed by both (АПК чл. 29 ал. 5): a page for each matter.

    In Bulgarian, the official language.
    """
    with translation.override("bg"):
        requests = [
            {
                "number": application.case.number,
                "received_at": moment(application.case.received_at),
                "service": application.service_version.name,
                "rows": [{"label": label, "value": value} for label, value in asked(application)],
                "papers": [paper.name for paper in item.papers.all() if not paper.is_protocol],
            }
            for item in items
            if (application := item.application) is not None
        ]
        data = {**head(visit.municipality), **_who(visit), "number": requests[0]["number"], "requests": requests}
        return render(TYPST / "protocol.typ", data, language="bg", at=at)
