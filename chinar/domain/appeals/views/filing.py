"""Somebody appeals, from the page of their matter: the appeal, check, number and key, receipt."""

import logging
import secrets
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from chinar.domain.appeals import access, queries
from chinar.domain.appeals.actions.registering import AppealedAlready, NewAppeal, NothingToAppeal, register_appeal
from chinar.domain.appeals.forms.filing import COURT, AppealForm
from chinar.domain.appeals.models import Appeal
from chinar.domain.appeals.printing import next_steps, receipt_pdf
from chinar.domain.cases import kinds
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.queries import explain, receiving_hours
from chinar.domain.cases.views.public import matter_for, remember_opened
from chinar.foundation.documents.codes import draw, format_code
from chinar.foundation.documents.views.download import download, pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import citizen_of
from chinar.foundation.time.rules import NoCalendar

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def start(request: HttpRequest, number: str) -> HttpResponse:
    """The empty form; the address to which it is sent holds the key that makes a second sending harmless."""
    return _empty_page(request, matter_for(request, number), uuid4())


def _empty_page(request: HttpRequest, against: Case, key: UUID) -> HttpResponse:
    party = _appellant(request, against)
    known = {"name": party.person.full_name, "address": party.person.address} if party.person else {}
    return _form_page(request, against, _form(against, initial=known), key)


@never_cache
def appeal(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    """First shows what was written; then, with "send", registers it."""
    against = matter_for(request, number)
    if request.method != "POST" or queries.not_here(against):
        return _empty_page(request, against, key)
    form = _form(against, request.POST)
    if not form.is_valid() or "change" in request.POST:
        return _form_page(request, against, form, key)
    if "send" not in request.POST:
        context = {"form": form, "key": key, "case": against, "rows": form.rows()}
        return render(request, "appeals/check.html", context)
    if is_ratelimited(request, group="appeals.appeal", key="ip", rate="20/h", increment=True):
        form.add_error(None, _("Many appeals came from here within the hour. Wait a little; nothing was lost."))
        return _form_page(request, against, form, key, status=429)
    return _send(request, against, form, key)


def _form(against: Case, *args: object, **kwargs: object) -> AppealForm:
    superior = queries.superior_name(queries.issuer_of(against.department), against.municipality)
    return AppealForm(*args, superior=superior, **kwargs)


def _form_page(request: HttpRequest, against: Case, form: AppealForm, key: UUID, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    target = queries.target_of(against, on=today)
    until = queries.last_day(against, _usual_rule(target), target, on=today) if target else None
    context = {
        "form": form,
        "key": key,
        "case": against,
        "title": kinds.title_of(against),
        "target": target,
        "not_here": queries.not_here(against),
        "until": until,
        "is_late": bool(until and until.is_over(on=today)),
    }
    return render(request, "appeals/appeal.html", context, status=status)


def _usual_rule(target: str) -> str:
    return "appeal_of_silence" if target == "silence" else "appeal_of_act"


def _appellant(request: HttpRequest, against: Case) -> Party:
    """The party through whom the reader acts; for whoever has the key, the first. Raises Http404 for a matter whose
    applicant is not known."""
    parties = list(against.parties.select_related("person", "organisation", "account").order_by("pk"))
    own = [party for party in parties if party.account_id and party.account_id == request.user.pk]
    if not parties:
        raise Http404
    return (own or parties)[0]


def _send(request: HttpRequest, against: Case, form: AppealForm, key: UUID) -> HttpResponse:
    try:
        made = access.find_registered(key, against=against) or _register(request, against, form, key)
    except IntegrityError:
        # The same form arrived twice at once, or its address was used in another matter.
        found = access.find_registered(key, against=against)
        if found is None:
            return redirect("appeals:start", number=against.number)
        made = found
    except AppealedAlready as twin:
        told = _("You have appealed already: %(number)s. What you wrote is below; add it there if it says more.")
        form.add_error(None, told % {"number": twin.appeal.case.number})
        return _form_page(request, against, form, key)
    except NothingToAppeal:
        form.add_error(None, _("There is nothing to appeal against now: the decision was taken back meanwhile."))
        return _form_page(request, against, form, key)
    except (NoCalendar, NoLegalPeriod):
        logger.exception("an appeal cannot be registered")
        form.add_error(None, _("Appeals cannot be registered just now, so nothing was sent. What you wrote is here."))
        return _form_page(request, against, form, key, status=503)
    remember_opened(request, made.case)
    return redirect("appeals:filed", number=made.case.number)


def _register(request: HttpRequest, against: Case, form: AppealForm, key: UUID) -> Appeal:
    data, at, party = form.cleaned_data, timezone.now(), _appellant(request, against)
    today = timezone.localdate(at)
    new = NewAppeal(
        idempotency_key=key,
        against=against,
        issuer=queries.issuer_of(against.department),
        to_court=data["to"] == COURT,
        appellant_name=data["name"],
        address=data["address"],
        grounds=data["grounds"],
        wish=data["wish"],
        filed_on=today,
        language=get_language() or "bg",
        channel=Case.Channel.ONLINE,
        key=draw(secrets.token_bytes),
        hours=receiving_hours(today),
        person=party.person,
        organisation=party.organisation,
        account=party.account,
    )
    return register_appeal(new, by=citizen_of(request.user), at=at)


@never_cache
@require_safe
def filed(request: HttpRequest, number: str) -> HttpResponse:
    """Confirmation: number, key, until when, what happens next."""
    appeal = access.appeal_of(matter_for(request, number))
    context = {
        "appeal": appeal,
        "case": appeal.case,
        "key": format_code(appeal.case.key),
        "explanation": explain(appeal.case),
        "steps": next_steps(appeal),
    }
    return render(request, "appeals/filed.html", context)


@never_cache
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt, as often as the appellant wants it."""
    appeal = access.appeal_of(matter_for(request, number))
    return pdf_response(receipt_pdf(appeal), filename=f"{number}.pdf")


@never_cache
@require_safe
def paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A paper of the appeal's file, for whoever follows it."""
    case = matter_for(request, number)
    document = access.get_paper(access.appeal_of(case).case, pk)
    by, at = citizen_of(request.user), timezone.now()
    record_read("appeal.paper_read", by=by, at=at, subject=case.number, subject_kind="case")
    return download(document)
