"""Rows of the demo that the addresses of acts, their signature and their delivery name."""

from typing import Any


def draft_act(cast: Any) -> dict[str, Any]:
    """A draft of a decision that waits for its signature."""
    from chinar.domain.applications.models import DraftAct

    return {"number": DraftAct.objects.standing().get().application.case.number}


def signatory(cast: Any) -> dict[str, Any]:
    from chinar.domain.applications.models import Signatory

    return {"pk": Signatory.objects.filter(ended_at=None).first().pk}
