"""What GeoReport v2 says of categories and signals: only what everybody may see on the pages."""

from collections.abc import Callable, Iterable
from datetime import datetime, time
from typing import Any

from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _

from chinar.domain.cases import outcomes
from chinar.domain.cases.rules import Phase
from chinar.domain.reports.models import Category, CategoryQuestion, CitizenReport
from chinar.domain.reports.open311.writing import Value
from chinar.domain.reports.queries import public_wording_of
from chinar.foundation.core.content import words

Absolute = Callable[[str], str]
END_OF_DAY = time(23, 59, 59)


def service(category: Category, *, has_questions: bool) -> dict[str, Value]:
    """An entry of the service list."""
    promise = category.promise_days
    description = words(category, "explanation") or words(category, "name")
    if promise:
        description = f"{description} ({_('Promised within, in working days')}: {promise})"
    return {
        "service_code": category.code,
        "service_name": words(category, "name"),
        "description": description,
        "metadata": has_questions,
        "type": "realtime",
        "keywords": "",
        "group": "",
    }


def definition(category: Category, questions: Iterable[CategoryQuestion]) -> dict[str, Value]:
    """What a category asks besides."""
    attributes: list[Value] = [_attribute(question, order) for order, question in enumerate(questions, 1)]
    return {"service_code": category.code, "attributes": attributes}


def _attribute(question: CategoryQuestion, order: int) -> dict[str, Value]:
    values: list[Value] = [{"key": one, "name": one} for one in question.answers]
    return {
        "variable": True,
        "code": f"q_{question.pk}",
        "datatype": "singlevaluelist" if values else "string",
        "required": question.is_required,
        "datatype_description": "",
        "order": order,
        "description": words(question, "text"),
        "values": values,
    }


def request(report: CitizenReport, *, photo: str | None) -> dict[str, Value]:
    """A signal: its words only as an official has published them, never who filed it. `photo` is an address."""
    case, wording = report.case, public_wording_of(report)
    ended = outcomes.outcome_of(case)
    point = report.point if wording and wording.shows_point else None
    return {
        "service_request_id": case.number,
        "status": "closed" if case.phase in (Phase.DECIDED, Phase.CLOSED) else "open",
        "status_notes": str(ended.words) if ended else None,
        "service_name": words(report.category, "name"),
        "service_code": report.category.code,
        "description": wording.text if wording else None,
        "agency_responsible": words(case.department, "name"),
        "service_notice": wording.answer or None if wording else None,
        "requested_datetime": _moment(case.received_at),
        "updated_datetime": _moment(case.closed_at or case.received_at),
        "expected_datetime": _moment(make_aware(datetime.combine(report.promise_on or case.due_on, END_OF_DAY))),
        "address": ", ".join(filter(None, [_place(report), wording.place if wording else ""])) or None,
        "address_id": report.settlement.ekatte if report.settlement else None,
        "zipcode": report.settlement.postal_code or None if report.settlement else None,
        "lat": point[1] if point else None,
        "long": point[0] if point else None,
        "media_url": photo,
    }


def _place(report: CitizenReport) -> str:
    return report.settlement.full_name if report.settlement else ""


def _moment(moment: Any) -> str:
    """W3C date and time with the zone, as the standard asks."""
    return localtime(moment).isoformat(timespec="seconds")
