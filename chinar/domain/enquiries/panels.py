"""What enquiries add to the pages of lower modules and to the frame of the officials' pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chinar.domain.enquiries.models import BankAnswer
from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.ways import Way, ways

MOST_ON_A_SERVICE = 5


def answers_about(request: HttpRequest, version: Any) -> str:
    """On a service's page: what others asked about it, and the way to ask."""
    rows = BankAnswer.objects.public().select_related("service_version")
    about = rows.filter(service_version__service=version.service).order_by("-published_at")[:MOST_ON_A_SERVICE]
    return rendered("enquiries/on_service.html", request, version=version, answers=list(about))


register("catalogue.service", answers_about)
register(
    "desk.navigation",
    ways(
        Way("enquiries:oral", _("Oral question"), "enquiries.answer", key=3),
        Way("enquiries:weekly", _("What they ask us"), "enquiries.answer", key=4),
    ),
)
register("desk.seldom", ways(Way("enquiries:council_desk", _("Questions of councillors"), "council.record")))
