"""The application as a kind of case: its states, their phases, and the wording of each."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.domain.applications.access import application_of, attachments_of, withdrawn_result
from chinar.domain.applications.delivery_access import attempts_of
from chinar.domain.applications.fees import holds_back
from chinar.domain.applications.forms.delivering import HandOverForm
from chinar.domain.applications.models import (
    Application,
    Decision,
    DeliveryResult,
    DraftAct,
    DraftReturn,
    Heir,
    HeirsRequest,
)
from chinar.domain.applications.signing_access import standing_draft
from chinar.domain.applications.summary import asked, rows_of
from chinar.domain.cases.access import may_handle, reaches
from chinar.domain.cases.actions.assigning import end_handing_over
from chinar.domain.cases.kinds import Carriage, Kind, Outcome, State, register
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Phase
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.questionnaires.actions import erase_answers
from chinar.domain.registers.actions.destroying import destroy_evidence
from chinar.foundation.core.content import words
from chinar.foundation.core.slots import rendered
from chinar.foundation.core.statements import Statement
from chinar.foundation.documents.models import Erasure
from chinar.foundation.notifications.recipients import Recipient, by_post
from chinar.foundation.payments.actions.taking import forget_payers
from chinar.foundation.payments.queries import open_cents, owed_for

INCOMING = 1204
"""Index of the register of applications; ISSUED that of issued documents. Towns keep their own in a later release."""
ISSUED = 1205

OUTCOMES = (
    Outcome("granted", _("The document was issued")),
    Outcome("refused", _("The application was refused")),
)
"""Also of a request for a service of another administration."""

STATES = (
    State("registered", Phase.RECEIVED, _("Waits for an official"), _("registered, nobody's yet")),
    State("in_progress", Phase.IN_PROGRESS, _("An official works on it"), _("in progress")),
    State("prepared", Phase.IN_PROGRESS, _("The decision is prepared and being checked"), _("draft is with the head")),
    State("approved", Phase.IN_PROGRESS, _("The decision waits for a signature"), _("draft waits for a signature")),
    State("waiting", Phase.WAITING, _("Waits: the clock stands"), _("waits, the clock stands")),
    State("granted", Phase.DECIDED, _("Your document is ready"), _("issued, not handed over yet")),
    State("refused", Phase.DECIDED, _("Refused; the reasons are in the letter"), _("refused, not handed over yet")),
    State("left", Phase.CLOSED, _("Goes on elsewhere"), _("goes on elsewhere")),
    State("voided", Phase.CLOSED, _("The number was allotted in error"), _("number voided")),
    State("consented", Phase.CLOSED, _("Granted by silence"), _("granted by silence")),
    State("terminated", Phase.CLOSED, _("Ended without a decision"), _("terminated")),
    State("withdrawn", Phase.CLOSED, _("The document was withdrawn"), _("document withdrawn")),
    State("granted_served", Phase.CLOSED, _("Document received"), _("issued and handed over")),
    State("refused_served", Phase.CLOSED, _("Refusal received"), _("refused and handed over")),
)


def title(case: Case) -> str:
    """Of one that a list has read, at no query; else of the one that the page asks for anyway."""
    is_read = "application" in case._state.fields_cache
    return words((case.application if is_read else application_of(case)).service_version, "name")


def destroy(case: Case, erasure: Erasure) -> None:
    """Empties what an application holds: who asked, what, and on what facts it was decided."""
    application = Application.objects.filter(case=case)
    HeirsRequest.objects.filter(application__in=application).delete()
    destroy_evidence(case, erasure)
    forget_payers(case.number, erasure)
    decisions = Decision.objects.filter(application__in=application)
    Heir.objects.filter(decision__in=decisions).update(name="", egn="", relation="", erasure=erasure)
    decisions.update(death_act="", facts="", grounds="", appeal="", erasure=erasure)
    for draft in DraftAct.objects.filter(application__in=application):
        draft.typed_json, draft.erasure = "", erasure
        draft.save(update_fields=["typed_json", "erasure"])
    results = DeliveryResult.objects.filter(attempt__decision__in=decisions)
    for result in results:
        result.received_by, result.proof, result.erasure = "", "", erasure
        result.save(update_fields=["received_by", "proof", "erasure"])
    DraftReturn.objects.filter(draft__application__in=application).update(reason="", erasure=erasure)
    sheets = [*application.values_list("sheet", flat=True), *decisions.values_list("sheet", flat=True)]
    erase_answers((pk for pk in sheets if pk is not None), erasure=erasure)
    application.update(applicant_name="", filer_name="", address="", phone="", email="")


def addresses(case: Case, notice: str) -> Iterable[Recipient]:
    """The e-mail address that an applicant without an account gave at a counter."""
    if case.office_id is None:
        return
    application = Application.objects.get(case=case)
    if application.email and not case.parties.exclude(account=None).exists():
        yield Recipient(language=application.language, address=application.email)


def postal(case: Case) -> Recipient | None:
    """The address that whoever filed gave for letters (АПК чл. 29 ал. 2)."""
    application = Application.objects.filter(case=case).first()
    if application is None or not application.address:
        return None
    name = application.filer_name or application.applicant_name
    return by_post(name, application.address, language=application.language)


def service_names(code: str = "") -> dict[str, str]:
    """Code of a service -> its name in the newest published version; of all, or of the one whose code is given."""
    return {version.service.code: words(version, "name") for version in _NAMED.ask("", code or None)}


def _named(shape: str, code: str | None) -> QuerySet[ServiceVersion]:
    named = ServiceVersion.objects.published_rows().select_related("service").only("name", "name_en", "service__code")
    return (named.filter(service__code=code) if code else named).order_by("pk")  # type: ignore[no-any-return]


_NAMED = Statement(_named)


def citizen_panel(request: HttpRequest, case: Case) -> str:
    application = application_of(case)
    withdrawn = withdrawn_result(case)
    owed = owed_for(case.number)
    return rendered(
        "applications/citizen_panel.html",
        request,
        application=application,
        case=case,
        withdrawn=withdrawn,
        attempts=attempts_of(case) if case.phase == Phase.DECIDED else [],
        owed=owed,
        to_pay=open_cents(owed),
        waits_for_payment=holds_back(case, owed),
        today=localdate(),
    )


def official_panel(request: HttpRequest, case: Case) -> str:
    application = application_of(case)
    may_deliver = not case.is_open and may_handle(request.user, case, "documents.deliver", on=localdate())
    return rendered(
        "applications/official_panel.html",
        request,
        application=application,
        case=case,
        asked=rows_of(asked(application)),
        attachments=attachments_of(application),
        draft=standing_draft(application) if case.is_open else None,
        may_decide=may_handle(request.user, case, "applications.decide", on=localdate()),
        may_unmask=reaches(request.user, case, "people.unmask", on=localdate()),
        may_withdraw=not case.is_open and may_handle(request.user, case, "applications.approve", on=localdate()),
        withdrawn=withdrawn_result(case),
        may_deliver=may_deliver,
        hand_over=HandOverForm.for_wish(application) if may_deliver else None,
    )


def is_undecided(case: Case) -> bool:
    """What was decided is changed by an appeal or by a new decision on its own ground, never by opening it again."""
    return not Decision.objects.filter(application__case=case, set_aside_at=None).exists()


def set_aside(case: Case, at: datetime) -> None:
    Decision.objects.filter(application__case=case, set_aside_at=None).update(set_aside_at=at)
    end_handing_over(case, at=at)


def carriage() -> Carriage:
    from chinar.domain.applications import carrying

    return Carriage(carrying.why_not, carrying.pack, carrying.unpack, carrying.choices, carrying.read)


APPLICATION = Kind(
    code="application",
    name=_("application for a service"),
    register=INCOMING,
    states=STATES,
    title=title,
    title_reads=("application__service_version__name", "application__service_version__name_en"),
    citizen_panel=citizen_panel,
    official_panel=official_panel,
    waiting_state="waiting",
    terminated_state="terminated",
    left_state="left",
    voided_state="voided",
    consented_state="consented",
    reopened_state="in_progress",
    is_checked=True,
    may_reopen=is_undecided,
    set_aside=set_aside,
    forwardable=True,
    carriage=carriage,
    outcomes=OUTCOMES,
    subject="application__service_version__service__code",
    subject_names=service_names,
    addresses=addresses,
    postal=postal,
    destroy=destroy,
)
register(APPLICATION)
