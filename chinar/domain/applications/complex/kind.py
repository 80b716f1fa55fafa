"""The complex request as a kind of case: sent on from here, or received here for a service of this municipality."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.domain.applications.complex.access import answer_of, charges_of, complex_of, papers_of
from chinar.domain.applications.complex.data_term import data_term_of
from chinar.domain.applications.kinds import OUTCOMES
from chinar.domain.applications.models import ComplexAnswer, ComplexRequest
from chinar.domain.cases.access import may_handle
from chinar.domain.cases.kinds import Carriage, Kind, State, register
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Phase
from chinar.domain.registers.actions.destroying import destroy_evidence
from chinar.foundation.core.slots import rendered
from chinar.foundation.documents.models import Erasure
from chinar.foundation.notifications.recipients import Recipient, by_post

CODE = "complex_request"
INCOMING = 1210
"""Index of the register of complex requests."""

STATES = (
    State("registered", Phase.RECEIVED, _("Waits for an official"), _("registered, nobody's yet")),
    State("in_progress", Phase.IN_PROGRESS, _("An official works on it"), _("in progress")),
    State("waiting", Phase.WAITING, _("Waits: the clock stands"), _("waits, the clock stands")),
    State("granted", Phase.DECIDED, _("Your document is ready"), _("issued, not handed over yet")),
    State("refused", Phase.DECIDED, _("Refused; the reasons are in the letter"), _("refused, not handed over yet")),
    State("left", Phase.CLOSED, _("With the competent body"), _("with the competent body")),
    State("voided", Phase.CLOSED, _("The number was allotted in error"), _("number voided")),
    State("terminated", Phase.CLOSED, _("Ended without a decision"), _("terminated")),
    State("granted_served", Phase.CLOSED, _("Document received"), _("issued and handed over")),
    State("refused_served", Phase.CLOSED, _("Refusal received"), _("refused and handed over")),
)


def title(case: Case) -> str:
    name: str = case.complex_request.service_name
    return name


def citizen_panel(request: HttpRequest, case: Case) -> str:
    return rendered("applications/complex_told.html", request, **_told(case))


def _told(case: Case) -> dict[str, Any]:
    """What both sides read of it."""
    asked = complex_of(case)
    answer = answer_of(asked)
    return {
        "case": case,
        "asked": asked,
        "answer": answer,
        "papers": papers_of(case),
        "charges": charges_of(answer) if answer and asked.is_sent_on else [],
        "data_term": None if answer or asked.is_sent_on else data_term_of(case),
    }


def official_panel(request: HttpRequest, case: Case) -> str:
    told = _told(case)
    decides = case.is_open and not told["asked"].is_sent_on
    may = {
        "may_decide": decides and _may(request, case, "applications.decide"),
        "may_deliver": _may(request, case, "documents.deliver"),
    }
    return rendered("applications/complex_panel.html", request, **told, **may)


def _may(request: HttpRequest, case: Case, ability: str) -> bool:
    return may_handle(request.user, case, ability, on=localdate())


def addresses(case: Case, notice: str) -> Iterable[Recipient]:
    """The e-mail address that the applicant gave: they have no account in this matter."""
    asked = complex_of(case)
    if asked.email:
        yield Recipient(language=asked.language, address=asked.email)


def postal(case: Case) -> Recipient | None:
    """The address that the applicant gave for letters."""
    asked = complex_of(case)
    return by_post(asked.applicant_name, asked.address, language=asked.language) if asked.address else None


def carriage() -> Carriage:
    from chinar.domain.applications.complex import carrying

    return Carriage(
        why_not=carrying.why_not,
        pack=carrying.pack,
        unpack=carrying.unpack,
        choices=carrying.choices,
        read=carrying.read,
    )


def is_undecided(case: Case) -> bool:
    return not ComplexAnswer.objects.filter(request__case=case, set_aside_at=None).exists()


def set_aside(case: Case, at: datetime) -> None:
    ComplexAnswer.objects.filter(request__case=case, set_aside_at=None).update(set_aside_at=at)


def destroy(case: Case, erasure: Erasure) -> None:
    destroy_evidence(case, erasure)
    requests = ComplexRequest.objects.filter(case=case)
    ComplexAnswer.objects.filter(request__in=requests).update(words="", erasure=erasure)
    requests.update(applicant_name="", address="", phone="", email="", what="", evidence="")


COMPLEX = Kind(
    code=CODE,
    name=_("application for a service of another administration"),
    register=INCOMING,
    states=STATES,
    title=title,
    title_reads=("complex_request__service_name",),
    citizen_panel=citizen_panel,
    official_panel=official_panel,
    waiting_state="waiting",
    terminated_state="terminated",
    left_state="left",
    voided_state="voided",
    reopened_state="in_progress",
    may_reopen=is_undecided,
    set_aside=set_aside,
    forwardable=True,
    carriage=carriage,
    outcomes=OUTCOMES,
    addresses=addresses,
    postal=postal,
    destroy=destroy,
)
register(COMPLEX)
