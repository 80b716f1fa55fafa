"""The second factor that all officials of the demo share, so that a visitor without a phone gets past it."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from chinar.demo.cast import TOTP_SECRET

PERIOD = 30  # seconds for which one code is shown (RFC 6238, 5.2)


def give_totp(account: Any, secret: str = TOTP_SECRET) -> None:
    """Gives the account an authenticator app with this secret, in the place of one that it may have.

    Raises ImproperlyConfigured outside demo mode: a secret that everybody knows guards nothing.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("A shared second factor is for demo mode only.")
    Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(account, secret)


def current_code(at: datetime, secret: str = TOTP_SECRET, *, steps: int = 0) -> str:
    """The six digits at a moment; `steps` -1 and 1 give the ones before and after, which also work once.

    Each code works once for each account, so whoever signs in twice within half a minute needs another one.
    """
    code: str = format_hotp_value(hotp_value(secret, int(at.timestamp()) // PERIOD + steps))
    return code


def seconds_left(at: datetime) -> int:
    return PERIOD - int(at.timestamp()) % PERIOD
