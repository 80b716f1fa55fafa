"""A matter that rests on evidence, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW
from chinar.domain.registers.actions.expecting import Need, OfService, expect_evidence
from chinar.domain.registers.models import Evidence
from chinar.domain.registers.regix import catalogue
from chinar.domain.registers.tests.conftest import VELKO

OF = OfService("certificate-of-heirs", "Удостоверение за наследници", "Certificate of heirs", 1)
GROUND = "АПК чл. 36, ал. 4"


def need(code: str, **changes: Any) -> Need:
    facts: dict[str, Any] = {
        "name": "Роднини на починалия",
        "name_en": "Relatives of the deceased",
        "source": "register",
        "operation": catalogue.shipped().find("GraoNBD.RelationsSearch").string,
        "ground": GROUND,
        "subject": VELKO,
        "asking_roles": "expert deputy",
        "four_eyes": False,
        "is_optional": False,
        **changes,
    }
    return Need(code=code, **facts)


def expect(case: Case) -> None:
    """Relations by itself, data of the person with four eyes, and a paper that the citizen brings."""
    person = catalogue.shipped().find("GraoNBD.PersonDataSearch").string
    needs = [
        need("relations"),
        need("person", name="Данни за лицето", operation=person, four_eyes=True),
        need("foreign-act", name="Чужд акт", source="citizen", operation="", ground="", is_optional=True),
    ]
    expect_evidence(case, needs, of=OF, at=NOW)


def the(code: str) -> Evidence:
    found: Evidence = Evidence.objects.select_related("case").get(code=code)
    return found


def outcomes(code: str) -> list[str]:
    return [row.outcome for row in the(code).records.all()]


NOT_COUNTED = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "select set_config", 'SELECT "territory_municipality"')


@contextmanager
def costs(most: int) -> Iterator[None]:
    """At most so many statements about rows."""
    with CaptureQueriesContext(connection) as asked:
        yield
    about_rows = [query["sql"] for query in asked if not query["sql"].startswith(NOT_COUNTED)]
    assert len(about_rows) <= most, "\n".join(about_rows)
