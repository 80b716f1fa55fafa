"""Somebody was served: that they may say how is written down in the transaction of what happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import get_language

from chinar.domain.cases import kinds
from chinar.domain.cases.models import Case, Party, RatingRequest
from chinar.domain.cases.notices import about, recipients_of
from chinar.domain.cases.rating.codes import code_for
from chinar.domain.cases.rating.promises import plan_in_force
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.documents.codes import format_code
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.actions import notify
from chinar.foundation.offices.models import Office
from chinar.foundation.territory.models import Department, Municipality

Occasion = RatingRequest.Occasion
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit or a call, as whoever served knows it. `service` is a code of what `kind` can be about, or "": they
    asked for nothing in particular."""

    occasion: str
    department: Department
    office: Office | None = None
    kind: str = ""
    service: str = ""
    by_company: bool = False


def ask_after_result(case: Case, *, refused: bool, at: datetime) -> None:
    """The addressee has the result, or the refusal, in hand: once for each matter. Three queries, as others wait for
    the transaction of the delivery, whose journal row tells what happened; the worker sends the question after it."""
    service, by_company = _asked_for(case)
    facts = {
        "occasion": Occasion.REFUSAL if refused else Occasion.DELIVERY,
        "case": case,
        "kind": case.kind,
        "service": service,
        "department_id": case.department_id,
        "office_id": case.office_id,
        "by_company": by_company,
    }
    RatingRequest.objects.bulk_create([_new(case.number, facts, at=at)], ignore_conflicts=True)


@transaction.atomic
def tell_of_question(asked: RatingRequest, case: Case, *, at: datetime) -> None:
    """The question goes to everybody who acts in the matter; the same one again is not sent."""
    if not RatingRequest.objects.filter(pk=asked.pk, told_at=None).update(told_at=at):
        return
    notify(
        recipients_of(case, "rate"),
        template="cases/notices/rate.txt",
        key=f"case:{case.number}:rate",
        facts=lambda town: _facts(asked, case, town),
        about=about(case),
        at=at,
    )


def ask_after_results(*, at: datetime) -> int:
    """Sends the questions that wait, the oldest first; answers of how many."""
    rows = RatingRequest.objects.filter(told_at=None, case__isnull=False).select_related("case__department")
    waiting = list(rows.order_by("id")[:AT_ONCE])
    for asked in waiting:
        if asked.case is not None:
            tell_of_question(asked, asked.case, at=at)
    return len(waiting)


def ask_after_visit(pk: int, contact: Contact, *, at: datetime) -> RatingRequest:
    """Everything asked for in a visit was registered; the code stands on its receipt."""
    return _ask(f"visit:{pk}", contact, at=at)


@transaction.atomic
def ask_after_contact(key: UUID, contact: Contact, *, by: Actor, at: datetime) -> RatingRequest:
    """An official served somebody without a matter. The same key again gives the one that is there."""
    subject = f"contact:{key}"
    known: RatingRequest | None = RatingRequest.objects.filter(subject=subject).first()
    if known is not None:
        return known
    asked = _new(subject, _facts_of(contact), at=at)
    asked.save()
    record("rating.contact_noted", by=by, at=at, subject=str(asked.pk), subject_kind="rating_request")
    return asked


def _ask(subject: str, contact: Contact, *, at: datetime) -> RatingRequest:
    known: RatingRequest | None = RatingRequest.objects.filter(subject=subject).first()
    if known is not None:
        return known
    made = _new(subject, _facts_of(contact), at=at)
    made.save()
    return made


def _facts_of(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in Contact.__slots__}


def _new(subject: str, facts: dict[str, Any], *, at: datetime) -> RatingRequest:
    until = localtime(at).date() + timedelta(days=plan_in_force().open_days)
    return RatingRequest(subject=subject, code=code_for(subject), asked_at=at, until=until, **facts)


def _asked_for(case: Case) -> tuple[str, bool]:
    """The code of what was asked, such as the service, and whether an organisation filed, or somebody for it."""
    return case.subject, bool(Party.objects.filter(case=case, organisation__isnull=False).exists())


def link_to(asked: RatingRequest, slug: str) -> str:
    code = format_code(asked.code)
    return absolute_url(slug, "cases:rate", language=get_language() or "bg", code=code)


def _facts(asked: RatingRequest, case: Case, town: Municipality) -> dict[str, Any]:
    return {"case": case, "title": kinds.title_of(case), "link": link_to(asked, town.slug), "until": asked.until}
