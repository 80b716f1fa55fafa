"""The only door by which a view gets a visit: officials of its own office, and nobody else."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from chinar.domain.cases.access import User
from chinar.domain.cases.models import Case
from chinar.domain.visits.models import Paper, Visit
from chinar.foundation.offices.models import Office
from chinar.foundation.people.abilities import ROLES
from chinar.foundation.people.access import roles_of

ABILITY = "counter.serve"


def offices_of(user: User, *, on: date) -> list[Office]:
    """Where the official serves: the office that the role names, that of its department, else the one-stop desk."""
    return list(_offices_of(user, on=on).select_related("settlement__mayoralty", "department"))


def _offices_of(user: User, *, on: date) -> QuerySet[Office]:
    held = [role for role in roles_of(user, on=on) if ABILITY in ROLES.get(role.role, ())]
    if not held:
        none: QuerySet[Office] = Office.objects.none()
        return none
    where = Q(code__in=[role.office for role in held if role.office])
    where |= Q(department__in=[role.department_id for role in held if role.department_id and not role.office])
    if any(not role.office and role.department_id is None for role in held):
        where |= Q(kind=Office.Kind.ONE_STOP_DESK)
    served: QuerySet[Office] = Office.objects.filter(where)
    return served


def get_visit_for(user: User, key: UUID, *, on: date) -> Visit:
    """A visit to an office where the official serves. Raises Http404."""
    related = ("office__settlement__mayoralty", "clerk", "person__settlement", "concerned", "organisation")
    visits = Visit.objects.select_related(*related).filter(key=key, office__in=_offices_of(user, on=on))
    visit: Visit | None = visits.first()
    if visit is None:
        raise Http404
    return visit


def get_paper_for(user: User, key: UUID, pk: int, *, on: date) -> Paper:
    """A paper of what was registered in such a visit. Raises Http404."""
    papers = Paper.objects.select_related("item__visit", "item__application__case", "document")
    shown = Case.objects.shown_to(user.pk)
    of_visit = papers.filter(item__visit__key=key, item__visit__office__in=_offices_of(user, on=on))
    paper: Paper | None = of_visit.filter(pk=pk, item__application__case__in=shown).first()
    if paper is None:
        raise Http404
    return paper
