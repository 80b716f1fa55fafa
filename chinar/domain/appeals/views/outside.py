"""Somebody appeals against a decision that concerns them, although they are no party to the matter.

They name the decision by its number and learn nothing of the matter; the appeal is theirs, with a key of its own.
"""

import logging
import secrets
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_ratelimit.core import is_ratelimited

from chinar.domain.appeals import access, queries
from chinar.domain.appeals.actions.registering import AppealedAlready, NewAppeal, NothingToAppeal, register_appeal
from chinar.domain.appeals.forms.filing import COURT, ActForm, OutsideForm
from chinar.domain.appeals.models import Appeal
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.cases.views.public import remember_opened
from chinar.foundation.documents.codes import draw
from chinar.foundation.people.access import citizen_of, person_of
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Account, Person
from chinar.foundation.time.rules import NoCalendar

NOT_FOUND = gettext_lazy(
    "We find no decision of this number that can be appealed here. Compare it with the paper, which also says where it "
    "is appealed."
)
logger = logging.getLogger(__name__)


@never_cache
def which(request: HttpRequest) -> HttpResponse:
    """Asks for the number of the decision."""
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "appeals/which.html", {"form": form})
    if is_ratelimited(request, group="appeals.which", key="ip", rate="10/m", increment=True):
        form.add_error(None, _("Too many attempts. Wait a minute, then try again. Nothing was lost."))
        return render(request, "appeals/which.html", {"form": form}, status=429)
    against = access.find_act(form.cleaned_data["act"], on=timezone.localdate())
    if against is None:
        form.add_error("act", str(NOT_FOUND))
        return render(request, "appeals/which.html", {"form": form})
    person = person_of(request.user)
    known = {"name": person.full_name, "address": person.address} if person else {}
    page = _form(against, initial={**known, "act": form.cleaned_data["act"].strip()})
    return _form_page(request, page, uuid4())


@never_cache
def appeal(request: HttpRequest, key: UUID) -> HttpResponse:
    """First shows what was written; then, with "send", registers it."""
    against = access.find_act(request.POST.get("act", ""), on=timezone.localdate())
    if request.method != "POST" or against is None:
        return redirect("appeals:which")
    form = _form(against, request.POST)
    if not form.is_valid() or "change" in request.POST:
        return _form_page(request, form, key)
    if "send" not in request.POST:
        return render(request, "appeals/outside_check.html", {"form": form, "key": key, "rows": form.rows()})
    if is_ratelimited(request, group="appeals.outside", key="ip", rate="20/h", increment=True):
        form.add_error(None, _("Many appeals came from here within the hour. Wait a little; nothing was lost."))
        return _form_page(request, form, key, status=429)
    return _send(request, against, form, key)


def _form(against: Case, *args: object, **kwargs: object) -> OutsideForm:
    superior = queries.superior_name(queries.issuer_of(against.department), against.municipality)
    return OutsideForm(*args, superior=superior, on=timezone.localdate(), **kwargs)


def _form_page(request: HttpRequest, form: OutsideForm, key: UUID, *, status: int = 200) -> HttpResponse:
    return render(request, "appeals/outside.html", {"form": form, "key": key}, status=status)


def _send(request: HttpRequest, against: Case, form: OutsideForm, key: UUID) -> HttpResponse:
    try:
        with transaction.atomic():
            made = access.find_registered(key, against=against) or _register(request, against, form, key)
    except IntegrityError:
        # The same form arrived twice at once, or its address was used against another decision.
        found = access.find_registered(key, against=against)
        if found is None:
            return redirect("appeals:which")
        made = found
    except AppealedAlready as twin:
        told = _("You have appealed already: %(number)s. What you wrote is below; add it there if it says more.")
        form.add_error(None, told % {"number": twin.appeal.case.number})
        return _form_page(request, form, key)
    except NothingToAppeal:
        form.add_error(None, _("There is nothing to appeal against now: the decision was taken back meanwhile."))
        return _form_page(request, form, key)
    except (NoCalendar, NoLegalPeriod):
        logger.exception("an appeal cannot be registered")
        form.add_error(None, _("Appeals cannot be registered just now, so nothing was sent. What you wrote is here."))
        return _form_page(request, form, key, status=503)
    if made.grounds != form.cleaned_data["grounds"]:
        return redirect("appeals:which")  # the key of somebody else's form opens nothing
    remember_opened(request, made.case)
    return redirect("appeals:filed", number=made.case.number)


def _register(request: HttpRequest, against: Case, form: OutsideForm, key: UUID) -> Appeal:
    data, at = form.cleaned_data, timezone.now()
    today = timezone.localdate(at)
    account = request.user if isinstance(request.user, Account) else None
    # A party who came this way is one all the same.
    party = (
        against.parties.select_related("person", "organisation").filter(account=account).first() if account else None
    )
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
        person=party.person if party else _person(request, account, data),
        organisation=party.organisation if party else None,
        account=account,
        notified_on=data["notified_on"],
        email="" if account else data["email"],
    )
    return register_appeal(new, by=citizen_of(request.user), at=at)


def _person(request: HttpRequest, account: Account | None, data: dict[str, str]) -> Person:
    given, _space, rest = data["name"].strip().partition(" ")
    known = person_of(account) if account else None
    return known or remember_person(
        given_name=given[:80],
        family_name=rest.strip()[:80],
        address=data["address"],
        account=account,
        by=citizen_of(request.user),
        at=timezone.now(),
    )
