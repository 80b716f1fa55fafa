"""The only door by which a view gets what is delivered, and what the worker goes through."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Prefetch, Q
from django.http import Http404

from chinar.domain.applications.fees import holds_back
from chinar.domain.applications.models import Application, Decision, DeliveryAttempt, PostingList
from chinar.domain.cases.access import User, cases_for, get_case_for_official, may_handle
from chinar.domain.cases.models import Assignment, Case
from chinar.domain.cases.models.case import CaseQuerySet
from chinar.domain.cases.rules import Phase
from chinar.foundation.payments.queries import owed_for_all
from chinar.foundation.people.access import departments_of

MOST_LISTED = 200
ABILITY = "documents.deliver"


def get_case_to_deliver(user: User, number: str, *, on: date) -> Case:
    """An application that the official may hand over: by ability in its department, and no party to it. Raises
    Http404."""
    case = get_case_for_official(user, number, on=on, ability=ABILITY)
    if case.kind != "application" or not may_handle(user, case, ABILITY, on=on):
        raise Http404
    return case


def attempts_of(case: Case) -> list[DeliveryAttempt]:
    """Of the decision that stands, in the order in which they were made, with what came of them; one query."""
    attempts = DeliveryAttempt.objects.select_related(
        "result", "posting", "office", "by", "decision__application__case"
    )
    return list(attempts.filter(decision__application__case=case, decision__set_aside_at=None))


def cases_to_deliver(user: User, *, on: date) -> CaseQuerySet:
    """What is decided and not received, as far as the official may hand it over, and is no party to it."""
    cases = cases_for(user, on=on).filter(kind="application", phase=Phase.DECIDED)
    departments = departments_of(user, ABILITY, on=on)
    if departments is not None:
        cases = cases.filter(_within(departments))
    return cases.exclude(parties__account_id=user.pk or 0)


def _within(departments: Collection[int]) -> Q:
    """Of the departments, or to be handed over by them."""
    return Q(department__in=departments) | Q(pk__in=Assignment.objects.that_hand_over(departments).values("case_id"))


def undelivered_for(user: User, *, on: date) -> list[Application]:
    """What is decided and not received, by the day of the decision, as far as the official may hand it over; each with
    `standing_decisions` and their `attempts`. A fixed number of queries."""
    cases = cases_to_deliver(user, on=on)
    attempts = Prefetch("attempts", DeliveryAttempt.objects.select_related("result", "posting"))
    decisions = Decision.objects.filter(set_aside_at=None).prefetch_related(attempts)
    applications = Application.objects.filter(case__in=cases).select_related(
        "case", "service_version", "receiving_office"
    )
    rows = applications.prefetch_related(Prefetch("decisions", decisions, to_attr="standing_decisions"))
    return list(rows.order_by("case__due_on", "pk")[:MOST_LISTED])


def unpaid_among(applications: Sequence[Application]) -> set[int]:
    """Ids of the matters whose result is received only when its fee is paid, and it is not; four queries at most."""
    owed = owed_for_all([one.case.number for one in applications]) if applications else {}
    return {one.case_id for one in applications if holds_back(one.case, owed[one.case.number])}


def posting_lists(*, most: int = 20) -> list[PostingList]:
    return list(PostingList.objects.select_related("by")[:most])


def get_posting_list_for(user: User, pk: int, *, on: date) -> tuple[PostingList, list[DeliveryAttempt]]:
    """A posting list with its results, without those of matters that the reader does not reach. Raises Http404; the
    view does where the reader reaches neither a result nor a notice of it."""
    made = PostingList.objects.filter(pk=pk).first()
    if made is None:
        raise Http404
    reached = cases_for(user, on=on)
    departments = departments_of(user, ABILITY, on=on)
    if departments is not None:
        reached = reached.filter(department__in=departments)
    letters = DeliveryAttempt.objects.select_related("result", "decision__application__case", "decision__decided_by")
    return made, list(letters.filter(posting=made, decision__application__case__in=reached))


def deemed_by(*, on: date) -> list[DeliveryAttempt]:
    """What the law counts as received by now: not downloaded, or on the board long enough."""
    over = DeliveryAttempt.objects.standing().filter(way__in=("download", "board"), until__lt=on)
    undelivered = over.filter(decision__set_aside_at=None, decision__application__case__phase=Phase.DECIDED)
    return list(undelivered.select_related("decision__application__case").order_by("pk")[:500])


def uncounted() -> list[DeliveryAttempt]:
    """What waits for its download without a last day, because the calendar of the next year was not known."""
    standing = DeliveryAttempt.objects.standing().filter(way=DeliveryAttempt.Way.DOWNLOAD, until=None)
    undelivered = standing.filter(decision__set_aside_at=None, decision__application__case__phase=Phase.DECIDED)
    return list(undelivered.select_related("decision__application__case").order_by("pk")[:500])
