"""The front page of a municipality."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.core.remembering import remembered
from chinar.sites.portal.navigation import all_ways

SERVICES_ON_THE_FRONT = 6


@require_safe
@remembered
def home(request: HttpRequest) -> HttpResponse:
    """What people come for: services, the way of their matter, places and hours."""
    versions = ServiceVersion.objects.published_rows().select_related("service").order_by("-is_online", "name")
    context = {"versions": versions[:SERVICES_ON_THE_FRONT], "ways": all_ways(request)}
    return render(request, "portal/home.html", context)
