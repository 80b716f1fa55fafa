"""A complex request on paper, in Bulgarian, with what НАО чл. 14а asks of it."""

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localtime

from chinar.domain.applications.complex.access import papers_of
from chinar.domain.applications.models import ComplexRequest
from chinar.domain.applications.printing import TYPST
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import day
from chinar.foundation.documents.printing import render


def request_pdf(asked: ComplexRequest) -> bytes:
    """As it stands in the file; without the key, which is the applicant's secret."""
    case, town = asked.case, asked.case.municipality
    with translation.override("bg"):
        name = translation.gettext("Municipality of %(name)s") % {"name": words(town, "name")}
        data = {
            "municipality": {
                "name": name,
                "initial": town.name[:1],
                "address": town.address,
                "phone": town.phone,
                "email": town.email,
            },
            "demo": settings.DEMO,
            "number": case.number,
            "received_on": day(localtime(case.received_at)),
            "filed_with": name if asked.is_sent_on else asked.body,
            "competent": asked.body if asked.is_sent_on else name,
            "service": asked.service_name,
            "applicant": asked.applicant_name,
            "address": asked.address,
            "phone": asked.phone,
            "what": asked.what,
            "evidence": asked.evidence,
            "papers": str(len(papers_of(case)) or ""),
            "delivery": str(asked.get_delivery_display()),
        }
        return render(TYPST / "complex-request.typ", data, language="bg", at=case.received_at)
