"""What of a request for information travels to another municipality of the installation that holds it (ЗДОИ чл. 32)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from chinar.domain.cases.kinds import Received, Words
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.information_requests.actions.registering import NewRequest, register_request
from chinar.domain.information_requests.models import InformationRequest
from chinar.domain.information_requests.queries import department_in_charge
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.access import person_of
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Account, Person

_TEXTS = ("description", "asker_name", "seat", "address", "email", "form", "language")


def why_not(case: Case) -> Words:
    """No request goes round in a ring."""
    if case.channel == Case.Channel.MUNICIPALITY:
        return _("Another municipality has sent it here already.")
    return ""


def pack(case: Case) -> dict[str, str]:
    """What was asked, in all, and by whom; nothing that officials wrote."""
    request = InformationRequest.objects.get(case=case)
    asker = case.parties.exclude(account=None).first()
    facts = {name: getattr(request, name) for name in _TEXTS}
    facts["description"] = "\n\n".join([request.description, *(update.text for update in case.updates.all())])
    facts |= {
        "about": "information",
        "private": "yes" if request.publication_refused else "",
        "key": case.key,
        "account": str(asker.account_id) if asker else "",
    }
    return {name: text for name, text in facts.items() if text}


def unpack(received: Received, by: Actor, at: datetime) -> Case:
    """Registers it with a number and a new period, from the moment when it reached this municipality."""
    facts = received.facts
    account = Account.objects.filter(pk=facts["account"], is_active=True).first() if facts.get("account") else None
    texts: dict[str, Any] = {name: facts.get(name, "") for name in _TEXTS}
    new = NewRequest(
        **texts,
        idempotency_key=uuid5(NAMESPACE_URL, received.source),
        department=department_in_charge(),
        channel=Case.Channel.MUNICIPALITY,
        key=facts["key"],
        hours=receiving_hours(localdate(received.reached_at)),
        publication_refused=bool(facts.get("private")),
        asker=person_of(account) or _person(account, facts, by, at) if account else None,
        account=account,
        received_at=received.reached_at,
    )
    return register_request(new, by=by, at=at).case  # type: ignore[no-any-return]


def choices(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    return [("information", _("Access to public information"))]


def read(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """What whoever accepts it reads: what is needed to know whose it is, and not who asked."""
    return [(_("What is asked"), facts["description"]), (_("Why it was sent here"), facts["reason"])]


def _person(account: Account, facts: Mapping[str, str], by: Actor, at: datetime) -> Person:
    given, _space, family = facts.get("asker_name", "").partition(" ")
    return remember_person(given_name=given, family_name=family.strip(), account=account, by=by, at=at)
