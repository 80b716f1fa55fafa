"""Applying online: one question per page, check your answers, confirmation with what happens next."""

import secrets
import uuid
from collections.abc import Callable
from functools import wraps
from logging import getLogger
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.applications import access, actions
from chinar.domain.applications.drafting import follow
from chinar.domain.applications.fees import Fee, fee_for
from chinar.domain.applications.filling import new_application
from chinar.domain.applications.forms.asked import PREFIX
from chinar.domain.applications.forms.filing import For
from chinar.domain.applications.general import general_for
from chinar.domain.applications.identifying import note_identification
from chinar.domain.applications.journey import Journey, Page, PageForm
from chinar.domain.applications.models import Application, Draft
from chinar.domain.applications.paying import ways_to_pay
from chinar.domain.applications.printing import next_steps, receipt_pdf
from chinar.domain.applications.resuming import begin, make_ones_own
from chinar.domain.applications.views.holding import held_draft, held_drafts, hold, new_secret
from chinar.domain.applications.views.limits import too_many, too_many_begun
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.queries import explain
from chinar.domain.cases.views.public import matter_for, remember_opened
from chinar.domain.catalogue.access import get_published_version
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.speeds import fee_of
from chinar.foundation.core.money import price
from chinar.foundation.core.urls import root_url
from chinar.foundation.documents.codes import draw, format_code
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.identification.providers import reaching
from chinar.foundation.identification.sessions import become_known
from chinar.foundation.payments.queries import owed_for
from chinar.foundation.people.access import citizen_of, person_of, sign_in_required
from chinar.foundation.people.models import Account
from chinar.foundation.time.rules import NoCalendar

logger = getLogger(__name__)
P = ParamSpec("P")


def of_draft(view: Callable[Concatenate[HttpRequest, Journey, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the journey of the writer's own draft, of their account or of their browser.

    One that was sent leads to what it became; a visitor who holds none of this key, to sign in.
    """

    @wraps(view)
    def found(request: HttpRequest, key: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        draft = held_draft(request, key) or access.find_draft_for(request.user, key)
        if draft is None and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), root_url("account_login"))
        if draft is None:
            return _to_what_it_became(request, key)
        return view(request, journey_of(request, draft), *args, **kwargs)

    return found


def journey_of(request: HttpRequest, draft: Draft) -> Journey:
    """Whoever was identified from outside is known here from the first page, and is not asked who they are."""
    become_known(request, at=timezone.now(), enter=True)
    # Who was not known when the draft was read may have become so since.
    knows_applicant = draft.is_writer_known or person_of(request.user) is not None
    return Journey(
        draft=draft,
        municipality=request.municipality,  # type: ignore[attr-defined]
        knows_applicant=knows_applicant,
        today=timezone.localdate(),
    )


def _to_what_it_became(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where a draft that is no more leads: to its registration, if that is the writer's. Raises Http404."""
    if access.get_registered_for(request.user, key) is None:
        raise Http404
    return redirect("applications:done", key=key)


@never_cache
@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begins a draft of the service's published version; a second press finds the one in which nothing stands yet."""
    version = get_published_version(code)
    if not version.is_filed_online:
        raise Http404
    draft = _untouched(request, version)
    if draft is None and not request.user.is_authenticated and too_many_begun(request):
        return too_many(request)
    draft = draft or _begun(request, version)
    first = journey_of(request, draft).pages[0]
    return redirect("applications:question", key=draft.key, page=first.code)


def _untouched(request: HttpRequest, version: ServiceVersion) -> Draft | None:
    if isinstance(request.user, Account):
        return access.find_untouched_draft(request.user, version)
    held = (draft for draft in held_drafts(request) if draft.service_version_id == version.pk)
    return next((draft for draft in held if not draft.answers), None)


def _begun(request: HttpRequest, version: ServiceVersion) -> Draft:
    key, at = uuid.uuid4(), timezone.now()
    if isinstance(request.user, Account):
        general = general_for(version, at=at)
        Draft.objects.create(
            key=key, account=request.user, service_version=version, general_version=general, changed_at=at
        )
        return access.drafts_of(request.user).get(key=key)
    secret = new_secret()
    begin(version, key=key, secret=secret, at=at)
    hold(request, key, secret)
    return cast(Draft, held_draft(request, key))


@never_cache
@require_safe
@of_draft
def resume(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Goes on with a draft where it was left."""
    missing = journey.first_open()
    if missing is None:
        return redirect("applications:check", key=journey.draft.key)
    return redirect("applications:question", key=journey.draft.key, page=missing.code)


@never_cache
@of_draft
def question(request: HttpRequest, journey: Journey, page: str) -> HttpResponse:
    """One page. A wrong answer comes back with everything typed and the message beside it."""
    here = journey.page(page)
    if here is None:
        raise Http404
    form = journey.form(here, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return go_on(request, journey, here, form)
    return render(request, "applications/question.html", about_page(request, journey, here, form))


def go_on(request: HttpRequest, journey: Journey, here: Page, form: PageForm) -> HttpResponse:
    """Keeps the answers and leads to what is asked next; a change leads back to all answers, or to what it opened."""
    following = journey.answered(here, form.typed(), at=timezone.now())
    if following is None or "change" in request.GET:
        return redirect("applications:check", key=journey.draft.key)
    return redirect("applications:question", key=journey.draft.key, page=following.code)


def about_page(request: HttpRequest, journey: Journey, here: Page, form: PageForm) -> dict[str, object]:
    """What a page of the journey shows."""
    before = journey.before(here)
    return {
        "form": form,
        "here": here,
        "draft": journey.draft,
        "version": journey.draft.service_version,
        "before": before,
        "position": journey.pages.index(here) + 1,
        "pages": len(journey.pages),
        "changing": "change" in request.GET,
    }


@never_cache
@require_safe
@of_draft
def check(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Check your answers: all of them, each with a way to change it."""
    missing = journey.first_open()
    if missing is not None:
        return redirect("applications:question", key=journey.draft.key, page=missing.code)
    fee = _fee(journey)
    version, may_send = journey.draft.service_version, access.may_send(request.user, journey.draft.service_version)
    context = {
        "rows": _check_rows(journey),
        "draft": journey.draft,
        "version": version,
        "person": person_of(request.user),
        "fee": price(fee.cents, on=journey.today) if fee else "",
        "ways": ways_to_pay() if fee and fee.cents else None,
        "last": journey.pages[-1],
        "may_send": may_send,
        "can_prove": not may_send and bool(reaching(version.assurance)),
    }
    return render(request, "applications/check.html", context)


def _fee(journey: Journey) -> Fee | None:
    """What it costs in all, with this speed, so many units and this reduction."""
    version, answers = journey.draft.service_version, journey.draft.answers
    if journey.draft.asked_by is None:
        return None
    speeds = {speed.kind: speed for speed in version.speeds.all()} if journey.draft.speed_count else {}
    speed = speeds.get(answers.get("speed", {}).get("speed", ""), next(iter(speeds.values()), None))
    unit = fee_of(version, speed, for_organisation=answers.get("filer", {}).get("applies_for") == For.ORGANISATION)
    stated = answers.get("reduction", {}).get("reduction", "")
    reduction = version.reductions.filter(code=stated).first() if journey.draft.has_reductions and stated else None
    own = {code: value for page, typed in answers.items() if page.startswith(PREFIX) for code, value in typed.items()}
    return fee_for(version, unit, answers=own, reduction=reduction)


def _check_rows(journey: Journey) -> list[dict[str, object]]:
    """Every answer, with the way back to its page."""
    rows: list[dict[str, object]] = []
    for page, form in journey.finished():
        address = reverse("applications:question", kwargs={"key": journey.draft.key, "page": page.code})
        rows += [{"key": label, "value": value, "href": f"{address}?change=1"} for label, value in form.summary()]
    return rows


@never_cache
@sign_in_required
@require_POST
@of_draft
def send(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Registers the application, once, however often the form arrives."""
    missing = journey.first_open()
    if missing is not None:
        return redirect("applications:question", key=journey.draft.key, page=missing.code)
    if journey.draft.service_version.superseded_at is not None:
        return _ask_again(request, journey.draft)
    if not access.may_send(request.user, journey.draft.service_version):
        return redirect("applications:check", key=journey.draft.key)
    if journey.draft.account_id is None:
        make_ones_own(journey.draft, by=citizen_of(request.user), at=timezone.now())
    try:
        _register(request, journey)
    except (NoCalendar, NoLegalPeriod):
        logger.exception("application %s cannot be counted", journey.draft.key)
        messages.error(request, _("The due date cannot be counted yet, so nothing was sent. Your answers are kept."))
        return redirect("applications:check", key=journey.draft.key)
    return redirect("applications:done", key=journey.draft.key)


def _ask_again(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The municipality has published a new description since the draft was begun: the writer agrees to that one."""
    follow(draft, get_published_version(draft.service_version.service.code), at=timezone.now())
    messages.info(request, _("The description of the service has changed. Look at it, then send once more."))
    return redirect("applications:check", key=draft.key)


def _register(request: HttpRequest, journey: Journey) -> None:
    by, at = citizen_of(request.user), timezone.now()
    account = cast(Account, request.user)
    follow_key = draw(secrets.token_bytes)
    try:
        with transaction.atomic():
            new = new_application(journey, account, key=follow_key, language=get_language() or "bg", by=by, at=at)
            application = actions.submit_application(new, by=by, at=at)
            note_identification(application, level=account.proven_level, by=by, at=at)
    except IntegrityError:
        # The same form arrived twice at once and the other one was first: its registration is the answer.
        if access.get_registered_for(request.user, journey.draft.key) is None:
            raise


@never_cache
@sign_in_required
@require_safe
def done(request: HttpRequest, key: UUID) -> HttpResponse:
    """Confirmation: number, key, due date, what happens next."""
    application = access.get_registered_for(request.user, key)
    if application is None:
        raise Http404
    remember_opened(request, application.case)
    context = {
        "application": application,
        "case": application.case,
        "key": format_code(application.case.key),
        "explanation": explain(application.case),
        "next_steps": next_steps(application),
        "owed": owed_for(application.case.number) if application.fee_cents else [],
        "today": timezone.localdate(),
    }
    return render(request, "applications/done.html", context)


@never_cache
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as PDF, for the applicant and for whoever opened the matter with its key."""
    application: Application = access.application_of(matter_for(request, number))
    return pdf_response(receipt_pdf(application), filename=f"{number}.pdf")
