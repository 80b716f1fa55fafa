"""Somebody files a signal: what it is about, the form, what we know already, number and key."""

import logging
import secrets
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import explain, receiving_hours
from chinar.domain.cases.views.public import matter_for, remember_opened
from chinar.domain.reports import access, queries
from chinar.domain.reports.actions.filing import NewReport, drop_photos, let_photos_wait, register_report
from chinar.domain.reports.actions.holding_back import TooManyHeld, hold_back
from chinar.domain.reports.forms.filing import ReportForm
from chinar.domain.reports.models import Category, CitizenReport, WaitingPhoto
from chinar.domain.reports.previewing import preview_of
from chinar.domain.reports.rules import Against
from chinar.domain.reports.views.public import state_of
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.codes import draw, format_code
from chinar.foundation.moderation.rules import has_personal_number
from chinar.foundation.people.access import citizen_of, person_of
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Account, Person
from chinar.foundation.time.rules import NoCalendar

logger = logging.getLogger(__name__)
MOST_TYPED, MOST_REGISTERED, MOST_HELD = "300/h", "20/h", "30/h"
"""From one address of the network: posts at all, signals registered at once, signals held until confirmed by mail."""


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """First of all: what it is about. Categories of other bodies stand apart and register nothing."""
    offered = list(Category.objects.offered())
    context = {
        "ours": [one for one in offered if one.is_ours],
        "elsewhere": [one for one in offered if one.nature == Category.Nature.ELSEWHERE],
        "protected": [one for one in offered if one.nature == Category.Nature.PROTECTED],
        "settlement": request.GET.get("settlement", "")[:5],
    }
    return render(request, "reports/new.html", context)


@never_cache
@require_safe
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The empty form, or where to go instead; the form's address holds the key that makes a second sending harmless."""
    category = access.get_category(code)
    if not category.is_ours:
        return render(request, "reports/elsewhere.html", {"category": category})
    user = request.user
    known = {"name": user.name, "email": user.email} if isinstance(user, Account) else {}
    at_place = {"settlement": request.GET.get("settlement", "")[:5]}
    form = form_for(request, category, initial={**known, **at_place})
    return _form_page(request, form, category, uuid4())


def form_for(request: HttpRequest, category: Category, **arguments: object) -> ReportForm:
    town = request.municipality  # type: ignore[attr-defined]
    return ReportForm(category=category, town=town, on=timezone.localdate(), **arguments)  # type: ignore[arg-type]


@never_cache
def file(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """First shows what we know already and what was written; then, with "send", registers it."""
    category = access.get_category(code)
    if not category.is_ours:
        raise Http404
    if request.method != "POST":
        return _form_page(request, form_for(request, category), category, key)
    form = form_for(request, category, data=request.POST, files=request.FILES)
    if is_ratelimited(request, group="reports.typed", key="ip", rate=MOST_TYPED, increment=True):
        # Before anything is looked up: a flood costs us no more than this page.
        form.add_error(None, _("Very much came from here within the hour. Wait a little; nothing was lost."))
        return _form_page(request, form, category, key, status=429)
    valid = form.is_valid()
    if "drop_photos" in request.POST:
        drop_photos(key)
    if not _kept_photos(request, form, key):
        return _form_page(request, form, category, key, status=429)
    if not valid or {"change", "drop_photos"} & request.POST.keys():
        return _form_page(request, form, category, key)
    if "send" not in request.POST:
        return _check_page(request, form, category, key)
    if is_ratelimited(request, group="reports.file", key="ip", rate=MOST_REGISTERED, increment=True):
        return _hold_back(request, form, category, key)
    return send(request, form, category, key)


def _hold_back(request: HttpRequest, form: ReportForm, category: Category, key: UUID) -> HttpResponse:
    """So many came from there within the hour that each further one is confirmed by mail first: a school or a village
    behind one address is not shut out, and a program is."""
    address, language = form.cleaned_data["email"], get_language() or "bg"
    if address and not is_ratelimited(request, group="reports.held", key="ip", rate=MOST_HELD, increment=True):
        typed = "&".join(part for name, value in form.carried() for part in [urlencode({name: _as_typed(value)})])
        try:
            hold_back(key, category=category, typed=typed, address=address, language=language, at=timezone.now())
        except TooManyHeld:
            pass
        else:
            return render(request, "reports/held.html", {"sent": True})
    if address:
        form.add_error(None, _("Many signals came from here within the hour. Wait a little; nothing was lost."))
    else:
        form.add_error(
            "email",
            _("Many signals came from here within the hour. Give an address to which we send a link, or wait."),
        )
    return _form_page(request, form, category, key, status=429)


def _as_typed(value: Any) -> str:
    """A ticked box is carried as its browser sends it."""
    return "on" if value is True else str(value or "")


def _kept_photos(request: HttpRequest, form: ReportForm, key: UUID) -> bool:
    """Photos wait with the key of the form, so that they need not be chosen again. False when too many came."""
    photos = form.cleaned_data.get("photos") or []
    if not photos:
        return True
    if is_ratelimited(request, group="reports.photos", key="ip", rate="60/h", increment=True):
        form.add_error("photos", _("Many photos came from here within the hour. Wait a little, or send without them."))
        return False
    let_photos_wait(key, photos, at=timezone.now())
    return True


def _form_page(
    request: HttpRequest, form: ReportForm, category: Category, key: UUID, *, status: int = 200
) -> HttpResponse:
    waiting = WaitingPhoto.objects.filter(key=key).count() if form.is_bound else 0
    context = {"form": form, "category": category, "key": key, "waiting": waiting}
    return render(request, "reports/file.html", context, status=status)


def _check_page(request: HttpRequest, form: ReportForm, category: Category, key: UUID) -> HttpResponse:
    data = form.cleaned_data
    accuses = data["against"] != Against.NOBODY
    settlement = data["settlement"].pk if data["settlement"] else None
    point = form.point()
    similar = queries.similar_to(category=category.pk, settlement=settlement, text=data["text"], point=point)
    context = {
        "form": form,
        "category": category,
        "key": key,
        "rows": form.rows(),
        "warn": has_personal_number(f"{data['text']} {data['place']}"),
        "anonymous": not data["name"].strip(),
        "barred": queries.is_barred(data["happened_on"], today=timezone.localdate()),
        "accuses": accuses,
        "waiting": WaitingPhoto.objects.filter(key=key).count(),
        "similar": [] if accuses else [(one, state_of(one.report)) for one in similar],
        "point": point,
        "public": preview_of(category, data),
    }
    return render(request, "reports/check.html", context)


def send(
    request: HttpRequest, form: ReportForm, category: Category, key: UUID, *, received_at: datetime | None = None
) -> HttpResponse:
    """Registers it, once under its key. `received_at` is when it reached us, if that was before."""
    text, email = form.cleaned_data["text"], form.cleaned_data["email"]
    try:
        with transaction.atomic():
            known = access.find_registered(key, text=text, email=email)
            report = known or _register(request, form, category, key, received_at)
    except IntegrityError:
        # The same form arrived twice at once, or its address was used for another signal.
        found = access.find_registered(key, text=text, email=email)
        if found is None:
            return _sent_before(request, form, category)
        report = found
    except (NoCalendar, NoLegalPeriod):
        logger.exception("a signal cannot be registered")
        form.add_error(None, _("Signals cannot be registered just now, so nothing was sent. What you wrote is here."))
        return _form_page(request, form, category, key, status=503)
    if (report.text, report.author_email) != (text, email):
        return _sent_before(request, form, category)
    remember_opened(request, report.case)
    return redirect("reports:registered", number=report.case.number)


def _sent_before(request: HttpRequest, form: ReportForm, category: Category) -> HttpResponse:
    form.add_error(None, _("This form was already sent with another signal. Send once more to file this one too."))
    return _form_page(request, form, category, uuid4())


def _register(
    request: HttpRequest, form: ReportForm, category: Category, key: UUID, received_at: datetime | None
) -> CitizenReport:
    by, at, data = citizen_of(request.user), timezone.now(), form.cleaned_data
    # Whoever gives no name stays unnamed, signed in or not.
    account = request.user if isinstance(request.user, Account) and data["name"].strip() else None
    new = NewReport(
        idempotency_key=key,
        category=category,
        text=data["text"],
        channel=Case.Channel.ONLINE,
        key=draw(secrets.token_bytes),
        hours=receiving_hours(timezone.localdate(received_at or at)),
        received_at=received_at,
        settlement=data["settlement"],
        place=data["place"],
        point=form.point(),
        name=data["name"],
        email=data["email"],
        phone=data["phone"],
        shows_name=data["shows_name"] and bool(data["name"].strip()),
        language=get_language() or "bg",
        happened_on=data["happened_on"],
        against=data["against"],
        against_whom=data["against_whom"],
        answers=form.answers(),
        person=_person(account, data["name"], by) if account else None,
        account=account,
    )
    return register_report(new, by=by if account else Actor(None, "visitor"), at=at)


def _person(account: Account, name: str, by: Actor) -> Person:
    """The account's own person here; entered by the stated name when it is not known yet."""
    given, _space, family = name.partition(" ")
    return person_of(account) or remember_person(
        given_name=given, family_name=family.strip(), account=account, by=by, at=timezone.now()
    )


@never_cache
@require_safe
def registered(request: HttpRequest, number: str) -> HttpResponse:
    """Confirmation: number, key, both dates, and what the law says of it."""
    case = matter_for(request, number)
    report = access.report_of(case)
    context = {"case": case, "report": report, "key": format_code(case.key), "explanation": explain(case)}
    return render(request, "reports/registered.html", context)
