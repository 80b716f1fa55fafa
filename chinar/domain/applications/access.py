"""The only door by which a view gets an application or a draft."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from chinar.domain.applications.models import Application, Decision, Draft
from chinar.domain.applications.models.draft import DraftQuerySet
from chinar.domain.applications.rules import is_enough
from chinar.domain.cases.access import User, may_handle
from chinar.domain.cases.models import Case, CaseDocument, ChecklistLine
from chinar.domain.cases.rules import Phase
from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.documents.models import Document
from chinar.foundation.people.access import assurance_of

# Everything that the pages and papers of an application read of it.
_OWN = (
    "service_version__service",
    "service_version__result_version",
    "heirs_request__settlement",
    "sheet__version",
    "receiving_office__department",
)
_WHOLE = ("case", "case__department", "case__office", *_OWN)


def find_draft_for(user: User, key: UUID) -> Draft | None:
    """The writer's own draft, while it is one."""
    return drafts_of(user).filter(key=key).first()


def find_held_draft(key: UUID, secret: str) -> Draft | None:
    """A visitor's draft, for the browser that has its secret."""
    found: Draft | None = Draft.objects.with_journey().held_with(secret).filter(key=key).first()
    return found


def held_drafts(secrets: Mapping[str, str]) -> list[Draft]:
    """Visitors' drafts by their keys, of those whose secret fits, last touched first; asks nothing for none."""
    if not secrets:
        return []
    rows = Draft.objects.with_journey().of_visitors().filter(key__in=list(secrets)).order_by("-changed_at")
    return [draft for draft in rows if draft.is_held_with(secrets[str(draft.key)])]


def find_untouched_draft(user: User, version: ServiceVersion) -> Draft | None:
    """The writer's draft of this version in which nothing was answered yet."""
    return next((draft for draft in drafts_of(user).filter(service_version=version) if not draft.answers), None)


def may_send(user: User, version: ServiceVersion) -> bool:
    """Whether their sign-in proves enough for the service; else the draft gets a code and is finished at a counter."""
    return is_enough(assurance_of(user), version.assurance)


def find_draft_to_claim(code: str) -> Draft | None:
    """What an official wrote down for somebody who has the code, until they make it theirs."""
    found: Draft | None = Draft.objects.with_code(code).filter(account=None).first()
    return found


def drafts_of(user: User) -> DraftQuerySet:
    """What the person is writing in this municipality, last touched first."""
    drafts: DraftQuerySet = Draft.objects.with_journey()
    return drafts.filter(account_id=user.pk).order_by("-changed_at") if user.pk else drafts.none()


def get_registered_for(user: User, key: UUID) -> Application | None:
    """What the writer's draft of this key has become; nothing of a visitor's, who can have sent nothing."""
    if user.pk is None:
        return None
    mine = Application.objects.filter(case__parties__account_id=user.pk)
    return mine.select_related(*_WHOLE).filter(idempotency_key=key).first()  # type: ignore[no-any-return]


def application_of(case: Case) -> Application:
    """The application of a case that the view got through the door of cases. Raises Http404 for another kind.

    Read once per case object: its title and its panel ask for it.
    """
    if "_application" not in case.__dict__:
        application = Application.objects.select_related(*_OWN).filter(case=case).first()
        if application is None:
            raise Http404
        application.case = case
        case.__dict__["_application"] = application
    return case.__dict__["_application"]  # type: ignore[no-any-return]


def get_application_to_decide(user: User, number: str, *, on: date) -> Application:
    """An application that the official may decide: by ability in the department of the case, and not their own.

    Raises Http404.
    """
    rows = Application.objects.select_related(*_WHOLE).annotate(
        has_checklist=Exists(ChecklistLine.objects.filter(kind=OuterRef("case__kind")))
    )
    application = rows.filter(case__number=number).first()
    if application is None or not may_handle(user, application.case, "applications.decide", on=on):
        raise Http404
    application.case.has_checklist = application.has_checklist  # spares a query where there is none
    return application  # type: ignore[no-any-return]


def attachments_of(application: Application) -> list[CaseDocument]:
    """What the applicant brought; asked only where the service lets them bring something."""
    if application.sheet is None:
        return []
    rows = CaseDocument.objects.select_related("document__scan").filter(case=application.case)
    return list(rows.filter(part=CaseDocument.Part.ATTACHMENT).order_by("pk"))


def is_handed_over(case: Case) -> bool:
    """Whether what was issued is a thing that is received in person; a refusal of it is a letter like any other."""
    granted = Application.objects.filter(
        case=case, decisions__outcome=Decision.Outcome.GRANTED, decisions__set_aside_at=None
    )
    return bool(granted.filter(service_version__is_handed_over=True).exists())


def withdrawn_result(case: Case) -> Document | None:
    """The last issued document of a closed matter when it was taken back, with its withdrawal."""
    if case.phase != Phase.CLOSED:
        return None
    parts = CaseDocument.objects.select_related("document__withdrawal").filter(case=case)
    last = parts.filter(part=CaseDocument.Part.RESULT).order_by("-pk").first()
    return last.document if last is not None and not last.document.is_valid else None
