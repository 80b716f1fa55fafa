"""Applications for the services with question sets: of oneself, for one's mother with a mandate, for a company."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, localtime

from chinar.domain.applications.actions import (
    AttachedFile,
    NewApplication,
    issue_document,
    serve_result,
    submit_application,
)
from chinar.domain.applications.models import Application
from chinar.domain.cases.actions.clock import call_session
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.catalogue.access import get_published_version
from chinar.domain.catalogue.models import ServiceVersion, Speed
from chinar.domain.catalogue.speeds import fee_of
from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.documents.codes import draw
from chinar.foundation.people.actions import grant_mandate, remember_organisation, remember_person
from chinar.foundation.people.models import Account, Organisation, Person

# One grey point: what a photo of the demo needs to be.
PHOTO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441"
    "54789c636800000082008177cd72b60000000049454e44ae426082"
)
Names = tuple[str, str, str, str]  # and EGN
ELENA: Names = ("Елена", "Иванова", "Димитрова", "9230287339")
HER_MOTHER: Names = ("Иванка", "Русева", "Димитрова", "6623121132")
RADKO: Names = ("Радко", "Велков", "Чинаров", "9228303125")


@dataclass(frozen=True, slots=True)
class Worked:
    """`concerns` is another person or a company (name, EIK) for whom the filer acts on the ground."""

    service: str
    filer: Names
    days_ago: int
    answers: Mapping[str, str]
    concerns: Names | tuple[str, str] | None = None
    ground: str = ""
    document: str = ""
    speed: str = "ordinary"
    photo: str = ""
    of_elena: bool = False
    ends: str = "registered"  # registered, in_progress, granted, granted_served
    at_session: bool = False
    result: Mapping[str, str] = field(default_factory=dict)


WORKED = (
    Worked(
        "marital-status",
        ("Христо", "Николов", "Владимиров", "8924188388"),
        5,
        {"purpose": "abroad"},
        speed="fast",
        ends="granted_served",
        result={"marital_status": "single", "as_of": "2026-11-01"},
    ),
    Worked("permanent-address", ("Кръстина", "Дечева", "Орешкова", "9823057139"), 1, {"purpose": "bank"}),
    Worked(
        "parking-card",
        ELENA,
        2,
        {"had_card": "no"},
        concerns=HER_MOTHER,
        ground="power_of_attorney",
        document="№ 1204 от 12.10.2026 г., заверено от нотариус",
        speed="",
        photo="Снимка за картата",
        of_elena=True,
        ends="in_progress",
    ),
    Worked(
        "tax-debts",
        RADKO,
        2,
        {"purpose": "bank"},
        concerns=("ЧИНАРОВ И СИН", "900000016"),
        ground="legal_representative",
    ),
    Worked(
        "tree-felling",
        ("Минка", "Велкова", "Лозева", "9432014433"),
        3,
        {"place": "53707", "spot": "двор на ул. „Лозница“ № 15", "count": "6", "species": "орехи", "reason": "danger"},
        photo="Снимка на дърветата",
    ),
    Worked(
        "tree-felling",
        ("Пенчо", "Динков", "Ясенов", "9129142269"),
        4,
        {
            "place": "53707",
            "spot": "поземлен имот в м. „Чинарите“",
            "count": "9",
            "species": "ясени",
            "reason": "danger",
        },
        photo="Снимка на дърветата",
        at_session=True,
    ),
)
BODY = "Комисия за опазване на зелената система"
"""A collective body: what is before it is decided at its session."""


def tell_worked_stories(accounts: Mapping[str, Account], *, at: datetime) -> None:
    """In the municipality in scope, through the actions of the modules."""
    for number, story in enumerate(WORKED):
        application = file_story(story, number, accounts["elena"] if story.of_elena else None, at=at)
        if story.at_session:
            _wait_for_session(application, at=at)
        if story.ends != "registered":
            filed_at = application.case.received_at
            _work_on(story, application, accounts["georgi"], at=min(filed_at + timedelta(hours=2), at))


def serve_what_is_paid(*, at: datetime) -> None:
    """The applicant downloads it with number and key, once the fee is there."""
    for number, story in enumerate(WORKED):
        if story.ends == "granted_served":
            case = Case.objects.get(application__idempotency_key=_key(number))
            serve_result(case, on=localdate(at), by=VISITOR, at=at)


def file_story(story: Worked, number: int, account: Account | None, *, at: datetime, delivery: str = "") -> Application:
    """Registers it, on the day that it tells counted back from `at`."""
    filed_at = _morning(at - timedelta(days=story.days_ago), number)
    return _file(story, number, account, at=filed_at, delivery=delivery)


def _work_on(story: Worked, application: Application, expert: Account, *, at: datetime) -> None:
    by = Actor(expert.pk, "official")
    application.case = take_case(application.case, handler=expert, by=by, at=at)
    if story.ends.startswith("granted"):
        issue_document(application, answers=story.result, code=drawn(f"worked-code-{story.service}"), by=by, at=at)


def _file(story: Worked, number: int, account: Account | None, *, at: datetime, delivery: str = "") -> Application:
    version = get_published_version(story.service)
    filer = _person(story.filer, account, at=at)
    parties, applicant_name = _parties(story, filer, account, at=at)
    speed = version.speeds.filter(kind=story.speed).first()
    own_name = " ".join(story.filer[:3])
    new = NewApplication(
        idempotency_key=_key(number),
        service_version=version,
        parties=parties,
        applicant_name=applicant_name or own_name,
        filer_name=own_name if applicant_name else "",
        address="гр. Троян, ул. „Чинар“ № 4",
        phone="",
        answers=story.answers,
        speed=speed,
        fee_cents=_fee(version, speed, story),
        files=[AttachedFile(story.photo, "image/png", PHOTO)] if story.photo else [],
        delivery=delivery
        or (Application.Delivery.COUNTER if version.is_handed_over else Application.Delivery.DOWNLOAD),
        language="bg",
        channel=Case.Channel.ONLINE,
        key=drawn(f"worked-follow-{number}"),
        hours=receiving_hours(localtime(at).date()),
    )
    return submit_application(new, by=Actor(account.pk, "citizen") if account else SYSTEM, at=at)


def _fee(version: ServiceVersion, speed: Speed | None, story: Worked) -> int | None:
    return fee_of(version, speed, for_organisation=bool(story.concerns) and len(story.concerns or ()) == 2)


def _parties(story: Worked, filer: Person, account: Account | None, *, at: datetime) -> tuple[list[Party], str]:
    """Who has a part, and the name of whom it concerns when that is somebody else."""
    match story.concerns:
        case None:
            return [Party(role=Party.PartyRole.APPLICANT, person=filer, account=account)], ""
        case (name, eik):
            organisation = remember_organisation(name=name, eik=eik, by=SYSTEM, at=at)
            about = Party(role=Party.PartyRole.APPLICANT, organisation=organisation)
            return [about, _mandated(story, filer, account, organisation=organisation, at=at)], name
        case names:
            person = _person(names, None, at=at)
            about = Party(role=Party.PartyRole.APPLICANT, person=person)
            return [about, _mandated(story, filer, account, person=person, at=at)], person.full_name


def _mandated(
    story: Worked,
    filer: Person,
    account: Account | None,
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
    at: datetime,
) -> Party:
    mandate = grant_mandate(
        holder=filer,
        person=person,
        organisation=organisation,
        ground=story.ground,
        document=story.document,
        valid_from=date(at.year, at.month, at.day),
        by=SYSTEM,
        at=at,
    )
    return Party(role=Party.PartyRole.FILER, person=filer, account=account, mandate=mandate)


def _person(names: Names, account: Account | None, *, at: datetime) -> Person:
    given, middle, family, egn = names
    return remember_person(
        given_name=given,
        middle_name=middle,
        family_name=family,
        identifier_kind="egn",
        identifier=egn,
        account=account,
        by=SYSTEM,
        at=at,
    )


def _morning(moment: datetime, number: int) -> datetime:
    """Ten o'clock and some minutes of that day, or of the Friday before when it is a weekend."""
    local = localtime(moment)
    local -= timedelta(days=max(0, local.weekday() - 4))
    return local.replace(hour=10, minute=10 + number, second=0, microsecond=0)


def _wait_for_session(application: Application, *, at: datetime) -> None:
    """Its department has nobody of the cast, so nobody has it in hand."""
    day, today = localdate(at) + timedelta(weeks=3), localdate(at)
    call_session(
        application.case,
        body=BODY,
        session_on=_thursday(day),
        rule="collective_body",
        act=f"№ 6 / {today:%d.%m.%Y}",
        on=today,
        by=SYSTEM,
        at=at,
    )


def _thursday(day: date) -> date:
    """Of that week."""
    return day + timedelta(days=3 - day.weekday())


def drawn(seed: str) -> str:
    """A code of the demo."""
    return draw(lambda n: chance(seed)[:n])


def chance(seed: str) -> bytes:
    return hashlib.sha256(f"chinar demo {seed}".encode()).digest()


def _key(number: int) -> uuid.UUID:
    return uuid.UUID(bytes=chance(f"worked-{number}")[:16], version=4)
