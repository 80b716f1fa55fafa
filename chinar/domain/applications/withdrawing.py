"""Taking back what was issued: the paper says so to whoever checks it, and a corrected one may follow."""

from datetime import datetime

from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chinar.domain.applications.kinds import set_aside
from chinar.domain.applications.models import Decision
from chinar.domain.cases.actions import ending
from chinar.domain.cases.actions.ending import NotOfThisKind
from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.moving import move
from chinar.domain.cases.acts import Act
from chinar.domain.cases.forms_of_acts import ActForm
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.notices import tell_with
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import withdraw
from chinar.foundation.documents.models import Document
from chinar.foundation.journal.actions import record


def standing_result(case: Case) -> Document | None:
    """What was issued last and not taken back."""
    results = CaseDocument.objects.select_related("document__withdrawal")
    part = results.filter(case=case, part=CaseDocument.Part.RESULT).order_by("-pk").first()
    return part.document if part is not None and part.document.is_valid else None


@transaction.atomic
def withdraw_result(case: Case, *, reason: str, then: str = "ends", seen: str = "", by: Actor, at: datetime) -> Case:
    """The issued document is valid no more. With `then` "anew" the matter is opened again for a corrected one, which
    will be named as its successor (АПК чл. 62); else nothing replaces it (чл. 99). The applicant is told.

    Raises ChangedSince, and NotOfThisKind when nothing stands that could be taken back.
    """
    case = hold(case, seen=seen)
    document = standing_result(case)
    if case.is_open or document is None or not Decision.objects.filter(application__case=case, set_aside_at=None):
        raise NotOfThisKind(case.number)
    made = withdraw(document, reason=reason, by=by, at=at)
    if then == "anew":
        set_aside(case, at)
        case = ending.reopen(case, reason=reason, by=by, at=at)
    else:
        case.closed_at = case.closed_at or at
        move(case, "withdrawn")
    record("application.result_withdrawn", by=by, at=at, subject=case.number, subject_kind="case")
    tell_with(case, "withdrawn", {"anew": then == "anew"}, key=made.pk, module="applications", at=at)
    return case


class WithdrawForm(ActForm):
    then = forms.ChoiceField(
        label=_("What follows"),
        widget=forms.RadioSelect,
        choices=[
            ("anew", _("A corrected document is issued: the matter is opened again")),
            ("ends", _("Nothing replaces it")),
        ],
    )
    field_order = ("then", "reason")


def _why_not(case: Case) -> str | Promise:
    if case.is_open:
        return _("Nothing was issued yet.")
    return "" if standing_result(case) else _("It was withdrawn before.")


WITHDRAW = Act(
    "withdraw", "correct", "applications.approve", _("Withdraw the issued document"), _("Withdraw the document"),
    _("Withdrawn. Whoever checks the paper reads it, and the applicant is told."),
    WithdrawForm, _why_not, withdraw_result,
)  # fmt: skip
