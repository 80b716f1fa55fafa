"""What towns of the demo do together: an application for the other's service, evidence that one asks of the other."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localtime

from chinar.demo.worked_stories import PHOTO
from chinar.domain.applications.actions import AttachedFile
from chinar.domain.applications.complex.carrying import department_here, party_of
from chinar.domain.applications.complex.registering import NewComplex, register_complex
from chinar.domain.cases.actions.handing_over import receive, send
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.cases.rules import Phase
from chinar.domain.registers.actions.asking_towns import OTHERWISE, ask_town
from chinar.domain.registers.models import Evidence
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.codes import draw
from chinar.foundation.people.models import Account
from chinar.foundation.territory.doors import inbox, inside
from chinar.foundation.territory.models import Municipality

WHO = {"given_name": "Радко", "middle_name": "Велков", "family_name": "Чинаров"}
SERVICE = "Издаване на удостоверение за наследници"


def begin_together(accounts: Mapping[str, Account], *, at: datetime) -> None:
    """In the municipality in scope: Maria files for Razlog, Georgi asks Razlog for an act."""
    maria, georgi = (Actor(accounts[key].pk, "official") for key in ("maria", "georgi"))
    razlog = Municipality.objects.get(slug="razlog")
    filed_at = at - timedelta(hours=2)
    asked = register_complex(_new(razlog, by=maria, at=filed_at), by=maria, at=filed_at)
    send(asked.case, to=razlog, reason="Услугата е на Община Разлог (АПК чл. 31, ал. 6).", by=maria, at=filed_at)
    evidence = _to_ask()
    if evidence is not None:
        what = "Препис от акта за смърт, съставен в Разлог."
        ground = evidence.ground or "АПК чл. 36, ал. 4"
        ask_town(evidence, to=razlog, what=what, ground=ground, period=OTHERWISE, by=georgi, at=at)


def go_on_in_razlog(accounts: Mapping[str, Account], *, at: datetime) -> None:
    """In Razlog: what came is registered; the answers are left to whoever tries the demo."""
    petar = Actor(accounts["petar"].pk, "official")
    for message in list(inbox()):
        about = "civil-registration" if message.kind == "evidence_request" else "other"
        receive(message, about=about, by=petar, at=at)


def tell_of_towns(accounts: Mapping[str, Account], *, at: datetime) -> None:
    """Both sides, one town at a time."""
    for slug, tell in (("troyan", begin_together), ("razlog", go_on_in_razlog)):
        with inside(Municipality.objects.get(slug=slug)):
            tell(accounts, at=at)


def _to_ask() -> Evidence | None:
    """What no register tells, of an open matter of Elena's that somebody handles."""
    open_cases = Case.objects.filter(phase=Phase.IN_PROGRESS, parties__account__email="elena@chinar.example")
    evidence: Evidence | None = (
        Evidence.objects.filter(case__in=open_cases.values("pk"), operation="").select_related("case").first()
    )
    return evidence


def _new(town: Municipality, *, by: Actor, at: datetime) -> NewComplex:
    return NewComplex(
        idempotency_key=UUID(bytes=_chance("complex")[:16], version=4),
        is_sent_on=True,
        town=town,
        body=f"Община {town.name}",
        service_name=SERVICE,
        department=department_here(),
        party=party_of(WHO, by=by, at=at),
        applicant_name=" ".join(WHO.values()),
        address="гр. Троян, ул. „Чинар“ № 9",
        what="Удостоверение за наследници на чичо ми, починал в Разлог.",
        evidence="Актът за смърт е в Община Разлог.",
        delivery="where_filed",
        files=[AttachedFile("Приложение 1", "image/png", PHOTO)],
        language="bg",
        channel=Case.Channel.COUNTER,
        key=draw(lambda n: _chance("complex follow")[:n]),
        hours=receiving_hours(localtime(at).date()),
        received_at=at,
    )


def _chance(seed: str) -> bytes:
    return hashlib.sha256(f"chinar demo {seed}".encode()).digest()
