"""What applications add to the pages of lower modules."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.domain.applications.access import application_of, drafts_of, may_send
from chinar.domain.applications.kinds import APPLICATION
from chinar.domain.applications.signing_access import waiting_for
from chinar.domain.applications.summary import asked, rows_of
from chinar.domain.applications.views.holding import held_drafts
from chinar.domain.cases.models import Case
from chinar.foundation.core import slots
from chinar.foundation.identification.providers import reaching
from chinar.foundation.payments.access import may
from chinar.foundation.payments.queries import open_cents, owed_for
from chinar.foundation.people.access import can
from chinar.foundation.people.ways import Way, ways


def way_to_apply(request: HttpRequest, version: Any) -> str:
    """The main action on a service's page; what was begun and not sent comes first."""
    if not version.is_filed_online:
        return ""
    own = drafts_of(request.user).filter(service_version=version)
    held = (draft for draft in held_drafts(request) if draft.service_version_id == version.pk)
    drafts = [draft for draft in (*own, *held) if draft.answers]
    context = {
        "may_send": may_send(request.user, version),
        "must_prove": version.assurance not in ("", "low") and bool(reaching(version.assurance)),
    }
    return slots.rendered("applications/apply.html", request, version=version, drafts=drafts, **context)


def unfinished(request: HttpRequest, subject: Any) -> str:
    """Drafts, above the matters of the signed-in person, and the way to one that was written down for them."""
    drafts = [draft for draft in drafts_of(request.user)[:20] if draft.answers]
    return slots.rendered("applications/unfinished.html", request, drafts=drafts)


def money(request: HttpRequest, case: Case) -> str:
    """On the official's page of a matter: what is owed for it, whether it is paid, and the way to each charge."""
    owed, today = owed_for(case.number), localdate()
    reads = may(request.user, case.number, "payments.read", on=today) if owed else False
    corrects = can(request.user, "payments.correct") and may(request.user, case.number, "payments.correct", on=today)
    if not owed and not corrects:
        return ""
    facts = {"owed": owed, "to_pay": open_cents(owed), "reads": reads, "corrects": corrects, "today": today}
    return slots.rendered("applications/money_panel.html", request, case=case, **facts)


def own_request(request: HttpRequest, case: Case) -> str:
    """In the file that the parties see: what they asked for."""
    if case.kind != APPLICATION.code:
        return ""
    return slots.rendered("applications/own_request.html", request, asked=rows_of(asked(application_of(case))))


slots.register("cases.case", money)
slots.register("cases.file", own_request)
slots.register("catalogue.service", way_to_apply)
slots.register("cases.mine", unfinished)


def acts_at_a_glance(request: HttpRequest, subject: Any) -> str:
    """What waits for the reader's approval or signature."""
    if not can(request.user, "applications.sign"):
        return ""
    count = len(waiting_for(request.user, on=localdate()))
    return slots.rendered("applications/signing_home.html", request, count=count) if count else ""


slots.register(
    "desk.navigation",
    ways(
        Way("applications:acts", _("For signature"), "applications.sign"),
        Way("applications:deliveries", _("Delivery"), "documents.deliver"),
    ),
)
slots.register(
    "desk.seldom", ways(Way("applications:complex", _("Services of other administrations"), "complex.enter"))
)
slots.register("desk.arrangements", ways(Way("applications:signatories", _("Who signs"), "signing.set")))
slots.register("desk.home", acts_at_a_glance)
