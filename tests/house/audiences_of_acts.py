"""Rows of the demo that the addresses of acts, their signature and their delivery name."""

from typing import Any


def draft_act(cast: Any) -> dict[str, Any]:
    """A draft of a decision that waits for its signature."""
    from chinar.domain.applications.models import DraftAct

    return {"number": DraftAct.objects.standing().get().application.case.number}


def signatory(cast: Any) -> dict[str, Any]:
    from chinar.domain.applications.models import Signatory

    return {"pk": Signatory.objects.filter(ended_at=None).first().pk}


def posting_list(cast: Any) -> dict[str, Any]:
    """With one letter on it."""
    return {"pk": _letter(cast).posting_id}


def letter_sent(cast: Any) -> dict[str, Any]:
    letter = _letter(cast)
    return {"pk": letter.posting_id, "attempt": letter.pk}


def _letter(cast: Any) -> Any:
    from chinar.domain.applications.models import DeliveryAttempt

    return DeliveryAttempt.objects.filter(way="post").latest("pk")
