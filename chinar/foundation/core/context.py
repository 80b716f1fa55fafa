"""What every page's layout needs, beside the panels that higher modules register."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.translation import get_language, gettext

from chinar.foundation.core.urls import root_url


def layout(request: HttpRequest) -> dict[str, Any]:
    """The same for each of the templates of which one page is made, so it is put together once."""
    known: dict[str | None, dict[str, Any]] = request.__dict__.setdefault("_layout", {})
    language = get_language()
    if language not in known:
        known[language] = _layout(request)
    return known[language]


def _layout(request: HttpRequest) -> dict[str, Any]:
    municipality = getattr(request, "municipality", None)
    name = _in_language(municipality, "name")
    return {
        "municipality": municipality,
        "town": gettext("Municipality of %(name)s") % {"name": name} if name else "",
        "town_letter": name[:1],
        "town_address": _in_language(municipality, "address"),
        "home_url": f"{get_script_prefix()}{get_language()}/" if municipality else root_url("installation"),
        "sign_in_url": _sign_in_url(request),
        "demo": settings.DEMO,
    }


def _in_language(municipality: Any, column: str) -> str:
    """The column in the reader's language, in Bulgarian where nobody has translated it."""
    bulgarian = getattr(municipality, column, "")
    return str(bulgarian if get_language() == "bg" else getattr(municipality, f"{column}_en", "") or bulgarian)


def _sign_in_url(request: HttpRequest) -> str:
    """Leads back to the page where it was pressed; from the pages of signing in, to where those would lead."""
    address = root_url(settings.LOGIN_URL)
    own_pages = address.removesuffix("login/")
    back = request.GET.get("next", "") if request.path.startswith(own_pages) else request.get_full_path()
    return f"{address}?{urlencode({'next': back})}" if back else address
