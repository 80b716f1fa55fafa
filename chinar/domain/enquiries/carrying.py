"""What of a question travels to another municipality of the installation, and how it is registered there."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from chinar.domain.cases.kinds import Received, Words
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.enquiries.actions import NewEnquiry, register_enquiry
from chinar.domain.enquiries.models import Enquiry, Topic
from chinar.domain.enquiries.queries import department_for
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.access import person_of
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Account, Person


def why_not(case: Case) -> Words:
    """No question goes round in a ring."""
    if case.channel == Case.Channel.MUNICIPALITY:
        return _("Another municipality has sent it here already.")
    return ""


def pack(case: Case) -> dict[str, str]:
    """What was asked, in all, and by whom; nothing that officials wrote."""
    enquiry = Enquiry.objects.get(case=case)
    asker = case.parties.exclude(account=None).first()
    facts = {
        "about": enquiry.topic,
        "question": "\n\n".join([enquiry.question, *_added(case)]),
        "name": enquiry.asker_name,
        "email": enquiry.asker_email,
        "language": enquiry.language,
        "key": case.key,
        "account": str(asker.account_id) if asker else "",
    }
    return {name: text for name, text in facts.items() if text}


def _added(case: Case) -> Iterable[str]:
    return (update.text for update in case.updates.all())


def unpack(received: Received, by: Actor, at: datetime) -> Case:
    """Registers it with a number and the clock of this municipality, from the moment when it reached it."""
    facts = received.facts
    account = Account.objects.filter(pk=facts["account"], is_active=True).first() if facts.get("account") else None
    name = facts.get("name", "")
    new = NewEnquiry(
        idempotency_key=uuid5(NAMESPACE_URL, received.source),
        topic=received.about,
        question=facts["question"],
        service=None,
        department=department_for(None),
        channel=Case.Channel.MUNICIPALITY,
        key=facts["key"],
        hours=receiving_hours(localdate(received.reached_at)),
        asker_name=name,
        asker_email=facts.get("email", ""),
        language=facts["language"],
        asker=_person(account, name, by, at) if account else None,
        account=account,
        received_at=received.reached_at,
    )
    return register_enquiry(new, by=by, at=at).case  # type: ignore[no-any-return]


def choices(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """By topic."""
    return [(code, str(label)) for code, label in Topic.choices]


def read(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """What whoever accepts it reads: what is needed to know whose it is, and not who asked."""
    return [
        (_("Topic"), str(Topic(facts["about"]).label)),
        (_("What is asked"), facts["question"]),
        (_("Why it was sent here"), facts["reason"]),
    ]


def _person(account: Account, name: str, by: Actor, at: datetime) -> Person:
    given, _space, family = name.partition(" ")
    return person_of(account) or remember_person(
        given_name=given, family_name=family.strip(), account=account, by=by, at=at
    )
