"""The two ways out: e-mail over SMTP, SMS over HTTP. Each takes a message or says what is wrong with it."""

import smtplib
from contextlib import suppress
from types import TracebackType
from typing import Protocol, Self

from django.conf import settings
from django.core.mail import get_connection

from chinar.foundation.notifications import sms
from chinar.foundation.notifications.letters import letter
from chinar.foundation.notifications.models import Message
from chinar.foundation.territory.models import Municipality

Trouble = Message.Trouble


class NotTaken(Exception):
    """The message did not go out. `for_good` when another try would change nothing; `code` is the other server's."""

    def __init__(self, trouble: Trouble, code: str = "", *, for_good: bool = False) -> None:
        super().__init__(f"{trouble} {code}".strip())
        self.trouble, self.code, self.for_good = trouble, code, for_good


class Gateway(Protocol):
    def send(self, message: Message, town: Municipality) -> None:
        """Returns when the other server has taken it. Raises NotTaken."""


class Mail:
    """One connection for all letters of a round; opened with the first one, anew after a failure."""

    def __init__(self) -> None:
        self.connection = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def send(self, message: Message, town: Municipality) -> None:
        try:
            self._send(message, town)
        except NotTaken as wrong:
            if wrong.trouble is Trouble.UNREACHABLE:
                self._close()
            raise

    def _send(self, message: Message, town: Municipality) -> None:
        try:
            self.connection.open()
            self.connection.send_messages([letter(message, town)])
        except smtplib.SMTPRecipientsRefused as refused:
            code, _words = next(iter(refused.recipients.values()))
            raise _refusal(code) from None
        except smtplib.SMTPDataError as refused:
            raise _refusal(refused.smtp_code) from None
        except smtplib.SMTPResponseException as wrong:  # sign-in, sender: our own fault, not the reader's
            raise NotTaken(Trouble.UNREACHABLE, str(wrong.smtp_code)) from None
        except (smtplib.SMTPException, OSError):
            raise NotTaken(Trouble.UNREACHABLE) from None
        except (ValueError, UnicodeError):  # a line break in it, or a host name that cannot be one
            raise NotTaken(Trouble.ADDRESS, for_good=True) from None

    def _close(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self.connection.close()


def _refusal(code: int) -> NotTaken:
    """4xx is "not now" (RFC 5321, 4.2.1): greylisting, a full mailbox."""
    return NotTaken(Trouble.REFUSED, str(code), for_good=code >= 500)


class Sms:
    """Kannel's interface, by the address in CHINAR_SMS; without one no SMS is offered and none goes out."""

    def send(self, message: Message, town: Municipality) -> None:
        if not settings.SMS_URL:
            raise NotTaken(Trouble.NO_GATEWAY)
        try:
            sms.send(to=message.to, text=message.text)
        except sms.WrongNumber:
            raise NotTaken(Trouble.ADDRESS, for_good=True) from None
        except sms.Refused as refused:
            raise NotTaken(Trouble.REFUSED, refused.code, for_good=True) from None
        except sms.Unreachable as unreachable:
            raise NotTaken(Trouble.UNREACHABLE, unreachable.code) from None


def offers_sms() -> bool:
    return bool(settings.SMS_URL)
