"""Rows of the demo that the addresses of complex service name: applications that came from another administration."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from chinar.foundation.core.actor import SYSTEM, Actor

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)


def complex_entered(cast: Any) -> dict[str, Any]:
    """A page to enter one is walked without saying for whom; where it leads, its own tests walk."""
    return {"key": UUID(int=7)}


def complex_open(cast: Any) -> dict[str, Any]:
    return {"number": _request(cast).case.number}


def complex_decided(cast: Any) -> dict[str, Any]:
    return {"number": _decided(cast).case.number}


def complex_of_owner(cast: Any) -> dict[str, Any]:
    """In which the owner acts through their account."""
    request = _decided(cast)
    request.case.parties.update(account=cast.account("elena@chinar.example"))
    return {"number": request.case.number}


def _request(cast: Any) -> Any:
    from chinar.domain.applications.complex.carrying import party_of
    from chinar.domain.applications.complex.registering import NewComplex, register_complex
    from chinar.foundation.time.rules import Hours
    from tests.house.audiences import department

    names = {"given_name": "Кремена", "family_name": "Рашкова"}
    new = NewComplex(
        idempotency_key=uuid4(),
        is_sent_on=False,
        town=None,
        body="Община Подател",
        service_name="Скица",
        department=department(cast),
        party=party_of(names, by=SYSTEM, at=AT),
        applicant_name="Кремена Рашкова",
        address="гр. Троян",
        what="Скица.",
        delivery="page",
        language="bg",
        channel="complex",
        key="7KQ2M9XD4TRB0HWE",
        hours=Hours(),
        received_at=AT,
    )
    return register_complex(new, by=SYSTEM, at=AT)


def _decided(cast: Any) -> Any:
    from chinar.domain.applications.complex.deciding import Act, decide
    from chinar.foundation.documents.uploads import Paper

    request, by = _request(cast), Actor(cast.account("georgi@chinar.example").pk, "official")
    decide(request, Act("granted", "№ 1", "", Paper("application/pdf", b"%PDF-1")), by=by, at=AT)
    return request
