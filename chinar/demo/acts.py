"""Acts on their way: who signs in the demo town, one that waits for a signature, one signed whose letter came
back, one withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localdate

from chinar.demo.payments import pay_online
from chinar.demo.worked_stories import Names, Worked, drawn, file_story
from chinar.domain.applications.approving import approve_act, authorise, prepare_act, set_rule, sign_act
from chinar.domain.applications.delivering import note_result, note_tracking, post
from chinar.domain.applications.models import Application, Decision, DeliveryAttempt, DraftAct, Signatory
from chinar.domain.applications.typed import judge
from chinar.domain.applications.withdrawing import withdraw_result
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.catalogue.models import Service
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.practice_keys import make_practice_key
from chinar.foundation.payments.models import Charge
from chinar.foundation.people.models import Account

SIGNED_APART = "present-address"


@dataclass(frozen=True, slots=True)
class Act:
    filer: Names
    days_ago: int
    ends: str  # approved, signed, withdrawn
    address: str
    since: tuple[str, str, str]


ACTS = (
    Act(("Гергана", "Ботева", "Калинова", "7823143038"), 6, "withdrawn", "гр. Троян, ул. „Явор“ 2", ("4", "5", "2019")),
    Act(("Стефан", "Ангелов", "Ралев", "9025114120"), 4, "signed", "с. Орешак, ул. „Чешма“ № 3", ("17", "2", "2022")),
    Act(("Рая", "Желева", "Тодорова", "8829072210"), 2, "approved", "гр. Троян, ул. „Явор“ № 30", ("1", "9", "2024")),
)  # fmt: skip


def prepare_practice_key(slug: str, *, at: datetime) -> None:
    """With which the demo town seals what it issues; nobody should trust it."""
    folder = Path(settings.SIGNING_KEYS) / slug
    if not (folder / "keys.toml").exists():
        since = at - timedelta(days=60)
        make_practice_key(folder, "seal", subject="Chinar demo: seal of nobody", since=since, days=3650)


def tell_acts(accounts: Mapping[str, Account], *, at: datetime) -> None:
    """In the municipality in scope."""
    secretary = accounts["svetla"]
    by, began_at = Actor(secretary.pk, "official"), at - timedelta(days=30)
    order = f"Заповед № 14 от {began_at:%d.%m.%Y} г."
    post = "Секретар на община Троян"
    signatory = authorise(secretary, post=post, order=order, valid_from=began_at.date(), by=by, at=began_at)
    authorise(accounts["boris"], post="Кмет на община Троян", valid_from=began_at.date(), by=by, at=began_at)
    set_rule(Service.objects.get(code=SIGNED_APART), signed=True, by=by, at=began_at)
    for number, act in enumerate(ACTS):
        story = Worked(SIGNED_APART, act.filer, act.days_ago, {"purpose": "bank"})
        delivery = Application.Delivery.POST if act.ends == "signed" else ""
        application = file_story(story, 20 + number, None, at=at, delivery=delivery)
        _go_its_way(act, application, accounts, signatory, at=at)


def _go_its_way(
    act: Act, application: Application, accounts: Mapping[str, Account], signatory: Signatory, *, at: datetime
) -> None:
    expert, head = (Actor(accounts[key].pk, "official") for key in ("georgi", "nadezhda"))
    received_at = application.case.received_at
    application.case = take_case(application.case, handler=accounts["georgi"], by=expert, at=received_at)
    typed = {"present_address": [act.address]}
    typed |= {f"present_since-{part}": [value] for part, value in zip(("day", "month", "year"), act.since, strict=True)}
    hours = [min(received_at + timedelta(hours=step), at) for step in (1, 2, 4, 5)]
    outcome = Decision.Outcome.GRANTED
    draft = prepare_act(application, outcome=outcome, typed=typed, by=expert, at=hours[0])
    draft = approve_act(draft, by=head, at=hours[1])
    if act.ends == "approved":
        return
    decision = _sign(draft, signatory, at=hours[2])
    if act.ends == "signed":
        _send_in_vain(decision, accounts["maria"], at=hours[3], until=at)
    if act.ends == "withdrawn":
        reason = "Вписан е адрес на друго лице със същото име."
        withdraw_result(decision.application.case, reason=reason, by=head, at=hours[3])


def _sign(draft: DraftAct, signatory: Signatory, *, at: datetime) -> Decision:
    judged = judge(draft.application, draft.outcome, draft.typed, on=at.date())
    by, code = Actor(signatory.account_id, "official"), drawn(f"act-code-{draft.pk}")
    return sign_act(draft, issue=judged.issue, code=code, signatory=signatory, by=by, at=at)


def _send_in_vain(decision: Decision, clerk: Account, *, at: datetime, until: datetime) -> None:
    """By post, and the letter comes back two days later: nobody asked for it at the post office."""
    by, case = Actor(clerk.pk, "official"), decision.application.case
    for owed in Charge.objects.of(case.number):  # what is not paid is not sent
        pay_online(owed, "25000002", at=at)
    post([case], by=by, at=at)
    letter = DeliveryAttempt.objects.get(decision=decision, way=DeliveryAttempt.Way.POST)
    note_tracking(letter, tracking="PS 5600 00X1 42 8", by=by, at=at)
    back_at = min(at + timedelta(days=2), until)
    proof = "Върната от пощата: непотърсена"
    note_result(letter, outcome="failed", on=localdate(back_at), proof=proof, by=by, at=back_at)
