"""What officials do with a signal: remarks, class and topic, what came of it.

All but `remark` raise AlreadyDecided when the signal is closed, and ChangedSince when it is not as it was shown
(`seen`). `draft_seen` is the draft of the answer as it was shown: a colleague's is never written over unread
(OtherDraft).
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases import law_here
from chinar.domain.cases.actions.holding import compare, compare_draft, hold
from chinar.domain.cases.actions.moving import lock_open, move, note
from chinar.domain.cases.models import Case, Recusal
from chinar.domain.cases.notices import tell
from chinar.domain.cases.relations import joined_with
from chinar.domain.cases.rules import Step
from chinar.domain.reports.actions.asking_back import tell_author
from chinar.domain.reports.actions.filing import add_photo
from chinar.domain.reports.models import Category, CitizenReport, Photo, Reclassification, Remark, Resolution
from chinar.domain.reports.rules import Lack, LegalClass, Outcome, Standing, lack_of
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.moderation.rules import personal_data_in


class Lacking(ValueError):
    """The answer needs something more; `lack` says what. Nothing was changed."""

    def __init__(self, lack: Lack) -> None:
        super().__init__(lack.value)
        self.lack = lack


class BlamedOrAuthor(Exception):
    """Whoever filed a signal, and whoever it is against, settles nothing of it; nothing was changed."""


@transaction.atomic
def save_draft(
    report: CitizenReport, *, text: str, seen: str = "", draft_seen: str | None = None, by: Actor, at: datetime
) -> None:
    """Keeps what was written of the answer."""
    case = _held_by_another(report, by)
    _as_shown(report, case, seen, draft_seen)
    CitizenReport.objects.filter(pk=report.pk).update(draft=text)
    record("signal.draft_saved", by=by, at=at, subject=case.number, subject_kind="case")


@transaction.atomic
def settle(
    report: CitizenReport,
    *,
    outcome: Outcome,
    text: str,
    for_joined: str = "",
    proof: str = "",
    photo: bytes | None = None,
    planned_on: date | None = None,
    seen: str = "",
    draft_seen: str | None = None,
    by: Actor,
    at: datetime,
) -> Resolution:
    """Says what came of it and closes it; the author reads the text, and so do those whose signals were joined with
    it, unless there is one for them. "Fixed" needs a photo after the work or the words of who saw it. Raises Lacking,
    BlamedOrAuthor."""
    case = _held_by_another(report, by)
    _as_shown(report, case, seen, draft_seen)
    after = _photo_after(report, photo, by=by, at=at)
    day = localtime(at).date()
    lack = lack_of(outcome, has_proof=bool(proof.strip() or after), planned_on=planned_on, today=day)
    lack = lack or _lack_for_joined(report, case, text, for_joined)
    if lack is not None:
        raise Lacking(lack)
    resolution: Resolution = Resolution.objects.create(
        report=report,
        outcome=outcome.value,
        text=text,
        for_joined=for_joined,
        proof=proof,
        proof_photo=after if outcome is Outcome.FIXED else None,
        planned_on=planned_on if outcome is Outcome.PLANNED else None,
        at=at,
        by_id=by.account_id,
    )
    CitizenReport.objects.filter(pk=report.pk).update(draft="")
    note(case, Step.DECIDED, on=day, at=at, by=by)
    case.handler_id = case.handler_id or by.account_id
    case.outcome, case.closed_at = outcome.value, at
    move(case, "settled")
    facts = {"outcome": outcome.value}
    record("signal.settled", by=by, at=at, subject=case.number, subject_kind="case", facts=facts)
    tell(case, "decided", key=resolution.pk, at=at)
    return resolution


def _lack_for_joined(report: CitizenReport, case: Case, text: str, for_joined: str) -> Lack | None:
    """An answer that names its author, or holds personal data, is not for others to read."""
    if for_joined.strip() or not joined_with(case):
        return None
    name = report.author_name.strip().casefold()
    return Lack.FOR_JOINED if personal_data_in(text) or (name and name in text.casefold()) else None


def _photo_after(report: CitizenReport, photo: bytes | None, *, by: Actor, at: datetime) -> Photo | None:
    """The one that comes with the answer, else the newest that a crew has sent."""
    if photo is not None:
        return add_photo(report, photo, moment=Photo.Moment.AFTER, by=by, at=at)
    newest: Photo | None = report.photos.filter(moment=Photo.Moment.AFTER).order_by("-id").first()
    return newest


def _held_by_another(report: CitizenReport, by: Actor) -> Case:
    """The locked open case, for an official who neither filed it nor is meant by it."""
    case = lock_open(report.case)
    theirs = by.account_id is None or case.parties.filter(account_id=by.account_id).exists()
    if theirs or Recusal.objects.standing().filter(case=case, account_id=by.account_id).exists():
        raise BlamedOrAuthor(case.number)
    return case


def _as_shown(report: CitizenReport, case: Case, seen: str, draft_seen: str | None) -> None:
    compare_draft(CitizenReport.objects.get(pk=report.pk).draft, draft_seen)
    compare(case, seen)


@transaction.atomic
def remark(report: CitizenReport, *, text: str, reader: str, by: Actor, at: datetime) -> Remark:
    """Notes something for officials, or writes to the author, in every phase; the author gets a link to answer."""
    case = hold(report.case)
    row: Remark = Remark.objects.create(report=report, reader=reader, text=text, at=at, by_id=by.account_id)
    verb = "signal.author_told" if reader == Remark.Reader.AUTHOR else "signal.remarked"
    record(verb, by=by, at=at, subject=case.number, subject_kind="case")
    if reader == Remark.Reader.AUTHOR:
        tell_author(row, case, at=at)
    return row


@transaction.atomic
def reclassify(
    report: CitizenReport,
    *,
    legal_class: LegalClass,
    category: Category,
    reason: str,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> Reclassification:
    """Another class in law or another topic, with the reason; number, due date and promise stay as they were told."""
    case = lock_open(report.case)
    compare(case, seen)
    row: Reclassification = Reclassification.objects.create(
        report=report,
        was_class=report.legal_class,
        became_class=legal_class.value,
        was_category=report.category,
        became_category=category,
        reason=reason,
        at=at,
        by_id=by.account_id,
    )
    CitizenReport.objects.filter(pk=report.pk).update(legal_class=legal_class.value, category=category)
    case.subject = category.code
    if report.standing == Standing.ORDINARY:
        # Both periods are two months today; whichever rule is named, a date that was told stays.
        rule = law_here.in_force(legal_class.value, on=localtime(case.received_at).date())
        case.legal_period = rule.code
    case.save(update_fields=["subject", "legal_period"])
    record("signal.reclassified", by=by, at=at, subject=case.number, subject_kind="case")
    return row
