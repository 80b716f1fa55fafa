"""Pages of the installation, where no municipality is in scope."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from chinar.foundation.core.urls import town_url
from chinar.foundation.territory.models import Municipality

# A demonstration must not be found in place of a real town hall; nothing of a signed-in person is for search engines.
ROBOTS = (
    "User-agent: *\nDisallow: /\n" if settings.DEMO else "User-agent: *\nDisallow: /*/accounts/\nDisallow: /*/desk/\n"
)


def home(request: HttpRequest) -> HttpResponse:
    active = Municipality.objects.active().select_related("district")
    ordered = active.order_by("name" if get_language() == "bg" else "name_en")
    towns = [{"town": town, "href": town_url(town.slug, "portal:home")} for town in ordered]
    return render(request, "portal/installation.html", {"towns": towns})


def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")


def healthz(request: HttpRequest) -> HttpResponse:
    """Answers `ok` when this process and the database work; for supervisors and load balancers."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok\n", content_type="text/plain")
