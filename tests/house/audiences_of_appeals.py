"""Rows of the demo that the addresses of appeals name."""

from typing import Any


def appeal(cast: Any, *, own: bool = False) -> dict[str, Any]:
    """The owner's appeal, reconsidered; or somebody else's, whose file went up."""
    from chinar.domain.appeals.models import Appeal

    of_owner = {"case__parties__account_id": cast.account("elena@chinar.example").pk}
    rows = Appeal.objects.order_by("pk")
    return {"number": (rows.filter(**of_owner) if own else rows.exclude(**of_owner)).first().case.number}


def paper_of_appeal(cast: Any, *, own: bool = False) -> dict[str, Any]:
    from chinar.domain.cases.models import CaseDocument

    number = appeal(cast, own=own)["number"]
    return {"number": number, "pk": CaseDocument.objects.get(case__number=number, part="result").document_id}


def notice(cast: Any) -> dict[str, Any]:
    """What hangs on the board of that appeal."""
    from chinar.domain.appeals.models import BoardNotice

    number = appeal(cast)["number"]
    return {"number": number, "pk": BoardNotice.objects.get(appeal__case__number=number).pk}
