"""An official proves at a terminal who they are: password and the code of their app, as on the pages of sign-in.

What is wrong is not told apart; five wrong tries shut the account out of the terminal for a quarter of an hour, and
each is told to the journal of the installation.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.core.cache import cache

from chinar.foundation.core.actor import VISITOR
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.actions import record
from chinar.foundation.people.models import Account

MOST_TRIES, SECONDS = 5, 15 * 60


class NotSignedIn(Exception):
    """Wrong e-mail, password or code, no authenticator app, or too many tries."""


def signed_in(email: str, password: str, code: str, *, at: datetime) -> Account:
    """The account whose password and code these are. A code works once. Raises NotSignedIn."""
    key = f"terminal:{email.strip().casefold()}"
    cache.add(key, 0, SECONDS)
    if cache.incr(key) > MOST_TRIES:
        raise NotSignedIn("Too many tries. Wait a quarter of an hour.")
    account = Account.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if account is None:
        Account().set_password(password)  # takes as long as comparing one
    if account is None or not account.check_password(password) or not _proves(account, code):
        with scoped(None):
            record("account.wrong_at_terminal", by=VISITOR, at=at, subject=str(account.pk) if account else "")
        raise NotSignedIn("E-mail, password or code is wrong, or the account has no authenticator app.")
    cache.delete(key)
    return account


def _proves(account: Account, code: str) -> bool:
    factor = Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).first()
    return bool(factor and factor.wrap().validate_code(code.strip()))
