"""What came of the voices of the demo town: chains that lead to a result."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from chinar.domain.enquiries.models import BankAnswer
from chinar.domain.enquiries.searching import KIND as ANSWER
from chinar.domain.reports.models import CitizenReport
from chinar.domain.reports.rules import KIND as SIGNAL
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.models import Account
from chinar.foundation.trail.actions import link
from chinar.foundation.trail.rules import Thing


@dataclass(frozen=True, slots=True)
class _Chain:
    """One link: `cause` and `effect` name a signal by category and settlement, an answer by a word of its question, a
    service by its code."""

    cause: tuple[str, ...]
    bond: str
    effect: tuple[str, ...]
    days_ago: int
    note: str


CHAINS = (
    _Chain(
        (SIGNAL, "waste", "81476"),
        "answered",
        (ANSWER, "пластмаса"),
        44,
        "Графикът за зимата стои вече в отговорите за всички.",
    ),
    _Chain(
        (SIGNAL, "greenery", "73198"),
        "changed",
        ("service", "tree-felling"),
        52,
        "В описанието на услугата пише кога здраво дърво не се отсича.",
    ),
    _Chain(
        (SIGNAL, "playgrounds", "73198"),
        "again",
        (SIGNAL, "lighting", "03486"),
        34,
        "Прегледани са осветлението и площадките в центъра.",
    ),
    _Chain(
        (ANSWER, "акт за смърт"),
        "changed",
        ("service", "certificate-of-heirs"),
        5,
        "Описанието казва, че препис от акта не се иска.",
    ),
    _Chain(
        ("service", "tree-felling"),
        "led",
        (SIGNAL, "greenery", "80981"),
        40,
        "По новото описание сухият клон е премахнат без искане.",
    ),
)


def tell_trail(accounts: dict[str, Account], *, at: datetime) -> None:
    """In the municipality in scope, when signals and answers are told."""
    by = Actor(accounts["svetla"].pk, "official")
    for chain in CHAINS:
        linked_at = at - timedelta(days=chain.days_ago)
        cause, effect = _thing(*chain.cause), _thing(*chain.effect)
        link(cause, effect, bond=chain.bond, on=localdate(linked_at), note=chain.note, by=by, at=linked_at)


def _thing(kind: str, *named: str) -> Thing:
    if kind == SIGNAL:
        category, ekatte = named
        signals = CitizenReport.objects.filter(category__code=category, settlement__ekatte=ekatte)
        return Thing(SIGNAL, signals.select_related("case").earliest("pk").case.number)
    if kind == ANSWER:
        return Thing(ANSWER, str(BankAnswer.objects.public().get(search_text__contains=named[0]).pk))
    return Thing(kind, named[0])
