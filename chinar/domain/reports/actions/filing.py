"""How a signal comes in, and how others join it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from chinar.domain.cases import law_here
from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.actions.registering import NewCase, register_case
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.notices import tell_receipt, tell_registered
from chinar.domain.reports import queries
from chinar.domain.reports.kinds import REPORT
from chinar.domain.reports.models import (
    Category,
    CategoryQuestion,
    CitizenReport,
    GivenAnswer,
    Photo,
    WaitingPhoto,
)
from chinar.domain.reports.rules import KIND, Against, Facts, LegalClass, Standing, standing_of
from chinar.domain.reports.talking import SIGNAL
from chinar.foundation.conversation.actions.subscribing import follow_with_account
from chinar.foundation.conversation.actions.supporting import support
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.documents import files
from chinar.foundation.documents.actions import keep
from chinar.foundation.journal.actions import record
from chinar.foundation.people.models import Account, Person, Role
from chinar.foundation.territory.models import Department, Settlement
from chinar.foundation.time.queries import calendar_for
from chinar.foundation.time.rules import Hours, Period, Unit, WorkingCalendar, count, started_on


@dataclass(frozen=True, slots=True)
class NewReport:
    """A signal ready to be registered. `person` and `account` only when they are signed in."""

    idempotency_key: UUID
    category: Category
    text: str
    channel: str
    key: str
    hours: Hours
    settlement: Settlement | None = None
    place: str = ""
    point: tuple[float, float] | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    shows_name: bool = False
    language: str = "bg"
    happened_on: date | None = None
    against: str = Against.NOBODY.value
    against_whom: str = ""
    answers: Sequence[tuple[CategoryQuestion, str]] = field(default=())
    person: Person | None = None
    account: Account | None = None
    received_at: datetime | None = None
    """When it reached this municipality, if it came from another one before it was registered."""
    first_filed_on: date | None = None
    """Where filing elsewhere kept a time limit (АПК чл. 31)."""
    left_out: int = 0
    """Files that came with the letter and cannot be opened here; its sender is told."""


@transaction.atomic
def register_report(new: NewReport, *, by: Actor, at: datetime, verb: str = "signal.registered") -> CitizenReport:
    """Gives the signal its number, its two dates and its department. The same key again gives what was registered.

    Photos that came with the same key are taken over. Raises NoLegalPeriod, NoCalendar, ValueError for a category of
    another body.
    """
    known = CitizenReport.objects.filter(idempotency_key=new.idempotency_key).select_related("case").first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    if not new.category.is_ours:
        raise ValueError(f"Category {new.category.code} registers nothing.")
    received = new.received_at or at
    today = localtime(received).date()
    calendar = calendar_for(years=range(today.year - 1, today.year + 3))
    bar = law_here.in_force("old_violation", on=today).period
    filed_on = new.first_filed_on or today
    standing = standing_of(name=new.name, happened_on=new.happened_on, filed_on=filed_on, bar=bar, calendar=calendar)
    department = _department(new)
    away = queries.kept_away(new.against, new.against_whom, _holders(new, today))
    new_case = _new_case(new, standing, department, received)
    case = register_case(new_case, by=by)
    report = _written(new, standing, case_id=case.pk, promise_on=_promised(new, calendar, received))
    report.case = case
    _take_photos(report, new.idempotency_key, by=by, at=at)
    if away:
        recuse(case, accounts=away, by=SYSTEM, at=at)
    record(verb, by=by, at=at, subject=case.number, subject_kind="case")
    if new.channel == Case.Channel.EMAIL:
        tell_receipt(case, more={"standing": standing.value, "left_out": new.left_out}, at=at)
    elif standing is Standing.ORDINARY:
        title = _("Signal: %(title)s") % {"title": report.title}
        tell_registered(case, title=lambda: title, parties=new_case.parties, at=at)
    return report


def _holders(new: NewReport, today: date) -> list[Role]:
    """No query for the many that accuse nobody."""
    return queries.holders_of_roles(on=today) if new.against != Against.NOBODY else []


def _department(new: NewReport) -> Department:
    if new.against != Against.NOBODY:
        return queries.routed_past(new.against)
    facts = Facts(new.category.pk, new.settlement.pk if new.settlement else None, f"{new.text} {new.place}")
    return queries.department_of(facts, otherwise=new.category.department_id or 0)


def _new_case(new: NewReport, standing: Standing, department: Department, at: datetime) -> NewCase:
    code = "signal" if standing is Standing.ORDINARY else "signal_information"
    rule = law_here.in_force(code, on=localtime(at).date())
    author = [Party(role=Party.PartyRole.APPLICANT, person=new.person, account=new.account)] if new.person else []
    return NewCase(
        kind=REPORT,
        received_at=at,
        channel=new.channel,
        department=department,
        legal_period=rule.code,
        period=rule.period,
        hours=new.hours,
        parties=author,
        key=new.key,
        subject=new.category.code,
    )


def _promised(new: NewReport, calendar: WorkingCalendar, at: datetime) -> date | None:
    """The last day of the town's own promise, counted as the legal period is."""
    if not new.category.promise_days:
        return None
    start = started_on(localtime(at), new.hours, calendar).day
    return count(start, Period(new.category.promise_days, Unit.WORKING_DAYS), calendar).due_on


def _written(new: NewReport, standing: Standing, *, case_id: int, promise_on: date | None) -> CitizenReport:
    report: CitizenReport = CitizenReport.objects.create(
        case_id=case_id,
        idempotency_key=new.idempotency_key,
        category=new.category,
        legal_class=LegalClass.SIGNAL.value,
        standing=standing.value,
        settlement=new.settlement,
        place=new.place,
        longitude=new.point[0] if new.point else None,
        latitude=new.point[1] if new.point else None,
        text=new.text,
        author_name=new.name,
        author_email=new.email,
        author_phone=new.phone,
        shows_name=new.shows_name,
        language=new.language,
        happened_on=new.happened_on,
        against=new.against,
        against_whom=new.against_whom,
        promise_days=new.category.promise_days if promise_on else None,
        promise_on=promise_on,
    )
    GivenAnswer.objects.bulk_create(
        GivenAnswer(report=report, question=question, text=text) for question, text in new.answers if text
    )
    return report


def _take_photos(report: CitizenReport, key: UUID, *, by: Actor, at: datetime) -> None:
    waiting = WaitingPhoto.objects.filter(key=key)
    for digest in list(waiting.values_list("sha256", flat=True)):
        add_photo(report, files.fetch(digest), moment=Photo.Moment.BEFORE, by=by, at=at)
    waiting.delete()


def add_photo(report: CitizenReport, content: bytes, *, moment: str, by: Actor, at: datetime) -> Photo:
    """Keeps a picture that is bare of metadata (documents.pictures) with the signal."""
    document = keep(
        content,
        kind="signal_photo",
        title=_("Photo"),
        subject=report.case.number,
        media_type="image/jpeg",
        by=by,
        at=at,
    )
    photo: Photo = Photo.objects.create(report=report, document=document, moment=moment)
    return photo


@transaction.atomic
def let_photos_wait(key: UUID, contents: Sequence[bytes], *, at: datetime) -> None:
    """Keeps the photos of a form until it is sent; at most Photo.MOST, the newest of them."""
    for content in contents:
        WaitingPhoto.objects.get_or_create(key=key, sha256=files.store(content), defaults={"at": at})
    kept = WaitingPhoto.objects.filter(key=key).order_by("-id").values_list("pk", flat=True)[: Photo.MOST]
    _set_aside(key, but=list(kept))


@transaction.atomic
def drop_photos(key: UUID) -> None:
    """Takes the photos that wait away from the form."""
    _set_aside(key)


def _set_aside(key: UUID, *, but: Sequence[int] = ()) -> None:
    """Under a key that no form has: the file lies on the disk until the worker erases it, and the row names it."""
    gone = WaitingPhoto.objects.filter(key=key).exclude(pk__in=but)
    for photo in gone:
        WaitingPhoto.objects.get_or_create(key=uuid5(key, "set aside"), sha256=photo.sha256, defaults={"at": photo.at})
    gone.delete()


class CannotJoin(Exception):
    """The signal is settled or goes on elsewhere; nothing was changed."""


@transaction.atomic
def join_report(report: CitizenReport, *, key: UUID, account: Account | None, by: Actor, at: datetime) -> bool:
    """Counts somebody who has met the same; False when they were counted before. Raises CannotJoin."""
    case = hold(report.case)
    if not case.is_open or report.is_restricted:
        raise CannotJoin(case.number)
    if account is not None and case.parties.filter(account=account).exists():
        return False
    if not support(KIND, case.number, key=key, account=account, at=at):
        return False
    if account is not None:
        follow_with_account(SIGNAL, case.number, account=account, at=at)
    record("signal.joined", by=by, at=at, subject=case.number, subject_kind="case")
    return True
