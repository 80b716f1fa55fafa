"""From the requirements of a service to the evidence of one matter."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from chinar.domain.applications.models import HeirsRequest
from chinar.domain.cases.models import Case, Party
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.registers.actions.expecting import Need, OfService, expect_evidence


def identifiers_of(
    request: HeirsRequest | None, answers: Mapping[str, str], parties: Iterable[Party]
) -> dict[str, str]:
    """By code of the answer, as requirements name it: about whom or what registers may be asked.

    `applicant.number` is that of the person or organisation concerned; the others are answers to the own questions.
    """
    known = {**answers, "applicant.number": _number_of(parties)}
    return {**known, "deceased.egn": request.deceased_egn} if request is not None else known


def _number_of(parties: Iterable[Party]) -> str:
    about = next((party for party in parties if party.role == Party.PartyRole.APPLICANT), None)
    if about is None:
        return ""
    if about.organisation is not None:
        return about.organisation.eik
    return str(about.person.identifier.reveal()) if about.person is not None else ""


def expect(case: Case, version: ServiceVersion, identifiers: Mapping[str, str], *, at: datetime) -> None:
    """What the matter will rest on, in the transaction that registers it."""
    needs = [
        Need(
            code=row.code,
            name=row.name,
            name_en=row.name_en,
            source=row.source,
            operation=row.operation,
            ground=row.ground,
            subject=identifiers.get(row.identifier, ""),
            asking_roles=row.asking_roles,
            four_eyes=row.four_eyes,
            is_optional=row.is_optional,
        )
        for row in version.requirements.all()
    ]
    if needs:
        of = OfService(version.service.code, version.name, version.name_en, version.number)
        expect_evidence(case, needs, of=of, at=at)
