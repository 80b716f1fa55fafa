"""The matters of one account in all municipalities: each is entered by itself, one after the other."""

from typing import NamedTuple, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases import kinds
from chinar.domain.cases.access import own_cases
from chinar.domain.cases.actions.joining_in import join_in
from chinar.domain.cases.models import Case
from chinar.foundation.core.urls import town_url
from chinar.foundation.people.access import sign_in_required
from chinar.foundation.people.models import Account
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

MOST_TOWNS, MOST_OF_EACH = 20, 50


class Row(NamedTuple):
    """A matter in words, read while its municipality was in scope."""

    case: Case
    title: str
    state: str
    href: str


class OfTown(NamedTuple):
    town: Municipality
    rows: list[Row]
    href: str
    """Of all one's matters there."""


@never_cache
@sign_in_required
@require_safe
def everywhere(request: HttpRequest) -> HttpResponse:
    """By municipality; a fixed number of queries for each in which the account has something, and none for others."""
    account = cast(Account, request.user)
    present = Municipality.objects.active().filter(pk__in=account.presences.values("municipality"))
    found = [_of_town(account, town) for town in present.order_by("name")[:MOST_TOWNS]]
    return render(request, "cases/everywhere.html", {"found": [one for one in found if one.rows]})


def _of_town(account: Account, town: Municipality) -> OfTown:
    with inside(town):
        join_in(account, at=timezone.now())
        cases = own_cases(account, most=MOST_OF_EACH)
        titles = kinds.titles(cases)
        rows = [
            Row(
                case,
                titles[case.pk],
                str(kinds.kind_of(case).state(case.state).for_citizen),
                town_url(town.slug, "cases:matter", number=case.number),
            )
            for case in cases
        ]
    return OfTown(town, rows, town_url(town.slug, "cases:mine"))
