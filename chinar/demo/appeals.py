"""Appeals of the demo town: one that the body reconsidered, one whose file went up."""

import hashlib
import uuid
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from chinar.domain.appeals.actions import board, handling
from chinar.domain.appeals.actions.registering import NewAppeal, register_appeal
from chinar.domain.appeals.models import Appeal
from chinar.domain.appeals.queries import body_above, issuer_of
from chinar.domain.appeals.rules import Purpose
from chinar.domain.appeals.wording import first_words
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.documents.codes import draw
from chinar.foundation.people.models import Account, Person

GROUNDS = "Последният постоянен адрес беше в общината: прилагам копие от адресната карта."
WISH = "Отменете отказа и издайте удостоверението."
DECISION = (
    "След преглед на жалбата и на регистъра на населението се установи, че последният постоянен адрес е бил на "
    "територията на общината. Отказът се отменя. По заявлението се издава ново решение."
)
OTHER_OPINION = "Дядо ми живя в Троян до края на живота си. Подкрепям жалбата."
OPINION = "Поддържаме отказа: по данните в регистъра последният постоянен адрес е в друга община."


def tell_appeal(case: Case, ends: str, accounts: dict[str, Account], *, at: datetime) -> None:
    """In the municipality in scope; `at` is when the decision was received. Takes five days."""
    filed_at, handled_at = at + timedelta(days=2), at + timedelta(days=5)
    appeal = _file(case, at=filed_at)
    expert = accounts["georgi"]
    by = Actor(expert.pk, "official")
    take_case(appeal.case, handler=expert, by=by, at=filed_at + timedelta(days=1))
    handling.check_term(appeal.case, rule="appeal_of_act", by=by, at=handled_at)
    code = draw(lambda n: _chance(f"appeal-code-{case.pk}")[:n])
    if ends == "sent_up":
        _tell_others(appeal, by=by, at=filed_at + timedelta(days=1))
    if ends == "reconsidered":
        handling.reconsider(appeal.case, text=DECISION, code=code, by=by, at=handled_at)
        return
    handling.send_up(appeal.case, body=body_above(appeal), opinion=OPINION, code=code, by=by, at=handled_at)
    arrived_at = handled_at + timedelta(days=1)
    handling.note_arrival(appeal.case, on=localdate(arrived_at), by=by, at=arrived_at)


def _tell_others(appeal: Appeal, *, by: Actor, at: datetime) -> None:
    """Other heirs, whose addresses nobody knows, are told on the board; one of them comes to the desk."""
    text = first_words(appeal, Purpose.INTERESTED, to_mend="")
    board.put_up(appeal.case, purpose=Purpose.INTERESTED, text=text, days=7, by=by, at=at)
    key = uuid.UUID(bytes=_chance(f"interested-{appeal.pk}")[:16], version=4)
    said = {"name": "Явор Камелиев Славов", "address": "с. Орешак, ул. „Стара планина“ № 3"}
    said |= {"interest": "Наследник е на същото лице.", "opinion": OTHER_OPINION}
    board.join(appeal.case, key=key, **said, by=by, at=at + timedelta(days=2))


def _file(case: Case, *, at: datetime) -> Appeal:
    case = Case.objects.select_related("department", "municipality").get(pk=case.pk)
    party = case.parties.select_related("account").get()
    person = Person.objects.get(pk=party.person_id)
    new = NewAppeal(
        idempotency_key=uuid.UUID(bytes=_chance(f"appeal-{case.pk}")[:16], version=4),
        against=case,
        issuer=issuer_of(case.department),
        to_court=False,
        appellant_name=person.full_name,
        address=person.address,
        grounds=GROUNDS,
        wish=WISH,
        filed_on=localdate(at),
        language="bg",
        channel=Case.Channel.ONLINE,
        key=draw(lambda n: _chance(f"appeal-key-{case.pk}")[:n]),
        hours=receiving_hours(localdate(at)),
        person=person,
        account=party.account,
    )
    return register_appeal(new, by=Actor(party.account_id, "citizen") if party.account_id else VISITOR, at=at)


def _chance(seed: str) -> bytes:
    return hashlib.sha256(f"chinar demo {seed}".encode()).digest()
