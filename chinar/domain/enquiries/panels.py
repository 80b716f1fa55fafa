"""What enquiries add to the pages of lower modules and to the frame of the officials' pages."""

from typing import Any

from django.http import HttpRequest

from chinar.domain.enquiries.models import BankAnswer
from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.access import can

MOST_ON_A_SERVICE = 5


def answers_about(request: HttpRequest, version: Any) -> str:
    """On a service's page: what others asked about it, and the way to ask."""
    rows = BankAnswer.objects.public().select_related("service_version")
    about = rows.filter(service_version__service=version.service).order_by("-published_at")[:MOST_ON_A_SERVICE]
    return rendered("enquiries/on_service.html", request, version=version, answers=list(about))


def ways(request: HttpRequest, subject: Any) -> str:
    """At the desk: enter an oral question, see what is asked."""
    return rendered("enquiries/desk_navigation.html", request) if can(request.user, "enquiries.answer") else ""


def way_to_council(request: HttpRequest, subject: Any) -> str:
    return rendered("enquiries/council_navigation.html", request) if can(request.user, "council.record") else ""


register("catalogue.service", answers_about)
register("desk.navigation", ways)
register("desk.seldom", way_to_council)
