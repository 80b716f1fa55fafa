"""What the database itself says after a kill: python -m tests.kill.audit prints JSON. No page stands in between."""

import json
import os
import sys
from collections import defaultdict
from typing import Any


def with_a_gap(numbers: list[tuple[int, int, int]], counted: dict[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Registers and years of matters in which 1, 2, 3 ... does not go on, each once, to the last that was counted."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for register, year, number in numbers:
        found[register, year].append(number)
    return [where for where, of in found.items() if sorted(of) != list(range(1, counted.get(where, 0) + 1))]


def audit() -> dict[str, Any]:
    """`registered`: number by draft key; `drafts`: keys of those not sent; `wrong`: what must not be, in words."""
    from django.db import connection

    from chinar.domain.applications.models import Application, Draft, HeirsRequest
    from chinar.domain.cases.models import Case, Counter, LedgerEntry, Party
    from chinar.foundation.core import guards
    from chinar.foundation.journal.models import Entry
    from chinar.foundation.territory.doors import inside
    from chinar.foundation.territory.models import Municipality

    with inside(Municipality.objects.get(slug="troyan")):
        numbers = list(Case.objects.values_list("counter__register", "counter__year", "sequence"))
        counted = {(one.register, one.year): one.last for one in Counter.objects.all()}
        cases = set(Case.objects.values_list("pk", flat=True))
        asked_for = set(Case.objects.filter(kind="application").values_list("pk", flat=True))
        ways = ("application.registered", "application.taken_down")  # by the applicant, at a counter
        told = list(Entry.objects.filter(verb__in=ways).values_list("subject", flat=True))
        applications = list(Application.objects.values_list("idempotency_key", "case__number"))
        applicants = Party.objects.filter(role="applicant", case__kind="application")
        starts = LedgerEntry.objects.filter(step="started").values_list("case_id", flat=True)
        of_heirs = HeirsRequest.objects.values_list("application__case_id", flat=True)
        by_questions = Application.objects.exclude(sheet=None).values_list("case_id", flat=True)
        rows = {
            "applications": (asked_for, list(Application.objects.values_list("case_id", flat=True))),
            "requests": (asked_for, [*of_heirs, *by_questions]),
            "applicants": (asked_for, list(applicants.values_list("case_id", flat=True))),
            "starts of the clock": (
                cases,
                list(starts),
            ),
        }
        drafts = {str(key) for key in Draft.objects.values_list("key", flat=True)}
    registered = {str(key): number for key, number in applications}
    wrong = [f"{what} are not one for each case" for what, (of, found) in rows.items() if sorted(found) != sorted(of)]
    wrong += [f"numbers of register {where} have a gap" for where in with_a_gap(numbers, counted)]
    if sorted(told) != sorted(registered.values()):
        wrong.append("the journal does not tell of each registration once")
    if both := drafts & registered.keys():
        wrong.append(f"both draft and registered: {both}")
    if missing := guards.expected(connection.vendor) - guards.present(connection):
        wrong.append(f"guards are missing: {missing}")
    return {"registered": registered, "drafts": sorted(drafts), "wrong": wrong}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chinar.config.settings")
    import django

    django.setup()
    json.dump(audit(), sys.stdout)
