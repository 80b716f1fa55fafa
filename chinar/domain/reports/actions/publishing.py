"""What everybody reads of a signal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from chinar.domain.cases.actions.holding import hold
from chinar.domain.reports.models import CitizenReport, Photo, PublicWording
from chinar.domain.reports.searching import index
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.moderation.rules import PersonalData, personal_data_in


class HoldsPersonalData(ValueError):
    """A text for the public holds what must not be public; `kinds` says what. Nothing was changed."""

    def __init__(self, kinds: tuple[PersonalData, ...]) -> None:
        super().__init__(", ".join(kinds))
        self.kinds = kinds


@dataclass(frozen=True, slots=True)
class Wording:
    """What an official has worded: `photos` are ids of the photos that everybody may see."""

    text: str
    place: str = ""
    answer: str = ""
    shows_point: bool = False
    photos: Collection[int] = ()


@transaction.atomic
def publish(report: CitizenReport, wording: Wording, *, by: Actor, at: datetime) -> PublicWording:
    """Shows the wording to everybody; once more, it replaces the wording. Raises HoldsPersonalData."""
    whole = f"{wording.text}\n{wording.place}\n{wording.answer}"
    found = personal_data_in(whole)
    if found:
        raise HoldsPersonalData(found)
    case = hold(report.case)
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
    index(report)
    record("signal.published", by=by, at=at, subject=case.number, subject_kind="case")
    return published  # type: ignore[no-any-return]


@transaction.atomic
def withdraw_wording(report: CitizenReport, *, by: Actor, at: datetime) -> bool:
    """Takes wording and photos away from the public; False when nothing was shown."""
    case = hold(report.case)
    Photo.objects.public().filter(report=report).update(withdrawn_at=at)
    if not PublicWording.objects.public().filter(report=report).update(withdrawn_at=at):
        return False
    index(report)
    record("signal.withdrawn", by=by, at=at, subject=case.number, subject_kind="case")
    return True
