"""Reads across signals, their supporters and officials."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.timezone import localdate

from chinar.domain.cases import kinds, law_here, outcomes, rules
from chinar.domain.cases.models import Case, CaseRelation
from chinar.domain.cases.relations import relations_of
from chinar.domain.cases.rules import Phase
from chinar.domain.reports.models import (
    CitizenReport,
    Photo,
    ReportTally,
    Resolution,
    RoutingRule,
)
from chinar.domain.reports.rules import (
    KIND,
    NEAR,
    NEWEST,
    Against,
    Course,
    Facts,
    Rule,
    course_of,
    department_for,
    keywords_of,
    likeness,
    metres_between,
)
from chinar.foundation.conversation import queries as conversation
from chinar.foundation.people.abilities import ROLES
from chinar.foundation.people.models import Account, Role
from chinar.foundation.territory.models import Department
from chinar.foundation.territory.queries import town_hall
from chinar.foundation.time.queries import calendar_for

MOST_SIMILAR = 3
MOST_COMPARED = 200
MEASURED = timedelta(days=365)
NOT_SHOWN = (outcomes.VOIDED, outcomes.WITHDRAWN, outcomes.CONVERTED)


def shown_to_all() -> Any:
    """Signals that the public may see: category, place by settlement, state and dates, and the wording once it is
    published. One that accuses somebody is shown only while an official has worded it."""
    public = Q(wording__isnull=False, wording__withdrawn_at=None)
    rows = CitizenReport.objects.filter(Q(against=Against.NOBODY.value) | public).exclude(case__outcome__in=NOT_SHOWN)
    return rows.select_related("case", "category", "settlement", "wording")


def newest() -> Any:
    """Ids of the newest signals, as a query: what is counted or searched in a page is so among them."""
    return CitizenReport.objects.order_by("-id").values("pk")[:NEWEST]


def public_wording_of(report: CitizenReport) -> Any:
    """None while nothing is published."""
    wording = getattr(report, "wording", None)
    return wording if wording is not None and wording.withdrawn_at is None else None


def answer_to_joined(leading: Case) -> Resolution | None:
    """What came of the signal with which another was joined; None while it is open or was not settled."""
    if leading.is_open:
        return None
    last: Resolution | None = Resolution.objects.filter(report__case=leading).order_by("-id").first()
    return last


@dataclass(frozen=True, slots=True)
class Similar:
    """An open signal that may be of the same thing. `metres` is None where a point is missing, or not for the reader;
    `photo` is one that everybody may see."""

    report: CitizenReport
    metres: int | None
    supporters: int
    photo: Photo | None = None


def similar_to(
    *,
    category: int,
    settlement: int | None,
    text: str,
    point: tuple[float, float] | None,
    leaving_out: int | None = None,
    for_official: bool = False,
) -> list[Similar]:
    """Open signals of the same category: near by, or in the same settlement; the likest first. Three queries at most.

    For everybody only published places count: whoever asked from several places would find the others by distance.
    """
    rows = shown_to_all().filter(category_id=category).exclude(pk=leaving_out)
    rows = rows.exclude(case__phase__in=[Phase.DECIDED, Phase.CLOSED]).filter(against=Against.NOBODY.value)
    scored: list[tuple[float, CitizenReport, float | None]] = []
    for row in rows.order_by("-case__received_at")[:MOST_COMPARED]:
        wording = public_wording_of(row)
        known = row.point if for_official or (wording and wording.shows_point) else None
        metres = metres_between(point, known) if point and known else None
        near = metres is not None and metres <= NEAR
        if not near and (settlement is None or row.settlement_id != settlement):
            continue
        scored.append((likeness(text, wording.search_text) + (5 if near else 0) if wording else near * 5, row, metres))
    best = sorted(scored, key=lambda one: -one[0])[:MOST_SIMILAR]
    reports = [row for _score, row, _metres in best]
    counts = supporters_of(reports)
    photos = {} if for_official else first_photos(reports)
    return [
        Similar(row, None if metres is None else round(metres / 10) * 10, counts.get(row.pk, 0), photos.get(row.pk))
        for _score, row, metres in best
    ]


def first_photos(reports: Iterable[CitizenReport]) -> dict[int, Photo]:
    """By id of the signal, of those whose wording is published; at most one query."""
    worded = [report.pk for report in reports if public_wording_of(report)]
    photos = Photo.objects.public().filter(report__in=worded).order_by("-id") if worded else ()
    return {photo.report_id: photo for photo in photos}


def supporters_of(reports: Iterable[CitizenReport]) -> dict[int, int]:
    """How many said "me too" of each, those who filed a signal that was joined with it among them; two queries."""
    by_case = {report.case_id: report for report in reports}
    if not by_case:
        return {}
    numbers = {report.case.number: pk for pk, report in by_case.items()}
    counts: dict[int, int] = {}
    merged = CaseRelation.objects.filter(bond=CaseRelation.Bond.MERGED, other__in=by_case)
    for other, number in merged.values_list("other_id", "case__number"):
        numbers[number] = other
        counts[other] = counts.get(other, 0) + 1
    for number, n in conversation.supporters_of(KIND, numbers).items():
        counts[numbers[number]] = counts.get(numbers[number], 0) + n
    return {by_case[pk].pk: n for pk, n in counts.items()}


def supporters_on(report: CitizenReport) -> int:
    """The same of one, as its page reads the relations anyway; no query where nobody joined it."""
    merged = (row for row in relations_of(report.case) if row.inwards and row.bond == CaseRelation.Bond.MERGED)
    joined = [row.case.number for row in merged]
    if not joined and not getattr(report, "has_supporters", True):
        return 0
    return len(joined) + sum(conversation.supporters_of(KIND, [report.case.number, *joined]).values())


def department_of(facts: Facts, *, otherwise: int) -> Department:
    """Who gets a signal by the rules that are switched on."""
    rules = [as_rule(row) for row in RoutingRule.objects.switched_on()]
    department: Department = Department.objects.get(pk=department_for(rules, facts, otherwise=otherwise))
    return department


def as_rule(row: RoutingRule) -> Rule:
    return Rule(row.department_id, row.category_id, row.settlement_id, keywords_of(row.keywords))


def routed_past(against: str) -> Department:
    """Where a signal against somebody goes: to the town hall as a whole, past every department."""
    return town_hall()


def holders_of_roles(*, on: date) -> list[Role]:
    """The roles that are held on the day, by name of who holds them; one query."""
    roles = Role.objects.select_related("account").order_by("account__name", "account_id")
    return [role for role in roles if role.is_valid(on=on)]


def kept_away(against: str, whom: str, holders: Sequence[Role]) -> set[int]:
    """Accounts that must not see a signal against somebody (АПК чл. 113).

    Against the secretary or the mayor: whoever holds that office. Against an official: the one of that name; when
    no official is called so, everybody but those who settle matters of the whole town hall, until they name who is
    meant.
    """
    if against == Against.NOBODY:
        return set()
    if against in (Against.SECRETARY, Against.MAYOR):
        return {role.account_id for role in holders if role.role == against}
    name = " ".join(whom.split()).casefold()
    named = {role.account_id for role in holders if role.account.name.casefold() == name}
    everybody = {role.account_id for role in holders}
    return named or everybody - {role.account_id for role in holders if _settles_everything(role)}


def _settles_everything(role: Role) -> bool:
    return role.department_id is None and "cases.resolve" in ROLES.get(role.role, ())


def officials(*, on: date) -> list[Account]:
    """Whoever holds a role today, by name: one of them may be meant."""
    return list({role.account_id: role.account for role in holders_of_roles(on=on)}.values())


def courses(*, today: date) -> Iterator[Course]:
    """The signals of the last year as the figures see them; what was joined, forwarded or voided is counted where it
    went. One query, streamed; the years of the register find them, which an index does and the moment does not."""
    last = Resolution.objects.filter(report=OuterRef("pk")).order_by("-id").values("at")[:1]
    first = today - MEASURED
    years = range(first.year, today.year + 1)
    counted = {"case__counter__register": kinds.by_code("report").register, "case__counter__year__in": list(years)}
    rows = CitizenReport.objects.filter(**counted, case__outcome__in=["", *ANSWERED]).annotate(
        answered_at=Subquery(last)
    )
    columns = ("category__code", "case__received_at", "case__phase", "answered_at", "case__outcome", "promise_on")
    for code, received_at, phase, answered_at, outcome, promise_on in rows.values_list(*columns).iterator():
        received_on = localdate(received_at)
        if received_on < first:
            continue
        yield course_of(
            group=code,
            received_on=received_on,
            answered_on=localdate(answered_at) if answered_at and phase == Phase.CLOSED else None,
            outcome=outcome,
            promise_on=promise_on,
            today=today,
        )


def counted_courses() -> tuple[dict[Course, int], datetime | None]:
    """What the worker has counted, and when; one query, whatever the number of signals."""
    columns = ("category__code", "taken", "is_fixed", "promised", "kept", "n", "counted_at")
    rows = list(ReportTally.objects.values_list(*columns))
    return {Course(*course): n for *course, n, _ in rows}, rows[0][-1] if rows else None


ANSWERED = ("fixed", "planned", "explained", "refused", "not_ours")


def past_for_routing(limit: int = 300) -> list[CitizenReport]:
    """The newest signals, for trying a rule on them; those that were routed past somebody are not among them."""
    rows = CitizenReport.objects.filter(against=Against.NOBODY.value)
    return list(rows.select_related("case__department", "category", "settlement").order_by("-id")[:limit])


def facts_of(report: CitizenReport) -> Facts:
    return Facts(report.category_id, report.settlement_id, f"{report.text} {report.place}")


def case_numbers(cases: Iterable[int]) -> dict[int, str]:
    return dict(Case.objects.filter(pk__in=list(cases)).values_list("pk", "number"))


def is_barred(happened_on: date | None, *, today: date) -> bool:
    """Whether a violation is so old that a signal of it opens no proceeding (АПК чл. 111 ал. 4)."""
    if happened_on is None:
        return False
    bar = law_here.in_force("old_violation", on=today).period
    return rules.is_barred(happened_on, today, bar, calendar_for(years=[today.year]))
