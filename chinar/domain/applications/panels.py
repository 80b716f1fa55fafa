"""What applications add to the pages of lower modules."""

from typing import Any

from django.http import HttpRequest

from chinar.domain.applications.access import drafts_of, may_send
from chinar.foundation.core import slots
from chinar.foundation.people.access import can


def way_to_apply(request: HttpRequest, version: Any) -> str:
    """The main action on a service's page; what was begun and not sent comes first."""
    if not version.is_online:
        return ""
    drafts = [draft for draft in drafts_of(request.user).filter(service_version=version) if draft.answers]
    return slots.rendered(
        "applications/apply.html", request, version=version, drafts=drafts, may_send=may_send(request.user, version)
    )


def unfinished(request: HttpRequest, subject: Any) -> str:
    """Drafts, above the matters of the signed-in person, and the way to one that was written down for them."""
    drafts = [draft for draft in drafts_of(request.user)[:20] if draft.answers]
    return slots.rendered("applications/unfinished.html", request, drafts=drafts)


def way_to_complex(request: HttpRequest, subject: Any) -> str:
    """At the desk."""
    may = can(request.user, "complex.enter")
    return slots.rendered("applications/complex_navigation.html", request) if may else ""


slots.register("catalogue.service", way_to_apply)
slots.register("cases.mine", unfinished)
slots.register("desk.navigation", way_to_complex)
