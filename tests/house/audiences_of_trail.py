"""The addresses of the trail, and the links of the demo that they name."""

from typing import Any

from tests.house.address import Address
from tests.house.audiences import ANYONE


def _link(cast: Any) -> Any:
    """That led from a signal to a service."""
    from chinar.foundation.trail.models import Link

    return Link.objects.standing().filter(cause_kind="report", effect_kind="service").earliest("pk")


def linked(cast: Any) -> dict[str, Any]:
    made = _link(cast)
    return {"kind": made.effect_kind, "key": made.effect_key}


def to_remove(cast: Any) -> dict[str, Any]:
    return {**linked(cast), "pk": _link(cast).pk}


def of_service(cast: Any) -> Any:
    from chinar.domain.catalogue.models import Service

    return Service.objects.get(code=_link(cast).effect_key).department


def of_councillor(cast: Any) -> dict[str, Any]:
    from chinar.domain.enquiries.models import CouncillorQuestion

    return {"number": CouncillorQuestion.objects.open().earliest("pk").number}


TRAIL: dict[str, Address] = {
    "cases:voices": Address(ANYONE),
    "enquiries:council": Address(ANYONE),
    "enquiries:councillor_question": Address(ANYONE, of_councillor),
    "enquiries:council_desk": Address("council.record"),
    "enquiries:council_enter": Address("council.record"),
    "enquiries:council_one": Address("council.record", of_councillor),
    "trail:links": Address("trail.link", linked, within=of_service),
    "trail:remove": Address("trail.link", to_remove, within=of_service),
}
