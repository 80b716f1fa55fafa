"""Tells the journal of the installation what happens on the pages of sign-in, which are allauth's.

It stands among the views because it runs inside theirs and reads the clock as they do. Some of these pages open at a
municipality's own host name too; an account is of the installation all the same, and so are its entries.
"""

import time
from functools import partial
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.utils import timezone

from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.actions import record
from chinar.foundation.people.access import actor_of
from chinar.foundation.people.models import Account

OWNERS_ACTS = (
    (account.user_logged_in, "account.signed_in"),
    (account.password_changed, "account.password_changed"),
    (account.password_set, "account.password_set"),
    (account.password_reset, "account.password_reset"),
)
# Whoever signs up has not proven yet that the address is theirs; whoever gives a wrong code may be anybody.
STRANGERS_ACTS = ((account.user_signed_up, "account.signed_up"), (mfa.authentication_failed, "account.wrong_code"))
KINDS = Authenticator.Type
FACTORS_ADDED = {
    KINDS.TOTP: "account.app_added",
    KINDS.WEBAUTHN: "account.passkey_added",
    KINDS.RECOVERY_CODES: "account.codes_made",
}
FACTORS_REMOVED = {
    KINDS.TOTP: "account.app_removed",
    KINDS.WEBAUTHN: "account.passkey_removed",
    KINDS.RECOVERY_CODES: "account.codes_removed",
}
FACTOR_ACTS = (
    (mfa.authenticator_added, FACTORS_ADDED),
    (mfa.authenticator_reset, FACTORS_ADDED),
    (mfa.authenticator_removed, FACTORS_REMOVED),
)
# Seconds; an entry is written in a tenth of it.
TELLING_TAKES = 0.05


def connect() -> None:
    """Listens to allauth; called once, from PeopleConfig.ready."""
    for signal, verb in OWNERS_ACTS:
        signal.connect(partial(_tell_owners, verb), weak=False)
    for signal, verb in STRANGERS_ACTS:
        signal.connect(partial(_tell_strangers, verb), weak=False)
    for signal, verbs in FACTOR_ACTS:
        signal.connect(partial(_tell_factor, verbs), weak=False)
    account.email_confirmed.connect(_tell_confirmed)


def tell_wrong_password(email: str) -> None:
    """Told only of an account that exists; every answer waits for the same moment, so that its delay does not say
    whether there is one. allauth's limits keep the journal from being flooded."""
    told_by = time.monotonic() + TELLING_TAKES
    known = Account.objects.filter(email=email.strip().lower()).values_list("pk", flat=True).first()
    if known is not None:
        _tell("account.wrong_password", known, by=VISITOR)
    time.sleep(max(0.0, told_by - time.monotonic()))


def _tell_owners(verb: str, *, user: Account, **more: Any) -> None:
    _tell(verb, user.pk, by=actor_of(user))


def _tell_strangers(verb: str, *, user: Account, **more: Any) -> None:
    _tell(verb, user.pk, by=VISITOR)


def _tell_factor(verbs: dict[str, str], *, user: Account, authenticator: Authenticator, **more: Any) -> None:
    _tell(verbs[authenticator.type], user.pk, by=actor_of(user))


def _tell_confirmed(*, email_address: Any, **more: Any) -> None:
    _tell("account.confirmed", email_address.user_id, by=Actor(email_address.user_id, "citizen"))


def _tell(verb: str, account_id: int, *, by: Actor) -> None:
    with scoped(None):
        record(verb, subject=str(account_id), subject_kind="account", by=by, at=timezone.now())
