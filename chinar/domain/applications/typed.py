"""What an official typed for an act: the form that judges it, the paper that it gives, the act itself.

An act can be drafted by one official and issued by another, so what was typed is kept and judged anew each time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from chinar.domain.applications.actions import NewHeir, issue_certificate, issue_document, refuse_application
from chinar.domain.applications.forms.decision import CertificateForm, HeirsFormSet, RefusalForm, heirs_formset
from chinar.domain.applications.general import result_form_of, result_version_of
from chinar.domain.applications.models import Application, Decision, Heir
from chinar.domain.applications.papers import document_pdf
from chinar.domain.applications.printing import certificate_pdf, refusal_pdf
from chinar.domain.questionnaires.forms import AnswersForm
from chinar.foundation.people.models import Account

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "seen", "issue", "refuse", "preview", "more", "prepare"})
"""Fields of the page that are no content of the act."""


def typed_in(data: QueryDict) -> dict[str, list[str]]:
    return {name: list(values) for name, values in data.lists() if name not in NOT_TYPED}


def as_sent(typed: Mapping[str, list[str]]) -> QueryDict:
    """As if it were sent by the page once more."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


@dataclass(frozen=True, slots=True)
class TypedAct:
    """A judged act. `paper` prints the unsaved decision as a draft; `issue` is the action that makes it final."""

    is_valid: bool
    paper: Callable[[Decision], bytes]
    issue: Callable[..., Decision]


def judge(application: Application, outcome: str, typed: Mapping[str, list[str]], *, on: date) -> TypedAct:
    """`on` is the day on which it is judged."""
    data = as_sent(typed)
    if outcome == Decision.Outcome.REFUSED:
        return _refusal(application, data)
    if result_version_of(application) is not None:
        return _document(application, data, on)
    return _certificate(application, data)


def draft_of(application: Application, outcome: str, *, by: Account, post: str = "", at: datetime) -> Decision:
    """A decision that is none yet, for its paper."""
    return Decision(application=application, outcome=outcome, number="–", decided_at=at, decided_by=by, post=post)


def _refusal(application: Application, data: QueryDict) -> TypedAct:
    form = RefusalForm(data)
    is_valid = form.is_valid()
    content = {name: form.cleaned_data.get(name, "") for name in ("facts", "grounds", "appeal")}

    def paper(draft: Decision) -> bytes:
        for name, text in content.items():
            setattr(draft, name, text)
        return refusal_pdf(draft, code="")

    def issue(**how: Any) -> Decision:
        return refuse_application(application, **content, **how)

    return TypedAct(is_valid, paper, issue)


def _document(application: Application, data: QueryDict, on: date) -> TypedAct:
    questions = result_form_of(application).questions
    form = AnswersForm(questions, data, on=on, municipality=application.case.municipality)
    is_valid = form.is_valid()
    answers = form.answers() if is_valid else {}

    def issue(**how: Any) -> Decision:
        return issue_document(application, answers=answers, **how)

    return TypedAct(is_valid, lambda draft: document_pdf(draft, answers, code=""), issue)


def _certificate(application: Application, data: QueryDict) -> TypedAct:
    form, heirs = CertificateForm(data), heirs_formset(data)
    is_valid = form.is_valid() & heirs.is_valid()
    death_act = form.cleaned_data.get("death_act", "")

    def paper(draft: Decision) -> bytes:
        draft.death_act = death_act
        return certificate_pdf(draft, drafted_heirs(heirs), code="")

    def issue(**how: Any) -> Decision:
        rows = [NewHeir(**row.cleaned_data) for row in heirs.filled()]
        return issue_certificate(application, death_act=death_act, heirs=rows, **how)

    return TypedAct(is_valid, paper, issue)


def drafted_heirs(heirs: HeirsFormSet) -> list[Heir]:
    return [
        Heir(
            name=row.cleaned_data["name"],
            egn=row.cleaned_data["egn"],
            relation=row.cleaned_data["relation"],
            numerator=row.cleaned_data["share"].numerator,
            denominator=row.cleaned_data["share"].denominator,
        )
        for row in heirs.filled()
    ]
