"""The only door by which a view gets a draft of an act, and who may do what with it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from chinar.domain.applications.access import application_of
from chinar.domain.applications.models import Application, DraftAct, Signatory, SigningRule
from chinar.domain.cases.access import User, get_case_for_official, may_handle
from chinar.domain.cases.models import Case, Party
from chinar.foundation.people.abilities import ROLES
from chinar.foundation.people.access import departments_of
from chinar.foundation.people.models import Account, Role

MOST_LISTED = 200


def is_signed_apart(application: Application) -> bool:
    """Whether its acts are approved by the head and signed by a signatory."""
    service = application.service_version.service_id
    return bool(SigningRule.objects.filter(service=service, ended_at=None).exists())


def standing_draft(application: Application) -> DraftAct | None:
    drafts = DraftAct.objects.standing().select_related("prepared_by", "approved_by")
    return drafts.filter(application=application).first()  # type: ignore[no-any-return]


def last_returned(application: Application) -> DraftAct | None:
    """The draft that came back last, while no other is on its way. Read once per application object."""
    if "_last_draft" not in application.__dict__:
        drafts = DraftAct.objects.select_related("returned__by").filter(application=application)
        application.__dict__["_last_draft"] = drafts.order_by("-pk").first()
    last: DraftAct | None = application.__dict__["_last_draft"]
    return last if last is not None and hasattr(last, "returned") else None


def signatory_of(user: User, *, on: date) -> Signatory | None:
    return Signatory.objects.on(on).filter(account_id=user.pk or 0).first()  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Way:
    """What the reader may do with a draft now. `signatory` is the entry by which they sign."""

    draft: DraftAct
    may_approve: bool
    may_return: bool
    signatory: Signatory | None


def way_of(user: User, case: Case, draft: DraftAct, *, on: date) -> Way:
    """Whoever prepared it may take it back and nothing else."""
    is_own = draft.prepared_by_id == user.pk
    may_approve = draft.approved_at is None and not is_own and may_handle(user, case, "applications.approve", on=on)
    signatory = None
    if draft.approved_at is not None and not is_own and may_handle(user, case, "applications.sign", on=on):
        signatory = signatory_of(user, on=on)
    may_return = may_approve or signatory is not None
    may_return = may_return or (is_own and may_handle(user, case, "applications.decide", on=on))
    return Way(draft, may_approve, may_return, signatory)


def get_way_for(user: User, number: str, *, on: date, ability: str = "cases.read") -> tuple[Case, Way]:
    """The standing draft of a matter for whoever may read the matter. Raises Http404."""
    case = get_case_for_official(user, number, on=on, ability=ability)
    draft = standing_draft(application_of(case)) if case.is_open else None
    if draft is None:
        raise Http404
    draft.application = application_of(case)
    draft.application.case = case
    return case, way_of(user, case, draft, on=on)


def waiting_for(user: User, *, on: date) -> list[DraftAct]:
    """Drafts that the reader may approve or sign now, by due date. A fixed number of queries."""
    drafts = drafts_waiting_for(user, on=on)
    drafts = drafts.select_related("application__case__department", "prepared_by", "approved_by")
    return list(drafts.order_by("application__case__due_on", "pk")[:MOST_LISTED])


def drafts_waiting_for(user: User, *, on: date) -> QuerySet[DraftAct]:
    """The same, as a query; one more says whether the reader is entered as a signatory."""
    able = _reached(user, "applications.approve", on=on, approved=False)
    if signatory_of(user, on=on) is not None:
        able |= _reached(user, "applications.sign", on=on, approved=True)
    drafts: QuerySet[DraftAct] = DraftAct.objects.standing().filter(able)
    own = Party.objects.filter(account_id=user.pk or 0).values("case")
    shown = Case.objects.shown_to(user.pk).running().exclude(pk__in=own)
    return drafts.filter(application__case__in=shown).exclude(prepared_by_id=user.pk)


def _reached(user: User, ability: str, *, on: date, approved: bool) -> Q:
    """Drafts at that stage in the departments in which a role gives the ability; all where it reaches all of them."""
    departments = departments_of(user, ability, on=on)
    stage = Q(approved_at__isnull=not approved)
    return stage if departments is None else stage & Q(application__case__department__in=departments)


def possible_signatories(*, on: date) -> list[Account]:
    """Officials whose role may sign, by name."""
    able = [code for code, abilities in ROLES.items() if "applications.sign" in abilities]
    roles = Role.objects.filter(role__in=able).select_related("account").order_by("account__name", "account_id")
    return list({role.account_id: role.account for role in roles if role.is_valid(on=on)}.values())
