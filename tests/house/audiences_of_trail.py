"""The addresses of the trail and of questions, and the rows of the demo that they name."""

from typing import Any
from uuid import UUID

from tests.house.address import Address
from tests.house.audiences import ANYONE, HOLDER, asked, bank_answer, department_asked


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


def entry_of_councillor(cast: Any) -> dict[str, Any]:
    return {"entry": of_councillor(cast)["number"]}


TRAIL: dict[str, Address] = {
    "enquiries:start": Address(ANYONE),
    "enquiries:known": Address(ANYONE),
    "enquiries:ask": Address(ANYONE, takes=lambda cast: {"key": UUID(int=2)}),
    "enquiries:asked": Address(HOLDER, asked),
    "enquiries:answers": Address(ANYONE),
    "enquiries:answer": Address(ANYONE, bank_answer),
    "enquiries:weekly": Address("enquiries.answer"),
    "enquiries:oral": Address("enquiries.answer"),
    "enquiries:reply": Address(
        "enquiries.answer",
        lambda cast: asked(cast, own=False, answered=False),
        within=lambda cast: department_asked(cast, own=False, answered=False),
    ),
    "enquiries:publish": Address("enquiries.answer", asked, within=department_asked),
    "enquiries:withdraw": Address("enquiries.answer", asked, posts=True, within=department_asked),
    "cases:voices": Address(ANYONE),
    "enquiries:council": Address(ANYONE),
    "enquiries:councillor_question": Address(ANYONE, of_councillor),
    "enquiries:council_desk": Address("council.record"),
    "enquiries:council_enter": Address("council.record"),
    "enquiries:council_one": Address("council.record", entry_of_councillor),
    "trail:links": Address("trail.link", linked, within=of_service),
    "trail:remove": Address("trail.link", to_remove, within=of_service),
}
