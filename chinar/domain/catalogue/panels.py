"""The catalogue on the pages of others: the officials' navigation."""

from typing import Any

from django.http import HttpRequest

from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.access import can


def way_to_question_sets(request: HttpRequest, subject: Any) -> str:
    return rendered("catalogue/desk_navigation.html", request) if can(request.user, "catalogue.edit") else ""


register("desk.arrangements", way_to_question_sets)
