"""The portal's messages as values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

LONGEST_REASON = 70
EGN, LNCH, BULSTAT = 1, 2, 3
"""applicantUinTypeId."""
NUMBERS = {
    "PENDING": 1, "AUTHORIZED": 2, "ORDERED": 3, "PAID": 4, "EXPIRED": 5, "CANCELED": 6, "SUSPENDED": 7, "INPROCESS": 9,
}  # fmt: skip
"""Some versions of the portal send a state by its number."""
_NAMES = {number: name for name, number in NUMBERS.items()}


class WrongMessage(ValueError):
    """A message lacks what it must have, or holds what it cannot."""


@dataclass(frozen=True, slots=True)
class Payee:
    """Whose account the money comes into."""

    name: str
    bank: str
    bic: str
    iban: str
    payment_type: str = ""


@dataclass(frozen=True, slots=True)
class Payer:
    """Who owes: sort of number (EGN, LNCH, BULSTAT), number and name."""

    kind: int
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Request:
    """That somebody may pay so much for that; `key` is our name of it (aisPaymentId)."""

    key: str
    payee: Payee
    payer: Payer
    cents: int
    currency: str
    reason: str
    reference: str
    on: date
    expires_on: date
    notice_url: str

    def content(self) -> dict[str, Any]:
        """As paymentJson wants it."""
        return {
            "aisPaymentId": self.key,
            "serviceProviderName": self.payee.name,
            "serviceProviderBank": self.payee.bank,
            "serviceProviderBIC": self.payee.bic,
            "serviceProviderIBAN": self.payee.iban,
            "currency": self.currency,
            "paymentTypeCode": self.payee.payment_type,
            "paymentAmount": self.cents / 100,
            "paymentReason": self.reason[:LONGEST_REASON],
            "applicantUinTypeId": self.payer.kind,
            "applicantUin": self.payer.number,
            "applicantName": self.payer.name,
            "paymentReferenceType": "9",
            "paymentReferenceNumber": self.reference,
            "paymentReferenceDate": self.on.isoformat(),
            "expirationDate": self.expires_on.isoformat(),
            "administrativeServiceNotificationURL": self.notice_url,
        }


@dataclass(frozen=True, slots=True)
class Status:
    """How a request stands with the portal, by its own time."""

    portal_id: str
    state: str
    changed_at: datetime


def status_of(content: dict[str, Any], *, zone: Any) -> Status:
    """From {Id, Status, ChangeTime}, whatever the case of the names; a time without a zone is of `zone`. Raises
    WrongMessage."""
    plain = {str(name).lower(): value for name, value in content.items()}
    portal_id, told, moment = (plain.get(name) for name in ("id", "status", "changetime"))
    state = _NAMES.get(told, "") if isinstance(told, int) else str(told or "").upper()
    if not portal_id or len(str(portal_id)) > 40 or state not in NUMBERS:
        raise WrongMessage("Id or Status is missing or unknown.")
    try:
        changed_at = datetime.fromisoformat(str(moment))
        return Status(str(portal_id), state, changed_at if changed_at.tzinfo else changed_at.replace(tzinfo=zone))
    except ValueError as error:
        raise WrongMessage("ChangeTime is no moment.") from error
