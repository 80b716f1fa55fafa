"""From a finished journey to an application ready to be registered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from chinar.domain.applications.actions import AttachedFile, NewApplication
from chinar.domain.applications.forms.asked import AskedForm
from chinar.domain.applications.forms.journey import received_in
from chinar.domain.applications.journey import Journey, Page, PageForm
from chinar.domain.applications.models import Application, Draft, HeirsRequest
from chinar.domain.applications.parties import Acting, acting, remember
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.catalogue.models import FeeReduction, Speed
from chinar.domain.catalogue.speeds import fee_of
from chinar.foundation.core.actor import Actor
from chinar.foundation.offices.models import Office
from chinar.foundation.people.access import person_of
from chinar.foundation.people.models import Account, Person

Answers = dict[str, dict[str, Any]]
Finished = Sequence[tuple[Page, PageForm]]
"""Each page with its valid form."""


def new_application(
    journey: Journey, account: Account, *, key: str, language: str, by: Actor, at: datetime
) -> NewApplication:
    """Call it in a journey without open pages."""
    finished = list(journey.finished())
    answers = _told(finished)
    filer = _filer(answers, account, by=by, at=at)
    parts = acting(filer, account, answers, by=by, at=at)
    came = Came(channel=Case.Channel.ONLINE, address=answers["contact"]["address"], phone=answers["contact"]["phone"])
    return assembled(journey, finished, parts, came, key=key, language=language, at=at)


@dataclass(frozen=True, slots=True)
class Came:
    """How an application came in, and how to reach whoever filed it."""

    channel: str
    address: str
    phone: str
    email: str = ""
    office: Office | None = None


def assembled(
    journey: Journey, finished: Finished, parts: Acting, came: Came, *, key: str, language: str, at: datetime
) -> NewApplication:
    """What a finished journey asks for, by whomever, through whatever channel."""
    answers = _told(finished)
    way, receiving_office = received_in(answers.get("delivery", {}).get("delivery", Application.Delivery.COUNTER))
    version = journey.draft.service_version
    speed = _speed(journey, answers)
    return NewApplication(
        idempotency_key=journey.draft.key,
        service_version=version,
        parties=parts.parties,
        applicant_name=parts.applicant_name,
        filer_name=parts.filer_name,
        address=came.address,
        phone=came.phone,
        email=came.email,
        office=came.office,
        request=None if journey.draft.asked_by else _heirs_request(answers),
        general=journey.draft.general_version,
        answers=_own_answers(form for _, form in finished),
        files=_files(journey.draft),
        speed=speed,
        fee_cents=fee_of(version, speed, for_organisation=_is_for_organisation(parts)),
        reduction=_reduction(journey, answers),
        delivery=way,
        receiving_office=receiving_office,
        language=language,
        channel=came.channel,
        key=key,
        hours=receiving_hours(localtime(at).date()),
    )


def _told(finished: Finished) -> Answers:
    return {page.code: form.cleaned_data for page, form in finished}


def _own_answers(pages: Iterable[PageForm]) -> dict[str, str]:
    """What the service's own pages were told."""
    asked = [form for form in pages if isinstance(form, AskedForm)]
    return {code: value for form in asked for code, value in form.answers().items()}


def _files(draft: Draft) -> list[AttachedFile]:
    """In the order in which they were added, under the Bulgarian names that the file of the matter uses."""
    if not draft.is_to_bring:
        return []
    names = {row.code: row.name for row in draft.service_version.brought()}
    return [
        AttachedFile(names[f.requirement], f.media_type, f.content) for f in draft.files.all() if f.requirement in names
    ]


def _heirs_request(answers: Answers) -> HeirsRequest:
    deceased, death = answers["deceased"], answers["death"]
    return HeirsRequest(
        deceased_given_name=deceased["given_name"],
        deceased_middle_name=deceased["middle_name"],
        deceased_family_name=deceased["family_name"],
        deceased_egn=deceased["egn"],
        died_on=death["died_on"],
        settlement=death["settlement"],
        relation=answers["relation"]["relation"],
        purpose=answers["purpose"]["purpose"],
        purpose_words=answers["purpose"]["purpose_words"],
    )


def _filer(answers: Answers, account: Account, *, by: Actor, at: datetime) -> Person:
    """Whoever sits before the page, as this municipality knows them."""
    contact = answers["contact"]
    own = person_of(account)
    stated = answers.get("applicant") or _names_of(own)
    return remember(stated, address=contact["address"], phone=contact["phone"], account=account, by=by, at=at)


def _names_of(own: Person | None) -> dict[str, str]:
    if own is None:
        raise ValueError("A finished journey says who applies.")
    return {"given_name": own.given_name, "middle_name": own.middle_name, "family_name": own.family_name}


def _speed(journey: Journey, answers: Answers) -> Speed | None:
    """The chosen one; the only one where there is no choice."""
    if not journey.draft.speed_count:
        return None
    speeds = {speed.kind: speed for speed in journey.draft.service_version.speeds.all()}
    return speeds[answers["speed"]["speed"]] if "speed" in answers else next(iter(speeds.values()))


def _reduction(journey: Journey, answers: Answers) -> FeeReduction | None:
    """The one that was stated, if any."""
    code = answers.get("reduction", {}).get("reduction", "")
    return journey.draft.service_version.reductions.filter(code=code).first() if code else None


def _is_for_organisation(parts: Acting) -> bool:
    return any(party.organisation is not None for party in parts.parties)
