"""What applications add to the pages of lower modules."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from chinar.domain.applications.access import drafts_of
from chinar.domain.applications.signing_access import waiting_for
from chinar.foundation.core import slots
from chinar.foundation.people.access import can


def way_to_apply(request: HttpRequest, version: Any) -> str:
    """The main action on a service's page; what was begun and not sent comes first."""
    if not version.is_online:
        return ""
    drafts = [draft for draft in drafts_of(request.user).filter(service_version=version) if draft.answers]
    return slots.rendered("applications/apply.html", request, version=version, drafts=drafts)


def unfinished(request: HttpRequest, subject: Any) -> str:
    """Drafts, above the matters of the signed-in person."""
    drafts = [draft for draft in drafts_of(request.user)[:20] if draft.answers]
    return slots.rendered("applications/unfinished.html", request, drafts=drafts) if drafts else ""


slots.register("catalogue.service", way_to_apply)
slots.register("cases.mine", unfinished)


def way_to_signing(request: HttpRequest, subject: Any) -> str:
    may = {"may_sign": can(request.user, "applications.sign"), "may_set": can(request.user, "signing.set")}
    return slots.rendered("applications/signing_navigation.html", request, **may) if any(may.values()) else ""


def way_to_deliveries(request: HttpRequest, subject: Any) -> str:
    if not can(request.user, "documents.deliver"):
        return ""
    return slots.rendered("applications/delivery_navigation.html", request)


def acts_at_a_glance(request: HttpRequest, subject: Any) -> str:
    """What waits for the reader's approval or signature."""
    if not can(request.user, "applications.sign"):
        return ""
    count = len(waiting_for(request.user, on=localdate()))
    return slots.rendered("applications/signing_home.html", request, count=count) if count else ""


slots.register("desk.navigation", way_to_signing)
slots.register("desk.navigation", way_to_deliveries)
slots.register("desk.home", acts_at_a_glance)
