"""What of an application travels to another municipality of the installation (АПК чл. 31 ал. 2), and what it becomes.

Where the receiver offers the same service and its form asks the same, it is an application for it there; otherwise a
question, which somebody answers and says what to do. Papers travel by their digest, as photos of signals do.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from chinar.domain.applications.access import attachments_of
from chinar.domain.applications.actions import AttachedFile, NewApplication, submit_application
from chinar.domain.applications.carried_parties import pack_parties, unpack_parties
from chinar.domain.applications.general import general_for, general_request
from chinar.domain.applications.models import Application, HeirsRequest
from chinar.domain.applications.summary import asked, wished
from chinar.domain.cases.actions.updating import add_update
from chinar.domain.cases.handed_over import carriage_for
from chinar.domain.cases.kinds import Received, Words
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.speeds import fee_of
from chinar.domain.questionnaires.rules import WrongAnswers, check_answers
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.core.content import words
from chinar.foundation.documents import files
from chinar.foundation.territory.models import Settlement

Facts = Mapping[str, str]
QUESTION = "a question"
"""What it can be about where the service is not offered; no service has a code with a space."""
HEIRS = (
    "deceased_given_name",
    "deceased_middle_name",
    "deceased_family_name",
    "deceased_egn",
    "relation",
    "purpose",
    "purpose_words",
)


def why_not(case: Case) -> Words:
    """No application goes round in a ring."""
    if case.channel == Case.Channel.MUNICIPALITY:
        return _("Another municipality has sent it here already.")
    return ""


def pack(case: Case) -> dict[str, str]:
    """What the applicant asked, stated and brought; nothing that officials wrote or registers answered."""
    application = _application(case)
    version = application.service_version
    with override("bg"):
        shown = {"wished": wished(application), "asked": asked(application)}
    brought = [
        [one.document.title, one.document.media_type, one.document.sha256]
        for one in attachments_of(application)
        if one.document.held != "infected"
    ]
    account = case.parties.exclude(account=None).values_list("account_id", flat=True).first()
    facts = {
        "about": version.service.code,
        "service": version.name,
        "applicant": application.applicant_name,
        "filer": application.filer_name,
        "address": application.address,
        "phone": application.phone,
        "email": application.email,
        "speed": application.speed,
        # The village office is ours: over there it is received at the desk.
        "delivery": Application.Delivery.COUNTER if application.receiving_office_id else application.delivery,
        "language": application.language,
        "key": case.key,
        "account": str(account or ""),
        "parties": pack_parties(case),
        "answers": json.dumps(application.sheet.by_code) if application.sheet else "",
        "heirs": _pack_heirs(application),
        "files": json.dumps(brought) if brought else "",
        "added": json.dumps([row.text for row in case.updates.all()]),
        **{name: json.dumps(rows) for name, rows in shown.items()},
    }
    return {name: text for name, text in facts.items() if text}


def _pack_heirs(application: Application) -> str:
    if application.sheet is not None:
        return ""
    request = application.heirs_request
    facts = {name: getattr(request, name) for name in HEIRS}
    return json.dumps({**facts, "died_on": request.died_on.isoformat(), "settlement": request.settlement.ekatte})


def unpack(received: Received, by: Actor, at: datetime) -> Case:
    """Registers it with the clock of this municipality, from the moment when it reached it (АПК чл. 25)."""
    version = _version_for(received.facts)
    if received.about == QUESTION or version is None:
        return _become_question(received, by, at)
    case = submit_application(_new(received, version, at), by=by, at=at).case
    for number, text in enumerate(json.loads(received.facts["added"])):
        add_update(case, text=text, key=uuid5(NAMESPACE_URL, f"{received.source}:{number}"), by=VISITOR, at=at)
    return case  # type: ignore[no-any-return]


def _new(received: Received, version: ServiceVersion, at: datetime) -> NewApplication:
    """Its fee is that of the version that holds here, in which it is charged; what was stated for a reduction, or paid,
    is the sender's (fees.py gives it back)."""
    facts = received.facts
    parties, speed = unpack_parties(facts["parties"], at=at), version.speeds.filter(kind=facts.get("speed", "")).first()
    for_organisation = any(party.organisation is not None for party in parties)
    return NewApplication(
        idempotency_key=uuid5(NAMESPACE_URL, received.source),
        service_version=version,
        parties=parties,
        applicant_name=facts["applicant"],
        filer_name=facts.get("filer", ""),
        address=facts["address"],
        phone=facts.get("phone", ""),
        email=facts.get("email", ""),
        delivery=facts["delivery"],
        language=facts["language"],
        channel=Case.Channel.MUNICIPALITY,
        key=facts["key"],
        hours=receiving_hours(localdate(received.reached_at)),
        request=_unpack_heirs(json.loads(facts["heirs"])) if "heirs" in facts else None,
        general=general_for(version, at=at),
        answers=json.loads(facts.get("answers", "{}")),
        speed=speed,
        fee_cents=fee_of(version, speed, for_organisation=for_organisation),
        files=[AttachedFile(title, kind, files.fetch(digest)) for title, kind, digest in _files(facts)],
        received_at=received.reached_at,
    )


def _unpack_heirs(facts: dict[str, str]) -> HeirsRequest:
    settlement = Settlement.objects.get(ekatte=facts.pop("settlement"))
    died_on = date.fromisoformat(facts.pop("died_on"))
    return HeirsRequest(**facts, died_on=died_on, settlement=settlement)


def _become_question(received: Received, by: Actor, at: datetime) -> Case:
    """All that was written goes into the text: nothing is lost, and numbers of people stay masked."""
    facts = received.facts
    carriage = carriage_for("enquiry")
    if carriage is None:
        raise LookupError("Questions do not travel.")
    lines = [f"{label}: {value}" for label, value in json.loads(facts["asked"])]
    brought = [title for title, _kind, _digest in _files(facts)]
    with override("bg"):
        head = _("An application sent from another municipality: %(service)s") % {"service": facts["service"]}
        papers = [_("Papers with the application, kept at the sender: %(names)s") % {"names": ", ".join(brought)}]
    text = "\n".join([head, *lines, *(papers if brought else []), *json.loads(facts["added"])])
    passed = {name: facts[name] for name in ("language", "key", "account", "reason") if name in facts}
    question = {
        **passed,
        "question": text,
        "email": facts.get("email", ""),
        "name": facts.get("filer") or facts["applicant"],
    }
    return carriage.unpack(received._replace(facts=question, about="documents"), by, at)


def choices(facts: Facts) -> list[tuple[str, str]]:
    """The same service, where it is offered and asks the same; and always a question."""
    version = _version_for(facts)
    same = [(version.service.code, words(version, "name"))] if version else []
    return [*same, (QUESTION, _("A question: we do not offer this service, or not in this form"))]


def _version_for(facts: Facts) -> ServiceVersion | None:
    rows = ServiceVersion.objects.published_rows().select_related("service__department", "question_version")
    version: ServiceVersion | None = rows.filter(service__code=facts["about"]).first()
    return version if version and _fits(version, facts) else None


def _fits(version: ServiceVersion, facts: Facts) -> bool:
    if version.question_version is None and not version.is_general:
        return "heirs" in facts
    if "answers" not in facts:
        return False
    asked_here = version.question_version.definition if version.question_version else general_request()
    try:
        check_answers(asked_here, json.loads(facts["answers"]))
    except WrongAnswers:
        return False
    return True


def read(facts: Facts) -> list[tuple[str, str]]:
    """What whoever accepts it reads: what is needed to know whose it is, and not who applies."""
    brought = ", ".join(title for title, _kind, _digest in _files(facts))
    rows: Iterable[tuple[str, str]] = [
        (_("Service"), facts["service"]),
        *((label, value) for label, value in json.loads(facts["wished"])),
        (_("Papers that came with it"), brought),
        (_("Why it was sent here"), facts["reason"]),
    ]
    return [(name, text) for name, text in rows if text]


def _files(facts: Facts) -> list[Any]:
    return list(json.loads(facts.get("files", "[]")))


def _application(case: Case) -> Application:
    related = ("service_version__service", "heirs_request__settlement", "sheet__version")
    application: Application = Application.objects.select_related(*related).get(case=case)
    application.case = case
    return application
