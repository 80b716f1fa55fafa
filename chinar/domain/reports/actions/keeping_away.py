"""Whom a signal is against, and who is kept away from it (АПК чл. 113)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from chinar.domain.cases.actions.assigning import give_back
from chinar.domain.cases.actions.holding import Change, ChangedSince, compare
from chinar.domain.cases.actions.moving import lock_open
from chinar.domain.cases.actions.recusing import keep_away_too, recuse
from chinar.domain.cases.models import Recusal
from chinar.domain.reports import queries
from chinar.domain.reports.models import CitizenReport
from chinar.domain.reports.rules import Against
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.models import Role


@transaction.atomic
def name_the_accused(
    report: CitizenReport,
    *,
    accounts: Collection[int],
    seen: str = "",
    kept: Collection[int] | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Who is meant by a signal against an official: they are kept away, and everybody else is let near again, as for
    none of those who work here. It stays with none of them: whoever had it in hand gives it back. `seen` and `kept` are
    the signal, and who was kept away from it, as they were shown. Raises AlreadyDecided, ChangedSince."""
    case = lock_open(report.case)
    compare(case, seen)
    now = set(Recusal.objects.standing().filter(case=case).values_list("account_id", flat=True))
    if kept is not None and now != kept:
        raise ChangedSince((Change.RECUSAL,))
    recuse(case, accounts=accounts, by=by, at=at)
    CitizenReport.objects.filter(pk=report.pk).update(accused_named_at=at)
    if case.handler_id in accounts:
        give_back(case, reason="", by=by, at=at)


def keep_the_appointed_away(given: Role, by: Actor, at: datetime) -> None:
    """Whoever comes into office meets no signal that may be against them: the rule of registration is asked anew,
    until an official has said who is meant."""
    waiting = CitizenReport.objects.exclude(against=Against.NOBODY.value).filter(accused_named_at=None)
    holders = queries.holders_of_roles(on=max(given.valid_from, localdate(at)))
    for report in waiting.select_related("case"):
        if given.account_id in queries.kept_away(report.against, report.against_whom, holders):
            keep_away_too(report.case, account=given.account_id, by=by, at=at)
