"""Who came to a counter: a family at the one-stop desk, a neighbour at the village office, and one who waits."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from chinar.domain.catalogue.access import get_published_version
from chinar.domain.catalogue.models import Service
from chinar.domain.visits.actions.opening import (
    add_service,
    keep_sheet,
    mark_complete,
    open_visit,
    say_who,
    state_mandate,
)
from chinar.domain.visits.actions.registering import Ready, register_visit
from chinar.domain.visits.actions.scanning import keep_scan
from chinar.domain.visits.asking import AtCounter, applies_for
from chinar.domain.visits.models import Paper, Visit, VisitItem
from chinar.domain.visits.queries import drafts_in
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.documents.codes import draw
from chinar.foundation.offices.models import Office
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Account, Person
from chinar.foundation.territory.models import Settlement

Names = tuple[str, str, str, str, str]  # and EGN, and address
Sheets = Mapping[str, Mapping[str, str]]

# A sheet of white paper: what a scan of the demo needs to be.
SCAN = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441"
    "54789c63f80f0001010100b138f6140000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One visit. `asked` is service, by its code or number, -> page of its journey -> what was answered."""

    office: str
    official: str
    person: Names
    asked: Mapping[str, Sheets]
    days_ago: int = 0
    concerned: Names | None = None
    ground: str = ""
    document: str = ""
    is_scanned: bool = False
    is_finished: bool = True
    place: str = ""
    """EKATTE code of where they live."""


AT_DESK = {"delivery": {"delivery": "counter"}}
VISITS = (
    Told(
        office="desk",
        official="maria",
        person=("Калина", "Петкова", "Дряновска", "8329125673", "гр. Троян, ул. „Чинар“ № 11"),
        asked={
            "marital-status": {"about-purpose": {"purpose": "abroad"}, "speed": {"speed": "fast"}, **AT_DESK},
            "present-address": {"about-purpose": {"purpose": "bank"}, "speed": {"speed": "ordinary"}, **AT_DESK},
        },
        days_ago=1,
        is_scanned=True,
    ),
    Told(
        office="oreshak",
        official="ivan",
        person=("Вълко", "Минков", "Орешков", "7830089347", "с. Орешак, ул. „Лозница“ № 3"),
        asked={"permanent-address": {"about-purpose": {"purpose": "bank"}, "speed": {"speed": "ordinary"}, **AT_DESK}},
        days_ago=1,
        place="53707",
    ),
    Told(
        office="desk",
        official="maria",
        person=("Събка", "Илиева", "Гложенска", "7428273195", "гр. Троян, ул. „Бреза“ № 6"),
        asked={
            "2095": {
                "about-request": {
                    "request": "Моля за заверено копие от акта за общинска собственост на ул. „Бреза“ № 8."
                },
                "about-papers": {"papers": "скица, 1 лист"},
                "speed": {"speed": "ordinary"},
                **AT_DESK,
            }
        },
        days_ago=1,
    ),
    Told(
        office="oreshak",
        official="ivan",
        person=("Минко", "Василев", "Балкански", "7127272866", "с. Орешак, ул. „Лозница“ № 19"),
        asked={
            "2022": {
                "about-request": {"request": "Какви са идеалните части от общите части на сградата?"},
                "about-papers": {"papers": ""},
                **AT_DESK,
            }
        },
        days_ago=1,
        place="53707",
    ),
    Told(
        office="desk",
        official="maria",
        person=("Радина", "Велчева", "Лозева", "8931238271", "гр. Троян, ул. „Липа“ № 2"),
        asked={"marital-status": {"about-purpose": {"purpose": "abroad"}}},
        is_finished=False,
    ),
)


def tell_visits(accounts: Mapping[str, Account], *, at: datetime) -> None:
    """In the municipality in scope, through the actions of the modules."""
    for number, told in enumerate(VISITS):
        came_at = min(_morning(at - timedelta(days=told.days_ago), number), at)
        by = Actor(accounts[told.official].pk, "official")
        visit = _open(told, number, by=by, at=came_at)
        journeys = [
            _write_down(visit, service, sheets, number, by=by, at=came_at) for service, sheets in told.asked.items()
        ]
        if told.is_finished:
            _finish(told, visit, journeys, number, by=by, at=came_at)


def _open(told: Told, number: int, *, by: Actor, at: datetime) -> Visit:
    office = Office.objects.get(code=told.office)
    visit = open_visit(_key(f"visit-{number}"), office=office, by=by, at=at)
    say_who(visit, _person(told.person, told.place, at=at), by=by, at=at)
    if told.concerned:
        say_who(visit, _person(told.concerned, told.place, at=at), by=by, at=at)
        state_mandate(visit, ground=told.ground, document=told.document, by=by, at=at)
    return visit


def _write_down(
    visit: Visit, service: str, sheets: Sheets, number: int, *, by: Actor, at: datetime
) -> tuple[VisitItem, AtCounter]:
    version = get_published_version(_code(service))
    item = add_service(visit, version, key=_key(f"item-{number}-{service}"), by=by, at=at)
    draft = drafts_in([item])[item.key]
    typed = {page: dict(answers) for page, answers in sheets.items()}
    keep_sheet(visit, item, draft, typed=typed, papers=[], by=by, at=at)
    journey = AtCounter(
        draft=draft,
        municipality=visit.municipality,
        knows_applicant=True,
        today=localtime(at).date(),
        applies_for=applies_for(visit),
    )
    mark_complete([(item, journey.first_open() is None)])
    return item, journey


def _finish(
    told: Told, visit: Visit, journeys: list[tuple[VisitItem, AtCounter]], number: int, *, by: Actor, at: datetime
) -> None:
    ready = [Ready(item, journey, _drawn(f"{number}-{item.key}")) for item, journey in journeys]
    register_visit(visit, ready, language="bg", by=by, at=at)
    if told.is_scanned:
        papers = Paper.objects.select_related("item__application__case")
        paper = papers.filter(item__visit=visit, requirement="").earliest("id")
        keep_scan(paper, content=SCAN, media_type="image/png", by=by, at=at + timedelta(minutes=4))


def _code(service: str) -> str:
    return Service.objects.get(unified_number=service).code if service.isdecimal() else service


def _person(names: Names, place: str, *, at: datetime) -> Person:
    given, middle, family, egn, address = names
    return remember_person(
        given_name=given,
        middle_name=middle,
        family_name=family,
        identifier_kind="egn",
        identifier=egn,
        settlement=Settlement.objects.current().get(ekatte=place) if place else None,
        address=address,
        by=SYSTEM,
        at=at,
    )


def _morning(moment: datetime, number: int) -> datetime:
    """Half past nine and some minutes of that day, or of the Friday before when it is a weekend."""
    local = localtime(moment)
    local -= timedelta(days=max(0, local.weekday() - 4))
    return local.replace(hour=9, minute=30 + number, second=0, microsecond=0)


def _key(seed: str) -> uuid.UUID:
    return uuid.UUID(bytes=_chance(seed)[:16], version=4)


def _drawn(seed: str) -> str:
    return draw(lambda n: _chance(f"visit-follow-{seed}")[:n])


def _chance(seed: str) -> bytes:
    return hashlib.sha256(f"chinar demo counter {seed}".encode()).digest()
