"""Fills the seven towns of a seeded demo: python -m benchmarks.towns --cases 100000 --services 10000.

Each town has its share of both. The town of the demo is filled from its own matters; in each of the others two matters
are acted, one open and one received, and multiplied (benchmarks.bulk). Services are found by search as published ones
are. Open matters came in lately, so that the worker finds no more to remind of than in any town.
"""

import argparse
import os
import sys
from datetime import datetime, timedelta

from benchmarks import bulk
from benchmarks.acting import certificate
from benchmarks.copying import Copies, multiply, rows_of

THIS_WEEK, LATELY = range(1), timedelta(days=2)
FIRST = 1_000_000


def fill(cases: int, services: int, *, at: datetime) -> None:
    from chinar.demo.seeding import MAIN
    from chinar.foundation.territory.doors import inside
    from chinar.foundation.territory.models import Municipality

    towns = list(Municipality.objects.active())
    share, loads = cases // len(towns), []
    for town in towns:
        with inside(town):
            offer(services // len(towns))
            is_main = town.slug == MAIN
            loads.append(bulk.like_the_demo(share, open_weeks=THIS_WEEK, at=at) if is_main else acted(share, at=at))
    with bulk.loading(pattern for batch in loads for pattern, _ in batch):
        for town, batch in zip(towns, loads, strict=True):
            with inside(town):
                for pattern, copies in batch:
                    multiply(pattern, copies)


def offer(wanted: int) -> None:
    """As many services as the town is to have, made like those that it offers: described, not filed online."""
    from chinar.domain.catalogue.models import Service, ServiceVersion
    from chinar.domain.catalogue.searching import KIND, document_of
    from chinar.foundation.search.actions import put

    likes = list(ServiceVersion.objects.published_rows().select_related("service").order_by("pk"))
    numbers = range(len(likes), wanted)
    made = Service.objects.bulk_create(
        [Service(code=f"bulk-{n}", department_id=likes[n % len(likes)].service.department_id) for n in numbers],
        batch_size=500,
    )
    facts = [one.attname for one in ServiceVersion._meta.concrete_fields if one.name not in ("id", "service")]
    described = {"is_online": False, "question_version_id": None, "result_version_id": None}
    versions = []
    for n, service in zip(numbers, made, strict=True):
        like = likes[n % len(likes)]
        own = {"service": service, "name": f"{like.name} ({n})", **described}
        versions.append(ServiceVersion(**{name: getattr(like, name) for name in facts} | own))
    ServiceVersion.objects.bulk_create(versions, batch_size=500)
    put(KIND, *(document_of(version) for version in versions))


def acted(wanted: int, *, at: datetime) -> bulk.Batch:
    """What is missing to so many matters in a town that has none of its own."""
    from chinar.domain.cases.models import Case
    from chinar.foundation.people.models import Account
    from chinar.foundation.territory.models import Department

    registry = Department.objects.get(code="civil-registration")
    expert = Account.objects.get(email="georgi@chinar.example")
    received, waiting = certificate(at - timedelta(days=60), expert.pk), certificate(at - LATELY, None)
    missing, places = max(0, wanted - Case.objects.count()), [(registry.pk, expert.pk)]
    open_now = missing // bulk.OPEN_SHARE
    return [
        (rows_of(waiting), Copies(open_now, FIRST, THIS_WEEK, places)),
        (rows_of(received), Copies(missing - open_now, FIRST + open_now, bulk.OVER_WEEKS, places)),
    ]


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

    bulk.hurry(connection)
    fill(chosen.cases, chosen.services, at=timezone.now())
    bulk.settle(connection)
    return 0


if __name__ == "__main__":
    sys.exit(main())
