"""Search on the pages of others: the front page, and the officials' navigation."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.ways import Way, ways


def box(request: HttpRequest, subject: Any) -> str:
    return rendered("search/panel.html", request)


register("portal.search", box)
register("desk.arrangements", ways(Way("search:synonyms", _("Words of search"), "search.edit", key=8)))
