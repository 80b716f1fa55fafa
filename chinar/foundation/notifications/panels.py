"""The way to messages that do not arrive, at the desk."""

from typing import Any

from django.http import HttpRequest

from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.access import can


def way_to_troubled(request: HttpRequest, subject: Any) -> str:
    return rendered("notifications/desk_navigation.html", request) if can(request.user, "messages.watch") else ""


register("desk.navigation", way_to_troubled)
