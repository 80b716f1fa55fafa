"""Verb: a department says what it does."""

from datetime import datetime

from django.db import transaction

from chinar.domain.catalogue.models import DepartmentText
from chinar.domain.catalogue.searching import DEPARTMENT, department_document
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.search.actions import put
from chinar.foundation.territory.models import Department


class ChangedMeanwhile(Exception):
    """Somebody else published other words since these were begun; nothing was changed."""


@transaction.atomic
def describe(department: Department, *, text: str, text_en: str, seen: int, by: Actor, at: datetime) -> DepartmentText:
    """Holds from now on. `seen` is the id of the row on which the writer worked, 0 for none.

    Raises ChangedMeanwhile.
    """
    Department.objects.select_for_update().get(pk=department.pk)  # one after the other
    former = DepartmentText.objects.published_rows().filter(department=department)
    if seen != (former.values_list("pk", flat=True).first() or 0):
        raise ChangedMeanwhile
    former.update(superseded_at=at)
    made: DepartmentText = DepartmentText.objects.create(
        department=department, text=text, text_en=text_en, at=at, by_id=by.account_id
    )
    put(DEPARTMENT, department_document(department, made))
    record("service.department_described", by=by, at=at, subject=department.code, subject_kind="department")
    return made
