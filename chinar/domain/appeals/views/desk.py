"""Officials: the list of appeals, a paper appeal that is entered, the papers of an appeal."""

import secrets
from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.appeals import access, queries
from chinar.domain.appeals.actions.registering import AppealedAlready, NewAppeal, NothingToAppeal, enter_paper_appeal
from chinar.domain.appeals.forms.filing import COURT, PaperAppealForm
from chinar.domain.appeals.models import Appeal
from chinar.domain.appeals.printing import receipt_pdf
from chinar.domain.appeals.rules import Issuer
from chinar.domain.cases import kinds
from chinar.domain.cases.access import actor_on, get_case_for_official
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.foundation.documents.codes import draw
from chinar.foundation.documents.views.download import download, pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Person
from chinar.foundation.time.rules import NoCalendar


@never_cache
@require("appeals.handle")
@require_safe
def appeals(request: HttpRequest) -> HttpResponse:
    """In hand by due date, then those sent up with the day by which they are decided there."""
    today = timezone.localdate()
    rows = [_row(appeal, today) for appeal in access.unfinished_for(request.user, on=today)]
    notices = access.notices_hanging_for(request.user, on=today)
    context = {"rows": rows, "most": access.MOST, "notices": notices, "today": today}
    return render(request, "appeals/list.html", context)


def _row(appeal: Appeal, today: date) -> dict[str, object]:
    sending = queries.sending_of(appeal)
    above = queries.decision_above_until(sending) if sending else None
    until = above.day if above else None if sending else appeal.case.due_on
    return {
        "appeal": appeal,
        "case": appeal.case,
        "state": kinds.kind_of(appeal.case).state(appeal.case.state).for_official,
        "until": until,
        "late": bool(until and until < today and appeal.case.phase != "waiting"),
        "sending": sending,
    }


@never_cache
@require("appeals.enter")
def enter(request: HttpRequest, number: str) -> HttpResponse:
    """A paper appeal against the matter gets its number; its term is checked afterwards."""
    today = timezone.localdate()
    against = access.get_case_to_enter_for(request.user, number, on=today)
    parties = list(against.parties.select_related("person", "organisation"))
    if request.method != "POST" or queries.not_here(against):
        issuer = queries.issuer_of(against.department)
        initial = {"idempotency_key": uuid4(), "issuer": issuer.value, "filed_on": today}
        if parties:
            initial["who"] = str(parties[0].pk)
        return _enter_page(request, against, PaperAppealForm(initial=initial, parties=parties, on=today))
    form = PaperAppealForm(request.POST, parties=parties, on=today)
    if form.is_valid():
        entered = _entered(request, against, form)
        if entered is not None:
            messages.success(request, _("Entered as %(number)s.") % {"number": entered.case.number})
            return redirect("cases:case", number=entered.case.number)
    return _enter_page(request, against, form)


def _enter_page(request: HttpRequest, against: Case, form: PaperAppealForm) -> HttpResponse:
    target = queries.target_of(against, on=timezone.localdate())
    context = {
        "case": against,
        "form": form,
        "target": target,
        "not_here": queries.not_here(against),
        "title": kinds.title_of(against),
    }
    return render(request, "appeals/enter.html", context)


def _entered(request: HttpRequest, against: Case, form: PaperAppealForm) -> Appeal | None:
    """None when it was not registered, and the form says why with everything typed still in it."""
    data, known = form.cleaned_data, access.find_registered(form.cleaned_data["idempotency_key"], against=against)
    if known is not None:
        return known
    today = timezone.localdate()
    namesake = queries.find_namesake(against, data["name"], on=today) if form.party is None else None
    if namesake is not None and data["another"] != "other":
        told = _("Appeal %(number)s is by somebody of this name. Say below whether it is another person.")
        form.add_error("name", told % {"number": namesake.case.number})
        return None
    try:
        with transaction.atomic():
            by = actor_on(request.user, against, on=today)
            return enter_paper_appeal(_new(request, against, form), by=by, at=timezone.now())
    except AppealedAlready as twin:
        form.add_error("who", _("This person has appealed already: %(number)s.") % {"number": twin.appeal.case.number})
    except NothingToAppeal:
        form.add_error(None, _("The matter is neither decided nor late, so there is nothing to appeal against."))
    except (IntegrityError, NoCalendar, NoLegalPeriod):
        form.add_error(None, _("Appeals cannot be registered just now, so nothing was sent. What you wrote is here."))
    return None


def _new(request: HttpRequest, against: Case, form: PaperAppealForm) -> NewAppeal:
    data, party, at = form.cleaned_data, form.party, timezone.now()
    return NewAppeal(
        idempotency_key=data["idempotency_key"],
        against=against,
        issuer=Issuer(data["issuer"]),
        to_court=data["to"] == COURT,
        appellant_name=data["name"],
        address=data["address"],
        grounds=data["grounds"],
        wish="",
        sheets=data["sheets"],
        filed_on=data["filed_on"],
        language="bg",
        channel=Case.Channel.COUNTER,
        key=draw(secrets.token_bytes),
        hours=receiving_hours(timezone.localdate(at)),
        person=party.person if party else _somebody(request, against, data["name"], data["address"]),
        organisation=party.organisation if party else None,
        account=party.account if party else None,
    )


def _somebody(request: HttpRequest, against: Case, name: str, address: str) -> Person:
    given, _space, rest = name.strip().partition(" ")
    by, at = actor_on(request.user, against, on=timezone.localdate()), timezone.now()
    return remember_person(given_name=given[:80], family_name=rest.strip()[:80], address=address, by=by, at=at)


@never_cache
@require("appeals.enter")
@require_safe
def desk_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt, printed by an official. The key is the appellant's secret: it is on the receipt only of a paper
    appeal, which they get by no other way."""
    case = get_case_for_official(request.user, number, on=timezone.localdate(), ability="appeals.enter")
    appeal = access.appeal_of(case)
    by = actor_on(request.user, case, on=timezone.localdate())
    record_read("case.read", by=by, at=timezone.now(), subject=number, subject_kind="case")
    return pdf_response(receipt_pdf(appeal, with_key=appeal.sheets is not None), filename=f"{number}.pdf")


@never_cache
@require("cases.read")
@require_safe
def paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A paper of the appeal's file: the reconsideration, or the letter with the inventory."""
    case = get_case_for_official(request.user, number, on=timezone.localdate())
    document = access.get_paper(access.appeal_of(case).case, pk)
    by = actor_on(request.user, case, on=timezone.localdate())
    record_read("appeal.paper_read", by=by, at=timezone.now(), subject=number, subject_kind="case")
    return download(document)
