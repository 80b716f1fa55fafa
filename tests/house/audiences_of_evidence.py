"""Rows of the demo that the addresses of evidence name."""

from datetime import UTC, date, datetime
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

    return Evidence.objects.select_related("case__department").get(
        case__number=_waiting(cast)["number"], code="relations"
    )


def paper(cast: Any) -> dict[str, Any]:
    from chinar.domain.registers.models import PaperAsked

    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    return {"pk": PaperAsked.objects.create(service="x", service_name="Услуга", at=at).pk}


def evidence_request(cast: Any) -> dict[str, Any]:
    """Of another municipality, registered here in the department of the matter that waits."""
    return {"number": _request(cast).case.number}


def evidence_answered(cast: Any) -> dict[str, Any]:
    """One that was answered with a document."""
    from chinar.domain.registers.actions.answering_towns import Given, answer_request
    from chinar.foundation.documents.uploads import Paper

    given = Given("given", "Актът.", "Регистър", date(2026, 11, 16), Paper("application/pdf", b"%PDF-1"))
    request, author = _request(cast), Actor(cast.account("georgi@chinar.example").pk, "official")
    answer_request(request, given, by=author, at=datetime(2026, 11, 16, 9, tzinfo=UTC))
    return {"number": request.case.number}


def _request(cast: Any) -> Any:
    from chinar.domain.cases.actions.handing_over import receive
    from chinar.domain.registers.models import EvidenceRequest
    from chinar.foundation.core.actor import SYSTEM
    from chinar.foundation.core.scope import scoped
    from chinar.foundation.territory.doors import hand_over
    from chinar.foundation.territory.models import Municipality

    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    asked = {"evidence": "Акт за смърт", "service": "Удостоверение", "what": "Препис.", "ground": "АПК", "subject": ""}
    facts = {**asked, "period": "data_of_other_body", "key": "7KQ2M9XD4TRB0HWE"}
    with scoped(Municipality.objects.get(slug="razlog").pk):
        message = hand_over(to=cast.town, kind="evidence_request", subject="1", facts=facts, by=SYSTEM, at=at)
    case = receive(message, about=_evidence(cast).case.department.code, by=SYSTEM, at=at)
    return EvidenceRequest.objects.select_related("case", "asking").get(case=case)
