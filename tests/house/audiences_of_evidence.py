"""Rows of the demo that the addresses of evidence name."""

from datetime import UTC, datetime
from typing import Any

from chinar.foundation.core.actor import Actor


def _waiting(cast: Any) -> dict[str, Any]:
    from tests.house.audiences import waiting

    return waiting(cast)


def evidence(cast: Any) -> dict[str, Any]:
    """Of the matter that waits; asked about by nobody yet."""
    return {**_waiting(cast), "code": "relations"}


def evidence_letter(cast: Any) -> dict[str, Any]:
    from chinar.domain.registers.actions.letters import dispute_entry

    one, author = _evidence(cast), Actor(cast.account("georgi@chinar.example").pk, "official")
    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    made = dispute_entry(one, body="Орган", what="Запис.", ground="АПК", by=author, at=at)
    return {**evidence(cast), "pk": made.document_id}


def register_answer(cast: Any) -> dict[str, Any]:
    """As it is kept; open to every role that may ask for evidence."""
    from chinar.domain.registers.models import Evidence, RegisterAnswer, RegisterQuery, RegisterResult

    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    Evidence.objects.filter(pk=_evidence(cast).pk).update(asking_roles="")
    one = _evidence(cast)
    asked = {"operation": one.operation, "service": one.service, "ground": one.ground, "oid": "1.2.3", "at": at}
    query = RegisterQuery.objects.create(case=one.case, evidence=one, **asked)
    RegisterResult.objects.create(query=query, outcome="fetched", at=at, milliseconds=1)
    RegisterAnswer.objects.create(query=query, raw="<none/>")
    return {**_waiting(cast), "pk": query.pk}


def _evidence(cast: Any) -> Any:
    from chinar.domain.registers.models import Evidence

    return Evidence.objects.select_related("case").get(case__number=_waiting(cast)["number"], code="relations")


def paper(cast: Any) -> dict[str, Any]:
    from chinar.domain.registers.models import PaperAsked

    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    return {"pk": PaperAsked.objects.create(service="x", service_name="Услуга", at=at).pk}
