"""The other services of the demo's main town: facts as towns print them, imported like any list of services."""

from datetime import datetime, timedelta
from pathlib import Path

from chinar.demo.worked_services import offer_worked_services
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


def offer_sample_services(*, at: datetime) -> None:
    """Opens the departments of the municipality in scope and publishes the services, labelled as a sample."""
    rows = read(FILE.read_text(encoding="utf-8"))
    _open_departments(at=at)
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


def _offer(rows: list[Row], department: Department, *, at: datetime) -> None:
    published_at = at - timedelta(days=PUBLISHED_DAYS_AGO)
    import_services(rows, department=department, is_sample=True, by=SYSTEM, at=published_at)
