"""Reads across evidence, queries and papers."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import TruncMonth
from django.utils.timezone import localtime, make_aware

from chinar.domain.cases.access import User, cases_for
from chinar.domain.cases.models import Case
from chinar.domain.registers.curiosity import Asked, Doubt, doubts
from chinar.domain.registers.models import (
    Bearer,
    Evidence,
    EvidenceCharge,
    EvidenceRecord,
    PaperAsked,
    RegisterQuery,
)
from chinar.domain.registers.models.evidence import EvidenceQuerySet
from chinar.domain.registers.rules import WITHOUT_A_PAPER, Piece, Standing, accessed_at, standing
from chinar.domain.registers.subjects import person_hash
from chinar.foundation.offices.queries import main_desk, office_hours
from chinar.foundation.people.models import Person, Role
from chinar.foundation.people.models.person import IdentifierKind
from chinar.foundation.time.rules import Hours

MOST = 300
MONTHS = 12


def with_records(rows: EvidenceQuerySet) -> EvidenceQuerySet:
    """Each with its records and who made them: one query more, however many rows."""
    records = EvidenceRecord.objects.select_related(
        "by", "document", "query__result", "hand_over", "charge__payee"
    ).order_by("id")
    return rows.prefetch_related(Prefetch("records", queryset=records))


def evidence_told(case: Case) -> list[Any]:
    """As the pages of a matter tell of it: each with the `last_` columns of its newest record, None while there is
    none, `last_number` at the municipality asked, and the newest fee that the applicant bears. One query."""
    newest = EvidenceRecord.objects.filter(evidence=OuterRef("pk")).order_by("-id")
    columns = ("outcome", "place", "at", "holds_on", "answer_due_on")
    told = {f"last_{name}": Subquery(newest.values(name)[:1]) for name in columns}
    there = Subquery(newest.values("hand_over__accepted_as")[:1])
    charges = EvidenceCharge.objects.filter(evidence=OuterRef("pk"), bearer=Bearer.APPLICANT).order_by("-id")
    fee = {"fee_cents": charges.values("cents"), "fee_payee": charges.values("payee__name")}
    return list(
        Evidence.objects.filter(case=case).annotate(
            **told, last_number=there, **{name: Subquery(rows[:1]) for name, rows in fee.items()}
        )
    )


def standing_of(evidence: Evidence, *, on: date) -> Standing:
    last = evidence.last
    return _standing(evidence, last.outcome if last else None, last.answer_due_on if last else None, on)


def standing_told(evidence: Any, *, on: date) -> Standing:
    """The same of one of `evidence_told`."""
    return _standing(evidence, evidence.last_outcome, evidence.last_answer_due_on, on)


def _standing(evidence: Evidence, outcome: str | None, answer_due_on: date | None, on: date) -> Standing:
    return standing(
        outcome or "",
        source=evidence.source,
        is_optional=evidence.is_optional,
        will_be_asked=evidence.ask_at is not None,
        is_late=answer_due_on is not None and answer_due_on < on,
    )


def data_accessed_at(case: Case) -> datetime | None:
    """When the last of the data came that other administrations hold, None while some is awaited or none was needed.
    One query."""
    pieces = [Piece(row.source, row.last_outcome or "", row.last_at, row.is_optional) for row in evidence_told(case)]
    return accessed_at(pieces)


class ChargeTold(NamedTuple):
    """What a piece of evidence costs the applicant, and to which municipality."""

    what: str
    payee: str
    cents: int
    ground: str


def charges_to_applicant(case: Case) -> list[ChargeTold]:
    """Fees for evidence of the matter that its applicant bears, oldest first. One query."""
    rows = EvidenceCharge.objects.select_related("evidence", "payee").order_by("id")
    borne = rows.filter(evidence__case=case, bearer=Bearer.APPLICANT)
    return [ChargeTold(row.evidence.name, row.payee.name, row.cents, row.ground) for row in borne]


def waiting_for(user: User, *, on: date) -> list[tuple[Evidence, Standing]]:
    """Evidence of open matters that waits for an official, in the departments of the user; matters due first."""
    cases = cases_for(user, on=on).open().order_by("due_on", "id")
    rows = with_records(Evidence.objects.filter(case__in=cases.values("pk"), records__isnull=False))
    rows = rows.select_related("case").order_by("case__due_on", "id").distinct()[:MOST]
    found = [(row, standing_of(row, on=on)) for row in rows]
    return [(row, how) for row, how in found if how in (Standing.TO_DO, Standing.FOR_APPROVAL)]


class Spared(NamedTuple):
    """Papers that nobody asked of citizens."""

    month: date
    service_name: str
    service_name_en: str
    papers: int


def papers_spared(*, on: date) -> list[Spared]:
    """By month and service, newest first, of the last twelve months. One query."""
    since = _months_back(on)
    rows = (
        EvidenceRecord.objects.filter(outcome__in=WITHOUT_A_PAPER, at__gte=since)
        .annotate(month=TruncMonth("at"))
        .values("month", "evidence__service_name", "evidence__service_name_en")
        .annotate(papers=Count("evidence", distinct=True))
        .order_by("-month", "evidence__service_name")
    )
    return [
        Spared(
            localtime(row["month"]).date(),
            row["evidence__service_name"],
            row["evidence__service_name_en"],
            row["papers"],
        )
        for row in rows
    ]


def papers_asked(*, on: date) -> int:
    """How often citizens said, in the last twelve months, that they were asked for what the state has."""
    return int(PaperAsked.objects.filter(at__gte=_months_back(on)).count())


def _months_back(on: date) -> datetime:
    month = on.replace(day=1)
    return make_aware(datetime.combine(month.replace(year=month.year - 1), time()))


class Doubtful(NamedTuple):
    """A query for the secretary's eyes, and why."""

    query: RegisterQuery
    doubts: list[Doubt]


def doubtful_queries(monday: date, *, at: datetime) -> list[Doubtful]:
    """Of the week that begins on the Monday, made by officials. Five queries, however many there were."""
    begins = make_aware(datetime.combine(monday, time()))
    rows = (
        RegisterQuery.objects.filter(at__gte=begins, at__lt=begins + timedelta(days=7), by__isnull=False)
        .select_related("case", "by", "evidence")
        .prefetch_related("views", "case__parties__person")
        .order_by("at", "id")
    )
    hours, officials = _hours(), _numbers_of_officials()
    found = [Doubtful(row, doubts(_asked(row, officials), hours=hours, on=localtime(at))) for row in rows]
    return [row for row in found if row.doubts]


def _asked(row: RegisterQuery, officials: frozenset[str]) -> Asked:
    people = [party.person for party in row.case.parties.all() if party.person]
    return Asked(
        asked_at=localtime(row.at),
        used=bool(row.views.all()) or not row.case.is_open,
        subject_is_official=row.subject_hash in officials,
        asker=row.by.name if row.by else "",
        names=[person.family_name for person in people],
    )


def _hours() -> dict[int, tuple[time, time]]:
    desk = main_desk()
    spans = office_hours(desk) if desk else ()
    if not spans:
        usual = Hours()
        return dict.fromkeys(range(5), (usual.opens, usual.closes))
    found: dict[int, tuple[time, time]] = {}
    for span in spans:
        opens, closes = found.get(span.weekday, (span.opens, span.closes))
        found[span.weekday] = (min(opens, span.opens), max(closes, span.closes))
    return found


def _numbers_of_officials() -> frozenset[str]:
    accounts = Role.objects.values("account_id")
    return frozenset(
        Person.objects.filter(account__in=accounts)
        .exclude(identifier_hash="")
        .values_list("identifier_hash", flat=True)
    )


def queries_about(user: User) -> tuple[list[RegisterQuery], bool]:
    """Queries about the person of the account, newest first, and whether their number is proven: a number that
    somebody only typed finds nothing. Queries made for one's own matters are there in any case."""
    person = Person.objects.filter(account_id=user.pk).first() if user.pk else None
    proven = bool(person and person.is_identifier_proven and person.identifier_hash)
    rows = RegisterQuery.objects.filter(case__parties__account_id=user.pk)
    if person and proven:
        rows = rows | RegisterQuery.objects.filter(subject_hash=_subject_hash(person))
    rows = rows.select_related("evidence", "result", "case").prefetch_related("views")
    return list(rows.distinct().order_by("-at", "-id")[:MOST]), proven


def _subject_hash(person: Person) -> str:
    """As queries keep it: they know a number and not its kind, so that of a foreigner is hashed as an EGN is."""
    if person.identifier_kind != IdentifierKind.LNCH:
        return person.identifier_hash
    return person_hash(person.identifier.reveal())
