"""What everybody reads of a signal: worded, taken away again, and what becomes of an objection to that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.notices import tell_with
from chinar.domain.reports.models import CitizenReport, Photo, PublicWording
from chinar.domain.reports.searching import index
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.moderation import actions as moderation
from chinar.foundation.moderation.models import Objection, Withholding
from chinar.foundation.moderation.queries import standing_of
from chinar.foundation.moderation.rules import PersonalData, personal_data_in

WITHHELD_AS = "case"
"""What a withheld signal is called by: the number of its matter."""


class HoldsPersonalData(ValueError):
    """A text for the public holds what must not be public; `kinds` says what. Nothing was changed."""

    def __init__(self, kinds: tuple[PersonalData, ...]) -> None:
        super().__init__(", ".join(kinds))
        self.kinds = kinds


class PublishedSince(Exception):
    """A colleague has published or withheld it since the page was opened; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What an official has worded: `photos` are ids of the photos that everybody may see."""

    text: str
    place: str = ""
    answer: str = ""
    shows_point: bool = False
    photos: Collection[int] = ()


def seen_of(report: CitizenReport) -> str:
    """What a form keeps of how public the signal was when it was shown; two queries."""
    row = PublicWording.objects.filter(report=report).values_list("published_at", "withdrawn_at").first()
    standing = standing_of(WITHHELD_AS, report.case.number)
    published = "" if row is None else "/".join(moment.isoformat() if moment else "" for moment in row)
    return f"{published}/{standing.pk if standing else 0}"


def _compare(report: CitizenReport, seen: str) -> None:
    """Raises PublishedSince, with the case locked, when it is not as it was shown."""
    if seen and seen != seen_of(report):
        raise PublishedSince(report.case.number)


@transaction.atomic
def publish(report: CitizenReport, wording: Wording, *, seen: str = "", by: Actor, at: datetime) -> PublicWording:
    """Shows the wording to everybody; once more, it replaces the wording. Raises HoldsPersonalData, PublishedSince."""
    whole = f"{wording.text}\n{wording.place}\n{wording.answer}"
    found = personal_data_in(whole)
    if found:
        raise HoldsPersonalData(found)
    case = hold(report.case)
    _compare(report, seen)
    facts = {
        "text": wording.text,
        "place": wording.place,
        "answer": wording.answer,
        "author": report.author_name if report.shows_name else "",
        "shows_point": wording.shows_point and report.point is not None,
        "search_text": whole.lower(),
        "published_at": at,
        "withdrawn_at": None,
    }
    published, _created = PublicWording.objects.update_or_create(report=report, defaults=facts)
    photos = Photo.objects.filter(report=report)
    photos.filter(pk__in=wording.photos).update(published_at=at, withdrawn_at=None)
    photos.filter(~Q(pk__in=wording.photos), published_at__isnull=False).update(withdrawn_at=at)
    moderation.lift(WITHHELD_AS, case.number, by=by, at=at)
    index(report)
    record("signal.published", by=by, at=at, subject=case.number, subject_kind="case")
    return published  # type: ignore[no-any-return]


@transaction.atomic
def withhold_report(
    report: CitizenReport, *, reason: str, explanation: str = "", seen: str = "", by: Actor, at: datetime
) -> Withholding:
    """Takes wording and photos away from everybody, or leaves them unpublished; the author is told and may object.

    Raises PublishedSince, WithheldBefore.
    """
    case = hold(report.case)
    _compare(report, seen)
    Photo.objects.public().filter(report=report).update(withdrawn_at=at)
    was_public = bool(PublicWording.objects.public().filter(report=report).update(withdrawn_at=at))
    withheld = moderation.withhold(
        WITHHELD_AS, case.number, was_public=was_public, reason=reason, explanation=explanation, by=by, at=at
    )
    index(report)
    facts = {"was_public": was_public, "reason": Withholding.Reason(reason).label}
    tell_with(case, "withheld", facts, key=withheld.pk, module="reports", at=at)
    return withheld


@transaction.atomic
def object_to_withholding(report: CitizenReport, withheld: Withholding, *, text: str, by: Actor, at: datetime) -> None:
    """The author objects. Raises ObjectedBefore."""
    hold(report.case)
    moderation.object_to(withheld, text=text, by=by, at=at)


@transaction.atomic
def decide_objection(
    report: CitizenReport, objection: Objection, *, grants: bool, answer: str, by: Actor, at: datetime
) -> None:
    """Granted, what was public is so again, as it was worded; what never was waits for its wording. The author is told.

    Raises SamePerson, DecidedBefore.
    """
    case = hold(report.case)
    moderation.decide_objection(objection, grants=grants, answer=answer, by=by, at=at)
    if grants:
        taken = {"report": report, "withdrawn_at": objection.withholding.at}
        Photo.objects.filter(**taken).update(withdrawn_at=None)
        PublicWording.objects.filter(**taken).update(withdrawn_at=None)
        index(report)
    tell_with(case, "objection_decided", {"granted": grants}, key=objection.pk, module="reports", at=at)
