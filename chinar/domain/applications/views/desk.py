"""The expert decides: issue the certificate, or refuse with facts and law."""

import secrets
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from chinar.domain.applications import access, actions
from chinar.domain.applications.approving import DraftMoved, prepare_act
from chinar.domain.applications.forms.decision import (
    MOST_HEIRS,
    CertificateForm,
    HeirsFormSet,
    RefusalForm,
    heirs_formset,
)
from chinar.domain.applications.general import result_version_of
from chinar.domain.applications.models import Application, Decision
from chinar.domain.applications.printing import certificate_pdf, refusal_pdf
from chinar.domain.applications.signing_access import is_signed_apart, last_returned
from chinar.domain.applications.summary import asked, rows_of
from chinar.domain.applications.typed import as_sent, drafted_heirs, typed_in
from chinar.domain.cases.access import actor_on, get_case_for_official
from chinar.domain.cases.actions.checking import Unticked
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided, ClockStands
from chinar.domain.cases.checklists import unticked
from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.views.acting import change_told, tell_change
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.forms import Form
from chinar.foundation.documents.codes import draw
from chinar.foundation.documents.signing import SigningFailed
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require
from chinar.foundation.people.actions import unmask_identifier
from chinar.foundation.people.models import Account


@never_cache
@require("people.unmask")
@require_POST
def personal_numbers(request: HttpRequest, number: str) -> HttpResponse:
    """Shows the masked numbers of the matter in full, after the journal has been told who sees them and for which."""
    case = get_case_for_official(request.user, number, on=timezone.localdate(), ability="people.unmask")
    application = access.application_of(case)
    by, at = actor_on(request.user, case, on=timezone.localdate()), timezone.now()
    rows = []
    if hasattr(application, "heirs_request"):
        rows.append((_("EGN of the deceased"), actions.unmask_deceased(application, by=by, at=at)))
    for party in case.parties.select_related("person"):
        if party.person is not None:
            shown = unmask_identifier(party.person, purpose=case.number, by=by, at=at)
            is_filer = party.role == Party.PartyRole.FILER
            rows.append((_("Number of whoever files") if is_filer else _("Number of the applicant"), shown))
    context = {"case": case, "rows": rows_of([(label, value or "–") for label, value in rows])}
    return render(request, "applications/personal_numbers.html", context)


@never_cache
@require("applications.decide")
def issue(request: HttpRequest, number: str) -> HttpResponse:
    """The structured result: death act and table of heirs with shares, previewed as a draft, then issued."""
    application = access.get_application_to_decide(request.user, number, on=timezone.localdate())
    if result_version_of(application) is not None:
        return redirect("applications:issue_document", number=number)
    if request.method != "POST" and not application.case.is_open:
        return redirect("cases:case", number=number)
    posted = request.POST if request.method == "POST" else returned_typed(application, Decision.Outcome.GRANTED)
    form = CertificateForm(posted, initial={"seen": seen_of(application.case)})
    heirs = heirs_formset(posted)
    if request.method != "POST" or posted is None:
        tell_journal("case.read", request, application)
        return _issue_page(request, application, form, heirs)
    if "more" in posted:
        form = CertificateForm(initial={name: posted.get(name, "") for name in ("death_act", "seen")})
        return _issue_page(request, application, form, _more_rows(heirs))
    if not (form.is_valid() & heirs.is_valid()):
        return _issue_page(request, application, form, heirs)
    if "preview" in posted:
        tell_journal("application.draft_seen", request, application)
        return pdf_response(_certificate_draft(request, application, form, heirs), filename=f"{number}.pdf")
    if is_signed_apart(application):
        sent = prepared(request, application, Decision.Outcome.GRANTED, form)
        return sent or _issue_page(request, application, form, heirs)
    try:
        decision = actions.issue_certificate(
            application,
            death_act=form.cleaned_data["death_act"],
            heirs=[actions.NewHeir(**row.cleaned_data) for row in heirs.filled()],
            code=draw(secrets.token_bytes),
            seen=form.cleaned_data["seen"],
            by=acting(request, application),
            at=timezone.now(),
        )
    except ChangedSince as changed:
        tell_change(form, application.case, changed)
        return _issue_page(request, application, form, heirs)
    except AlreadyDecided:
        if not is_of(request, application, Decision.Outcome.GRANTED):
            form.add_error(None, decided_meanwhile())
            return _issue_page(request, application, form, heirs)
        messages.info(request, decided_before())
        return redirect("cases:case", number=number)
    except (ClockStands, SigningFailed, Unticked) as hindrance:
        form.add_error(None, hindered(hindrance))
        return _issue_page(request, application, form, heirs)
    messages.success(request, _("Issued as number %(number)s.") % {"number": decision.number})
    return redirect("cases:case", number=number)


def _issue_page(request: HttpRequest, application: Application, form: Form, heirs: HeirsFormSet) -> HttpResponse:
    context = {"form": form, "heirs": heirs, **about(application)}
    return render(request, "applications/issue.html", context)


def tell_journal(verb: str, request: HttpRequest, application: Application) -> None:
    number = application.case.number
    record_read(verb, by=acting(request, application), at=timezone.now(), subject=number, subject_kind="case")


def acting(request: HttpRequest, application: Application) -> Actor:
    """Who acts, and in whose place."""
    return actor_on(request.user, application.case, on=timezone.localdate())


def is_of(request: HttpRequest, application: Application, outcome: str) -> bool:
    """Whether the decision that stands is the reader's own: the second press of the same button."""
    own = Decision.objects.filter(
        application=application, decided_by_id=request.user.pk, outcome=outcome, set_aside_at=None
    )
    return bool(own.exists())


def about(application: Application) -> dict[str, object]:
    back = last_returned(application)
    return {
        "application": application,
        "case": application.case,
        "asked": rows_of(asked(application)),
        "signed_apart": is_signed_apart(application),
        "unticked": unticked(application.case) if application.case.is_open else [],
        "returned": back.returned if back else None,
    }


def returned_typed(application: Application, outcome: str) -> QueryDict | None:
    """What was typed for the draft that came back, ready to be mended."""
    back = last_returned(application)
    if back is None or back.outcome != outcome:
        return None
    return as_sent({**back.typed, "seen": [seen_of(application.case)]})


def prepared(request: HttpRequest, application: Application, outcome: str, form: Form) -> HttpResponse | None:
    """Sends a judged act to the head of the department; None when the form says why not."""
    number, seen = application.case.number, request.POST.get("seen", "")
    typed, by = typed_in(request.POST), acting(request, application)
    try:
        prepare_act(application, outcome=outcome, typed=typed, seen=seen, by=by, at=timezone.now())
    except ChangedSince as changed:
        form.add_error(None, change_told(changed))
        if isinstance(form, SeenForm):
            form.show_anew(Case.objects.get(pk=application.case_id))
    except AlreadyDecided:
        form.add_error(None, decided_meanwhile())
    except ClockStands:
        form.add_error(None, clock_stands())
    except Unticked:
        form.add_error(None, not_ticked())
    except DraftMoved:
        form.add_error(None, _("A draft of this decision is on its way already. Nothing of yours was saved."))
    else:
        messages.success(request, _("Sent to the head of the department for approval."))
        return redirect("cases:case", number=number)
    return None


def hindered(why: Exception) -> str:
    if isinstance(why, Unticked):
        return not_ticked()
    return not_signed() if isinstance(why, SigningFailed) else clock_stands()


def not_ticked() -> str:
    return _(
        "Lines of the checklist without which nothing is decided are not ticked. Nothing was changed; what you typed "
        "is still here. Tick them on the page of the matter in another window, then send this page again."
    )


def not_signed() -> str:
    return _(
        "The document could not be signed electronically, so it was not issued. Nothing was changed. Tell the operator "
        "of the system that the key of the municipality does not work."
    )


def _more_rows(heirs: HeirsFormSet) -> HeirsFormSet:
    """The same table, everything typed still there, with four more rows; nothing is judged yet."""
    rows = str(min(heirs.total_form_count() + 4, MOST_HEIRS))
    longer = heirs_formset({**{name: heirs.data[name] for name in heirs.data}, "heirs-TOTAL_FORMS": rows})
    longer.leave_unjudged()
    return longer


def clock_stands() -> str:
    return _(
        "The clock of this matter stands, so it cannot be decided now. Let it go on first, or note that the request "
        "was mended. Nothing was changed; what you typed is still here."
    )


def decided_before() -> str:
    return _("You have decided this matter already. What came a second time was not used.")


def decided_meanwhile() -> str:
    return _("A colleague has decided this matter meanwhile. Nothing of yours was saved; what you typed stands below.")


def _certificate_draft(
    request: HttpRequest, application: Application, form: CertificateForm, heirs: HeirsFormSet
) -> bytes:
    decision = unsaved(request, application, Decision.Outcome.GRANTED, death_act=form.cleaned_data["death_act"])
    return certificate_pdf(decision, drafted_heirs(heirs), code="")


def _without_seen(form: Form) -> dict[str, str]:
    return {name: value for name, value in form.cleaned_data.items() if name != "seen"}


def unsaved(request: HttpRequest, application: Application, outcome: str, **content: str) -> Decision:
    return Decision(
        application=application,
        outcome=outcome,
        number="–",
        decided_at=timezone.now(),
        decided_by=cast(Account, request.user),
        **content,
    )


@never_cache
@require("applications.decide")
def refuse(request: HttpRequest, number: str) -> HttpResponse:
    """A refusal stands on facts and law, and says how to appeal."""
    application = access.get_application_to_decide(request.user, number, on=timezone.localdate())
    if request.method != "POST" and not application.case.is_open:
        return redirect("cases:case", number=number)
    posted = request.POST if request.method == "POST" else returned_typed(application, Decision.Outcome.REFUSED)
    known = {"seen": seen_of(application.case), "appeal": application.service_version.appeal}
    form = RefusalForm(posted, initial=known)
    if request.method != "POST":
        tell_journal("case.read", request, application)
    if request.method != "POST" or not form.is_valid():
        return _refuse_page(request, application, form)
    if "preview" in request.POST:
        tell_journal("application.draft_seen", request, application)
        decision = unsaved(request, application, Decision.Outcome.REFUSED, **_without_seen(form))
        return pdf_response(refusal_pdf(decision, code=""), filename=f"{number}.pdf")
    if is_signed_apart(application):
        return prepared(request, application, Decision.Outcome.REFUSED, form) or _refuse_page(
            request, application, form
        )
    try:
        decision = actions.refuse_application(
            application,
            **form.cleaned_data,
            code=draw(secrets.token_bytes),
            by=acting(request, application),
            at=timezone.now(),
        )
    except ChangedSince as changed:
        tell_change(form, application.case, changed)
        return _refuse_page(request, application, form)
    except AlreadyDecided:
        if not is_of(request, application, Decision.Outcome.REFUSED):
            form.add_error(None, decided_meanwhile())
            return _refuse_page(request, application, form)
        messages.info(request, decided_before())
        return redirect("cases:case", number=number)
    except (ClockStands, SigningFailed, Unticked) as hindrance:
        form.add_error(None, hindered(hindrance))
        return _refuse_page(request, application, form)
    messages.success(request, _("Refused by number %(number)s.") % {"number": decision.number})
    return redirect("cases:case", number=number)


def _refuse_page(request: HttpRequest, application: Application, form: RefusalForm) -> HttpResponse:
    return render(request, "applications/refuse.html", {"form": form, **about(application)})
