"""The public register: an answer in public words is shown to everybody, or taken back."""

from datetime import datetime

from django.db import transaction

from chinar.domain.cases.models import Case
from chinar.domain.information_requests.models import Decision, PublicAnswer
from chinar.domain.information_requests.searching import KIND, document_of
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.moderation.rules import PersonalData, personal_data_in
from chinar.foundation.search.actions import forget, put


class PublicationRefused(Exception):
    """The applicant does not want it published; nothing was changed."""


class HoldsPersonalData(ValueError):
    """A text for the public holds what must not be public; `kinds` says what. Nothing was changed."""

    def __init__(self, kinds: tuple[PersonalData, ...]) -> None:
        super().__init__(", ".join(kinds))
        self.kinds = kinds


@transaction.atomic
def publish(
    decision: Decision, *, question: str, text: str, shows_files: bool, by: Actor, at: datetime
) -> PublicAnswer:
    """Once more, it replaces the wording. Raises PublicationRefused, HoldsPersonalData."""
    found = personal_data_in(f"{question}\n{text}")
    if found:
        raise HoldsPersonalData(found)
    if decision.request.publication_refused:
        raise PublicationRefused(decision.number)
    case = Case.objects.select_for_update().get(information_request__decision=decision)
    wording = {
        "question": question,
        "text": text,
        "shows_files": shows_files,
        "published_at": at,
        "withdrawn_at": None,
    }
    made, _created = PublicAnswer.objects.update_or_create(decision=decision, defaults=wording)
    put(KIND, document_of(made))
    record("information.published", by=by, at=at, subject=case.number, subject_kind="case")
    return made  # type: ignore[no-any-return]


@transaction.atomic
def withdraw(decision: Decision, *, by: Actor, at: datetime) -> bool:
    """Takes it out of the register; False when it is not there."""
    case = Case.objects.select_for_update().get(information_request__decision=decision)
    shown = PublicAnswer.objects.public().filter(decision=decision).first()
    if shown is None:
        return False
    PublicAnswer.objects.filter(pk=shown.pk).update(withdrawn_at=at)
    forget(KIND, str(shown.pk))
    record("information.withdrawn", by=by, at=at, subject=case.number, subject_kind="case")
    return True
