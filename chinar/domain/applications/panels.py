"""What applications add to the pages of lower modules."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from chinar.domain.applications.access import drafts_of, may_send
from chinar.domain.cases.models import Case
from chinar.foundation.core import slots
from chinar.foundation.payments.access import may
from chinar.foundation.payments.queries import open_cents, owed_for
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


def money(request: HttpRequest, case: Case) -> str:
    """On the official's page of a matter: what is owed for it, whether it is paid, and the way to each charge."""
    owed, today = owed_for(case.number), localdate()
    reads = may(request.user, case.number, "payments.read", on=today) if owed else False
    corrects = can(request.user, "payments.correct") and may(request.user, case.number, "payments.correct", on=today)
    if not owed and not corrects:
        return ""
    facts = {"owed": owed, "to_pay": open_cents(owed), "reads": reads, "corrects": corrects, "today": today}
    return slots.rendered("applications/money_panel.html", request, case=case, **facts)


slots.register("cases.case", money)
slots.register("catalogue.service", way_to_apply)
slots.register("cases.mine", unfinished)
slots.register("desk.navigation", way_to_complex)
