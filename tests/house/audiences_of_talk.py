"""The addresses of comments, and the rows of the demo that they name."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from tests.house.address import Address
from tests.house.audiences import ANYONE
from tests.house.reported import open_signal, public_works


def about(**more: Any) -> Callable[[Any], dict[str, Any]]:
    """The signal of the demo that people talk about."""
    return lambda cast: {"kind": "report", "key": open_signal(cast)["number"], **more}


def comment(cast: Any, **which: Any) -> Any:
    from chinar.foundation.conversation.models import Comment

    return Comment.objects.filter(subject_kind="report", unit=None, **which).earliest("pk")


def own(cast: Any) -> dict[str, Any]:
    from chinar.foundation.conversation import links

    found = comment(cast)
    return {"key": found.key, "code": links.to_own(found)}


def waiting(cast: Any) -> dict[str, Any]:
    return {"pk": comment(cast, published_at=None, withholding=None).pk}


def public(cast: Any) -> dict[str, Any]:
    return {"pk": comment(cast, published_at__isnull=False, withholding=None).pk}


def objected(cast: Any) -> dict[str, Any]:
    from datetime import UTC, datetime

    from chinar.foundation.moderation.models import Objection

    found = comment(cast, withholding__isnull=False)
    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    Objection.objects.get_or_create(withholding=found.withholding, defaults={"text": "Не е така.", "at": at})
    return {"pk": found.pk}


TALK: dict[str, Address] = {
    "conversation:begin": Address(ANYONE, about()),
    "conversation:write": Address(ANYONE, about(form_key=UUID(int=7))),
    "conversation:own": Address(ANYONE, own),
    "conversation:queue": Address("conversation.moderate"),
    "conversation:comment": Address("conversation.moderate", waiting, within=public_works),
    "conversation:publish": Address("conversation.moderate", waiting, posts=True, within=public_works),
    "conversation:withhold": Address("conversation.moderate", public, within=public_works),
    "conversation:objection": Address("conversation.decide", objected, within=public_works),
    "conversation:owe": Address("conversation.moderate", waiting, posts=True, within=public_works),
    "conversation:rules": Address("conversation.set"),
}
