"""The request for access to public information as a kind of case. Each gets a decision of its own, so none is joined
with another. No appeal under АПК chapter six lies against it: where it is appealed its paper says."""

from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import kinds
from chinar.domain.cases.actions.ending import NotOfThisKind
from chinar.domain.cases.kinds import Carriage, Content, Kind, Outcome, State, Tally, Words, register
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.cases.rules import Phase
from chinar.domain.information_requests.models import (
    AccessGiven,
    Decision,
    GivenFile,
    InformationRequest,
    ProposedDecision,
    PublicAnswer,
    ThirdPerson,
)
from chinar.domain.information_requests.models.choices import DecisionOutcome
from chinar.domain.information_requests.queries import appeal_wording
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import erase_documents
from chinar.foundation.documents.models import Erasure
from chinar.foundation.notifications.recipients import Recipient, by_post

INCOMING = 1214
"""Index of the register of requests; DECISIONS that of decisions on them."""
DECISIONS = 1215

STATES = (
    State("registered", Phase.RECEIVED, _("Waits for an official"), _("registered, nobody's yet")),
    State("in_progress", Phase.IN_PROGRESS, _("An official works on it"), _("in progress")),
    State("prepared", Phase.IN_PROGRESS, _("A decision is prepared"), _("decision prepared, not made")),
    State("waiting", Phase.WAITING, _("Waits for you to make it clear"), _("waits for the applicant")),
    State("decided", Phase.DECIDED, _("Access is given; it waits for you"), _("decided, access not had yet")),
    State("given", Phase.CLOSED, _("Access was given"), _("access given")),
    State("refused", Phase.CLOSED, _("Access was refused"), _("access refused")),
    State("not_held", Phase.CLOSED, _("The municipality does not hold it"), _("not held")),
    State("unexamined", Phase.CLOSED, _("Left unexamined"), _("left unexamined")),
    State("waived", Phase.CLOSED, _("Nobody came for it in time"), _("waived: nobody came for it")),
    State("ended", Phase.CLOSED, _("Ended without a decision"), _("ended without a decision")),
    State("left", Phase.CLOSED, _("Goes on elsewhere"), _("goes on elsewhere")),
    State("voided", Phase.CLOSED, _("The number was allotted in error"), _("number voided")),
)


def title(case: Case) -> str:
    """Nothing of what was asked: it may hold personal data."""
    return gettext("Request for access to public information")


def citizen_panel(request: HttpRequest, case: Case) -> str:
    from chinar.domain.information_requests.summary import for_citizen

    return for_citizen(request, case)


def official_panel(request: HttpRequest, case: Case) -> str:
    from chinar.domain.information_requests.summary import for_official

    return for_official(request, case)


def become_enquiry(case: Case, about: str, by: Actor, at: datetime) -> Case:
    """It asks how something is done, not for information that the municipality holds. Raises NotOfThisKind."""
    adopt = kinds.by_code("enquiry").adopt
    if adopt is None:
        raise NotOfThisKind("enquiry")
    request = InformationRequest.objects.get(case=case)
    return adopt(case, Content(request.description, request.asker_name, request.email, request.language), by, at)


def adopt(case: Case, content: Content, by: Actor, at: datetime) -> Case:
    """A matter of another kind that asks for public information: a request under the same key, whose period counts
    from when the matter was received, so that nobody waits longer because of us."""
    from chinar.domain.information_requests.actions.registering import NewRequest, register_request

    author = case.parties.select_related("person", "account").first()
    new = NewRequest(
        idempotency_key=uuid5(NAMESPACE_URL, case.number),
        description=content.text,
        department=case.department,
        channel=case.channel,
        key=case.key,
        hours=receiving_hours(localdate(case.received_at)),
        asker_name=content.name,
        email=content.email,
        language=content.language,
        asker=author.person if author else None,
        account=author.account if author else None,
        received_at=case.received_at,
    )
    return register_request(new, by=by, at=at).case  # type: ignore[no-any-return]


def carriage() -> Carriage:
    from chinar.domain.information_requests import carrying

    return Carriage(carrying.why_not, carrying.pack, carrying.unpack, carrying.choices, carrying.read)


def is_undecided(case: Case) -> bool:
    """What was decided stays decided; what came back from another body, or was left unexamined, can go on."""
    return not Decision.objects.filter(request__case=case).exists() and case.outcome != "not_held"


def on_appeal(case: Case) -> Words:
    """As the decision says it, else as the municipality has arranged it: the law that we have read does not tell."""
    decision = Decision.objects.filter(request__case=case).first()
    text = (decision.appeal if decision else "") or appeal_wording()
    if not text:
        return _("Appeals on access to information are not filed with this form. The decision says how it is appealed.")
    words = gettext("Appeals on access to information are not filed with this form. The decision says: %(text)s")
    return words % {"text": text}


def destroy(case: Case, erasure: Erasure) -> None:
    """Empties who asked, for what, and what was decided and given. The public wording names nobody, and stays with its
    files while it is in the register."""
    requests = InformationRequest.objects.filter(case=case)
    ProposedDecision.objects.filter(request__in=requests).delete()
    ThirdPerson.objects.filter(request__in=requests).update(name="", letter="")
    decisions = Decision.objects.filter(request__in=requests)
    AccessGiven.objects.filter(decision__in=decisions).update(received_by="", erasure=erasure)
    decisions.update(given="", reasons="", appeal="", place="", erasure=erasure)
    PublicAnswer.objects.filter(decision__in=decisions).exclude(withdrawn_at=None).update(question="", text="")
    given = GivenFile.objects.filter(request__in=requests)
    shown = PublicAnswer.objects.public().filter(decision__in=decisions, shows_files=True)
    public = given.filter(request__decision__published__in=shown, taken_out_at=None)
    files = given.exclude(pk__in=public.exclude(request__decision__outcome=DecisionOutcome.REFUSED))
    erase_documents(files.values_list("document_id", flat=True), erasure=erasure)
    requests.update(description="", asker_name="", seat="", address="", email="")


def addresses(case: Case, notice: str) -> Iterable[Recipient]:
    """The e-mail address of somebody who asked without an account; who has one is written to there."""
    request = InformationRequest.objects.get(case=case)
    if request.email and not case.parties.exclude(account=None).exists():
        yield Recipient(language=request.language, address=request.email)


def postal(case: Case) -> Recipient | None:
    """The address that they gave, for what the law must tell them."""
    request = InformationRequest.objects.get(case=case)
    if not request.address:
        return None
    return by_post(request.asker_name, request.address, language=request.language)


def reported(year: int) -> list[Tally]:
    """What the yearly report asks for beside the outcomes: the grounds of refusals, and longer periods."""
    from chinar.domain.information_requests.reporting import tallies

    return tallies(year)


INFORMATION_REQUEST = Kind(
    code="information_request",
    name=_("request for access to information"),
    register=INCOMING,
    states=STATES,
    title=title,
    citizen_panel=citizen_panel,
    official_panel=official_panel,
    waiting_state="waiting",
    terminated_state="ended",
    left_state="left",
    voided_state="voided",
    reopened_state="in_progress",
    may_reopen=is_undecided,
    on_appeal=on_appeal,
    joinable=False,
    forwardable=True,
    forwarding_rule="information_forwarding",
    carriage=carriage,
    becomes={"enquiry": become_enquiry},
    adopt=adopt,
    own_extensions=("information_third_person",),
    after_decision=_("Waits for you to come for it"),
    outcomes=(
        *(Outcome(code, words) for code, words in DecisionOutcome.choices),
        Outcome("not_held", _("The municipality does not hold the information")),
        Outcome("unexamined", _("Left unexamined")),
    ),
    addresses=addresses,
    postal=postal,
    destroy=destroy,
    reported=reported,
)
register(INFORMATION_REQUEST)
