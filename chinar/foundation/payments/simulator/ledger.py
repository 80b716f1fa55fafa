"""What the simulated portal knows: requests, their states, and whom it still has to tell. Safe for several threads."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chinar.foundation.payments.portal.retries import pauses

OPEN = ("PENDING", "INPROCESS")
REQUIRED = (
    "serviceProviderName", "serviceProviderBank", "serviceProviderBIC", "serviceProviderIBAN", "currency",
    "paymentAmount", "paymentReason", "applicantUinTypeId", "applicantUin", "applicantName",
    "paymentReferenceType", "paymentReferenceNumber", "paymentReferenceDate", "expirationDate",
)  # fmt: skip


@dataclass
class Wanted:
    """A request for payment."""

    id: str
    key: str
    client: str
    content: dict[str, Any]
    state: str
    changed_at: datetime


@dataclass
class Telling:
    """A notification under way: due at a time of the monotonic clock, with the pauses that are left."""

    wanted_id: str
    state: str
    changed_at: datetime
    due: float
    left: Iterator[float] = field(default_factory=pauses)
    tries: int = 0


class Ledger:
    """Requests by number. `now` is the wall clock, `hurry` divides the pauses between attempts."""

    def __init__(self, *, now: Callable[[], datetime], hurry: float = 1.0) -> None:
        self.now, self.hurry = now, hurry
        self.lock = threading.Lock()
        self.wanted: dict[str, Wanted] = {}
        self.tellings: list[Telling] = []

    def order(self, client: str, content: dict[str, Any]) -> tuple[Wanted | None, list[str]]:
        """The request, or what is wrong with it. The same aisPaymentId while it waits changes it."""
        wrong = [f"{name} is required" for name in REQUIRED if content.get(name) in (None, "")]
        if len(str(content.get("paymentReason", ""))) > 70:
            wrong.append("paymentReason is longer than 70")
        if wrong:
            return None, wrong
        key = str(content.get("aisPaymentId") or "")
        with self.lock:
            known = next((w for w in self.wanted.values() if key and (w.client, w.key) == (client, key)), None)
            if known is not None and known.state != "PENDING":
                return None, [f"aisPaymentId is {known.state}"]
            if known is not None:
                known.content = content
                return known, []
            number = str(26000001 + len(self.wanted))
            made = Wanted(number, key, client, content, "PENDING", self.now())
            self.wanted[number] = made
            return made, []

    def of(self, client: str, number: str) -> Wanted | None:
        found = self.wanted.get(number)
        return found if found is not None and found.client == client else None

    def move(self, number: str, state: str, *, at: float) -> bool:
        """A new state of an open request, and the beginning of telling about it."""
        with self.lock:
            wanted = self.wanted[number]
            if wanted.state not in OPEN:
                return False
            wanted.state, wanted.changed_at = state, self.now()
            if wanted.content.get("administrativeServiceNotificationURL"):
                self.tellings.append(Telling(number, state, wanted.changed_at, due=at))
            return True

    def due(self, at: float) -> list[Telling]:
        with self.lock:
            return [telling for telling in self.tellings if telling.due <= at]

    def told(self, telling: Telling, *, heard: bool, at: float) -> None:
        """Heard: it is over. Else it is due again after the next pause, or given up."""
        telling.tries += 1
        pause = None if heard else next(telling.left, None)
        with self.lock:
            if pause is None:
                self.tellings.remove(telling)
            else:
                telling.due = at + pause / self.hurry
