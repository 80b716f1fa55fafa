"""Asks the portal. Every call is one signed form; what it means is in the answer, never in the page that asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

import httpx

from chinar.foundation.payments.portal.messages import Request, Status, WrongMessage, status_of
from chinar.foundation.payments.portal.signing import signed

SECONDS = 5.0
MOST_BYTES = 200_000
API = "/api/v1/eService/"
PAGE = "/vpos/payment"


class PortalSilent(Exception):
    """The portal does not answer, or not so that anything can be said; the same may be asked again."""


class PortalRefused(Exception):
    """The portal does not take the request; the text is for whoever keeps the connection."""


@dataclass(frozen=True, slots=True)
class Portal:
    """One client of the portal: where it is, who we are there, and the zone of its clock."""

    address: str
    client: str
    secret: str
    currency: str
    zone: tzinfo

    @property
    def page(self) -> str:
        """Where the payer's browser sends the form that `way` signs."""
        return f"{self.address}{PAGE}"

    def way(self, portal_id: str, *, ok_url: str, cancel_url: str) -> dict[str, str]:
        """Fields of the form that leads the payer to the portal's own page."""
        content = {"id": portal_id, "okUrl": ok_url, "cancelUrl": cancel_url}
        return signed(content, client=self.client, secret=self.secret)

    def order(self, request: Request) -> str:
        """The portal's number of the request. The same key while it waits is a change of it. Raises PortalSilent,
        PortalRefused."""
        answer = self._ask("paymentJson", request.content())
        accepted = answer.get("acceptedReceiptJson")
        if isinstance(accepted, dict) and accepted.get("id"):
            return str(accepted["id"])[:40]
        refused = answer.get("unacceptedReceiptJson")
        errors = refused.get("errors") if isinstance(refused, dict) else None
        raise PortalRefused("; ".join(str(error) for error in errors or ["no reason given"])[:500])

    def statuses(self, portal_ids: Sequence[str]) -> list[Status]:
        """How requests stand. Raises PortalSilent."""
        answer = self._ask("paymentsStatus", {"requestIds": list(portal_ids)})
        rows = answer.get("paymentStatuses")
        try:
            return [status_of(row, zone=self.zone) for row in rows] if isinstance(rows, list) else []
        except (WrongMessage, AttributeError) as error:
            raise PortalSilent(str(error)) from error

    def withdraw(self, portal_id: str) -> None:
        """Nobody is to pay it any more. Raises PortalSilent."""
        self._ask("suspendRequest", {"id": portal_id})

    def _ask(self, what: str, content: dict[str, Any]) -> dict[str, Any]:
        form = signed(content, client=self.client, secret=self.secret)
        try:
            answer = httpx.post(f"{self.address}{API}{what}", data=form, timeout=SECONDS, follow_redirects=False)
        except httpx.HTTPError as error:
            raise PortalSilent(type(error).__name__) from error
        if answer.status_code in (400, 401):
            raise PortalRefused(f"{answer.status_code}: {answer.text[:200]}")
        if answer.status_code != 200 or len(answer.content) > MOST_BYTES:
            raise PortalSilent(str(answer.status_code))
        try:
            found = answer.json()
        except ValueError as error:
            raise PortalSilent("no JSON") from error
        if not isinstance(found, dict):
            raise PortalSilent("no JSON object")
        return found
