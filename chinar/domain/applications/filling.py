"""From a finished journey to an application ready to be registered."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from chinar.domain.applications.actions import NewApplication
from chinar.domain.applications.journey import Journey
from chinar.domain.applications.models import HeirsRequest
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.access import person_of
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Account, Person
from chinar.foundation.people.models.person import IdentifierKind

Answers = dict[str, dict[str, Any]]


def new_application(
    journey: Journey, account: Account, *, key: str, language: str, by: Actor, at: datetime
) -> NewApplication:
    """Call it in a journey without open pages."""
    answers = {page.code: form.cleaned_data for page, form in journey.finished()}
    person, name = _applicant(answers, account, by=by, at=at)
    deceased, death = answers["deceased"], answers["death"]
    return NewApplication(
        idempotency_key=journey.draft.key,
        service_version=journey.draft.service_version,
        applicant=person,
        account=account,
        applicant_name=name,
        address=answers["contact"]["address"],
        phone=answers["contact"]["phone"],
        request=HeirsRequest(
            deceased_given_name=deceased["given_name"],
            deceased_middle_name=deceased["middle_name"],
            deceased_family_name=deceased["family_name"],
            deceased_egn=deceased["egn"],
            died_on=death["died_on"],
            settlement=death["settlement"],
            relation=answers["relation"]["relation"],
            purpose=answers["purpose"]["purpose"],
            purpose_words=answers["purpose"]["purpose_words"],
        ),
        delivery=answers["delivery"]["delivery"],
        language=language,
        channel=Case.Channel.ONLINE,
        key=key,
        hours=receiving_hours(localtime(at).date()),
    )


def _applicant(answers: Answers, account: Account, *, by: Actor, at: datetime) -> tuple[Person, str]:
    """The person in this municipality, and the name as the applicant states it."""
    address, phone = answers["contact"]["address"], answers["contact"]["phone"]
    own = person_of(account)
    if own is not None:
        given, middle, family = own.given_name, own.middle_name, own.family_name
        kind, number = IdentifierKind.NONE, ""
    else:
        stated = answers["applicant"]
        given, middle, family = stated["given_name"], stated["middle_name"], stated["family_name"]
        kind, number = IdentifierKind(stated["identifier_kind"]), stated["identifier"]
    person = remember_person(
        given_name=given,
        middle_name=middle,
        family_name=family,
        identifier_kind=kind,
        identifier=number,
        address=address,
        phone=phone,
        account=account,
        by=by,
        at=at,
    )
    return person, " ".join(name for name in (given, middle, family) if name)
