"""Who applies, on the way to another municipality: there they are persons and organisations of its own.

What they stated is remembered as stated: whoever accepts the matter has seen nobody's document.
"""

import json
from datetime import date, datetime
from typing import Any

from chinar.domain.applications.parties import remember
from chinar.domain.cases.models import Case, Party
from chinar.foundation.core.actor import VISITOR
from chinar.foundation.people.actions import grant_mandate, remember_organisation
from chinar.foundation.people.models import Account, Organisation, Person

STATED = ("given_name", "middle_name", "family_name", "identifier_kind")
AS_STATED = VISITOR
"""Not the official who accepts: their word would prove a number that nobody checked."""


def pack_parties(case: Case) -> str:
    rows = case.parties.select_related("person", "organisation", "mandate").order_by("pk")
    return json.dumps([_packed(row) for row in rows])


def _packed(row: Party) -> dict[str, Any]:
    mandate = row.mandate
    return {
        "role": row.role,
        "account": row.account_id,
        "person": _stated(row.person) if row.person else None,
        "organisation": {"name": row.organisation.name, "eik": row.organisation.eik} if row.organisation else None,
        "mandate": mandate
        and {
            "ground": mandate.ground,
            "document": mandate.document,
            "valid_from": mandate.valid_from.isoformat(),
            "valid_until": mandate.valid_until.isoformat() if mandate.valid_until else None,
        },
    }


def _stated(person: Person) -> dict[str, str]:
    return {**{name: getattr(person, name) for name in STATED}, "identifier": str(person.identifier.reveal())}


def unpack_parties(text: str, *, at: datetime) -> list[Party]:
    """Unsaved, in the order in which they were: whom it concerns stands before who files for them."""
    made: list[Party] = []
    for row in json.loads(text):
        account = Account.objects.filter(pk=row["account"], is_active=True).first() if row["account"] else None
        party = Party(role=row["role"], account=account, organisation=_organisation(row["organisation"], at))
        if row["person"]:
            party.person = remember(row["person"], account=account, by=AS_STATED, at=at)
        if row["mandate"] and party.person is not None:
            party.mandate = _mandate(row["mandate"], party.person, made[0], at)
        made.append(party)
    return made


def _organisation(stated: dict[str, str] | None, at: datetime) -> Organisation | None:
    if stated is None:
        return None
    return remember_organisation(name=stated["name"], eik=stated["eik"], by=AS_STATED, at=at)


def _mandate(stated: dict[str, Any], holder: Person, for_whom: Party, at: datetime) -> Any:
    until = stated.pop("valid_until")
    return grant_mandate(
        holder=holder,
        person=for_whom.person,
        organisation=for_whom.organisation,
        ground=stated["ground"],
        document=stated["document"],
        valid_from=date.fromisoformat(stated["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
        by=AS_STATED,
        at=at,
    )
