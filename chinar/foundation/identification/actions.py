"""Verbs of signing in from outside: going, coming back with a proof, whose account it is."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.identification.models import Attempt, ProvenIdentity
from chinar.foundation.identification.models.proven_identity import hash_of
from chinar.foundation.identification.rules import Proof
from chinar.foundation.journal.actions import record
from chinar.foundation.people.models import Account


class Gone(Exception):
    """The attempt was used, or is too old; nothing was changed."""


class AddressTaken(Exception):
    """Another account has the e-mail address, or this one has one already; nothing was changed."""


class AnothersIdentity(Exception):
    """The identity is linked to another account, or the account to another identity; nothing was changed."""


def begin(
    *,
    provider: str,
    base: str,
    state: str,
    request_id: str,
    verifier: str,
    wanted: str,
    needed: str,
    language: str,
    at: datetime,
) -> Attempt:
    """Somebody goes to the provider; nothing is known of them yet, so the journal hears of it when they come back."""
    return Attempt.objects.create(
        provider=provider,
        base=base,
        state=state,
        request_id=request_id,
        verifier=verifier,
        wanted=wanted,
        needed=needed,
        language=language,
        begun_at=at,
    )


@transaction.atomic
def keep_answer(*, provider: str, state: str, answer: str, at: datetime) -> Attempt:
    """The first answer of the provider, unread. Raises Gone when nothing waits for it."""
    attempt = Attempt.objects.fresh(at).select_for_update().filter(state=state, provider=provider).first()
    if attempt is None or attempt.is_answered or attempt.proven_at is not None:
        raise Gone
    attempt.answer = answer
    attempt.save(update_fields=["answer"])
    return attempt


@transaction.atomic
def take_answer(attempt: Attempt) -> str:
    """The answer, once: whoever comes second with it, or reloads the page, finds nothing. Raises Gone."""
    locked = Attempt.objects.select_for_update().filter(pk=attempt.pk).first()
    if locked is None or not locked.is_answered:
        raise Gone
    answer, locked.answer = str(locked.answer), ""
    locked.save(update_fields=["answer"])
    return answer


@transaction.atomic
def prove(attempt: Attempt, proof: Proof, *, at: datetime) -> None:
    """What the answer proved, until it is said whose account it is."""
    for name in ("kind", "number", "given_name", "middle_name", "family_name", "level"):
        setattr(attempt, name, getattr(proof, name))
    attempt.proven_at = at
    attempt.save()


def refuse(attempt: Attempt | None, *, provider: str, reason: str, at: datetime) -> None:
    """Nobody was signed in; the attempt cannot be used again."""
    with transaction.atomic(), scoped(None):
        if attempt is not None:
            attempt.delete()
        facts = {"provider": provider, "reason": reason}
        record("identity.refused", subject=provider, subject_kind="provider", facts=facts, by=VISITOR, at=at)


@transaction.atomic
def open_account(attempt: Attempt, *, at: datetime) -> Account:
    """An account for somebody who has none: without an e-mail address and a password, opened by their identity alone.

    What the provider knows of e-mail is not taken over: it is not proven, and a letter to it could open the account.
    Raises Gone, AnothersIdentity when the same person did so in this moment.
    """
    account = Account.objects.create_user(None, None, name=attempt.full_name[:150], language=attempt.language)
    with scoped(None):
        by = Actor(account.pk, "citizen")
        record("account.signed_up", subject=str(account.pk), subject_kind="account", by=by, at=at)
    link(attempt, account, at=at)
    return account


@transaction.atomic
def link(attempt: Attempt, account: Account, *, at: datetime) -> None:
    """From now on the identity opens the account. Raises Gone, AnothersIdentity."""
    proven = _proven(attempt)
    if ProvenIdentity.objects.filter(account=account).exists():
        raise AnothersIdentity
    try:
        with transaction.atomic():
            ProvenIdentity.objects.create(
                account=account,
                kind=proven.kind,
                number=proven.number,
                number_hash=hash_of(proven.kind, proven.number.reveal()),
                given_name=proven.given_name,
                middle_name=proven.middle_name,
                family_name=proven.family_name,
                linked_at=at,
                proven_at=proven.proven_at or at,
                provider=proven.provider,
                level=proven.level,
            )
    except IntegrityError as error:
        raise AnothersIdentity from error
    _tell("identity.linked", account, proven, at=at)
    proven.delete()


@transaction.atomic
def recognise_account(attempt: Attempt, identity: ProvenIdentity, *, at: datetime) -> None:
    """Somebody who was here before has proven who they are again; their names may have changed. Raises Gone."""
    proven = _proven(attempt)
    for name in ("given_name", "middle_name", "family_name", "level", "provider", "proven_at"):
        setattr(identity, name, getattr(proven, name))
    identity.save()
    _tell("identity.proven", identity.account, proven, at=at)
    proven.delete()


def is_taken(email: str) -> bool:
    """Whether an account has the address, or somebody is about to make one with it."""
    return Account.objects.filter(email=email).exists() or EmailAddress.objects.filter(email=email).exists()


@transaction.atomic
def give_address(account: Account, email: str, *, at: datetime) -> None:
    """The account without an e-mail address has this one, which its holder has shown to be theirs.

    Raises AddressTaken, also where the account has one by now.
    """
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if locked.email or is_taken(email):
        raise AddressTaken
    locked.email = email
    try:
        with transaction.atomic():
            locked.save(update_fields=["email"])
            EmailAddress.objects.create(user=locked, email=email, verified=True, primary=True)
    except IntegrityError as error:
        raise AddressTaken from error
    with scoped(None):
        by = Actor(locked.pk, "citizen")
        record("account.confirmed", subject=str(locked.pk), subject_kind="account", by=by, at=at)


def _proven(attempt: Attempt) -> Attempt:
    locked = Attempt.objects.select_for_update().filter(pk=attempt.pk).exclude(proven_at=None).first()
    if locked is None:
        raise Gone
    return locked


def _tell(verb: str, account: Account, proven: Attempt, *, at: datetime) -> None:
    with scoped(None):
        facts = {"provider": proven.provider, "level": proven.level}
        by = Actor(account.pk, "citizen")
        record(verb, subject=str(account.pk), subject_kind="account", facts=facts, by=by, at=at)
