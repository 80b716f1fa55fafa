"""Search on the pages of others: the front page, and the officials' navigation."""

from typing import Any

from django.http import HttpRequest

from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.access import can


def box(request: HttpRequest, subject: Any) -> str:
    return rendered("search/panel.html", request)


def way_to_synonyms(request: HttpRequest, subject: Any) -> str:
    return rendered("search/desk_navigation.html", request) if can(request.user, "search.edit") else ""


register("portal.search", box)
register("desk.arrangements", way_to_synonyms)
