"""A request of another municipality for evidence, as a kind of case. It is accepted or refused where everything is that
other municipalities send, and no law that we know lets anybody stop or lengthen its clock."""

from collections.abc import Mapping
from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.access import may_handle
from chinar.domain.cases.kinds import Carriage, Kind, Outcome, Received, State, Words, register
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Phase
from chinar.domain.registers.actions.answering_towns import register_request
from chinar.domain.registers.actions.asking_towns import ON_PAPER, REQUEST
from chinar.domain.registers.models import EvidenceAnswer, EvidenceRequest
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.content import words
from chinar.foundation.core.slots import rendered
from chinar.foundation.documents.models import Erasure
from chinar.foundation.territory.models import Department

INCOMING = 1211
"""Index of the register of requests for evidence."""

STATES = (
    State("registered", Phase.RECEIVED, _("Waits for an official"), _("registered, nobody's yet")),
    State("in_progress", Phase.IN_PROGRESS, _("An official works on it"), _("in progress")),
    State("answered", Phase.CLOSED, _("Answered"), _("answered")),
)


def request_of(case: Case) -> EvidenceRequest:
    """Of a case that the view got through the door of cases, read once. Raises Http404 for another kind."""
    if "_evidence_request" not in case.__dict__:
        rows = EvidenceRequest.objects.select_related("asking", "answer__by", "answer__document")
        case.__dict__["_evidence_request"] = rows.filter(case=case).first()
    request: EvidenceRequest | None = case.__dict__["_evidence_request"]
    if request is None:
        raise Http404
    request.case = case
    return request


def title(case: Case) -> str:
    """Neither whose evidence it is nor what is asked about them."""
    asked = case.evidence_request
    text = gettext("Evidence for the municipality of %(name)s: %(evidence)s")
    return text % {"name": words(asked.asking, "name"), "evidence": asked.evidence}


def citizen_panel(request: HttpRequest, case: Case) -> str:
    return rendered("registers/request_told.html", request, asked=request_of(case), case=case)


def official_panel(request: HttpRequest, case: Case) -> str:
    may_answer = case.is_open and may_handle(request.user, case, "evidence.record", on=localdate())
    asked = request_of(case)
    return rendered("registers/request_panel.html", request, asked=asked, case=case, may_answer=may_answer)


def why_not(case: Case) -> Words:
    """A request is answered by whoever was asked, or refused before it is accepted."""
    return _("Answer that you do not have it: the municipality that asks goes on from there.")


def unpack(received: Received, by: Actor, at: datetime) -> Case:
    return register_request(received, kind=EVIDENCE_REQUEST, by=by, at=at)


def choices(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Which department answers it here."""
    return [(one.code, words(one, "name")) for one in Department.objects.on(localdate()).order_by("name")]


def read(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Whose it is can be told without the number of the person."""
    paper = facts["period"] == ON_PAPER
    return [
        (gettext("Evidence"), facts["evidence"]),
        (gettext("For the service"), facts["service"]),
        (gettext("What is asked for"), facts["what"]),
        (gettext("Legal ground"), facts["ground"]),
        (gettext("Answer due within"), gettext("three days: it is kept on paper") if paper else gettext("seven days")),
    ]


def destroy(case: Case, erasure: Erasure) -> None:
    EvidenceAnswer.objects.filter(request__case=case).update(words="", erasure=erasure)
    EvidenceRequest.objects.filter(case=case).update(subject="", what="")


EVIDENCE_REQUEST = Kind(
    code=REQUEST,
    name=_("request for evidence"),
    is_between_administrations=True,
    register=INCOMING,
    states=STATES,
    title=title,
    title_reads=(
        "evidence_request__evidence",
        "evidence_request__asking__name",
        "evidence_request__asking__name_en",
    ),
    citizen_panel=citizen_panel,
    official_panel=official_panel,
    carriage=lambda: Carriage(why_not=why_not, pack=lambda case: {}, unpack=unpack, choices=choices, read=read),
    outcomes=(
        Outcome("evidence_given", _("The evidence was given")),
        Outcome("evidence_not_held", _("The municipality does not have it")),
    ),
    destroy=destroy,
)
register(EVIDENCE_REQUEST)
