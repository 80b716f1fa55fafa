"""SMS through the HTTP interface of Kannel (its guide: SMS push, POST with X-Kannel headers), which many operators and
resellers speak. POST, so that neither number nor text stands in the log of a proxy."""

import httpx
from django.conf import settings

from chinar.foundation.notifications.rules import WrongNumber, international

TIMEOUT = 20.0
GSM = frozenset("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà") | frozenset(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
"""What a short message can say in seven bits a letter (3GPP TS 23.038); anything else, as Cyrillic, needs sixteen."""

__all__ = ["Refused", "Unreachable", "WrongNumber", "send"]


class Refused(Exception):
    """The gateway will never take this message."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unreachable(Exception):
    """The gateway does not answer, does not know us, or asks to come again."""

    def __init__(self, code: str = "") -> None:
        super().__init__(code)
        self.code = code


def send(*, to: str, text: str) -> None:
    """Returns when the gateway has taken the message. Raises WrongNumber, Refused, Unreachable."""
    headers = {
        "X-Kannel-Username": settings.SMS_USER,
        "X-Kannel-Password": settings.SMS_PASSWORD,
        "X-Kannel-From": settings.SMS_SENDER,
        "X-Kannel-To": international(to),
        "X-Kannel-Coding": "0" if GSM.issuperset(text) else "2",
        "Content-Type": "text/plain; charset=UTF-8",
    }
    try:
        answer = httpx.post(settings.SMS_URL, headers=headers, content=text.encode(), timeout=TIMEOUT)
    except (httpx.HTTPError, httpx.InvalidURL):
        raise Unreachable from None
    _read(answer.status_code)


def _read(status: int) -> None:
    """202 is "accepted" or "queued"; older versions say 200. 401 and 403 are about us; other 4xx about the message."""
    if status in (200, 202):
        return
    if 400 <= status < 500 and status not in (401, 403, 408, 429):
        raise Refused(str(status))
    raise Unreachable(str(status))
