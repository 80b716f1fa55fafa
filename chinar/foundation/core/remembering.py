"""Pages that read alike for every visitor are made once in some seconds, and not anew for each of them.

Only for whoever brings no cookie but the one of our forms: who is signed in, has begun something or was just told
something gets the page as it is now. So an official sees a change at once, and a visitor after
`settings.VISITORS_PAGE_SECONDS` at most. Why so, and what else was thought of: docs/decisions/0018.
"""

import re
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import get_script_prefix, get_urlconf
from django.utils.translation import get_language

MOST_BYTES, LARGEST = 8_000_000, 2_000_000
"""Of all pages in each web process, and of one."""
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[A-Za-z0-9]+(")')


class _Page(NamedTuple):
    until: float
    content: bytes
    has_forms: bool


_pages: OrderedDict[tuple[str | bool | None, ...], _Page] = OrderedDict()
"""Of this process, the one asked for last at the end."""


def remembered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For views whose page depends on the address alone, and on what changes seldom."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_for_anybody(request):
            return view(request, *args, **kwargs)
        place = _place(request)
        page = _pages.get(place)
        if page is None or page.until < time.monotonic():
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and not response.cookies and len(response.content) <= LARGEST:
                _remember(place, response.content)
            return response
        _pages.move_to_end(place)
        return HttpResponse(_with_own_token(page, request))

    return answered


def _is_for_anybody(request: HttpRequest) -> bool:
    """Addresses with a question are as many as anybody likes to invent: they are not kept."""
    others = request.COOKIES.keys() - {settings.CSRF_COOKIE_NAME}
    return bool(
        settings.VISITORS_PAGE_SECONDS and request.method == "GET" and not request.META["QUERY_STRING"] and not others
    )


def _place(request: HttpRequest) -> tuple[str | bool | None, ...]:
    return request.is_secure(), request.get_host(), get_urlconf(), get_script_prefix(), get_language(), request.path


def _remember(place: tuple[str | bool | None, ...], content: bytes) -> None:
    without, forms = _TOKEN.subn(rb"\1\2", content)
    _pages[place] = _Page(time.monotonic() + settings.VISITORS_PAGE_SECONDS, without, bool(forms))
    _pages.move_to_end(place)
    while sum(len(page.content) for page in _pages.values()) > MOST_BYTES:
        _pages.popitem(last=False)


def _with_own_token(page: _Page, request: HttpRequest) -> bytes:
    """What proves a form of ours is each visitor's own."""
    if not page.has_forms:
        return page.content
    own = b'name="csrfmiddlewaretoken" value="%s"' % get_token(request).encode()
    return page.content.replace(b'name="csrfmiddlewaretoken" value=""', own)


def forget() -> None:
    """For tests."""
    _pages.clear()
