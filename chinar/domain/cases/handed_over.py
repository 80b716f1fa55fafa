"""What went to another municipality of the installation, and what came from one, as the pages ask of it."""

from chinar.domain.cases.kinds import Carriage, by_code, kind_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.outcomes import FORWARDED
from chinar.foundation.territory.models import HandOver


def carriage_of(case: Case) -> Carriage | None:
    """How the matter travels; None for a kind that does not, or that has nowhere to end here."""
    return carriage_for(case.kind) if kind_of(case).left_state else None


def carriage_for(code: str) -> Carriage | None:
    """How matters of the kind travel."""
    carriage = by_code(code).carriage
    return carriage() if carriage else None


def sent_of(case: Case) -> HandOver | None:
    """The message with which the matter ended here. Asked of the database only for what was forwarded."""
    if case.outcome != FORWARDED:
        return None
    sent = HandOver.objects.sent().filter(subject=case.number, sent_at=case.closed_at).select_related("receiver")
    message: HandOver | None = sent.order_by("-id").first()
    return message


def received_as(case: Case) -> HandOver | None:
    """The message from which the matter was registered here. Asked only of what came from another municipality."""
    if case.channel not in (Case.Channel.MUNICIPALITY, Case.Channel.COMPLEX):
        return None
    came = HandOver.objects.received().filter(accepted_as=case.number).select_related("sender")
    message: HandOver | None = came.first()
    return message
