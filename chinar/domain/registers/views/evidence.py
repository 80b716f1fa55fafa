"""Evidence of a matter: what waits, one piece of it, and what an official can do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.cases.access import abilities_on, actor_on
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.registers import access, words
from chinar.domain.registers.actions import asking
from chinar.domain.registers.actions.asking_towns import ask_town
from chinar.domain.registers.actions.holding import RecordedMeanwhile, seen_of
from chinar.domain.registers.actions.letters import ask_by_letter, dispute_entry
from chinar.domain.registers.actions.recording import Finding, record_finding
from chinar.domain.registers.forms import AskForm, DisputeForm, EvidenceForm, FindingForm, LetterForm
from chinar.domain.registers.forms_of_towns import TownForm
from chinar.domain.registers.models import Evidence
from chinar.domain.registers.queries import standing_of, waiting_for
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require
from chinar.foundation.time.rules import NoCalendar

RECORD, ASK, APPROVE = "evidence.record", "evidence.ask", "evidence.approve"
MEANWHILE = gettext_lazy(
    "Something was recorded meanwhile, by a colleague or from the register. Nothing of yours was saved; what you typed "
    "stands below. Look at the evidence, then send it again if it still holds."
)
DECIDED = gettext_lazy("This matter has been decided meanwhile. Nothing was changed.")


@never_cache
@require(RECORD)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Evidence that waits for an official: a register that did not answer, a letter without an answer, an approval."""
    rows = [
        (row, words.STANDINGS[how], words.SHAPES[how])
        for row, how in waiting_for(request.user, on=timezone.localdate())
    ]
    return render(request, "registers/waiting.html", {"rows": rows})


@never_cache
@require("cases.read")
@require_safe
def page(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """How one piece of evidence stands, what was done about it, what can be done; the reading is journalled."""
    evidence = access.get_evidence_for(request.user, number, code, on=timezone.localdate(), ability="cases.read")
    by, at = _acting(request, evidence), timezone.now()
    record_read("case.read", by=by, at=at, subject=number, subject_kind="case")
    return _page(request, evidence)


def _page(request: HttpRequest, evidence: Evidence, error: str = "") -> HttpResponse:
    today, case, last = timezone.localdate(), evidence.case, evidence.last
    able = abilities_on(request.user, case, {RECORD, ASK, APPROVE}, on=today) if case.is_open else set()
    why_not = access.why_not_asked_by(request.user, evidence, is_present=True, on=today)
    how = standing_of(evidence, on=today)
    waits = bool(last and last.outcome == "requested")
    context = {
        "case": case,
        "evidence": evidence,
        "records": [(row, _trouble(row)) for row in reversed(list(evidence.records.all()))],
        "standing": words.STANDINGS[how],
        "shape": words.SHAPES[how],
        "seen": seen_of(evidence),
        "error": error,
        "may_record": RECORD in able,
        "may_ask": ASK in able and bool(evidence.operation and evidence.subject) and why_not is None and not waits,
        "why_not_ask": words.MAY_NOT_ASK[why_not] if ASK in able and evidence.operation and why_not else "",
        "waits": waits,
        "may_approve": waits and APPROVE in able and last.by_id != request.user.pk,
        "may_stop": waits and (APPROVE in able or last.by_id == request.user.pk),
        "may_read_answer": ASK in abilities_on(request.user, case, {ASK}, on=today) and why_not is None,
        "verdict_words": words.verdict_words,
    }
    return render(request, "registers/evidence.html", context, status=409 if error else 200)


def _trouble(row: Any) -> str:
    """Why the register did not answer, in words."""
    result = getattr(row.query, "result", None) if row.query_id else None
    return str(words.ERRORS.get(result.error, "")) if result and result.error else ""


@dataclass(frozen=True, slots=True)
class Step:
    """A page on which an official does something about evidence by hand."""

    title: str | Promise
    button: str | Promise
    done: str | Promise
    form: type[EvidenceForm]
    perform: Callable[..., object]


def _record(evidence: Evidence, typed: dict[str, Any], *, by: Actor, at: datetime) -> object:
    seen = typed.pop("seen")
    return record_finding(evidence, Finding(**typed), seen=seen, by=by, at=at)


def _letter(evidence: Evidence, typed: dict[str, Any], *, by: Actor, at: datetime) -> object:
    return ask_by_letter(evidence, **typed, by=by, at=at)


def _town(evidence: Evidence, typed: dict[str, Any], *, by: Actor, at: datetime) -> object:
    return ask_town(evidence, **typed, by=by, at=at)


def _dispute(evidence: Evidence, typed: dict[str, Any], *, by: Actor, at: datetime) -> object:
    return dispute_entry(evidence, **typed, by=by, at=at)


STEPS = {
    "record": Step(
        gettext_lazy("Enter the evidence"),
        gettext_lazy("Enter"),
        gettext_lazy("The evidence is entered."),
        FindingForm,
        _record,
    ),
    "letter": Step(
        gettext_lazy("Ask another body by letter"),
        gettext_lazy("File the letter"),
        gettext_lazy("The letter is in the file. Print it or send it; the other body has seven days."),
        LetterForm,
        _letter,
    ),
    "town": Step(
        gettext_lazy("Ask another municipality here"),
        gettext_lazy("Send the request"),
        gettext_lazy("The request is sent. It gets a number and a clock there; the answer is entered here by itself."),
        TownForm,
        _town,
    ),
    "dispute": Step(
        gettext_lazy("The entry of the register is wrong"),
        gettext_lazy("File the letter"),
        gettext_lazy("The letter to the owner of the register is in the file. Print it or send it."),
        DisputeForm,
        _dispute,
    ),
}


def _page_of(step: Step) -> Callable[..., HttpResponseBase]:
    def view(request: HttpRequest, number: str, code: str) -> HttpResponse:
        today = timezone.localdate()
        evidence = access.get_evidence_for(request.user, number, code, on=today, ability=RECORD)
        data = request.POST if request.method == "POST" else None
        form = step.form(data, evidence=evidence, initial={"seen": seen_of(evidence)}, on=today)
        if request.method == "POST" and form.is_valid() and _done(request, step, evidence, form):
            return redirect("registers:evidence", number=number, code=code)
        context = {"case": evidence.case, "evidence": evidence, "step": step, "form": form}
        return render(request, "registers/step.html", context)

    view.__doc__ = "An official enters evidence, or files a letter about it."
    return never_cache(require(RECORD)(view))


def _done(request: HttpRequest, step: Step, evidence: Evidence, form: EvidenceForm) -> bool:
    """False when it is not done, and the form says why with everything typed still in it."""
    try:
        step.perform(evidence, dict(form.cleaned_data), by=_acting(request, evidence), at=timezone.now())
    except RecordedMeanwhile:
        form.add_error(None, str(MEANWHILE))
        fresh = Evidence.objects.get(pk=evidence.pk)
        form.data = {**form.data.dict(), "seen": seen_of(fresh)}  # type: ignore[attr-defined]
    except AlreadyDecided:
        form.add_error(None, str(DECIDED))
    except (NoCalendar, NoLegalPeriod):
        form.add_error(None, _("The day by which the other body must answer cannot be counted: a calendar is missing."))
    else:
        messages.success(request, str(step.done))
        return True
    return False


PAGES = {code: _page_of(step) for code, step in STEPS.items()}


@never_cache
@require(ASK)
@require_POST
def ask(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The register is to be asked; with four eyes, when another official has agreed."""
    today = timezone.localdate()
    evidence = access.get_evidence_for(request.user, number, code, on=today, ability=ASK)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, evidence, str(MEANWHILE))
    present = form.cleaned_data["is_present"]
    why_not = access.why_not_asked_by(request.user, evidence, is_present=present, on=today)
    if why_not is not None:
        return _page(request, evidence, str(words.MAY_NOT_ASK[why_not]))
    said = _("Another official has to agree.") if evidence.four_eyes else _("The register is being asked.")
    return _act(request, evidence, form, said, lambda **who: asking.request_query(evidence, is_present=present, **who))


@never_cache
@require(APPROVE)
@require_POST
def approve(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The second pair of eyes."""
    evidence = access.get_evidence_for(request.user, number, code, on=timezone.localdate(), ability=APPROVE)
    form = AskForm(request.POST)
    return _act(
        request, evidence, form, _("The register is being asked."), lambda **who: asking.approve_query(evidence, **who)
    )


@never_cache
@require("cases.read")
@require_POST
def stop(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The second official does not agree, or the first one thinks better of it. Raises Http404 for others."""
    today = timezone.localdate()
    evidence = access.get_evidence_for(request.user, number, code, on=today, ability="cases.read")
    last = evidence.last
    if last is None or last.by_id != request.user.pk:
        evidence = access.get_evidence_for(request.user, number, code, on=today, ability=APPROVE)
    form = AskForm(request.POST)
    return _act(request, evidence, form, _("The query is stopped."), lambda **who: asking.stop_query(evidence, **who))


def _acting(request: HttpRequest, evidence: Evidence) -> Actor:
    """Who acts, and in whose place."""
    return actor_on(request.user, evidence.case, on=timezone.localdate())


def _act(
    request: HttpRequest, evidence: Evidence, form: AskForm, said: str, perform: Callable[..., object]
) -> HttpResponse:
    seen = form.cleaned_data.get("seen") if form.is_valid() else None
    try:
        perform(seen=seen, by=_acting(request, evidence), at=timezone.now())
    except RecordedMeanwhile:
        return _page(request, evidence, _("Something was recorded meanwhile. Nothing was changed; look again."))
    except asking.NeedsAnother:
        return _page(request, evidence, _("Whoever asked cannot approve it: another official has to."))
    except (asking.CannotAsk, AlreadyDecided):
        return _page(request, evidence, _("This cannot be asked any more. Nothing was changed."))
    messages.success(request, said)
    return redirect("registers:evidence", number=evidence.case.number, code=evidence.code)
