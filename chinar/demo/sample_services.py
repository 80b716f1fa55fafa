"""The other services of the demo's main town: facts as towns print them, imported like any list of services."""

from datetime import datetime, timedelta
from pathlib import Path

from chinar.demo.worked_services import offer_worked_services
from chinar.domain.catalogue.describing import describe
from chinar.domain.catalogue.importing.actions import import_services
from chinar.domain.catalogue.importing.rules import Row, read
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.actions import open_department
from chinar.foundation.territory.models import Department

FILE = Path(__file__).with_name("data") / "sample_list.csv"
PUBLISHED_DAYS_AGO, OPENED_DAYS_AGO = 60, 365

# code, name, English name, the subjects of which it provides the services
DEPARTMENTS = (
    ("local-taxes", "Отдел „Местни данъци и такси“", "Department of Local Taxes", ("Местни данъци и такси",)),
    (
        "territory",
        "Отдел „Устройство на територията“",
        "Department of Spatial Planning",
        ("Устройство на територията", "Общинска собственост"),
    ),
    (
        "ecology-trade",
        "Отдел „Екология, земеделие и търговия“",
        "Department of Ecology, Agriculture and Trade",
        ("Екология и земеделие", "Търговия и туризъм"),
    ),
)

# code, what it says of itself, the same in English
WORDS = (
    (
        "town-hall",
        "Тук са кметът, секретарят и гишетата. Не знаете кой отдел Ви трябва? Попитайте на гише.",
        "The mayor, the secretary and the counters. You do not know which department you need? Ask at a counter.",
    ),
    (
        "civil-registration",
        "Вписваме ражданията, браковете и смъртните случаи, водим регистъра на населението и издаваме удостоверения.",
        "We register births, marriages and deaths, keep the register of the population and issue certificates.",
    ),
    (
        "local-taxes",
        "Определяме и събираме местните данъци и таксата за битови отпадъци и издаваме удостоверения за платен данък.",
        "We set and collect local taxes and the waste fee, and certify what was paid.",
    ),
    (
        "territory",
        "Издаваме скици, визи и разрешения за строеж и пазим архива на сградите.",
        "We issue sketches, design permits and building permits, and keep the archive of buildings.",
    ),
    (
        "ecology-trade",
        "Грижим се за дърветата, земеделието, търговията и туризма и даваме разрешенията за тях.",
        "We look after trees, farming, trade and tourism, and issue the permits for them.",
    ),
)


def offer_sample_services(*, at: datetime) -> None:
    """Opens the departments of the municipality in scope and publishes the services, labelled as a sample."""
    rows = read(FILE.read_text(encoding="utf-8"))
    _open_departments(at=at)
    _let_departments_speak(at=at)
    # First, so that the list does not offer a second time what is worked out here.
    offer_worked_services(at=at)
    of_others = set()
    for code, _, _, groups in DEPARTMENTS:
        _offer([row for row in rows if row.group in groups], Department.objects.get(code=code), at=at)
        of_others |= set(groups)
    rest = [row for row in rows if row.group not in of_others]
    _offer(rest, Department.objects.get(code="civil-registration"), at=at)


def _open_departments(*, at: datetime) -> None:
    for number, (code, name, name_en, _) in enumerate(DEPARTMENTS):
        open_department(
            code=code,
            name=name,
            name_en=name_en,
            kind=Department.Kind.DEPARTMENT,
            parent=Department.objects.get(code="town-hall"),
            phone=f"+359 000 00 00 3{number}",
            room=str(20 + number),
            on=at.date() - timedelta(days=OPENED_DAYS_AGO),
            by=SYSTEM,
            at=at,
        )


def _let_departments_speak(*, at: datetime) -> None:
    for code, text, text_en in WORDS:
        describe(Department.objects.get(code=code), text=text, text_en=text_en, seen=0, by=SYSTEM, at=at)


def _offer(rows: list[Row], department: Department, *, at: datetime) -> None:
    published_at = at - timedelta(days=PUBLISHED_DAYS_AGO)
    import_services(rows, department=department, is_sample=True, by=SYSTEM, at=published_at)
