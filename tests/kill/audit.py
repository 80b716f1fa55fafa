"""What the database itself says after a kill: python -m tests.kill.audit prints JSON. No page stands in between."""

import json
import os
import sys
from typing import Any


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
        numbers = sorted(Case.objects.values_list("sequence", flat=True))
        counted = sorted(Counter.objects.values_list("register", "last"))
        cases = set(Case.objects.values_list("pk", flat=True))
        told = list(Entry.objects.filter(verb="application.registered").values_list("subject", flat=True))
        applications = list(Application.objects.values_list("idempotency_key", "case__number"))
        rows = {
            "applications": list(Application.objects.values_list("case_id", flat=True)),
            "requests": list(HeirsRequest.objects.values_list("application__case_id", flat=True)),
            "starts of the clock": list(LedgerEntry.objects.filter(step="started").values_list("case_id", flat=True)),
            "applicants": list(Party.objects.filter(role="applicant").values_list("case_id", flat=True)),
        }
        drafts = {str(key) for key in Draft.objects.values_list("key", flat=True)}
    registered = {str(key): number for key, number in applications}
    wrong = [f"{what} are not one for each case" for what, found in rows.items() if sorted(found) != sorted(cases)]
    if numbers != list(range(1, len(numbers) + 1)) or (1204, len(numbers)) not in counted:
        wrong.append(f"numbers have a gap: {numbers}, {counted}")
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
