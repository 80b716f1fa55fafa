"""The telephone: a request is written down as a draft with a code, and how a matter stands is told after questions."""

import secrets
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from chinar.domain.applications.drafting import give_code, write_down
from chinar.domain.applications.models import Draft
from chinar.domain.cases.kinds import kind_of, titles
from chinar.domain.cases.models import Case
from chinar.domain.cases.numbering.finding import number_meant
from chinar.domain.cases.queries import explain, to_mend
from chinar.domain.catalogue.access import get_published_version
from chinar.domain.visits import access, asking, queries
from chinar.domain.visits.asking import ByTelephone
from chinar.domain.visits.forms import StatusForm
from chinar.domain.visits.telling import TooManyWrong, ask_status, find_case
from chinar.foundation.core.content import words
from chinar.foundation.documents.codes import draw, format_code
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import actor_of, require


@never_cache
@require(access.ABILITY)
def phone(request: HttpRequest) -> HttpResponse:
    """What a caller wants: to ask for a service, or to know how a matter stands."""
    sought = request.GET.get("find", "").strip()[:100]
    form = StatusForm(request.POST if request.method == "POST" else None, on=timezone.localdate())
    context: dict[str, object] = {
        "form": form,
        "sought": sought,
        "offered": queries.services(sought) if sought else None,
        "key": uuid4(),
    }
    if request.method == "POST" and form.is_valid():
        context["told"] = _status(request, form)
    return render(request, "visits/phone.html", context)


def _status(request: HttpRequest, form: StatusForm) -> dict[str, object] | None:
    """What may be told; None with the reason in the form."""
    today, at = timezone.localdate(), timezone.now()
    number = number_meant(form.cleaned_data["number"])
    case = find_case(request.user, number, access.offices_of(request.user, on=today), on=today)
    answers = {name: form.cleaned_data[name] for name in ("last_digits", "filed_on")}
    try:
        if ask_status(case, number, **answers, by=actor_of(request.user), at=at) and case is not None:
            return _told(case)
    except TooManyWrong:
        text = _("Three wrong answers were given about this number within a day: nothing is told on the telephone.")
        form.add_error(None, text + " " + _("The caller may use number and key, or come to a counter."))
        return None
    form.add_error(None, _("The answers do not fit. Tell the caller nothing, not even whether there is such a matter."))
    return None


def _told(case: Case) -> dict[str, object]:
    """How it stands; nothing of what was answered in it, and of nobody."""
    return {
        "case": case,
        "title": titles([case])[case.pk],
        "state": kind_of(case).state(case.state).for_citizen,
        "explanation": explain(case) if case.is_open else None,
        "to_mend": to_mend(case) is not None,
        "department": words(case.department, "name"),
    }


@never_cache
@require(access.ABILITY)
@require_POST
def begin(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """Begins to write down a service for a caller; a second press finds the same sheet."""
    version = get_published_version(code)
    try:
        with transaction.atomic():
            write_down(version, key=key, by=actor_of(request.user), at=timezone.now())
    except IntegrityError:
        _draft(request, key)
    return redirect("visits:call", key=key)


def _draft(request: HttpRequest, key: UUID) -> Draft:
    """What this official is writing down. Raises Http404."""
    rows = Draft.objects.with_journey().prefetch_related("service_version__speeds")
    draft: Draft | None = rows.filter(key=key, written_by=request.user.pk, account=None).first()
    if draft is None:
        raise Http404
    return draft


@never_cache
@require(access.ABILITY)
def call(request: HttpRequest, key: UUID) -> HttpResponse:
    """One long sheet; each press keeps it. With the code the caller finishes it: nobody can sign on the telephone."""
    draft = _draft(request, key)
    journey = ByTelephone(
        draft=draft,
        municipality=request.municipality,  # type: ignore[attr-defined]
        knows_applicant=False,
        today=timezone.localdate(),
    )
    by, at = actor_of(request.user), timezone.now()
    if request.method == "POST":
        draft.answer_pages(asking.typed_in(journey, request.POST), at=at)
        if request.POST.get("do") == "code":
            give_code(draft, code=draw(secrets.token_bytes), by=by, at=at)
        return redirect("visits:call", key=key)
    record_read("draft.written_down", by=by, at=at, subject=str(draft.pk), subject_kind="draft")
    sections = asking.sections_of(journey)
    context = {
        "draft": draft,
        "version": draft.service_version,
        "sections": sections,
        "faults": asking.wrong(sections),
        "code": format_code(draft.code),
    }
    return render(request, "visits/call.html", context)
