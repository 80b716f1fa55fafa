"""Verbs on the way of an act from the expert's hand to the signature, and who may sign."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.db import transaction

from chinar.domain.applications.models import Application, Decision, DraftAct, DraftReturn, Signatory, SigningRule
from chinar.domain.cases.actions.checking import must_be_ticked
from chinar.domain.cases.actions.moving import lock_to_decide, move
from chinar.domain.catalogue.models import Service
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.people.models import Account


class DraftMoved(Exception):
    """The draft is not where it was shown: a colleague approved, returned or signed it; nothing was changed."""


class SamePerson(Exception):
    """Whoever prepared an act neither approves nor signs it; nothing was changed."""


@transaction.atomic
def prepare_act(
    application: Application, *, outcome: str, typed: Mapping[str, list[str]], seen: str = "", by: Actor, at: datetime
) -> DraftAct:
    """Sends what was typed to the head of the department. `typed` was judged good (typed.judge).

    Raises AlreadyDecided, ChangedSince, ClockStands, Unticked, DraftMoved when a draft stands already.
    """
    case = lock_to_decide(application.case, seen=seen)
    if DraftAct.objects.standing().filter(application=application).exists():
        raise DraftMoved(case.number)
    must_be_ticked(case)
    draft: DraftAct = DraftAct.objects.create(
        application=application,
        outcome=outcome,
        typed_json=json.dumps(typed, ensure_ascii=False),
        prepared_at=at,
        prepared_by_id=by.account_id,
    )
    move(case, "prepared")
    record("application.act_prepared", by=by, at=at, subject=case.number, subject_kind="case")
    return draft


@transaction.atomic
def approve_act(draft: DraftAct, *, by: Actor, at: datetime) -> DraftAct:
    """The head of the department agrees with the draft (съгласуване).

    Raises AlreadyDecided, ClockStands, DraftMoved, SamePerson.
    """
    case = lock_to_decide(draft.application.case)
    draft = _standing(draft)
    if draft.approved_at is not None:
        raise DraftMoved(case.number)
    if draft.prepared_by_id == by.account_id:
        raise SamePerson(case.number)
    draft.approved_at, draft.approved_by_id = at, by.account_id
    draft.save(update_fields=["approved_at", "approved_by_id"])
    move(case, "approved")
    record("application.act_approved", by=by, at=at, subject=case.number, subject_kind="case")
    return draft


@transaction.atomic
def return_act(draft: DraftAct, *, reason: str, by: Actor, at: datetime) -> None:
    """The draft goes back to work, with the reason; whoever prepared it may take it back so too.

    Raises AlreadyDecided, ClockStands, DraftMoved.
    """
    case = lock_to_decide(draft.application.case)
    draft = _standing(draft)
    DraftReturn.objects.create(draft=draft, reason=reason, at=at, by_id=by.account_id)
    draft.ended_at = at
    draft.save(update_fields=["ended_at"])
    move(case, "in_progress")
    record("application.act_returned", by=by, at=at, subject=case.number, subject_kind="case")


@transaction.atomic
def sign_act(
    draft: DraftAct, *, issue: Callable[..., Decision], code: str, signatory: Signatory, by: Actor, at: datetime
) -> Decision:
    """Makes the approved draft a decision; the PDF is signed with the key of the signatory where there is one.

    `issue` is that of the draft judged anew. Raises AlreadyDecided, ClockStands, DraftMoved, SamePerson, Unticked,
    SigningFailed.
    """
    case = lock_to_decide(draft.application.case)
    draft = _standing(draft)
    if draft.approved_at is None:
        raise DraftMoved(case.number)
    if draft.prepared_by_id == by.account_id:
        raise SamePerson(case.number)
    draft.ended_at = at
    draft.save(update_fields=["ended_at"])
    draft.decision = issue(code=code, post=signatory.post_on_paper, by=by, at=at)
    draft.save(update_fields=["decision"])
    record("application.act_signed", by=by, at=at, subject=case.number, subject_kind="case")
    return draft.decision


def _standing(draft: DraftAct) -> DraftAct:
    """As it is now; the lock of the case keeps it so."""
    fresh: DraftAct | None = DraftAct.objects.standing().filter(pk=draft.pk).first()
    if fresh is None:
        raise DraftMoved(str(draft))
    return fresh


class AlreadyEntered(Exception):
    """The official signs already; the entry that stands is ended first."""


@transaction.atomic
def authorise(
    account: Account,
    *,
    post: str,
    order: str = "",
    valid_from: date,
    valid_until: date | None = None,
    by: Actor,
    at: datetime,
) -> Signatory:
    """Enters who may sign, in which post and by which order. Raises AlreadyEntered."""
    Account.objects.select_for_update().get(pk=account.pk)
    if Signatory.objects.filter(account=account, ended_at=None).exists():
        raise AlreadyEntered(account.pk)
    made: Signatory = Signatory.objects.create(
        account=account,
        post=post,
        order=order,
        valid_from=valid_from,
        valid_until=valid_until,
        entered_at=at,
        entered_by_id=by.account_id,
    )
    record("signing.authorised", by=by, at=at, facts={"official": account.name})
    return made


@transaction.atomic
def end_authority(signatory: Signatory, *, by: Actor, at: datetime) -> bool:
    """Over at once; False when it was over before."""
    ended: int = Signatory.objects.filter(pk=signatory.pk, ended_at=None).update(ended_at=at, ended_by_id=by.account_id)
    if ended:
        record("signing.ended", by=by, at=at, facts={"official": signatory.account.name})
    return bool(ended)


@transaction.atomic
def set_rule(service: Service, *, signed: bool, by: Actor, at: datetime) -> bool:
    """Whether acts of the service are approved and signed from now on; False when it was so already. What was prepared
    before goes its way to the end."""
    Service.objects.select_for_update().get(pk=service.pk)
    standing = SigningRule.objects.filter(service=service, ended_at=None)
    if standing.exists() == signed:
        return False
    if signed:
        SigningRule.objects.create(service=service, at=at, by_id=by.account_id)
    else:
        standing.update(ended_at=at, ended_by_id=by.account_id)
    record("signing.rule_set", by=by, at=at, subject=service.code, facts={"signed": "1" if signed else "0"})
    return True
