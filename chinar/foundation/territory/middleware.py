"""Finds the municipality of a request, by host name or first path segment, and keeps it in scope till the answer.

An answer that streams is sent after that, without a scope: what it reads of a municipality, it reads before.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.http.request import split_domain_port
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

from chinar.foundation.core import scope
from chinar.foundation.territory import towns
from chinar.foundation.territory.models import Municipality
from chinar.foundation.territory.rules import RESERVED_SLUGS


class TownMiddleware:
    """Below `/troyan/` the segment becomes the script prefix, so addresses are the same as on an own host name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # get_host answers with X-Forwarded-Host only where settings say so, and they do not.
        slug = settings.TOWN_HOSTS.get(split_domain_port(request.get_host())[0])
        return self._at_host(request, slug) if slug else self._below_segment(request)

    def _at_host(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        town = towns.by_slug(slug, now=time.monotonic())
        if town is None:
            request.municipality = None  # type: ignore[attr-defined]
            raise Http404(f"{slug} is not served here")
        request.urlconf = settings.HOST_URLCONF  # type: ignore[attr-defined]
        return self._answer(request, town)

    def _below_segment(self, request: HttpRequest) -> HttpResponseBase:
        slug, slash, rest = request.path_info[1:].partition("/")
        town = towns.by_slug(slug, now=time.monotonic()) if slug and slug not in RESERVED_SLUGS else None
        if town is None:
            return self._answer(request, None)
        if not slash:
            language = translation.get_language_from_request(request)
            return HttpResponseRedirect(f"/{slug}/{language}/")
        before = get_script_prefix()
        request.urlconf = settings.TOWN_URLCONF  # type: ignore[attr-defined]
        request.path_info = f"/{rest}"
        set_script_prefix(f"/{slug}/")
        try:
            return self._answer(request, town)
        finally:
            set_script_prefix(before)

    def _answer(self, request: HttpRequest, town: Municipality | None) -> HttpResponseBase:
        request.municipality = town  # type: ignore[attr-defined]
        with scope.scoped(town.pk if town else None):
            return self.get_response(request)
