"""Fills the seven towns of a seeded demo: python -m benchmarks.towns --cases 100000 --services 10000.

Each town has its share of both. The town of the demo is filled from its own matters (benchmarks.bulk); in each of the
others two matters are acted, one open and one received, and multiplied.
"""

import argparse
import os
import sys
import uuid
from datetime import datetime, timedelta
from typing import Any

from benchmarks import bulk
from benchmarks.copying import Copies, multiply, rows_of, without_indexes

FIRST = 1_000_000


def offer(count: int) -> None:
    """So many services more, each like the first that the town offers."""
    from chinar.domain.catalogue.models import Service, ServiceVersion

    like = ServiceVersion.objects.published_rows().select_related("service").order_by("pk").first()
    numbers = range(Service.objects.count(), count)
    department = like.service.department_id
    Service.objects.bulk_create([Service(code=f"bulk-{n}", department_id=department) for n in numbers])
    made = Service.objects.filter(code__startswith="bulk-").order_by("pk")
    copied = [field.attname for field in ServiceVersion._meta.concrete_fields if field.name not in ("id", "service")]
    facts = {name: getattr(like, name) for name in copied}
    names = {"is_online": False, "question_version_id": None, "result_version_id": None}
    rows = [
        ServiceVersion(**{**facts, **names, "service": service, "name": f"Услуга {service.code}"}) for service in made
    ]
    ServiceVersion.objects.bulk_create(rows, batch_size=500)


def fill_other(count: int, at: datetime) -> None:
    """A town without matters of its own."""
    from django.db import connection, transaction

    from chinar.domain.cases.models import Case
    from chinar.foundation.core import guards
    from chinar.foundation.people.models import Account
    from chinar.foundation.territory.models import Department

    registry = Department.objects.get(code="civil-registration")
    expert = Account.objects.get(email="georgi@chinar.example")
    received, waiting = (_matter(n, at - timedelta(days=60 if n else 2), expert if n else None) for n in (1, 0))
    places, missing = [(registry.pk, expert.pk)], count - Case.objects.count()
    open_now = missing // bulk.OPEN_SHARE
    with transaction.atomic():
        guards.remove(connection)
        with without_indexes({model: None for case in (received, waiting) for model in rows_of(case)}):
            multiply(waiting, Copies(open_now, FIRST, range(6), places))
            multiply(received, Copies(missing - open_now, FIRST + open_now, range(8, 528), places))
        guards.install(connection)


def _matter(number: int, at: datetime, expert: Any) -> Any:
    """A certificate of heirs asked for and, with an expert, issued and received."""
    from chinar.demo.sample_service import HEIRS_CODE
    from chinar.domain.applications import actions
    from chinar.domain.applications.models import HeirsRequest
    from chinar.domain.applications.rules import Share
    from chinar.domain.cases.models import Case, Party
    from chinar.domain.catalogue.access import get_published_version
    from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
    from chinar.foundation.people.actions import remember_person
    from chinar.foundation.territory.models import Settlement
    from chinar.foundation.time.rules import Hours

    person = remember_person(given_name="Рада", family_name="Изворова", by=SYSTEM, at=at)
    names = {"deceased_given_name": "Стоян", "deceased_middle_name": "", "deceased_family_name": "Илиев"}
    asked = HeirsRequest(
        **names, deceased_egn="", died_on=at.date() - timedelta(days=90), settlement=Settlement.objects.current()[0],
        relation="child", purpose="bank",
    )  # fmt: skip
    new = actions.NewApplication(
        idempotency_key=uuid.uuid4(), service_version=get_published_version(HEIRS_CODE), request=asked,
        parties=[Party(role=Party.PartyRole.APPLICANT, person=person)], applicant_name="Рада Изворова",
        address="ул. „Изворна“ № 1", phone="", delivery="counter", language="bg", channel=Case.Channel.ONLINE,
        key=f"BENCH{number}", hours=Hours(),
    )  # fmt: skip
    application = actions.submit_application(new, by=SYSTEM, at=at)
    if expert is not None:
        heirs = [actions.NewHeir("Рада Изворова", "", "дъщеря", Share(1, 1))]
        code, by = uuid.uuid4().hex[:16].upper(), Actor(expert.pk, "official")
        actions.issue_certificate(application, death_act="№ 1", heirs=heirs, code=code, by=by, at=at)
        actions.serve_result(application.case, on=at.date(), by=VISITOR, at=at)
    return Case.objects.get(pk=application.case_id)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.towns")
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--services", type=int, required=True)
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chinar.config.settings")
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from chinar.foundation.core.tasks import tell_planner
    from chinar.foundation.territory.doors import inside
    from chinar.foundation.territory.models import Municipality

    towns = list(Municipality.objects.active())
    for town in towns:
        with inside(town):
            offer(chosen.services // len(towns))
            if town.slug == "troyan":
                bulk.fill(chosen.cases // len(towns))
            else:
                fill_other(chosen.cases // len(towns), timezone.now())
    tell_planner()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
    return 0


if __name__ == "__main__":
    sys.exit(main())
