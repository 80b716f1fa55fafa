"""What of signals waits for a decision whether and how everybody reads it, as far as an official may decide it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from chinar.domain.cases.access import User
from chinar.domain.cases.models import Case
from chinar.domain.cases.models.case import CaseQuerySet
from chinar.domain.cases.outcomes import JOINED
from chinar.domain.cases.rules import Phase
from chinar.domain.reports import queries
from chinar.domain.reports.actions.publishing import WITHHELD_AS
from chinar.domain.reports.models import CitizenReport
from chinar.domain.reports.rules import Against
from chinar.foundation.moderation.models import Objection, Withholding
from chinar.foundation.moderation.rules import PersonalData, names_hinted, personal_data_in
from chinar.foundation.people.access import can, departments_of

MOST = 50


def cases_within(user: User, ability: str, *, on: date) -> CaseQuerySet:
    """Signals whose department the ability reaches, to which the official is no party and from which they are not kept
    away."""
    cases: CaseQuerySet = Case.objects.shown_to(user.pk).filter(kind="report")
    departments = departments_of(user, ability, on=on)
    if departments is not None:
        cases = cases.filter(department__in=departments)
    return cases.exclude(parties__account_id=user.pk or 0)


def unpublished(user: User, *, on: date) -> Any:
    """Of the newest: those without a public wording, and those whose answer is not in it; without those that were
    withheld, and those that accuse somebody, which are nothing for everybody by themselves."""
    withheld = Withholding.objects.standing().filter(subject_kind=WITHHELD_AS, subject=OuterRef("case__number"))
    unworded = Q(wording=None) | Q(wording__withdrawn_at__isnull=False)
    unanswered = Q(wording__withdrawn_at=None, wording__answer="", case__phase=Phase.CLOSED)
    rows = CitizenReport.objects.filter(pk__in=queries.newest(), case__in=cases_within(user, "reports.answer", on=on))
    rows = rows.filter(unworded | (unanswered & Q(case__outcome__in=queries.ANSWERED)))
    return rows.filter(~Exists(withheld), against=Against.NOBODY.value).exclude(
        case__outcome__in=(JOINED, *queries.NOT_SHOWN)
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One signal of the queue, and what its words hold: `names` are only hinted."""

    report: CitizenReport
    lacks_answer: bool
    spotted: tuple[PersonalData, ...]
    names: tuple[str, ...]
    photos: int


def to_publish(user: User, *, on: date) -> list[Row]:
    """What came first is looked at first; one query besides those of access."""
    rows = unpublished(user, on=on).select_related("case", "category", "settlement", "wording")
    rows = rows.annotate(photo_count=Count("photos", distinct=True)).order_by("id")
    return [_row(report) for report in rows[:MOST]]


def _row(report: CitizenReport) -> Row:
    written = f"{report.text}\n{report.place}"
    photos: int = report.photo_count  # type: ignore[attr-defined]
    worded = queries.public_wording_of(report) is not None
    return Row(report, worded, personal_data_in(written), names_hinted(written), photos)


def objections_for(user: User, *, on: date) -> Any:
    """What waits for a decision of the official: not of what they withheld themselves."""
    if not can(user, "cases.resolve", on=on):
        return Objection.objects.none()
    numbers = cases_within(user, "cases.resolve", on=on).values("number")
    waiting = Objection.objects.waiting().filter(
        withholding__subject_kind=WITHHELD_AS, withholding__subject__in=numbers
    )
    waiting = waiting.exclude(withholding__by_id=user.pk).select_related("withholding")
    return waiting.order_by(F("due_on").asc(nulls_last=True), "id")


def taken_down_lately(user: User, *, on: date) -> list[Withholding]:
    """The newest that stand, with who withheld them and what became of it."""
    numbers = cases_within(user, "reports.answer", on=on).values("number")
    rows = Withholding.objects.standing().filter(subject_kind=WITHHELD_AS, subject__in=numbers)
    return list(rows.select_related("by", "objection__decision").order_by("-id")[:MOST])
