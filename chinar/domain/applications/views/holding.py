"""Which drafts a browser holds without an account: in its session, the secret of each. It ends with the browser, or
after half a day, as any session; the way back after that is a mailed link."""

import secrets
from uuid import UUID

from django.http import HttpRequest

from chinar.domain.applications import access
from chinar.domain.applications.models import Draft

_DRAFTS = "drafts"
MOST_HELD = 20
"""In one session; the longest held goes first."""


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def hold(request: HttpRequest, key: UUID, secret: str) -> None:
    held = {**_held(request), str(key): secret}
    request.session[_DRAFTS] = dict(list(held.items())[-MOST_HELD:])


def let_go(request: HttpRequest, key: UUID) -> None:
    """From now on this browser opens the draft no more."""
    request.session[_DRAFTS] = {other: secret for other, secret in _held(request).items() if other != str(key)}


def held_draft(request: HttpRequest, key: UUID) -> Draft | None:
    """The visitor's draft of this key, if this browser holds it; asks nothing where it holds none."""
    secret = _held(request).get(str(key))
    return access.find_held_draft(key, secret) if secret else None


def held_drafts(request: HttpRequest) -> list[Draft]:
    """All that this browser holds, last touched first."""
    return access.held_drafts(_held(request))


def _held(request: HttpRequest) -> dict[str, str]:
    kept: dict[str, str] = request.session.get(_DRAFTS, {})
    return kept
